"""合成地区 Writes a place: its deliveries month by month, block by block, and its truth beside them."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from zhongfu.data.intake.handover import COLUMNS as LIST_COLUMNS
from zhongfu.data.intake.handover import LIST_NAME
from zhongfu.data.sources import discover as sources
from zhongfu.data.synthetic import truth
from zhongfu.data.synthetic.block import Block, blocks, simulate
from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.departments import discover as feeds
from zhongfu.data.synthetic.identity import Numbers
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.mishaps import NONE, Mishaps, Spoiler
from zhongfu.data.synthetic.papers import Paper, TextPaper, WorkbookPaper
from zhongfu.data.synthetic.span import Span
from zhongfu.data.synthetic.spelling import Speller
from zhongfu.data.synthetic.transport import FileKey, Transport

Progress = Callable[[int, int], None]
# A sheet of a workbook ends at 1,048,576 rows, and one person in three has a line in social insurance.
MOST_PEOPLE = 2_500_000


class PlaceRefused(ValueError):
    """A place that cannot be made; the sentence says why and how to mend it, in Chinese and English."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: so many people living there in the first month, the months, the seed, and what goes wrong."""

    people: int
    span: Span
    seed: int
    mishaps: Mishaps = NONE


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written; `rows` are data rows, planted ones included, `rejects` the planted ones."""

    folder: Path
    people: int
    households: int
    months: tuple[str, ...]
    files: int
    rows: int
    rejects: int
    hardships: int


def fulfil(order: Order, out: Path, progress: Progress | None = None) -> Summary:
    """Writes the place that `order` asks for into `out`, which must not hold anything yet.

    `progress` is told (people done, people in all) after each block. Everything is written beside `out` and then moved
    there, so that an interrupted run leaves no half place. Raises PlaceRefused.
    """
    if not 1 <= order.people <= MOST_PEOPLE:
        raise PlaceRefused(f"人数须在1至{MOST_PEOPLE:,}之间 / between 1 and {MOST_PEOPLE:,} people can be made")
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise PlaceRefused("输出目录已有内容，请换一个空目录 / the output folder is not empty, name another one")
    unfinished = out.with_name(f"{out.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    try:
        summary = Writer(order, unfinished).write(out, progress)
        if out.exists():
            out.rmdir()
        os.replace(unfinished, out)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return summary


class Writer:
    """Writes one place, holding one block in memory at a time."""

    def __init__(self, order: Order, folder: Path) -> None:
        self.order, self.span, self.folder = order, order.span, folder
        self.sources = {name: source for name, source in sources().items() if name in feeds()}
        self.spellers = {name: Speller(source, feeds()[name]) for name, source in self.sources.items()}
        due = {name: source.due for name, source in self.sources.items()}
        self.transport = Transport.of(self.span, due, order.mishaps.lost, Chance(order.seed, "transport"))
        self.papers = {key: self.paper(key) for key in self.transport.files()}
        self.spoilers = {key: self.spoiler(key) for key in self.papers}
        self.statuses: dict[Path, str] = {}
        self.rejects: list[tuple[str, int, str]] = []
        self.panels: list[list[str]] = [[] for _ in range(self.span.count)]
        self.hardships: list[tuple[str, ...]] = []

    def month_folder(self, month: int) -> Path:
        folder = self.folder / str(self.span.number(month))
        folder.mkdir(exist_ok=True)
        return folder

    def paper(self, key: FileKey) -> Paper:
        """The whole file, in the folder of the month in which it arrives."""
        source = self.sources[key[1]]
        path = self.month_folder(self.transport.folder(key)) / source.file_name(self.span.text(key[0]))
        return (WorkbookPaper if source.is_workbook else TextPaper)(source, path)

    def spoiler(self, key: FileKey) -> Spoiler:
        month, name = key
        mishaps = self.order.mishaps.of_file(Chance(self.order.seed, "careless", name, self.span.text(month)))
        return Spoiler(self.sources[name], self.span, month, mishaps)

    def write(self, final: Path, progress: Progress | None) -> Summary:
        """Lives and writes every block, then closes the files and writes the lists and the truth."""
        numbers, done, households = Numbers(), 0, 0
        for block in blocks(self.order.people):
            lives = simulate(block, self.span, self.order.seed, numbers)
            self.deliver(block, lives)
            households += len(lives.households)
            done += block.people
            if progress is not None:
                progress(done, self.order.people)
        rows = self.close()
        self.tell()
        months = tuple(self.span.text(month) for month in range(self.span.count))
        return Summary(
            final, done, households, months, len(self.statuses), rows, len(self.rejects), len(self.hardships)
        )

    def deliver(self, block: Block, lives: Lives) -> None:
        """Adds a block to every file and to the truth."""
        told = truth.Truth(lives, self.transport)
        for month, name in self.papers:
            self.fill(month, name, block, lives)
        for month in range(self.span.count):
            self.panels[month].extend(map(",".join, told.rows(month)))
        self.hardships.extend(truth.hardship_row(fact, lives, self.span) for fact in lives.hardships)

    def fill(self, month: int, name: str, block: Block, lives: Lives) -> None:
        """Adds a block's rows of one source and month to its file, what was planted among them to the rejects."""
        paper, speller, feed = self.papers[month, name], self.spellers[name], feeds()[name]
        rows = list(feed.rows(lives, self.span, month))
        control = next(
            (
                feed.fields.index(str(column.field))
                for column in speller.columns
                if column.name == speller.source.control
            ),
            None,
        )
        total = sum(fen for row in rows if isinstance(fen := row[control], int)) if control is not None else 0
        chance = Chance(self.order.seed, block.number, "mishaps", name, self.span.text(month))
        spoiled = self.spoilers[month, name].spoil(speller.cells(rows), chance)
        first = speller.source.header_row + paper.rows + 1
        path = f"{paper.path.parent.name}/{paper.path.name}"
        self.rejects.extend((path, first + place, code) for place, code in spoiled.planted)
        paper.add(spoiled.rows, total + spoiled.extra_fen)

    def close(self) -> int:
        """Closes all files and writes the hand-over lists; returns the number of rows."""
        lists: dict[Path, list[tuple[str, ...]]] = {self.month_folder(month): [] for month in range(self.span.count)}
        rows = 0
        for key, paper in self.papers.items():
            written = paper.close()
            rows += written.rows
            line = (written.name, str(written.rows), written.control, written.total, written.algorithm, written.digest)
            lists[paper.path.parent].append(line)
            self.statuses[paper.path] = "loaded"
            if self.transport.cut(key):
                lists[self.month_folder(key[0])].append(line)
                self.cut_off(paper.path, self.month_folder(key[0]))
        for folder, lines in lists.items():
            write_table(folder / LIST_NAME, LIST_COLUMNS, lines, "\r\n")
        return rows

    def cut_off(self, whole: Path, folder: Path) -> None:
        """A copy of a file without its last third, as an interrupted transfer leaves it."""
        short = folder / whole.name
        with whole.open("rb") as source, short.open("wb") as target:
            target.write(source.read(max(1, whole.stat().st_size * 2 // 3)))
        self.statuses[short] = "refused"

    def tell(self) -> None:
        """Writes the truth."""
        folder = self.folder / "truth"
        folder.mkdir()
        statuses = sorted((f"{path.parent.name}/{path.name}", status) for path, status in self.statuses.items())
        write_table(folder / "files.csv", ("file", "status"), statuses)
        write_table(
            folder / "rejects.csv",
            ("file", "row", "code"),
            [(file, str(row), code) for file, row, code in sorted(self.rejects)],
        )
        write_table(folder / "lives.csv", truth.LIFE_COLUMNS, sorted(self.hardships))
        for month, rows in enumerate(self.panels):
            lines = [",".join(truth.COLUMNS), *sorted(rows)]
            (folder / f"panel_{self.span.text(month)}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]], newline: str = "\n") -> None:
    """A small CSV table; with CRLF it also gets the BOM that departments' spreadsheets want."""
    with path.open("w", encoding="utf-8-sig" if newline == "\r\n" else "utf-8", newline="") as stream:
        table = csv.writer(stream, lineterminator=newline)
        table.writerow(header)
        table.writerows(rows)
