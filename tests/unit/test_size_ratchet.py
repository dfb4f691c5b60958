"""规模约束 The size ratchet and the layers: what keeps the house readable, measured over all of `src/`."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
# Django names and writes the migrations.
WRITTEN = [path for path in SOURCES if path.parent.name != "migrations"]
FORBIDDEN = re.compile(r"utils?|helpers?|managers?|services?|handlers?|base", re.IGNORECASE)
FORBIDDEN_CLASS = re.compile(r"(Service|Handler|Manager|Helper|Utils?|Base)$")
# Django looks for these names.
DJANGOS_OWN = {"BaseCommand"}
CHINESE = re.compile(r"[一-鿿]")
CLOCKS = {"now", "today", "utcnow", "time", "time_ns", "localtime", "gmtime", "fromtimestamp"}

MEDIAN_LINES, MOST_LINES_95, MOST_LINES = 9, 40, 60
FILE_LINES_95, FILE_LINES = 300, 500
PARAMETERS = 5


@dataclass(frozen=True)
class Function:
    """One function of the sources: where it is, its lines from `def` to the end, its parameters without self."""

    where: str
    lines: int
    parameters: int


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def functions() -> list[Function]:
    return [
        Function(f"{place(path)}:{node.lineno} {node.name}", length(node), parameters(node))
        for path in SOURCES
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code: a docstring is not counted, so that nobody saves on words."""
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1 - docstring_lines(node)


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = node.body[0]
    if ast.get_docstring(node) is None or len(node.body) == 1 or first.end_lineno is None:
        return 0
    return first.end_lineno - first.lineno + 1


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    given = node.args
    names = [one.arg for one in [*given.posonlyargs, *given.args, *given.kwonlyargs]]
    return len([name for name in names if name not in ("self", "cls")])


def percentile_95(numbers: list[int]) -> int:
    return sorted(numbers)[int(len(numbers) * 0.95)]


def file_lines() -> dict[str, int]:
    return {place(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}


def names() -> Iterator[str]:
    """Every module, folder and class of the sources that carries a name the house does not use."""
    for path in SOURCES:
        if any(FORBIDDEN.fullmatch(part) for part in [*path.relative_to(ROOT / "src").parts[:-1], path.stem]):
            yield place(path)
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.ClassDef) and FORBIDDEN_CLASS.search(node.name) and node.name not in DJANGOS_OWN:
                yield f"{place(path)}:{node.lineno} {node.name}"


def test_the_usual_function_is_short() -> None:
    sizes = [function.lines for function in functions()]
    assert median(sizes) <= MEDIAN_LINES
    assert percentile_95(sizes) <= MOST_LINES_95


def test_no_function_is_long() -> None:
    assert [f"{one.where}: {one.lines} lines" for one in functions() if one.lines > MOST_LINES] == []


def test_no_function_takes_more_than_five_parameters() -> None:
    assert [f"{one.where}: {one.parameters}" for one in functions() if one.parameters > PARAMETERS] == []


def test_files_are_of_a_size_to_read() -> None:
    sizes = file_lines()
    assert {where: lines for where, lines in sizes.items() if lines > FILE_LINES} == {}
    assert percentile_95(list(sizes.values())) <= FILE_LINES_95


def test_no_name_says_nothing() -> None:
    assert list(names()) == []


@pytest.mark.parametrize("path", WRITTEN, ids=place)
def test_a_module_opens_with_its_chinese_term_and_an_english_sentence(path: Path) -> None:
    opening = (ast.get_docstring(parsed(path)) or "").partition("\n\n")[0]
    assert CHINESE.search(opening), "no Chinese term in the first paragraph"
    assert re.search(r"[A-Za-z]{3,}.*[a-z]{2,}", opening, re.DOTALL), "no English sentence in the first paragraph"


@pytest.mark.parametrize("path", [path for path in SOURCES if path.parts[len(ROOT.parts) + 2] in ("policy", "data")], ids=place)
def test_judgement_and_set_work_never_read_the_clock(path: Path) -> None:
    assert list(clock_readings(parsed(path))) == []


def clock_readings(tree: ast.Module) -> Iterator[str]:
    """Calls such as datetime.now(), date.today(), time.time(). A duration (perf_counter, monotonic) is no date."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            owner = ast.unparse(node.func.value)
            if owner.split(".")[-1] in ("datetime", "date", "time"):
                yield f"line {node.lineno}: {owner}.{node.func.attr}"


@pytest.mark.parametrize("text", ["datetime.now()", "dt.date.today()", "time.time()", "datetime.datetime.now(tz)"])
def test_the_clock_check_sees_each_way_of_reading_it(text: str) -> None:
    assert list(clock_readings(ast.parse(text)))


@pytest.mark.parametrize("text", ["row.date()", "time.perf_counter()", "date(2026, 1, 1)", "window.today"])
def test_the_clock_check_lets_other_calls_be(text: str) -> None:
    assert not list(clock_readings(ast.parse(text)))


def test_imports_run_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
