"""选定条件: the place, residence and day for which the policy pages show values, as the reader chose them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext

from zhongfu.people.access import prefix
from zhongfu.policy.lawbook.places import NATION
from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.reference import contents
from zhongfu.policy.reference.values import RESIDENCE_WORDS, place_text
from zhongfu.portals import places
from zhongfu.portals.frame import today
from zhongfu.portals.languages import local


@dataclass(frozen=True)
class Choice:
    """What the reader chose; `problem` says what could not be read and was left at its usual value."""

    setting: Setting
    options: list[tuple[str, str]]
    problem: str

    @property
    def day(self) -> date:
        """The day whose rules and values are shown."""
        return self.setting.as_of

    def address(self, name: str, *args: str) -> str:
        """Another policy page with the same choice."""
        chosen = {"place": self.setting.place, "residence": self.setting.residence, "day": self.day.isoformat()}
        return f"{reverse(name, args=args)}?{urlencode(chosen)}"

    def form(self) -> dict[str, Any]:
        """What the form of every policy page shows."""
        residences = [(code, local(words[0 if lang() == "zh" else 1])) for code, words in RESIDENCE_WORDS.items() if code != "both"]
        return {"options": self.options, "residences": residences, "setting": self.setting, "day": self.day.isoformat(), "problem": self.problem}


def lang() -> str:
    """ "zh" or "en": which of the two languages of the rules the reader has."""
    return "en" if get_language() == "en" else "zh"


def read(request: HttpRequest, law: Law) -> Choice:
    """The choice in the address: the reader's own region, urban, today, unless another was made."""
    # A province or prefecture has its short code in the policy files.
    own = prefix(request.posting.region_id)
    options = _options(law, own)
    place, residence = request.GET.get("place", own), request.GET.get("residence", contents.RESIDENCES[0])
    problems = []
    if place not in dict(options):
        place = own
        problems.append(gettext("没有这个地区的资料，按本人辖区显示。"))
    if residence not in contents.RESIDENCES:
        residence = contents.RESIDENCES[0]
        problems.append(gettext("城乡类别只能是城镇或农村，按城镇显示。"))
    day = _day(request.GET.get("day", ""))
    if day is None:
        problems.append(gettext("日期不存在或写法不对，按今天显示。"))
    return Choice(Setting(place, residence, day or today()), options, " ".join(problems))


def _day(written: str) -> date | None:
    """Nothing written is today; what is no day is none."""
    try:
        return date.fromisoformat(written) if written else today()
    except ValueError:
        return None


def _options(law: Law, own: str) -> list[tuple[str, str]]:
    """The nation, every place on file, and the reader's own region."""
    known = {place: local(place_text(law, place, lang())) for place in contents.places(law)}
    known.setdefault(own, f"{places.name(own.ljust(6, '0'))} {own}")
    return sorted(known.items(), key=lambda pair: (pair[0] != NATION, pair[0]))
