"""安装目录 Home: the one folder that holds all state of an installation, so that two homes never meet."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from zhongfu.site.problem import Problem

KINDS = ("demo", "production")
FOLDERS = ("database", "keys", "raw", "lake", "logs", "law", "demo")


@dataclass(frozen=True)
class Home:
    """One installation's folder. `kind` is "demo" or "production"; only a demonstration home may hold demonstration values."""

    root: Path
    kind: str

    database = property(lambda self: self.root / "database", doc="the embedded cluster")
    keys = property(lambda self: self.root / "keys", doc="passwords and secret keys, folder mode 0700")
    raw = property(lambda self: self.root / "raw", doc="delivered files as they came, by content")
    lake = property(lambda self: self.root / "lake", doc="Parquet parts and what is computed from them")
    logs = property(lambda self: self.root / "logs", doc="logs without personal values")
    law = property(lambda self: self.root / "law", doc="local parameters, read after the law that ships")
    demo = property(lambda self: self.root / "demo", doc="deliveries of the synthetic place")
    is_demo = property(lambda self: self.kind == "demo", doc="whether demonstration values and sign-ins may exist")

    @classmethod
    def open(cls, path: Path) -> Home:
        """The home at `path`. A `Problem` says so when there is none, or when its home.json cannot be read."""
        root = Path(path).expanduser().resolve()
        file = root / "home.json"
        if not file.is_file():
            raise Problem(
                f"{root} 不是众扶的安装目录（没有 home.json）。请先运行 zhongfu up，或用 --home 指明。",
                f"{root} is no home of zhongfu (it has no home.json). Run zhongfu up first, or name one with --home.",
            )
        return cls(root, _kind(file))

    @classmethod
    def create(cls, path: Path, *, kind: str, at: datetime) -> Home:
        """Make the folders of a new home, or open the one that is there. A home never changes its kind."""
        root = Path(path).expanduser().resolve()
        if (root / "home.json").exists():
            return cls._same_kind(cls.open(root), kind)
        if kind not in KINDS:
            raise ValueError(f"kind is one of {KINDS}")
        try:
            _make_folders(root)
        except OSError as fault:
            raise Problem(
                f"无法在 {root} 建立目录：{fault.strerror}。请用 --home 指定可写的文件夹。",
                f"{root} cannot be made: {fault.strerror}. Name a folder that can be written with --home.",
            ) from fault
        _write_whole(root / "home.json", json.dumps({"kind": kind, "created": at.isoformat()}) + "\n")
        return cls.open(root)

    @staticmethod
    def _same_kind(home: Home, kind: str) -> Home:
        if home.kind != kind:
            raise Problem(
                f"{home.root} 的类型是 {home.kind}，不能改作 {kind}。请用另一个 --home。",
                f"{home.root} is a {home.kind} home and cannot become {kind}. Use another --home.",
            )
        return home


def _kind(file: Path) -> str:
    try:
        kind = json.loads(file.read_text(encoding="utf-8"))["kind"]
    except (ValueError, KeyError, TypeError, OSError):
        kind = None
    if kind not in KINDS:
        raise Problem(
            f"{file} 无法读取：应为 JSON，其中 kind 为 demo 或 production。",
            f"{file} cannot be read: it should be JSON with a kind of demo or production.",
        )
    return str(kind)


def _make_folders(root: Path) -> None:
    root.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        (root / name).mkdir(exist_ok=True)
    # Raw files, Parquet and logs name persons: nobody else on the machine reads them.
    for name in ("keys", "raw", "lake", "logs", "demo"):
        (root / name).chmod(0o700)


def _write_whole(file: Path, text: str) -> None:
    draft = file.with_suffix(".new")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, file)
