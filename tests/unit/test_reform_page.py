"""测算页测试: a supervisor prices a reform on a page: in the own region only, with no small group told, in a second or two."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests import casework
from tests.portals_site import AT, Site, emptied
from tests.unit.test_portals import client

MONTHS = ["2026-08", "2026-09", "2026-10"]
MONTH = MONTHS[-1]
GIVEN = {"assessment": "1", "deposits": "1", "obligors": "1"}


@pytest.fixture(scope="module")
def place(installation: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """1,500 people taken in and monitored once for this module, with supervisors of the province and of a county."""
    from zhongfu.data.synthetic import make
    from zhongfu.deliveries.actions import take_in
    from zhongfu.monitoring.actions import run_month
    from zhongfu.people import actions

    emptied(installation)
    casework.demonstration_values(installation)
    folder: Path = tmp_path_factory.mktemp("place") / "deliveries"
    make(people=1500, months=MONTHS, seed=7, out=folder)
    actions.load_regions(by="test", at=AT)
    take_in(folder=folder, home=installation.home, by="test", at=AT)
    actions.refresh(home=installation.home, month=MONTH, by="test", at=AT)
    run_month(home=installation.home, month=MONTH, by="test", at=AT)
    for name, role, region in (("province", "supervisor", "440000"), ("wuhua", "supervisor", "441424"), ("clerk", "clerk", "441424")):
        casework.posted(name, role, region)
    yield installation
    from django.db import connection

    connection.close()
    for name in ("lake", "raw"):
        shutil.rmtree(installation.home.root / name)


def asked(place: Site, username: str, page: str = "/reform", /, **words: str) -> Any:
    """The answer of the page to a form of one row."""
    from zhongfu.people.models import User

    row = {"parameter": "dibao.standard", "change": "", "place": "", "residence": ""}
    query = urlencode(row | words) if words else ""
    with place.role("app"):
        return client(User.objects.get(username=username)).get(f"{page}?{query}")


def text(place: Site, username: str, **words: str) -> str:
    answer = asked(place, username, **words)
    assert answer.status_code == 200
    return str(answer.content.decode())


def numbers(place: Site, username: str = "province", **words: str) -> dict[str, Any]:
    answer = asked(place, username, "/reform.json", **words)
    assert answer.status_code == 200 and "attachment" in answer.headers["content-disposition"]
    return json.loads(answer.content)


def test_it_is_for_supervisors(place: Site) -> None:
    assert asked(place, "clerk").status_code == 404
    assert asked(place, "clerk", "/reform.json", change="+5%").status_code == 404
    assert client().get("/reform").status_code == 302


def test_the_form_offers_every_parameter_by_name_and_label(place: Site) -> None:
    html = text(place, "province")
    from zhongfu.policy.declarations import DECLARED

    offered = set(re.findall(r'<option value="([a-z_]+\.[a-z_0-9]+)"', html))
    assert offered == set(DECLARED)
    assert "低保标准 dibao.standard" in html
    assert "<h2" not in html  # nothing is priced before something was asked


def test_a_higher_standard_is_priced(place: Site) -> None:
    html = text(place, "province", change="+20%", **GIVEN)
    for words in ("谁进入、谁退出", "各区县每月费用", "每户每月得失的分布", "临界落差", "1330.00", "1596.00", "<polyline", "五华县", "最低生活保障"):
        assert words in html, words
    assert 'style="' not in html and "<script>" not in html


def test_the_file_holds_the_numbers_of_the_page(place: Site) -> None:
    found = numbers(place, change="+20%", **GIVEN)
    assert found["month"] == MONTH and found["given"] == ["dibao.assessment_required=false"]
    assert found["programmes"]["dibao"]["after"] != 0
    assert found["month_cost"]["cost_difference_fen"] > 0
    assert {one["place"] for one in found["counties"]} == {"440104", "441424"}


def every(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Each number of a document under the name it has."""
    if isinstance(value, dict):
        for name, one in value.items():
            yield from every(one, name)
    elif isinstance(value, list):
        for one in value:
            yield from every(one, key)
    else:
        yield key, value


