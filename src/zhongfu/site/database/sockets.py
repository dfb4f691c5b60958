"""套接字 Sockets: the folder through which the server is reached, closed to everybody else of the machine."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from zhongfu.site.database import trouble
from zhongfu.site.database.account import Account
from zhongfu.site.database.place import Place, digest

# No TCP port is ever opened, so the number only names the socket's file.
PORT = 5432
NAME = f".s.PGSQL.{PORT}"
# The kernel takes 107 bytes, and PostgreSQL puts ".lock" behind the name.
LONGEST = 100


def folder(place: Place) -> Path:
    """The 0700 folder of the socket; one in the machine's runtime folder, named by hash, where the path would be too long.

    Raises DatabaseUnavailable where somebody else holds that name.
    """
    chosen = place.folder / "sockets"
    if len(os.fsencode(chosen / NAME)) > LONGEST:
        chosen = _runtime() / f"zhongfu-{place.account.uid}-{digest(place.folder)}"
    return _private(chosen, place.account)


def _runtime() -> Path:
    """Where this machine keeps what lives until its next start."""
    own = "/run" if os.geteuid() == 0 else os.environ.get("XDG_RUNTIME_DIR", "")
    usable = own and len(os.fsencode(own)) < LONGEST // 2 and os.access(own, os.W_OK)
    return Path(own) if usable else Path("/tmp")


def _private(chosen: Path, account: Account) -> Path:
    """Make the folder for one account only. One that is there and is not so is refused: somebody may wait inside."""
    try:
        chosen.mkdir(mode=0o700)
        account.own(chosen)
    except FileExistsError:
        pass
    except OSError as error:
        raise trouble.from_os(error, chosen) from None
    found = chosen.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != account.uid or found.st_mode & 0o077:
        raise trouble.unsafe_folder(chosen)
    return chosen
