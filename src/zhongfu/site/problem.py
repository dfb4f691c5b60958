"""问题 Problem: what a person is told when a command cannot go on; never a traceback."""

from __future__ import annotations


class Problem(Exception):
    """A sentence in Chinese and in English that says where, what and how to mend.

    `status` is the command's exit status: 1 where the data are at fault, 2 where the call is.
    """

    def __init__(self, zh: str, en: str, *, status: int = 2) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en, self.status = zh, en, status
