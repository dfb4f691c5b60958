"""案卷与政策: the facts of a case and the parameters of its place and day, unknown by name where they are absent."""

from datetime import date
from typing import Any

from tests.policy.oracle.unknown import (
    Missing,
    add,
    both,
    choose,
    compare,
    either,
    negate,
    one_of,
    times,
    unknown,
)

from zhongfu.policy.parameters import Law, Setting
from zhongfu.policy.records import Case, Record

NONE = "none"
LEVELS = ("none", "kindergarten", "primary", "junior", "senior", "vocational", "college", "bachelor", "master", "doctor")
BACHELOR = LEVELS.index("bachelor")
LISTED_HELPLESS = {
    *(f"{kind}:{grade}" for kind in ("intellectual", "mental") for grade in (1, 2, 3)), "physical:1", "physical:2", "visual:1",
}  # fmt: skip


def years(birth: date, day: date) -> int:
    """Completed years of age."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


class World:
    """One case under the law of one place."""

    def __init__(self, case: Case, law: Law, place: str | None = None) -> None:
        self.case, self.law = case, law
        self.place = case.place if place is None else place
        self.setting = Setting(self.place, case.residence, case.as_of)
        self.day = case.as_of
        self.members = case.members
        self.counted_flags = [self.is_counted(member) for member in self.members]

    # -- facts and parameters ------------------------------------------------------------------------------------------

    def fact(self, key: str, name: str = "") -> Any:
        value = self.case.record.values.get(key)
        return Missing({name or key}) if value is None else value

    def of(self, record: Record, key: str, name: str = "") -> Any:
        value = record.values.get(key)
        return Missing({f"{record.path}.{name or key}"}) if value is None else value

    def parameter(self, name: str) -> Any:
        given = self.case.parameters.get(name)
        if given is None:
            found = self.law.look_up(name, self.setting)
            given = None if found is None else found.value
        return Missing({f"parameter:{name}"}) if given is None else given

    def in_force(self, instrument: str) -> bool:
        return self.law.is_in_force(instrument, self.day)

    def in_province(self, code: str) -> bool:
        return self.place.startswith(code)

    @property
    def standard(self) -> Any:
        return self.parameter("dibao.standard")

    @property
    def standard_urban(self) -> Any:
        """An urban case has its own standard; a rural case needs the value."""
        own = self.fact("residence")
        return choose(own if unknown(own) else own == "urban", self.standard, self.parameter("dibao.standard_urban"))

    # -- persons -------------------------------------------------------------------------------------------------------

    def age(self, record: Record) -> Any:
        birth = self.of(record, "birth")
        return birth if unknown(birth) else years(birth, self.day)

    def is_minor(self, record: Record) -> Any:
        return compare(self.age(record), "<", 18)

    def without_work_capacity(self, member: Record) -> Any:
        """As the case says, else by 43 Art.5."""
        given = self.of(member, "work_capacity")
        if given != "derive":
            return given if unknown(given) else given == "none"
        return either(
            compare(self.age(member), ">=", self.parameter("tekun.age_min")),
            compare(self.age(member), "<", self.parameter("tekun.child_age_max")),
            one_of(self.of(member, "disability"), LISTED_HELPLESS),
            one_of(self.of(member, "disability"), self.parameter("tekun.extra_disability")),
        )

    def severely_disabled(self, record: Record) -> Any:
        return one_of(self.of(record, "disability_grade", "disability"), (1, 2))

    def is_student(self, member: Record, highest_level: Any) -> Any:
        level = self.of(member, "student")
        if not unknown(level) and level == 0:
            return False
        return both(compare(level, "<=", highest_level), self.of(member, "full_time"))

    # -- household, 57 Art.7 -------------------------------------------------------------------------------------------

    def is_counted(self, member: Record) -> Any:
        return both(self.belongs(member), negate(self.left_out(member)))

    def belongs(self, member: Record) -> Any:
        relation, together = self.of(member, "relation"), self.of(member, "lives_together")
        if unknown(relation):
            return relation
        if relation in ("applicant", "spouse"):
            return True
        if relation == "child":
            return either(
                together, self.is_minor(member), self.is_student(member, self.parameter("household.student_level_max")),
                self.without_work_capacity(member),
            )  # fmt: skip
        return together if relation in ("parent", "grandparent", "grandchild", "sibling") else False

    def left_out(self, member: Record) -> Any:
        away, further = self.of(member, "away"), self.parameter("household.extra_excluded")
        return either(self.is_away(member, away), one_of(self.of(member, "relation"), further), one_of(away, further))

    def is_away(self, member: Record, away: Any) -> Any:
        if away == NONE:
            return False
        if away == "clergy":
            return compare(self.of(member, "clergy_years", "away"), ">=", self.parameter("household.clergy_years"))
        unmarried = self.of(member, "marital")
        soldier = both(
            away == "military", self.parameter("household.unmarried_serviceman_uncounted"),
            unmarried if unknown(unmarried) else unmarried == "unmarried",
        )  # fmt: skip
        return either(one_of(away, self.parameter("household.uncounted_away")), soldier)

    @property
    def size(self) -> Any:
        return add(choose(flag, 1, 0) for flag in self.counted_flags)

    def any_counted(self, test: Any) -> Any:
        """Whether some counted member passes the test."""
        return either(*(both(flag, test(member)) for flag, member in zip(self.counted_flags, self.members, strict=True)))

    def sum_counted(self, amount: Any) -> Any:
        """The sum over the counted members; of one who is surely not counted nothing is asked."""
        return add(
            0 if flag is False else choose(flag, amount(member), 0)
            for flag, member in zip(self.counted_flags, self.members, strict=True)
        )

    @property
    def registered_elsewhere(self) -> Any:
        """Every counted member is registered in another province (57 Art.4-6), and permits are not accepted."""
        elsewhere = [
            either(negate(flag), self.other_province(member))
            for flag, member in zip(self.counted_flags, self.members, strict=True)
        ]
        return both(*elsewhere, negate(self.parameter("place.residence_permit_accepted")))

    def other_province(self, member: Record) -> Any:
        province = self.of(member, "hukou_province", "hukou")
        return province if unknown(province) else province != self.case.place[:2]

    @property
    def outside_mainland(self) -> bool:
        """Neither the place of application nor (for an emergency) the place of the event is on the mainland."""
        return self.place[:2] in ("81", "82") or self.case.place[:2] in ("81", "82")

    def per_head(self, amount_per_head: Any) -> Any:
        return times(amount_per_head, self.size)
