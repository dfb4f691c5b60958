"""部门 What each department knows of the lives of a block, as rows of its feed in whole fen and real dates.

A feed is a function (lives, span, month) -> rows, with the names of its fields; which column, spelling, encoding and file
they become is declared once, in `zhongfu.data.sources`.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from zhongfu.data.synthetic.departments.feed import Feed


@cache
def discover() -> dict[str, Feed]:
    """Every feed of this package by the name of its source; ValueError when two modules write the same."""
    found: dict[str, Feed] = {}
    for module in sorted(info.name for info in pkgutil.iter_modules(__path__, f"{__name__}.")):
        for feed in vars(importlib.import_module(module)).values():
            if isinstance(feed, Feed) and found.setdefault(feed.source, feed) is not feed:
                raise ValueError(f"{feed.source} is written twice, the second time in {module}")
    return dict(sorted(found.items()))
