"""整列校验: the checks of README-like layouts as SQL over whole columns of text, a few nanoseconds a cell.

Each kind of column gives three expressions over its repaired text: what is parsed out of it once, the value that the lake
keeps, and a bit set of faults (bit i stands for `quality.CELL_CODES[i]`; NULL: none).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from zhongfu.data.intake.cells import AMOUNT, BLANKS, FULL_WIDTH, INVISIBLE, ORDINARY
from zhongfu.data.intake.quality import CELL_CODES
from zhongfu.data.regions import counties, towns
from zhongfu.data.sources.layout import Column, Source

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_ID = "[0-9]{17}[0-9X]"


@dataclass(frozen=True, slots=True)
class Checked:
    """One column on its way: `text` its repaired cells, `parts` expressions worked out once, then value and faults."""

    column: Column
    text: str
    parts: tuple[tuple[str, str], ...]
    value: str
    faults: str


def bit(code: str) -> int:
    """The bit of a cell code in a bit set of faults."""
    return 1 << CELL_CODES.index(code)


def codes(bits: int) -> list[str]:
    """The cell codes of a bit set."""
    return [code for i, code in enumerate(CELL_CODES) if bits >> i & 1]


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def select(source: Source, header: list[str], month_end: date, rows: str) -> str:
    """SQL that turns the batches of a file with the declared header, in any order, into fields, faults and row numbers.

    Columns: the consumed fields, `person` where a certificate names one, `row`, and `faults`: one bit set per consumed
    column, or NULL for a row without any. Rows without content are left out.
    """
    checked = [_checked(column, i, month_end) for i, column in enumerate(source.consumed)]
    repaired = ", ".join(
        f"{repair(column, f'c{header.index(column.name)}')} AS t{i}" for i, column in enumerate(source.consumed)
    )
    parts = ", ".join(f"{expression} AS {name}" for each in checked for name, expression in each.parts)
    faults = ", ".join(f"({each.faults})::USMALLINT AS e{i}" for i, each in enumerate(checked))
    content = " OR ".join([f"t{i} IS NOT NULL" for i in range(len(checked))] + _ignored_content(source, header))
    repaired_rows = f"SELECT {repaired}, * FROM {rows}"
    parsed_rows = f"SELECT *{', ' + parts if parts else ''} FROM ({repaired_rows}) WHERE {content}"
    dated_rows = f"SELECT *{_births(checked)} FROM ({parsed_rows})"
    return f"SELECT {_outcome(checked)} FROM (SELECT *, {faults} FROM ({dated_rows}))"


def _births(checked: list[Checked]) -> str:
    """The birth dates inside the ids as numbers YYYYMMDD, worked out once since the checks read them many times."""
    ids = [i for i, each in enumerate(checked) if each.column.kind in ("id", "cert")]
    return "".join(f", n{i} // 1000 % 100000000 AS b{i}" for i in ids)


def _outcome(checked: list[Checked]) -> str:
    """The columns that come out of a reading."""
    fields = ", ".join(f'{each.value} AS "{each.column.field}"' for each in checked)
    person = "".join(f", n{i} AS person" for i, each in enumerate(checked) if each.column.kind == "cert")
    bits = [f"e{i}" for i in range(len(checked))]
    return f"{fields}{person}, row, CASE WHEN coalesce({', '.join(bits)}) IS NOT NULL THEN [{', '.join(bits)}] END AS faults"


def _ignored_content(source: Source, header: list[str]) -> list[str]:
    """A row with something in an ignored column only is a row all the same."""
    ignored = [column for column in source.columns if column.ignored]
    return [f"{repair(column, f'c{header.index(column.name)}')} IS NOT NULL" for column in ignored]


def sum_only(header: list[str], control: str | None, rows: str) -> str:
    """SQL that counts the rows of a file whose header is not the declared one, and sums a column if it has it once."""
    content = " OR ".join(f"{_mended(f'c{i}', wide=False)} IS NOT NULL" for i in range(len(header)))
    if control is None or header.count(control) != 1:
        return f"SELECT count(*), NULL FROM {rows} WHERE {content}"
    text = _mended(f"c{header.index(control)}", wide=True)
    return f"SELECT count(*), coalesce(sum({_fen('t')}), 0) FROM (SELECT {text} AS t FROM {rows} WHERE {content})"


def repair(column: Column, cell: str) -> str:
    """The cell's repaired text, NULL when empty. Batches that are known to be clean pay for one comparison only."""
    mended = _mended(cell, wide=column.kind != "text")
    text = f"CASE WHEN dirty THEN {mended} WHEN {cell} <> '' THEN {cell} END"
    if column.kind == "id":
        return f"upper({text})"
    # The id's check character inside a certificate number is its 18th; a small `b` further on is no repair.
    return f"regexp_replace({text}, '^(.{{17}})x', '\\1X')" if column.kind == "cert" else text


def _mended(cell: str, *, wide: bool) -> str:
    drop, become = (FULL_WIDTH + INVISIBLE, ORDINARY) if wide else (INVISIBLE, "")
    return f"nullif(trim(translate({cell}, {quoted(drop)}, {quoted(become)}), {quoted(BLANKS)}), '')"


def _checked(column: Column, i: int, month_end: date) -> Checked:
    """The expressions of one column, over its repaired text `t{i}`."""
    text = f"t{i}"
    parts, value, wrong = _KINDS[column.kind](column, i, month_end)
    missing = bit("required_missing") if column.required else "NULL"
    faults = f"CASE WHEN {text} IS NULL THEN {missing} {wrong} END"
    return Checked(column, text, parts, value, faults)


Expressions = tuple[tuple[tuple[str, str], ...], str, str]


