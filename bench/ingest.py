"""接收速度: how fast two feeds of a million rows are judged, digest and Parquet included, and against a bare decode and scan."""

from __future__ import annotations

import csv
import hashlib
import io
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.csv as pacsv

from zhongfu.data.intake import DeliveryContext, judge, read_handover
from zhongfu.data.intake.raw import RawStore
from zhongfu.data.lake import Lake
from zhongfu.data.regions import towns

ROWS = 1_000_000
MONTH = "202610"
HEADERS = {
    "yibao_jiesuan": "结算流水号,姓名,身份证号,就诊类别,医疗机构,结算日期,费用总额,基金支付,大病支付,医疗救助支付,个人自付",
    "gongan_huji": "户号,姓名,公民身份号码,与户主关系,性别,民族,出生日期,户籍地址,行政区划,户口性质,注销原因,注销日期",
}


def run(rows: int = ROWS) -> list[dict[str, Any]]:
    """Make both files in a temporary folder, judge each once, and return the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = [
            *_feed(folder / "a", "yibao_jiesuan", "utf-8", "sha256", (_settlements(rows), rows, 150_000)),
            *_feed(folder / "b", "gongan_huji", "gb18030", "sm3", (_register(rows), rows, 100_000)),
        ]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return [*found, _figure("ingest_memory", peak, "MB", None, f"peak of the process, {rows:,} rows")]


def _feed(
    folder: Path, stem: str, encoding: str, digest: str, job: tuple[Iterator[str], int, int]
) -> list[dict[str, Any]]:
    lines, rows, target = job
    path = _deliver(folder, stem, encoding, digest, lines)
    bare = _timed(lambda: _bare(path, encoding))
    context = DeliveryContext(Lake(folder / "lake"), RawStore(folder / "raw"), read_handover(folder), lambda *_: None)
    cpu = time.process_time()
    whole = _timed(lambda: _loaded(path, context, rows))
    name, how = f"ingest_{stem}", f"{rows:,} rows, {encoding}, {digest}, Parquet included"
    return [
        _figure(f"{name}_rows_per_second", round(rows / whole), "rows/s", f">= {target}", how),
        _figure(f"{name}_over_scan", round(whole / bare, 1), "x", None, f"over a bare decode and scan; {how}"),
        _figure(f"{name}_cpu", round(time.process_time() - cpu, 1), "s", None, how),
    ]


def _figure(name: str, value: float, unit: str, target: str | None, size: str) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "target": target, "size": size}


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _loaded(path: Path, context: DeliveryContext, rows: int) -> None:
    report = judge(path, delivery=context)
    if report.status != "loaded" or report.rows != rows or not 0.98 < report.accepted / rows < 1:
        raise SystemExit(f"{path.name}: {report.status}, {report.rows} rows, {report.accepted} accepted")


def _bare(path: Path, encoding: str) -> None:
    """The floor: decode and split, keep nothing, check nothing."""
    text = path.read_bytes().decode(encoding).encode()
    pacsv.read_csv(pa.py_buffer(text), convert_options=pacsv.ConvertOptions(check_utf8=False))


def _deliver(folder: Path, stem: str, encoding: str, digest: str, lines: Iterator[str]) -> Path:
    folder.mkdir()
    path = folder / f"{stem}_{MONTH}.csv"
    count, total = 0, 0
    with path.open("w", encoding=encoding, newline="") as file:
        file.write(HEADERS[stem] + "\n")
        for line in lines:
            file.write(line)
            count += 1
            total += int(line.split(",")[6].replace(".", "")) if stem == "yibao_jiesuan" else 0
    control = ("费用总额", f"{total // 100}.{total % 100:02d}") if total else ("", "")
    with path.open("rb") as file:
        value = hashlib.file_digest(file, lambda: hashlib.new(digest)).hexdigest()
    table = io.StringIO()
    names = ["文件名", "数据行数", "控制项目", "控制总额", "校验算法", "校验值"]
    csv.writer(table).writerows([names, [path.name, count, *control, digest, value]])
    (folder / "交接单.csv").write_text(table.getvalue(), encoding="utf-8-sig", newline="")
    return path


def _settlements(rows: int) -> Iterator[str]:
    chance, people = random.Random(1), _people(rows // 4)
    for i in range(rows):
        number, name, _ = people[chance.randrange(len(people))]
        fund, own = chance.randrange(10**5), chance.randrange(10**5)
        day = f"2026-10-{1 + i % 31:02d}" if i % 500 else "2026-10-32"
        visit = ("门诊", "住院", "门特", "药店")[i % 4]
        money = ",".join(f"{fen // 100}.{fen % 100:02d}" for fen in (fund + own, fund, 0, 0, own))
        yield f"JS{MONTH}{i:09d},{name},{number},{visit},五华县人民医院（水寨分院）,{day},{money}\n"


def _register(rows: int) -> Iterator[str]:
    chance, places = random.Random(2), list(towns())
    for i, (number, name, born) in enumerate(_people(rows)):
        relation = ("户主", "配偶", "子", "女")[i % 4]
        nation = "汉" if i % 500 else "无"
        town = places[chance.randrange(len(places))]
        yield (
            f"{440104 * 10**7 + i // 4},{name},{number},{relation},{'男' if i % 2 else '女'},{nation},{born},"
            f"解放路{i % 300}号（二单元）,{town},城镇,,\r\n"
        )


def _people(count: int) -> list[tuple[str, str, str]]:
    """Invented persons: a number with a right check character, a name (some beyond GBK), a date of birth."""
    chance, people = random.Random(3), []
    for i in range(count):
        born = f"{1940 + i % 80}{1 + chance.randrange(12):02d}{1 + chance.randrange(28):02d}"
        digits = f"441424{born}{i // 80 % 1000:03d}"
        weighted = sum(int(d) * (1 << (17 - k)) for k, d in enumerate(digits))
        name = (
            chance.choice("王李张刘陈杨赵黄")
            + chance.choice("伟芳娜敏静丽强磊䶮𠮷")
            + chance.choice("军洋勇艳杰涛明超")
        )
        people.append((digits + "10X98765432"[weighted % 11], name, born))
    return people


if __name__ == "__main__":
    for figure in run():
        print(f"{figure['name']}: {figure['value']} {figure['unit']} (target {figure['target']})")
