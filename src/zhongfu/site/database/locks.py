"""锁 Locks: the kernel's file locks. They end with the process that holds them, however it ends, so none is ever stale."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from zhongfu.site.database import trouble


class FileLock:
    """A lock on one file, shared or exclusive. A forked child holds its parent's lock with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object holds the lock, in either form."""
        return self._descriptor is not None

    def take(self, *, shared: bool = False, wait: bool = True) -> bool:
        """Take the lock; False where somebody else holds it and we do not wait. An already held lock changes its form."""
        descriptor = self._descriptor if self._descriptor is not None else self._open()
        kind = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB)
        try:
            fcntl.flock(descriptor, kind)
        except BlockingIOError:
            # Changing the form lets go first, so a failed change leaves nothing held.
            os.close(descriptor)
            self._descriptor = None
            return False
        self._descriptor = descriptor
        return True

    def _open(self) -> int:
        try:
            return os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        except PermissionError:
            raise trouble.not_ours(self.path.parent) from None
        except OSError as error:
            raise trouble.from_os(error, self.path.parent) from None

    def release(self) -> None:
        """Let go, also for children that were forked meanwhile."""
        if self._descriptor is not None:
            fcntl.flock(self._descriptor, fcntl.LOCK_UN)
            os.close(self._descriptor)
            self._descriptor = None

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """Hold the lock alone within the block."""
        self.take()
        try:
            yield
        finally:
            self.release()
