"""政策页 The policy pages: rules beside their articles, a place's values of a day, and what nobody published said to be so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from django.test import Client
from tests.portals_site import AT, Site

from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.reference import contents

HAN = re.compile("[一-鿿]")


@pytest.fixture
def officers(site: Site) -> Iterator[dict[str, Client]]:
    """A browser without script for each member of the demonstration's staff."""
    from zhongfu.people.actions import create_demo_users, load_regions
    from zhongfu.people.models import User

    load_regions(by="test", at=AT)
    create_demo_users(home=site.home, by="test", at=AT, town="441424100")
    users = list(User.objects.all())
    with site.role("app"):
        browsers = {user.username: Client(HTTP_HOST="localhost") for user in users}
        for user in users:
            browsers[user.username].force_login(user, backend="zhongfu.people.signin.StaffSignIn")
        yield browsers


@pytest.fixture
def reader(officers: dict[str, Client]) -> Client:
    return officers["supervisor"]


def text(reader: Client, address: str, **chosen: str) -> str:
    answer = reader.get(f"{address}?{urlencode(chosen)}")
    assert answer.status_code == 200, address
    return answer.content.decode()


def values(page: str) -> str:
    """The page as read: without tags, each run of white space one space."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_everybody_who_works_with_the_rules_reads_them(officers: dict[str, Client]) -> None:
    for username in ("supervisor", "clerk", "confirmer"):
        page = text(officers[username], "/policy")
        assert all(sheet.zh in page for sheet in contents.sheets().values())
        assert page.count("/policy/parameters/") >= len(DECLARED)


def test_a_province_is_offered_once_and_its_supervisor_begins_there(reader: Client) -> None:
    offered = dict(re.findall(r'<option value="(\d+)"( selected)?', text(reader, "/policy")))
    assert "440000" not in offered
    assert offered["44"] == " selected"


def test_a_stranger_is_led_to_the_door(site: Site) -> None:
    assert Client(HTTP_HOST="localhost").get("/policy").status_code == 302


def test_a_rule_stands_beside_its_articles_with_the_places_value(reader: Client) -> None:
    page = values(text(reader, "/policy/rules/dibao", place="4401", residence="urban", day="2023-12-01"))
    assert "低保标准 × 计入的家庭人口" in page
    assert "《社会救助暂行办法(国务院令第649号)》" in page
    assert "2014-05-01 –" in page
    assert "1238.00 元" in page


def test_what_nobody_published_is_said_to_be_so(reader: Client) -> None:
    page = text(reader, "/policy/rules/dibao", place="4401", residence="urban", day="2022-12-01")
    assert re.search(r'低保标准</a></dt><dd><span class="zf-unknown">未公布</span>', page)
    assert "1238.00" not in page


def test_a_rule_whose_instrument_was_not_yet_in_force_says_so(reader: Client) -> None:
    assert "该日未施行" in text(reader, "/policy/rules/edge", place="4401", day="2020-01-01")
    assert "该日未施行" not in text(reader, "/policy/rules/edge", place="4401", day="2026-01-01")


def test_a_parameter_shows_its_whole_history_and_the_value_chosen(reader: Client) -> None:
    page = values(text(reader, "/policy/parameters/tekun.current_standard", place="440113", residence="rural", day="2023-06-01"))
    assert page.count("2512.00 元") == 3  # chosen, 2021, 2023
    assert "1981.00 元 = 特困基本生活标准倍数 × 低保标准" in page
    assert "逐年公布" in page
    rural, urban = (text(reader, "/policy/parameters/tekun.current_standard", place="440113", residence=one, day="2023-06-01") for one in ("rural", "urban"))
    assert "<strong>2512.00 元</strong>" in rural
    assert "<strong>1981.00 元 =" in urban


def test_every_parameter_has_a_page(reader: Client) -> None:
    for name, declared in DECLARED.items():
        assert declared.zh in text(reader, f"/policy/parameters/{name}")


def test_every_sheet_has_a_page_and_its_links_lead_somewhere(reader: Client) -> None:
    for name, sheet in contents.sheets().items():
        page = text(reader, f"/policy/rules/{name}", place="44", day="2026-03-02")
        assert all(f'id="{rule.partition(".")[2]}"' in page for rule in sheet.rules)
        for other, anchor in re.findall(r'href="/policy/rules/([a-z_]+)\?[^"]*#([a-z0-9_]+)"', page):
            assert f"{other}.{anchor}" in contents.rules()
        assert set(re.findall(r'href="/policy/parameters/([a-z0-9_.]+)\?', page)) <= set(DECLARED)


def test_instruments_are_listed_with_their_days_and_rules(reader: Client) -> None:
    page = text(reader, "/policy/instruments")
    assert 'id="law-57"' in page
    assert "施行日期未载" in page
    assert "#income_below_standard" in page


def test_the_choice_goes_along_with_every_link(reader: Client) -> None:
    page = text(reader, "/policy", place="32", residence="rural", day="2021-01-02")
    links = re.findall(r'href="(/policy[^"]+)"', page)
    assert links
    assert all("place=32&amp;residence=rural&amp;day=2021-01-02" in link for link in links)


WRONG = [
    ({"day": "2026-02-30"}, "日期不存在"), ({"day": "yesterday"}, "日期不存在"), ({"place": "999999"}, "没有这个地区"),
    ({"residence": "island"}, "只能是城镇或农村"), ({"place": "<script>"}, "没有这个地区"),
]  # fmt: skip


def test_a_choice_that_cannot_be_is_told_and_left_at_the_usual(reader: Client) -> None:
    for chosen, said in WRONG:
        page = text(reader, "/policy/instruments", **chosen)
        assert said in page
        assert "<script>" not in page
        assert 'role="alert"' in page


def test_an_empty_day_is_today(reader: Client) -> None:
    assert 'role="alert"' not in text(reader, "/policy", day="")


@pytest.mark.parametrize("address", ["/policy/rules/abolished", "/policy/parameters/dibao.invented"])
def test_what_does_not_exist_has_no_page(reader: Client, address: str) -> None:
    assert reader.get(address).status_code == 404


def test_demonstration_values_in_use_are_listed_and_marked(reader: Client, site: Site) -> None:
    file = site.home.law / "probe.yml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        'place: "441424"\nname: {zh: 五华县, en: Wuhua}\nparameters:\n'
        "  dibao.standard:\n    - {value: 901, since: 2026-01-01, cites: [demonstration], demonstration: true}\n", "utf-8",
    )  # fmt: skip
    try:
        page = text(reader, "/policy", place="441424", day="2026-06-01")
        assert "正在使用的演示值" in page
        assert "901.00 元" in values(page)
        assert "901.00 元" not in values(text(reader, "/policy", place="441424", day="2027-06-01"))
        assert "演示值,不得用于实际救助" in text(reader, "/policy/parameters/dibao.standard", place="441424", day="2026-06-01")
    finally:
        file.unlink()


def test_in_traditional_characters_and_in_english(reader: Client) -> None:
    for address in ("/policy", "/policy/rules/dibao", "/policy/rules/tekun", "/policy/parameters/dibao.standard", "/policy/instruments"):
        reader.cookies["zhongfu_language"] = "zh-hant"
        main = text(reader, address, place="44").partition("<main")[2]
        assert re.search("[標準條區數與戶會]", main)
        reader.cookies["zhongfu_language"] = "en"
        english = text(reader, address, place="44")
        assert "Guangdong" in english
        assert not any(HAN.search(line) for line in re.findall(r'<div class="zf-sheet-body">\s*<p>(.*?)</p>', english, re.DOTALL))


def test_nothing_on_the_pages_needs_script_or_style_of_its_own(reader: Client) -> None:
    for address in ("/policy", "/policy/rules/dibao", "/policy/parameters/dibao.standard", "/policy/instruments"):
        page = text(reader, address)
        assert "<style" not in page
        assert not re.search(r"\sstyle=|\son[a-z]+=", page)
