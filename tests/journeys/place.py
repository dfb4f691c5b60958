"""地点 A running demonstration as a journey sees it: an address, and people who can come in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

WIDTHS = (1440, 390)


@dataclass(frozen=True)
class Place:
    """A running demonstration: its address, its home and the passwords by user name."""

    address: str
    home: Path
    passwords: dict[str, str]

    def sign_in(self, page: Page, username: str) -> None:
        """Come in at the door as a person does."""
        page.goto(f"{self.address}sign-in")
        page.get_by_label("用户名").fill(username)
        page.get_by_label("密码").fill(self.passwords[username])
        page.get_by_role("button", name="登录").click()
