"""The command line as people and scripts use it: real processes, real homes, exit statuses, one JSON document."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.database import temporary_home

CASE = Path(__file__).parent.parent / "policy" / "cases" / "basic-pension-not-counted-2025.yml"


@dataclass
class Zhongfu:
    """The program in one home."""

    home: Path

    def __call__(self, *words: str, status: int | None = 0) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, "-m", "zhongfu.site.cli", *words, "--home", str(self.home)]
        done = subprocess.run(line, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=300)
        assert status is None or done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr + done.stdout
        return done

    def json(self, *words: str, status: int = 0) -> dict:
        return json.loads(self(*words, "--json", status=status).stdout)


@pytest.fixture(scope="module")
def zhongfu() -> Iterator[Zhongfu]:
    with temporary_home() as home:
        yield Zhongfu(home)


@pytest.fixture(scope="module")
def ready(zhongfu: Zhongfu) -> dict:
    """What `up` says of a new demonstration of 400 people."""
    return zhongfu.json("up", "--people", "400", "--port", "0", "--no-browser", "--exit-after-ready")


def test_up_makes_a_demonstration_and_says_where_and_who(ready: dict):
    assert ready["address"].startswith("http://127.0.0.1:")
    assert [each["role"] for each in ready["sign_ins"]] == ["clerk", "confirmer", "supervisor"]
    assert ready["summary"]["households"] > 100
    assert ready["summary"]["demonstration"] is True
    assert sum(ready["summary"]["levels"].values()) == ready["summary"]["households"]


def test_up_again_takes_nothing_in_and_gives_the_same_accounts(zhongfu: Zhongfu, ready: dict):
    again = zhongfu.json("up", "--port", "0", "--no-browser", "--exit-after-ready")
    assert again["sign_ins"] == ready["sign_ins"]
    assert again["summary"]["deliveries"] == ready["summary"]["deliveries"]


def test_the_panel_is_a_csv_of_the_columns_that_stay(zhongfu: Zhongfu, ready: dict):
    rows = list(csv.DictReader(io.StringIO(zhongfu("panel", "--month", "2026-10").stdout)))
    assert len(rows) == ready["summary"]["households"]
    assert list(rows[0])[:4] == ["household_id", "month", "region", "members"]
    truth = (zhongfu.home / "demo" / "place" / "truth" / "panel_2026-10.csv").read_text(encoding="utf-8")
    assert zhongfu("panel", "--month", "2026-10").stdout == truth


def test_a_month_without_data_is_said_to_be_missing(zhongfu: Zhongfu, ready: dict):
    assert "2020-01" in zhongfu("panel", "--month", "2020-01", status=2).stderr
    assert "2026-10" in zhongfu("monitor", "--month", "October", status=2).stderr


def test_monitor_prints_one_document(zhongfu: Zhongfu, ready: dict):
    found = zhongfu.json("monitor", "--month", "2026-10")
    assert found["alerts"] == ready["summary"]["alerts"]
    assert found["below_line_not_in_aid"]["households"] >= 1
    assert any("household.assets.deposits" in each["needs"] for each in found["below_line_not_in_aid"]["listed"])


def test_the_audit_log_of_all_this_is_whole(zhongfu: Zhongfu, ready: dict):
    assert zhongfu.json("audit", "verify")["whole"] is True


def test_taking_the_same_folder_in_again_changes_nothing(zhongfu: Zhongfu, ready: dict):
    answer = zhongfu.json("ingest", str(zhongfu.home / "demo" / "place" / "202610"))
    assert {each["status"] for each in answer["files"]} == {"unchanged"}


def test_a_demonstration_value_is_refused_in_a_real_home(zhongfu: Zhongfu, ready: dict):
    with temporary_home() as home:
        real = Zhongfu(home)
        real("ingest", str(zhongfu.home / "demo" / "place" / "202511"), status=None)
        assert real.json("up", "--port", "0", "--no-browser", "--exit-after-ready")["sign_ins"] == []
        (home / "law" / "mine.yml").write_text((zhongfu.home / "law" / "demonstration" / "wuhua.yml").read_text(encoding="utf-8"), encoding="utf-8")
        refused = real("up", "--port", "0", "--no-browser", "--exit-after-ready", status=2).stderr
    assert re.search(r"mine\.yml:\d+: ", refused)
    assert "演示值" in refused
    assert "demonstration" in refused


def test_a_broken_parameter_file_stops_the_start_with_file_and_line(zhongfu: Zhongfu, ready: dict):
    broken = zhongfu.home / "law" / "broken.yml"
    broken.write_text('place: "441424"\nparameters:\n  dibao.standard:\n    - {value: 1000, since: 2026-01-01}\n', encoding="utf-8")
    try:
        said = zhongfu("up", "--port", "0", "--no-browser", "--exit-after-ready", status=2).stderr
    finally:
        broken.unlink()
    assert "broken.yml:4" in said
    assert "依据" in said
    assert "citation" in said


def test_decide_answers_without_a_database(tmp_path: Path):
    import yaml

    case = tmp_path / "case.yml"
    case.write_text(yaml.safe_dump(yaml.safe_load(CASE.read_text(encoding="utf-8"))["case"], allow_unicode=True), encoding="utf-8")
    nowhere = Zhongfu(tmp_path / "nowhere")
    answer = nowhere.json("decide", str(case))
    assert answer["programmes"]["dibao"]["amount"] == "500.00"
    assert "500.00" in nowhere("decide", str(case), "--lang", "en").stdout
    assert not (tmp_path / "nowhere").exists()


def test_decide_names_the_place_of_each_mistake(tmp_path: Path):
    case = tmp_path / "case.yml"
    case.write_text("as_of: 2025-02-30\nplace: '440106'\nhousehold:\n  members:\n  - {id: a, relation: aunt}\n", encoding="utf-8")
    said = Zhongfu(tmp_path)("decide", str(case), status=1).stderr
    assert "as_of" in said
    assert "household.members" in said


def test_wrong_usage_is_said_with_status_2(tmp_path: Path):
    nowhere = Zhongfu(tmp_path / "nowhere")
    assert "home.json" in nowhere("panel", "--month", "2026-10", status=2).stderr
    assert "nothing-here" in nowhere("ingest", "nothing-here", status=2).stderr
    assert "nothing-here" in nowhere("up", "--deliveries", "nothing-here", status=2).stderr
    assert "COMMAND" in nowhere("dance", status=2).stderr


def test_staff_are_added_once_with_a_password_shown_once(zhongfu: Zhongfu, ready: dict):
    with temporary_home() as home:
        real = Zhongfu(home)
        real("ingest", str(zhongfu.home / "demo" / "place" / "202511"), status=None)
        added = real.json("staff", "add", "li", "--name", "李四", "--role", "clerk", "--region", "441424100")
        assert len(added["password"]) >= 12
        assert "in use" in real("staff", "add", "li", "--name", "李四", "--role", "clerk", "--region", "441424100", status=2).stderr
        assert "no region" in real("staff", "add", "wu", "--name", "吴五", "--role", "clerk", "--region", "999999", status=2).stderr


def test_a_month_that_nobody_delivered_yet_is_not_monitored(zhongfu: Zhongfu, ready: dict):
    assert "2026-10" in zhongfu("monitor", "--month", "2031-01", status=2).stderr


def test_a_real_home_is_not_filled_with_invented_people():
    with temporary_home() as home:
        real = Zhongfu(home)
        (home.parent / "empty").mkdir()
        real("ingest", str(home.parent / "empty"))
        said = real.json("up", "--port", "0", "--no-browser", "--exit-after-ready")
        assert said["summary"] is None
        assert not (home / "demo" / "place").exists()


def test_wrong_usage_is_said_in_both_languages(tmp_path: Path):
    said = Zhongfu(tmp_path)("up", "--port", "99999", status=2).stderr
    assert "65535" in said
    assert "用法有误" in said
    assert "Wrong usage" in said


def test_a_home_that_cannot_be_made_is_said_so():
    said = Zhongfu(Path("/proc/zhongfu"))("ingest", str(Path(__file__).parent), status=2).stderr
    assert "/proc/zhongfu" in said
    assert "--home" in said


def test_a_stopped_command_does_not_report_success(tmp_path: Path):
    import signal

    with temporary_home() as home:
        line = [sys.executable, "-m", "zhongfu.site.cli", "up", "--people", "4000", "--port", "0", "--no-browser", "--home", str(home)]
        started = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert started.stdout is not None
        started.stdout.readline()
        started.send_signal(signal.SIGTERM)
        said, trouble = started.communicate(timeout=120)
    # Where the signal met the engine, Python ends by SIGINT itself; a shell tells both as 130.
    assert started.returncode in (130, -signal.SIGINT), trouble
    assert "Stopped" in said + trouble
    assert "Traceback" not in said + trouble
