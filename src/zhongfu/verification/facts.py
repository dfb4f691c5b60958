"""案件事实 Facts: what the departments' files say of a household, as a case file; what no source holds stays unknown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from zhongfu.data.months import born_by
from zhongfu.data.panel import dossier
from zhongfu.data.panel.dossier import Entry
from zhongfu.data.roll import words
from zhongfu.deliveries import current
from zhongfu.people.models import Household, HouseholdMonth, Person
from zhongfu.verification.belongings import assets
from zhongfu.verification.draft import Draft, known, yuan

# Nobody younger may be employed (Labour Law Art.15).
WORKING_AGE = 16
INCOMES = (
    ("wage", "wage_fen", "social_insurance_payments"),
    ("basic_pension", "basic_pension_fen", "pensions"),
    ("pension", "other_pension_fen", "pensions"),
    ("business", "business_fen", "business_income_tax"),
)


def case_facts(home: current.Place, household_id: str, month: str) -> dict[str, Any]:
    """The case file of a household: place, residence, members, assets, spending, aid, and `sources` by path.

    Read through the region scope of the transaction: Household.DoesNotExist for one that may not be seen. Members are m1, m2, …,
    the head of the household first as the applicant; `names` gives their names by these ids, for pages.
    """
    household = Household.objects.get(pk=household_id)
    persons = members(household_id)
    parts = current.parts(home)
    draft = Draft(parts, month)
    entries = dossier.household(parts, month, household_id)
    content = {
        "members": [
            _member(draft, f"m{number + 1}", person, entries, relation)
            for number, (person, relation) in enumerate(zip(persons, _relations(persons), strict=True))
        ],
        "assets": assets(draft, entries),
        "expenditures_12m": _spending(draft, persons),
        "in_aid": _aid(draft, household_id, month, entries),
    }
    top = {"place": household.region, "residence": _residence(draft, persons), "household": content}
    names = {f"m{number + 1}": person.name for number, person in enumerate(persons)}
    return known(top) | {"sources": draft.sources, "names": names}


def members(household_id: str) -> list[Person]:
    """The household's persons as a case numbers them: the 户主 first, else the 户主's spouse, else the eldest; then by birth."""
    persons = Person.objects.filter(household_id=household_id)
    first = {"户主": 0, "配偶": 1}
    return sorted(persons, key=lambda person: (first.get(person.relation or "", 2), str(person.birth), person.pk))


def _relations(persons: list[Person]) -> list[str | None]:
    """Relations to the applicant. The register has them to the 户主: after the 户主's death only what still follows is known."""
    known_to = words.TO_APPLICANT.get((persons[0].relation or "") if persons else "", {})
    return ["applicant" if person is persons[0] else known_to.get(person.relation or "") for person in persons]


def _member(draft: Draft, name: str, person: Person, entries: list[Entry], relation: str | None) -> dict[str, Any]:
    path = f"household.members.{name}"
    registered = {
        "relation": relation,
        "birth": person.birth.isoformat() if person.birth else None,
        "sex": person.sex,
        "hukou": person.region,
        "marital": _marital(person, entries),
    }
    member = known({**registered, **_school(draft, path, person), **_disability(draft, path, person), **_work(person)})
    # What is unknown has no source: otherwise nobody could declare it.
    for fact in registered:
        if fact in member:
            draft.say(f"{path}.{fact}", "marriages" if fact == "marital" else "hukou_persons")
    incomes = _incomes(draft, path, person)
    return {"id": name, **member, **({} if incomes is None else {"incomes": incomes})}



def _school(draft: Draft, path: str, person: Person) -> dict[str, Any]:
    if not person.student:
        return {}
    draft.say(f"{path}.student", "student_records")
    draft.say(f"{path}.full_time", "student_records")
    return {"student": words.STAGES.get(person.student_stage or ""), "full_time": person.full_time}


def _disability(draft: Draft, path: str, person: Person) -> dict[str, Any]:
    if not person.disabled:
        return {}
    draft.say(f"{path}.disability", "disability_certificates")
    kind = words.DISABILITIES.get(person.disability_kind or "")
    return {"disability": {"kind": kind, "grade": person.disability_grade}}


def _work(person: Person) -> dict[str, Any]:
    """Employment as payments show it. No payment says nothing: many work without insurance."""
    if person.wage_fen:
        return {"employment": "employed"}
    return {"employment": "self_employed"} if person.business_fen else {}


def _marital(person: Person, entries: list[Entry]) -> str | None:
    """The latest registration that the files hold, else what the household's own relations say."""
    number = int(person.id_no[:17])
    events = [
        (entry.values["registered_on"], entry.values["kind"])
        for entry in entries
        if entry.source == "marriages" and number in (entry.values["husband_id"], entry.values["wife_id"])
    ]
    if events:
        return words.MARITAL.get(max(events)[1])
    return "married" if person.relation == "配偶" else None


def _incomes(draft: Draft, path: str, person: Person) -> list[dict[str, Any]] | None:
    """The month's incomes that sources hold; unknown as a whole while one of the sources is.

    The registers hold insured wages, pensions and taxed business only. That somebody of working age is in none of them does not say
    that they earn nothing (farming, odd jobs): their income stays unknown until they say it.
    """
    amounts = {name: getattr(person, name, None) for _, name, _ in INCOMES}
    if person.pension_fen is not None and person.basic_pension_fen is not None:
        amounts["other_pension_fen"] = person.pension_fen - person.basic_pension_fen
    if any(amount is None for amount in amounts.values()):
        return None
    found = [(kind, amounts[name], source) for kind, name, source in INCOMES if amounts[name]]
    if not found and not (person.birth and person.birth > born_by(draft.month, WORKING_AGE)):
        return None
    draft.say(f"{path}.incomes", "social_insurance_payments")
    for number, (_, _, source) in enumerate(found):
        draft.say(f"{path}.incomes.{number}.amount", source)
        draft.say(f"{path}.incomes.{number}.kind", source)
    return [{"kind": kind, "amount": yuan(amount)} for kind, amount, _ in found]


def _spending(draft: Draft, persons: list[Person]) -> dict[str, Any]:
    amounts = [person.medical_self_paid_12m_fen for person in persons]
    if not amounts or any(amount is None for amount in amounts):
        return {}
    draft.say("household.expenditures_12m.medical", "medical_settlements")
    return {"medical": yuan(sum(amount for amount in amounts if amount))}


def _aid(draft: Draft, household_id: str, month: str, entries: list[Entry]) -> Mapping[str, Any] | None:
    """What the register of the month says. Without a register the programme is unknown, which `{}` says and null does not."""
    if not draft.knows("assistance_register"):
        return {}
    draft.say("household.in_aid.programme", "assistance_register")
    row = HouseholdMonth.objects.filter(household_id=household_id, month=month).first()
    if row is None or not row.in_programme:
        return None
    return known({"programme": row.in_programme, "since": _since(entries, row.in_programme), "amount": yuan(row.aid_fen)})


def _since(entries: list[Entry], programme: str) -> str | None:
    named = [entry.values for entry in entries if entry.source == "assistance_register"]
    since = [row["since"] for row in named if words.PROGRAMMES.get(row["programme"]) == programme and row["since"]]
    return f"{min(since) // 100:04d}-{min(since) % 100:02d}-01" if since else None


def _residence(draft: Draft, persons: list[Person]) -> str | None:
    """Urban or rural where all members are registered alike; a mixed household is for a person to class."""
    kinds = {person.hukou_kind for person in persons}
    if len(kinds) != 1:
        return None
    draft.say("residence", "hukou_persons")
    return words.RESIDENCES.get(kinds.pop() or "")
