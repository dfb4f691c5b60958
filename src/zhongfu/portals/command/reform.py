"""测算页: a supervisor prices a reform over the own region before anybody enacts it; nothing is changed by it."""

from collections import defaultdict
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from zhongfu.data import months
from zhongfu.data.lake import Lake
from zhongfu.data.roll import Registers, roll_table
from zhongfu.data.roll.suppose import Supposition
from zhongfu.deliveries import current
from zhongfu.monitoring.models import LevelCount, Round
from zhongfu.people.access import prefix
from zhongfu.policy.decision import RUNGS
from zhongfu.policy.declarations import DECLARED
from zhongfu.policy.reform.reform import RESIDENCES, ReformProblem, read_reform
from zhongfu.policy.reform.simulate import simulate
from zhongfu.portals import places
from zhongfu.portals.command.reform_chart import bars, curve
from zhongfu.portals.command.reform_small import FEW, guarded
from zhongfu.portals.command.screening import fact_label
from zhongfu.portals.frame import officer, page
from zhongfu.portals.languages import marked, spoken
from zhongfu.portals.wording import word
from zhongfu.verification import law

ROWS = 3  # changes that the form offers
MOST = 150_000  # households that a page may wait for; a province is priced by the command
NEEDED = 3
# What may be taken as given for every household, before as well as after: the form's name, its words, and what it stands for.
SUPPOSED = {
    "deposits": (marked("未登记的存款等金融资产按没有计"), "household.assets.deposits=0"),
    "obligors": (marked("未登记的赡养、抚养、扶养义务人按没有计"), "household.obligors=none"),
}
GIVEN = {"assessment": (marked("没有综合评估结论的，按收入判断"), "dibao.assessment_required=false")}
Plain = dict[str, Any]


@require_GET
@officer("supervisor")
def reform(request: HttpRequest) -> HttpResponse:
    """The form, and below it what the changes come to."""
    latest = _month()
    changes = _changes(request)
    context = {"form": _form(request), "month": latest, "problem": "", "found": None, "download": f"{reverse('reform_json')}?{request.GET.urlencode()}"}
    status = 200
    if changes and latest:
        try:
            context["found"] = _shown(_priced(request, latest, changes))
        except ReformProblem as wrong:
            context["problem"], status = spoken(wrong.zh, wrong.en), 400
    return page(request, "command/reform.html", context, here="reform", status=status)


@require_GET
@officer("supervisor")
def as_json(request: HttpRequest) -> HttpResponse:
    """The same numbers as a file."""
    latest, changes = _month(), _changes(request)
    try:
        if not (latest and changes):
            raise ReformProblem("请填写要测算的变动。", "Say what is to change.")
        answer = _priced(request, latest, changes)
    except ReformProblem as wrong:
        return JsonResponse({"error": {"zh": wrong.zh, "en": wrong.en}}, status=400, json_dumps_params={"ensure_ascii": False})
    headers = {"Content-Disposition": f'attachment; filename="reform-{latest}.json"'}
    return JsonResponse(answer | {"month": latest}, headers=headers, json_dumps_params={"ensure_ascii": False, "indent": 2})


def _month() -> str:
    return Round.objects.order_by("-month").values_list("month", flat=True).first() or ""


def _changes(request: HttpRequest) -> list[str]:
    """The changes as the command writes them, from the rows of the form that say something."""
    columns = (request.GET.getlist(name) for name in ("parameter", "change", "place", "residence"))
    rows = zip(*columns, strict=False)
    return [f"{name}{'@' + place if place else ''}{':' + residence if residence else ''}={change}" for name, change, place, residence in rows if change.strip()]


def _priced(request: HttpRequest, month: str, changes: list[str]) -> Plain:
    """The guarded answer about the reader's region; raises `ReformProblem`."""
    households = _households(request, month)
    known = set(households["place"].unique().to_pylist())
    base = read_reform([change for name, (_, change) in GIVEN.items() if name in request.GET], law.present()).over(law.present())
    chosen = [fact for name, (_, fact) in SUPPOSED.items() if name in request.GET]
    for fact in chosen:
        households, _ = Supposition.parse(fact).fill(households)
    found = simulate(households, base, read_reform(changes, base, known), months.last_day(month)).document()
    return guarded(found) | {"given": [change.text for change in base.reform.changes], "supposed": chosen}


def _households(request: HttpRequest, month: str) -> pa.Table:
    """The households of the reader's region in that month's registers."""
    registered = LevelCount.objects.filter(month=month).aggregate(number=Sum("households"))["number"] or 0
    if registered > MOST:
        raise ReformProblem(
            f"本辖区有 {registered} 户，请由管理员用 zhongfu simulate 测算。", f"There are {registered} households here: have it priced by zhongfu simulate."
        )
    parts = current.parts(settings.ZHONGFU_HOME)
    table = _roll(current.fingerprint(parts), month)
    return table.filter(pc.starts_with(table["region"].cast(pa.string()), prefix(request.posting.region_id)))


