"""存放位置 Place: where a home's cluster lies, and as whom its server runs.

Usually it lies in `home/database`. As root it does only where the account that runs the server can enter every parent folder;
a home under /root cannot be entered, so the cluster then lies under /var/lib/zhongfu/<hash of home>, and
`home/database/place.json` names that folder. Programs that the account cannot reach are copied to /var/lib/zhongfu/programs.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from zhongfu.site.database import account as accounts
from zhongfu.site.database import trouble
from zhongfu.site.database.account import Account

ELSEWHERE = Path("/var/lib/zhongfu")


@dataclass(frozen=True)
class Place:
    """Where one home's cluster is or shall be: `folder` is around it, `data` is the cluster itself."""

    home: Path
    folder: Path
    account: Account

    @property
    def data(self) -> Path:
        """PostgreSQL's data folder. It may not exist yet."""
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        """The server's log: no statement and no value of a row is ever written to it."""
        return self.home / "logs" / "postgresql.log"

    def major(self) -> int | None:
        """The major version that made the cluster; None while there is none."""
        try:
            return int((self.data / "PG_VERSION").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except PermissionError:
            raise trouble.not_ours(self.data) from None
        except ValueError:
            raise trouble.damaged(self.data, self.log) from None


def locate(home: Path) -> Place:
    """Where the cluster of this home is, or where a new one shall be made.

    Raises DatabaseUnavailable: another account's files, a copied home, a cluster that is no longer there.
    """
    own = home / "database"
    folder = _named(home) or own
    place = Place(home, folder, accounts.choose(folder / "cluster"))
    if folder == own and os.geteuid() == 0 and not _reachable(place):
        return _elsewhere(place)
    return place


def _reachable(place: Place) -> bool:
    """Whether the account that runs the server can enter the home's folder. A cluster that is there cannot go elsewhere."""
    reachable = place.account.can_enter(place.folder)
    if place.data.exists() and not reachable:
        raise trouble.shut_in(place.home)
    return reachable


def _elsewhere(place: Place) -> Place:
    """A folder under /var/lib for this home, noted on both sides so that neither is mistaken for another's."""
    folder = ELSEWHERE / digest(place.home)
    note = {"cluster": str(folder / "cluster")}
    try:
        _clear_way(folder)
        passable(folder)
        _sign(folder, place.home)
        _note(place.home).write_text(json.dumps(note), encoding="utf-8")
    except OSError as error:
        raise trouble.from_os(error, folder) from None
    return Place(place.home, folder, accounts.choose(folder / "cluster"))


def _clear_way(folder: Path) -> None:
    """What an earlier home of the same path left, after somebody removed that home: a demonstration goes, anything else is kept aside."""
    if not folder.exists():
        return
    if _signed(folder)[1:] == ["demo"]:
        shutil.rmtree(folder)
        return
    number = 1
    while folder.with_name(f"{folder.name}.left-{number}").exists():
        number += 1
    folder.rename(folder.with_name(f"{folder.name}.left-{number}"))


def _sign(folder: Path, home: Path) -> None:
    """Write into the folder whose it is: the home's path, and "demo" for a demonstration."""
    try:
        kind = json.loads((home / "home.json").read_text(encoding="utf-8")).get("kind", "")
    except (OSError, ValueError):
        kind = ""
    (folder / "home").write_text(f"{home}\n{kind}\n", encoding="utf-8")


def _signed(folder: Path) -> list[str]:
    try:
        return (folder / "home").read_text(encoding="utf-8").split("\n")[:2]
    except FileNotFoundError:
        return ["", ""]


def passable(folder: Path) -> None:
    """Make a folder under /var/lib/zhongfu: others may pass through it, and list nothing. Raises OSError."""
    for part in (ELSEWHERE, folder):
        part.mkdir(exist_ok=True)
        part.chmod(0o711)


def _named(home: Path) -> Path | None:
    """The folder that the home's note names, if it has one. A note that a copy of the home took along is refused."""
    note = _note(home)
    if not note.exists():
        return None
    folder = Path(json.loads(note.read_text(encoding="utf-8"))["cluster"]).parent
    if not folder.exists():
        raise trouble.cluster_gone(folder)
    owner = Path(_signed(folder)[0])
    if owner != home:
        if _note(owner).exists():
            raise trouble.copied_home(home, str(owner))
        _sign(folder, home)
    return folder


def _note(home: Path) -> Path:
    return home / "database" / "place.json"


def digest(path: Path) -> str:
    """Sixteen hexadecimal digits that stand for a path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
