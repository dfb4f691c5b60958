"""不能办理 Refusal: an action that cannot be done, told to the person who asked for it in both languages."""

from __future__ import annotations


class Refused(Exception):
    """The action was not done and nothing was changed. `zh` and `en` say why and how to mend it, without personal values."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} / {en}")
        self.zh, self.en = zh, en


class NotPermitted(Refused):
    """The person's posting of that day does not allow the action there."""
