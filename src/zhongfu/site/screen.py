"""进度与提示 Screen: bars with rows, rate and time left on a terminal, one plain line per stage elsewhere."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table

from zhongfu.site.problem import Problem

Advance = Callable[[int, int], None]
"""`advance(done, total)`: rows (or persons) done so far; total 0 while it is not known."""


class RateColumn(TextColumn):
    """Rows per second, since the stage began."""

    def __init__(self) -> None:
        super().__init__("{task.fields[rate]}")


class Terminal(Console):
    """A console that leaves a reader's early end (head, less) to the command line, which ends quietly."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


class Screen:
    """What a command shows. Standard output stays free for the JSON document when one was asked for."""

    def __init__(self, *, json_only: bool = False) -> None:
        self.json_only = json_only
        self.out = Terminal(file=sys.stderr if json_only else sys.stdout, highlight=False, soft_wrap=True)
        self.err = Terminal(file=sys.stderr, highlight=False, soft_wrap=True)

    def line(self, zh: str, en: str = "") -> None:
        """One plain line, Chinese first; kept off standard output when JSON was asked for."""
        self.out.print(f"{zh}  {en}" if en else zh, markup=False)

    def table(self, table: Table) -> None:
        """A table as wide as the terminal allows; silent when JSON was asked for."""
        if not self.json_only:
            self.out.print(table)

    def document(self, value: Any) -> None:
        """The one JSON document on standard output."""
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")

    def problem(self, problem: Problem) -> None:
        """The sentence of a problem: JSON on standard output where that was asked for, text on standard error always."""
        if self.json_only:
            self.document({"error": {"zh": problem.zh, "en": problem.en}})
        self.err.print(problem.zh, markup=False)
        self.err.print(problem.en, markup=False)

    @contextmanager
    def stage(self, zh: str, en: str, unit: str = "") -> Iterator[Advance]:
        """One stage of the work. Yields `advance(done, total)`."""
        began = time.monotonic()
        last = [0]
        if self.out.is_terminal and not self.json_only:
            with self._bar() as bar:
                task = bar.add_task(f"{zh} {en}", total=None, rate="")

                def advance(done: int, total: int) -> None:
                    last[0] = done
                    rate = done / max(time.monotonic() - began, 0.001)
                    bar.update(task, completed=done, total=total or None, rate=f"{rate:,.0f}/s")

                yield advance
        else:

            def count(done: int, total: int) -> None:
                last[0] = done

            yield count
        self.line(*_closing_line(zh, en, (last[0], unit), time.monotonic() - began))

    def _bar(self) -> Progress:
        return Progress(
            SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(),
            TimeRemainingColumn(), console=self.out, transient=True,
        )  # fmt: skip


def _closing_line(zh: str, en: str, work: tuple[int, str], seconds: float) -> tuple[str, str]:
    done, unit = work
    amount = f": {done:,} {unit}".rstrip() + f", {done / max(seconds, 0.001):,.0f}/s" if done else ""
    return f"✓ {zh} {en}{amount} ({seconds:.1f} s)", ""
