"""审计 `zhongfu audit verify`: prove that the audit log is whole."""

from __future__ import annotations

import argparse

from zhongfu.site.home import Home
from zhongfu.site.runtime import opened
from zhongfu.site.screen import Screen

HELP = "证明审计日志完整 prove that the audit log is whole"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("deed", choices=["verify"], help="recompute the whole chain")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """1 when the log is broken; the first sequence that does not fit is named."""
    home = Home.open(arguments.home)
    with opened(home, writes=False):
        from zhongfu.audit.verify import verify

        report = verify(home.keys)
    if arguments.json:
        screen.document(report.as_json())
    else:
        screen.line(f"{report.zh}（{report.rows:,} 条）", f"{report.en} ({report.rows:,} rows)")
    return 0 if report.whole else 1
