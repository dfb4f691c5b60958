"""监管程序 Supervisor: starts the home's server when the first program needs it, stops it after the last."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from zhongfu.site.database import cluster, external, place, server, trouble
from zhongfu.site.database.cluster import Cluster
from zhongfu.site.database.locks import FileLock


class Supervisor(AbstractContextManager[Cluster]):
    """The database of one home, for one program.

    `start` finds the server that runs, or makes and starts it; `stop` leaves it to the programs that still use it, and the last one
    stops it. A program that is killed counts as gone. With DATABASE_URL set, nothing is started or stopped.
    `settings` are extra server settings, for a server that this call starts.
    """

    def __init__(self, home: Path | str, *, settings: Mapping[str, str] | None = None) -> None:
        self.home = Path(home).resolve()
        self.settings = dict(settings or {})
        folder = self.home / "database"
        # Whoever starts or stops holds the first alone; whoever uses the server holds the second together with the others.
        self._starting = FileLock(folder / "start.lock")
        self._using = FileLock(folder / "users.lock")

    def start(self) -> Cluster:
        """A server that takes connections. Raises DatabaseUnavailable with the cause and the mend."""
        address = os.environ.get("DATABASE_URL", "")
        if address:
            return external.reach(self.home, address)
        self._prepare_folder()
        with self._starting.exclusive():
            found = self._ensure()
            self._using.take(shared=True)
        return Cluster(self.home, found.sockets, pid=found.pid)

    def _ensure(self) -> server.Running:
        here = place.locate(self.home)
        found = server.running(here)
        if found is not None:
            return found
        if here.major() is None:
            durable = self.settings.get("fsync") != "off"
            server.create(here, server.programs_for(here), cluster.password(self.home, "postgres"), durable=durable)
        return server.start(here, self.settings)

    def _prepare_folder(self) -> None:
        folder = self.home / "database"
        try:
            folder.mkdir(mode=0o711, parents=True, exist_ok=True)
        except OSError as error:
            raise trouble.from_os(error, self.home) from None

    def stop(self) -> None:
        """Let the server go. It is stopped in good order when no other program uses it."""
        if not self._using.path.exists():
            return
        with self._starting.exclusive():
            self._using.release()
            if self._using.take(wait=False):
                server.stop(place.locate(self.home))
                self._using.release()

    def __enter__(self) -> Cluster:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()
