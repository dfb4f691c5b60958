"""筛查页: who qualifies and is not in, who is in and may no longer qualify, and which fact the undecided want, by programme and town."""

from collections import Counter, defaultdict
from typing import Any

from django.conf import settings
from django.db.models import Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.data.roll.kept import OPEN, Kept
from zhongfu.monitoring import screening as screens
from zhongfu.monitoring.models import Screening, ScreeningCount
from zhongfu.people.access import bounds, prefix
from zhongfu.people.models import Household
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.facts import SCOPES
from zhongfu.portals import places
from zhongfu.portals.frame import officer, page
from zhongfu.portals.languages import marked, spoken
from zhongfu.portals.wording import word
from zhongfu.portals.writing import yuan

ROWS = 50
# The classes that a person looks into, in the order of the columns.
STANDINGS = {
    "eligible_not_in": marked("符合而未在保"), "in_no_longer": marked("在保、可能不再符合"), "undecidable": marked("不能判定"),
    "to_assess": marked("待综合评估"), "in_and_eligible": marked("在保且符合"), "in_undecidable": marked("在保、不能判定"), "eligible": marked("符合"),
}  # fmt: skip
SHOWN = ("eligible_not_in", "in_no_longer", "undecidable", "to_assess")
MEANING = {
    "eligible_not_in": marked("按登记数据符合条件，在保名册里没有。请人核实后主动告知。"),
    "in_no_longer": marked("在保，但按登记数据可能不再符合。请人核实，不自动停发。"),
    "undecidable": marked("还缺事实，规则不能判定。缺什么列在每户后面。"),
    "to_assess": marked("收入在综合评估门槛之内，还没有评估结论。"),
    "in_and_eligible": marked("在保，按登记数据也符合条件。"),
    "in_undecidable": marked("在保，还缺事实，规则不能判定。"),
    "eligible": marked("按登记数据符合条件。在保名册没有记载谁在享受此项。"),
}
LISTS = {
    "household.members.incomes": marked("家庭成员的收入"), "household.obligors": marked("分开居住的赡养、抚养、扶养义务人"),
    "household.assets.houses": marked("房屋"), "household.assets.vehicles": marked("机动车"),
    "household.assets.businesses": marked("市场主体"), "household.members": marked("部分成员符合，须由人决定"),
}  # fmt: skip
Counts = dict[str, Counter[str]]


@require_GET
@officer("supervisor")
def screening(request: HttpRequest) -> HttpResponse:
    """Every programme with its numbers in the reader's region."""
    found = screens.latest(settings.ZHONGFU_HOME)
    if found is None:
        return page(request, "command/screening.html", {"screen": None}, here="screening")
    screen, kept = found
    counts = _by(screen.month, "programme")
    shown = [name for name in kept.programmes if any(counts[name].values())]
    context = {
        "screen": _told(screen), "columns": [STANDINGS[standing] for standing in SHOWN], "meanings": [(STANDINGS[name], MEANING[name]) for name in SHOWN],
        "rows": [_programme(name, counts[name], kept) for name in shown],
        "nobody": [word("programme", name) for name in kept.programmes if name not in shown],
    }  # fmt: skip
    return page(request, "command/screening.html", context, here="screening")


@require_GET
@officer("supervisor")
def programme(request: HttpRequest, name: str) -> HttpResponse:
    """One programme by town, and what its undecided households want."""
    screen, kept = _known(name)
    towns = _by(screen.month, "region", programme=name)
    wants = ScreeningCount.objects.filter(month=screen.month, programme=name).exclude(fact="")
    wanted = wants.values_list("fact").annotate(number=Sum("households")).order_by("-number", "fact")
    context = {
        "screen": _told(screen), "programme": word("programme", name), "columns": [STANDINGS[standing] for standing in _columns(name, kept)],
        "towns": [{"name": places.name(code), "cells": _cells(name, counted, kept, region=code)} for code, counted in sorted(towns.items())],
        "wanted": [{"fact": fact_label(fact), "households": number} for fact, number in wanted],
    }  # fmt: skip
    return page(request, "command/screening_programme.html", context, here="screening")