def _id(column: Column, i: int, month_end: date) -> Expressions:
    return ((f"n{i}", _digits(i, _ID)),), f"n{i}", _id_faults(i, month_end)


def _cert(column: Column, i: int, month_end: date) -> Expressions:
    return ((f"n{i}", _digits(i, f"{_ID}[1-7][1-4](B[0-9])?")),), f"t{i}", _id_faults(i, month_end)


def _digits(i: int, form: str) -> str:
    """The first 17 digits as a number, NULL when the text is not of the form."""
    return f"CASE WHEN regexp_full_match(t{i}, '{form}') THEN substr(t{i}, 1, 17)::BIGINT END"


def _id_faults(i: int, month_end: date) -> str:
    """The WHEN clauses of an id: form and calendar date first, and only then check character and age."""
    late = f"b{i} > {month_end:%Y%m%d}"
    wrong = f"substr('{_CHECK_CHARACTERS}', ({_weighted(i)} % 11)::INTEGER + 1, 1) <> substr(t{i}, 18, 1)"
    both = bit("id_checksum") | bit("birth_in_future")
    return (
        f"WHEN n{i} IS NULL OR NOT {_is_calendar_date(f'b{i}')} THEN {bit('id_format')} "
        f"WHEN {wrong} THEN CASE WHEN {late} THEN {both} ELSE {bit('id_checksum')} END "
        f"WHEN {late} THEN {bit('birth_in_future')}"
    )


def _weighted(i: int) -> str:
    """The weighted sum of the 17 digits, by arithmetic on the number."""
    return "(" + " + ".join(f"{w} * (n{i} // {10 ** (16 - k)} % 10)" for k, w in enumerate(_WEIGHTS)) + ")"


def _is_calendar_date(number: str) -> str:
    """Whether a number YYYYMMDD is a day of the calendar, leap years included."""
    year, month, day = f"({number} // 10000)", f"({number} // 100 % 100)", f"({number} % 100)"
    leap = f"({year} % 4 = 0 AND ({year} % 100 <> 0 OR {year} % 400 = 0))"
    length = f"CASE WHEN {month} = 2 THEN CASE WHEN {leap} THEN 29 ELSE 28 END WHEN {month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END"
    return f"({year} > 0 AND {month} BETWEEN 1 AND 12 AND {day} BETWEEN 1 AND {length})"


def _date(column: Column, i: int, month_end: date) -> Expressions:
    text = f"t{i}"
    compact = f"substr({text}, 1, 4) || '-' || substr({text}, 5, 2) || '-' || substr({text}, 7, 2)"
    parted = "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}/[0-9]{1,2}/[0-9]{1,2}"
    parsed = (
        f"CASE WHEN regexp_full_match({text}, '[0-9]{{8}}') THEN try_cast({compact} AS DATE) "
        f"WHEN regexp_full_match({text}, '{parted}') THEN try_cast(replace({text}, '/', '-') AS DATE) END"
    )
    wrong = f"WHEN d{i} IS NULL OR d{i} < DATE '0001-01-01' THEN {bit('date_invalid')}"
    if column.is_birth:
        wrong += f" WHEN d{i} > DATE '{month_end}' THEN {bit('birth_in_future')}"
    return ((f"d{i}", parsed),), f"d{i}", wrong


def _month(column: Column, i: int, month_end: date) -> Expressions:
    number = f"CASE WHEN regexp_full_match(t{i}, '[0-9]{{4}}(0[1-9]|1[0-2])') THEN t{i}::INTEGER END"
    return ((f"m{i}", number),), f"m{i}", f"WHEN m{i} IS NULL THEN {bit('date_invalid')}"


def _money(column: Column, i: int, month_end: date) -> Expressions:
    wrong = f"WHEN f{i} IS NULL THEN {bit('amount_invalid')} WHEN f{i} < 0 THEN {bit('amount_negative')}"
    return ((f"f{i}", _fen(f"t{i}")),), f"f{i}", wrong


def _fen(text: str) -> str:
    """The fen of an amount, NULL when it reads as none. Most amounts are plain digits with two decimals."""
    digits = f"replace(replace({text}, ',', ''), '元', '')"
    return (
        f"CASE WHEN regexp_full_match({text}, '[0-9]{{1,15}}[.][0-9]{{2}}') THEN replace({text}, '.', '')::BIGINT "
        f"WHEN regexp_full_match({text}, {quoted(AMOUNT)}) THEN (try_cast({digits} AS DECIMAL(18, 2)) * 100)::BIGINT END"
    )


def _code(column: Column, i: int, month_end: date) -> Expressions:
    return (), f"t{i}", _one_of(i, column.codes, "code_unknown")


def _town(column: Column, i: int, month_end: date) -> Expressions:
    return (), f"t{i}", _one_of(i, tuple(towns()), "region_unknown")


def _county(column: Column, i: int, month_end: date) -> Expressions:
    return (), f"t{i}", _one_of(i, tuple(counties()), "region_unknown")


def _one_of(i: int, allowed: tuple[str, ...], fault: str) -> str:
    return f"WHEN t{i} NOT IN ({', '.join(quoted(each) for each in allowed)}) THEN {bit(fault)}"


def _num(column: Column, i: int, month_end: date) -> Expressions:
    number = f"try_cast(t{i} AS DOUBLE)"
    return ((f"x{i}", f"CASE WHEN isfinite({number}) THEN {number} END"),), f"x{i}", ""


def _text(column: Column, i: int, month_end: date) -> Expressions:
    return (), f"t{i}", ""


_KINDS = {
    "id": _id,
    "cert": _cert,
    "date": _date,
    "month": _month,
    "money": _money,
    "code": _code,
    "town": _town,
    "county": _county,
    "num": _num,
    "text": _text,
}