@lru_cache(maxsize=1)
def _roll(_: str, month: str) -> pa.Table:
    """The registers' households, kept while no register is replaced."""
    parts = current.parts(settings.ZHONGFU_HOME)
    return roll_table(Registers(Lake(settings.ZHONGFU_HOME.lake), parts), month)


def _form(request: HttpRequest) -> Plain:
    """What the form offers and what was chosen in it."""
    groups = defaultdict(list)
    for declared in DECLARED.values():
        groups[declared.name.partition(".")[0]].append((declared.name, gettext(declared.zh)))
    chosen = [request.GET.getlist(name) for name in ("parameter", "change", "place", "residence")]
    rows = [[each[at] if at < len(each) else "" for each in chosen] for at in range(ROWS)]
    return {
        "groups": [(word("programme", group), options) for group, options in groups.items()],
        "rows": [dict(zip(("parameter", "change", "place", "residence"), row, strict=True)) for row in rows],
        "places": [(code, places.name(code)) for code in _counties()], "residences": RESIDENCES,
        "choices": [(name, gettext(text), name in request.GET) for name, (text, _) in {**GIVEN, **SUPPOSED}.items()],
    }  # fmt: skip


def _counties() -> list[str]:
    """The counties that the reader sees."""
    return sorted({region[:6] for region in LevelCount.objects.values_list("region", flat=True).distinct()})


def _shown(found: Plain) -> Plain:
    """The answer with names, and with drawings beside the numbers."""
    moving = {name: one for name, one in found["programmes"].items() if one["affected"]}
    return found | {
        "told_parameters": [_parameter(row, one) for one in found["parameters"] for row in one["values"]],
        "told_beyond": [spoken(f"{one['name']}：{one['zh']}（{one['bound']}）", f"{one['name']}: {one['en']} ({one['bound']})") for one in found["beyond"]],
        "told_programmes": [one | {"name": word("programme", name)} for name, one in moving.items()],
        "told_counties": _drawn(found["counties"], "cost_before_fen", "cost_after_fen", name=lambda one: places.name(one["place"])),
        "told_bands": _drawn([one for one in found["bands"] if one["households"]], "households", name=_band),
        "told_sizes": [one | {"name": gettext("%(n)s 人") % {"n": one["group"] or "?"}} for one in found["sizes"]],
        "told_residences": [one | {"name": residence_name(one["group"])} for one in found["residences"]],
        "told_falls": [_fall(one) for one in found["cliff"]["groups"]], "curve": curve(found["cliff"]["points"]),
        "told_needs": _needs(found), "without": [word("programme", name) for name in found["gains_without"]], "few": FEW,
        "nothing_known": not any(one["before"] or one["after"] for name, one in found["programmes"].items() if name in RUNGS),
    }  # fmt: skip


def residence_name(residence: str | None) -> str:
    """Urban, rural or not known, in words."""
    return {"urban": gettext("城镇"), "rural": gettext("农村")}.get(residence or "", gettext("未知"))


def _parameter(row: Plain, one: Plain) -> Plain:
    label: str = one["zh"]
    return row | {"label": gettext(label), "name": one["name"], "where": places.name(row["place"]), "home": residence_name(row["residence"])}


def _drawn(rows: list[Plain], *names: str, name: Any) -> list[Plain]:
    return [row | {"name": name(row), "bars": lengths} for row, lengths in zip(rows, bars(rows, *names), strict=True)]


def _band(one: Plain) -> str:
    """A band of gains or losses in words."""
    words = {"over": one["over_fen"] // 100, "to": one["to_fen"] // 100 if one["to_fen"] else ""}
    if one["direction"] == "loss":
        return (gettext("减少 %(over)s–%(to)s 元") if one["to_fen"] else gettext("减少 %(over)s 元以上")) % words
    return (gettext("增加 %(over)s–%(to)s 元") if one["to_fen"] else gettext("增加 %(over)s 元以上")) % words


def _fall(one: Plain) -> Plain:
    lost = [word("programme", name) for name in one["loses_after"]]
    return one | {"where": places.name(one["place"]), "home": residence_name(one["residence"]), "lost": gettext("、").join(lost)}


def _needs(found: Plain) -> list[tuple[str, str, Any]]:
    """For each rung the facts that its undecided households lack most, with how many lack them."""
    return [
        (word("programme", name), fact_label(need), number)
        for name in RUNGS
        for need, number in list(found["programmes"][name]["needs"].items())[:NEEDED]
        if number != FEW
    ]