NOT_OF_HOUSEHOLDS = ("standing", "groups_not_known", "affected", "members")


@pytest.mark.parametrize("change", ["+20%", "+1%", "-10%", "+0.1%"])
def test_no_small_group_is_told(place: Site, change: str) -> None:
    found = numbers(place, change=change, **GIVEN)
    counts = [one for key, one in every(found) if isinstance(one, int) and not isinstance(one, bool) and not key.endswith("_fen") and key not in NOT_OF_HOUSEHOLDS]
    assert counts and all(one % 10 == 0 for one in counts)
    assert "<10" in [one for _, one in every(found)]
    assert "entering" not in str(found) and "household_id" not in str(found)
    assert all(one["households"] != "<10" for one in found["cliff"]["groups"])


def test_money_of_a_few_is_not_told() -> None:
    from zhongfu.portals.command.reform_small import count, guarded, money

    assert [count(number) for number in (0, 1, 9, 10, 14, 15, 25, 1234)] == [0, "<10", "<10", 10, 10, 20, 30, 1230]
    assert (money(123_456, 9), money(123_456, 10), money(0, 0)) == (None, 120_000, 0)
    zero = dict.fromkeys(("households", "winners", "losers", "unchanged", "unknown", "gained_fen", "lost_fen"), 0) | {"group": ""}
    costs = {"cost_before_fen": 500_000, "cost_after_fen": 512_345, "cost_difference_fen": 12_345, "not_known_before": 0, "not_known_after": 0}
    found = {
        "as_of": "", "currency": "CNY", "reform": [], "gains_without": [], "households": 100, "parameters": [], "beyond": [], "programmes": {}, "categories": [],
        "counties": [], "bands": [], "sizes": [], "residences": [], "cliff": {"groups": [], "groups_not_known": 0, "points": []},
        "month_cost": costs | {"paid_before": 50, "paid_after": 53}, "gains": zero | {"winners": 3, "gained_fen": 12_345},
    }  # fmt: skip
    told = guarded(found)
    assert (told["month_cost"]["cost_before_fen"], told["month_cost"]["cost_after_fen"], told["month_cost"]["cost_difference_fen"]) == (500_000, None, None)
    assert (told["gains"]["winners"], told["gains"]["gained_fen"]) == ("<10", None)
    few = guarded(found | {"month_cost": costs | {"paid_before": 5, "paid_after": 50}, "gains": zero | {"winners": 45}})
    assert few["month_cost"]["cost_before_fen"] is None


def test_each_prices_the_own_region(place: Site) -> None:
    assert {one["place"] for one in numbers(place, "wuhua", change="+20%", **GIVEN)["counties"]} == {"441424"}
    assert asked(place, "wuhua", change="+20%", place="440104").status_code == 400
    assert "440104" not in text(place, "wuhua", change="+20%", **GIVEN)


@pytest.mark.parametrize(
    ("words", "said"),
    [({"change": "much"}, "应为数字"), ({"change": "1.1*dibao.standard"}, "绕回自身"), ({"parameter": "dibao.standrad", "change": "+5%"}, "dibao.standard"),
     ({"change": "+5%", "residence": "town"}, "urban"), ({"change": "<script>alert(1)</script>"}, "&lt;script&gt;")],
)  # fmt: skip
def test_what_cannot_be_priced_is_said_in_the_page(place: Site, words: dict[str, str], said: str) -> None:
    answer = asked(place, "province", **words)
    html = answer.content.decode()
    assert answer.status_code == 400 and 'role="alert"' in html and said in html and "<script>alert" not in html
    refused = asked(place, "province", "/reform.json", **words)
    assert refused.status_code == 400 and refused.json()["error"]["en"]


def test_without_suppositions_it_says_that_nobody_can_be_decided(place: Site) -> None:
    html = text(place, "province", change="+20%")
    assert "没有一户能判定" in html and "金融资产" in html


def test_it_answers_while_one_waits(place: Site) -> None:
    text(place, "province", change="+5%", **GIVEN)
    began = time.perf_counter()
    text(place, "province", change="+6%", **GIVEN)
    assert time.perf_counter() - began < 5  # two seconds at the demonstration's size; this machine may be busy
