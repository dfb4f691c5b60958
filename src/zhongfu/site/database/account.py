"""运行账户 Account: as whom the server runs. PostgreSQL refuses root, so root lends it another uid."""

from __future__ import annotations

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zhongfu.site.database import trouble


@dataclass(frozen=True)
class Account:
    """A user of this machine. `lent` says that we are root and the server must run as this other user."""

    uid: int
    gid: int
    lent: bool

    def popen(self) -> dict[str, Any]:
        """The arguments that make `subprocess` run a program as this account."""
        if not self.lent:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        """Give a file or folder that root made to this account."""
        if self.lent:
            os.chown(path, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may enter the folder, every parent of it included. Asked of the kernel, so that ACLs count."""
        return self._can(["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)])

    def can_write(self, folder: Path) -> bool:
        """Whether this account may make files in the folder."""
        return self._can(["/bin/sh", "-c", 'test -d "$1" && test -w "$1"', "sh", str(folder)])

    def can_run(self, program: Path) -> bool:
        """Whether this account may run the program and read what lies beside it."""
        return self._can([str(program), "--version"])

    def _can(self, command: list[str]) -> bool:
        try:
            done = subprocess.run(command, capture_output=True, cwd="/", timeout=20, **self.popen())
        except PermissionError as error:
            # exec was refused for this file; a refusal to change the uid names no file.
            if error.filename is None and self.lent and not _may_lend(self):
                raise trouble.no_other_account() from None
            return False
        return done.returncode == 0


def choose(data: Path | None) -> Account:
    """The account for a cluster: ourselves, or, as root, the owner of the cluster that is there, else `nobody`."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), lent=False)
    if data is not None and data.exists() and data.stat().st_uid != 0:
        found = data.stat()
        return Account(found.st_uid, found.st_gid, lent=True)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid, lent=True)


def _may_lend(account: Account) -> bool:
    try:
        subprocess.run(["/bin/true"], check=True, cwd="/", **account.popen())
    except (OSError, subprocess.SubprocessError):
        return False
    return True
