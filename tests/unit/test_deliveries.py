"""数据归集: the commit is the publication, whatever the files held and wherever the work was stopped."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tests.portals_site import AT, Site

HEAD = "登记字号,登记类别,登记日期,男方姓名,男方身份证号,女方姓名,女方身份证号,登记机关区划\n"
ROW = "{number},结婚,2026-10-01,张三,110101199003070011,李四,{wife},441424\n"
GOOD, BAD = "110101199003070046", "110101199003070040"


def delivered(folder: Path, rows: list[tuple[str, str]], month: str = "202610", listed: bool = True) -> Path:
    """A folder of deliveries with one file of marriages: (number, the wife's id) for each row."""
    inside = folder / month
    inside.mkdir(parents=True, exist_ok=True)
    name = f"minzheng_hunyin_{month}.csv"
    data = (HEAD + "".join(ROW.format(number=number, wife=wife) for number, wife in rows)).encode()
    (inside / name).write_bytes(data)
    lines = ["文件名,数据行数,控制项目,控制总额,校验算法,校验值"]
    if listed:
        lines.append(f"{name},{len(rows)},,,SHA-256,{hashlib.sha256(data).hexdigest()}")
    (inside / "交接单.csv").write_bytes(("\r\n".join(lines) + "\r\n").encode("utf-8-sig"))
    return folder


def take(site: Site, folder: Path) -> dict:
    from zhongfu.deliveries.actions import take_in

    return take_in(folder=folder, home=site.home, by="test", at=AT).as_json()


def test_a_loaded_file_becomes_current_with_its_problems_and_its_audit_row(site: Site, tmp_path: Path) -> None:
    from zhongfu.audit.models import Event
    from zhongfu.deliveries import current
    from zhongfu.deliveries.models import Problem

    answer = take(site, delivered(tmp_path, [("A1", GOOD), ("A2", GOOD), ("A3", BAD)]))
    assert answer["summary"] == {"files": 1, "loaded": 1, "refused": 0, "rows": 3, "accepted": 2, "rejected": 1}
    assert answer["files"][0]["path"] == "202610/minzheng_hunyin_202610.csv"
    assert current.parts(site.home)["marriages"]["2026-10"].is_file()
    problem = Problem.objects.get()
    assert (problem.row, problem.column, problem.code) == (4, "女方身份证号", "id_checksum")
    assert BAD not in problem.message_zh + problem.message_en
    assert [event.verb for event in Event.objects.all()] == ["delivery.loaded"]


def test_the_same_bytes_are_unchanged_and_a_correction_replaces(site: Site, tmp_path: Path) -> None:
    from zhongfu.deliveries import current
    from zhongfu.deliveries.models import Delivery

    first = delivered(tmp_path / "first", [("A1", GOOD)])
    take(site, first)
    before = current.parts(site.home)
    assert [file["status"] for file in take(site, first)["files"]] == ["unchanged"]
    assert current.parts(site.home) == before
    take(site, delivered(tmp_path / "second", [("A1", GOOD), ("A2", GOOD)]))
    old, _, new = Delivery.objects.order_by("pk")
    assert (old.current, old.replaced_by_id, old.status, new.current) == (False, new.pk, "loaded", True)
    assert (site.home.lake / old.part).is_file()
    assert current.arrived("marriages", "2026-10") == new


def test_a_refused_file_changes_nothing_that_was_there(site: Site, tmp_path: Path) -> None:
    from zhongfu.deliveries import current

    take(site, delivered(tmp_path / "good", [("A1", GOOD)]))
    before = current.parts(site.home)
    answer = take(site, delivered(tmp_path / "bad", [("A1", GOOD), ("A2", GOOD)], listed=False))
    assert [(file["status"], file["problems"][0]["code"]) for file in answer["files"]] == [("refused", "not_listed")]
    assert current.parts(site.home) == before


@pytest.mark.parametrize("step", ["_entered", "record", "_problem"])
def test_stopped_before_the_commit_the_earlier_state_stands(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    from zhongfu.deliveries import actions, current
    from zhongfu.deliveries.models import Delivery

    class Killed(BaseException):
        pass

    def stop(*_: object, **__: object) -> None:
        raise Killed

    take(site, delivered(tmp_path / "first", [("A1", GOOD)]))
    before = current.parts(site.home)
    later = delivered(tmp_path / "second", [("A1", GOOD), ("A2", GOOD), ("A3", BAD)])
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(actions, step, stop)
        take(site, later)
    assert current.parts(site.home) == before
    assert Delivery.objects.count() == 1
    orphans = set((site.home.lake / "parts").rglob("*.parquet")) - set(before["marriages"].values())
    assert orphans
    assert take(site, later)["summary"]["loaded"] == 1
    assert not any(orphan.exists() for orphan in orphans)


def test_the_database_keeps_one_current_version(site: Site) -> None:
    from django.db import IntegrityError

    from zhongfu.deliveries.models import Delivery

    row = {"source": "marriages", "month": "2026-10", "digest": "0" * 64, "path": "x", "rows": 0, "accepted": 0, "rejected": 0}
    rest = {"taken_in_at": AT, "taken_in_by": "test", "current": True}
    Delivery.objects.create(**row, **rest, status="loaded")
    with pytest.raises(IntegrityError):
        Delivery.objects.create(**row, **rest, status="loaded")
    with pytest.raises(IntegrityError):
        Delivery.objects.create(**{**row, "month": "2026-09"}, **rest, status="refused")