@require_GET
@officer("supervisor")
def listed(request: HttpRequest) -> HttpResponse:
    """The households of one class, fifty at a time, each with what is wanted of it and a link to its page."""
    choice = {name: request.GET.get(name, "") for name in ("programme", "standing", "region")}
    screen, kept = _known(choice["programme"])
    region = choice["region"] or request.posting.region_id
    if choice["standing"] not in kept.standings(choice["programme"]) or prefix(region) not in bounds(request.posting.region_id):
        raise Http404
    rows, after = _households(kept, choice, region, request.GET.get("after", ""))
    context = {"rows": rows, "more": _list_address(**choice, after=after) if after else ""}
    if request.headers.get("HX-Request"):
        return page(request, "command/screening_rows.html", context)
    context |= {
        "screen": _told(screen), "programme": word("programme", choice["programme"]), "place": places.name(region),
        "heading": STANDINGS[choice["standing"]], "meaning": MEANING[choice["standing"]], "back_address": reverse("screening_programme", args=[choice["programme"]]),
    }  # fmt: skip
    return page(request, "command/screening_list.html", context, here="screening")


def _known(name: str) -> tuple[Screening, Kept]:
    found = screens.latest(settings.ZHONGFU_HOME)
    if found is None or name not in found[1].programmes:
        raise Http404
    return found


def _told(screen: Screening) -> dict[str, Any]:
    return {
        "month": screen.month, "as_of": screen.as_of, "demonstration": screen.demonstration, "too_large": screen.too_large,
        "missing": [word("source", feed) for feed in screen.missing],
    }  # fmt: skip


def _by(month: str, field: str, **chosen: str) -> Counts:
    """Households by a field and standing, in the reader's region: the database shows no other."""
    found: Counts = defaultdict(Counter)
    rows = ScreeningCount.objects.filter(month=month, fact="", **chosen).values_list(field, "standing").annotate(number=Sum("households"))
    for key, standing, number in rows:
        found[key][standing] += number
    return found


def _columns(name: str, kept: Kept) -> tuple[str, ...]:
    return SHOWN if "eligible_not_in" in kept.standings(name) else OPEN


def _programme(name: str, counted: Counter[str], kept: Kept) -> dict[str, Any]:
    """A line of the overview. Where the register does not say who is in, whoever qualifies stands in the first column."""
    cells = {cell["standing"]: cell for cell in _cells(name, counted, kept)}
    first = cells.get("eligible_not_in") or cells["eligible"]
    rest = [cells.get(standing) for standing in SHOWN[1:]]
    return {"name": word("programme", name), "address": reverse("screening_programme", args=[name]), "cells": [first, *rest]}


def _cells(name: str, counted: Counter[str], kept: Kept, *, region: str = "") -> list[dict[str, Any]]:
    return [
        {"standing": standing, "label": STANDINGS[standing], "households": counted[standing],
         "address": _list_address(programme=name, standing=standing, region=region)}
        for standing in _columns(name, kept)
    ]  # fmt: skip


def _list_address(**choice: str) -> str:
    return f"{reverse('screening_list')}?{urlencode({name: value for name, value in choice.items() if value})}"


def _households(kept: Kept, choice: dict[str, str], region: str, after: str) -> tuple[list[dict[str, Any]], str]:
    """A page of households and the last one's number when there are more. Only those that the database shows to this reader."""
    found = kept.listed(choice["programme"], choice["standing"], region=prefix(region), after=after, most=ROWS + 1)
    visible = {household.household_id: household for household in Household.objects.filter(pk__in=[each.household_id for each in found])}
    rows = [
        {"household_id": each.household_id, "head_name": visible[each.household_id].head_name or each.household_id,
         "town": places.name(visible[each.household_id].region), "amount": None if each.amount is None else yuan(each.amount),
         "needs": gettext("、").join(fact_label(fact) for fact in each.needs), "inside": each.inside}
        for each in found[:ROWS] if each.household_id in visible
    ]  # fmt: skip
    return rows, found[ROWS - 1].household_id if len(found) > ROWS else ""


def fact_label(name: str) -> str:
    """What a wanted fact or parameter is called, by the name under which a screen wants it."""
    if name.startswith("parameter:"):
        declared = DECLARED.get(name.removeprefix("parameter:"))
        return gettext("政策参数 %(name)s 未在册") % {"name": spoken(declared.zh, declared.en) if declared else name}
    if name in LISTS:
        return gettext(LISTS[name])
    scope, key = ("member", name.removeprefix("household.members.")) if name.startswith("household.members.") else ("case", name)
    fields = SCOPES[scope].fields
    field = fields.get(key) or next((each for each in fields.values() if each.path == key), None)
    return gettext(field.zh) if field else name
