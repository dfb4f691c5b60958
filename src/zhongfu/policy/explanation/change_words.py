"""变化的说法: what would change a result, in Chinese and English, worded as facts about the rules."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import Any, TypeAlias

from zhongfu.policy.explanation.change import Change, Condition, ending, failing
from zhongfu.policy.explanation.explain import label
from zhongfu.policy.explanation.sums import currency, grouped
from zhongfu.policy.explanation.unknowns import COUNTED, Missing, missing
from zhongfu.policy.reasons import Reason
from zhongfu.policy.values import shown

STEP = 10_000  # fen; so much more income is tried for what it does to the amount
UNITS = {
    "area": (" 平方米", " m²"), "count": ("", ""), "months": (" 个月", " months"), "years": (" 年", " years"), "days": (" 天", " days"),
    "ratio": ("%", "%"),
}  # fmt: skip
PIECES = {"household.assets.vehicles": "辆", "household.assets.houses": "处", "household.assets.businesses": "个"}


Found: TypeAlias = "list[Condition] | list[Change] | list[Missing]"


def search(top: Reason) -> Found:
    """What would change the answer on one programme: why not, until when, or what each missing fact decides."""
    if top.value is None:
        return missing(top)
    return ending(top) if top.value else failing(top)


def told(found: Found, reasons: tuple[Reason, ...], lang: str) -> list[dict[str, Any]]:
    """The same in words."""
    words = _Words(lang, reasons[0].rule.name.partition(".")[0])
    amount = next((reason for reason in reasons if reason.rule.name.endswith(".amount")), None)
    return [
        words.condition(one) if isinstance(one, Condition) else words.end(one, amount) if isinstance(one, Change) else words.missing(one)
        for one in found
    ]


class _Words:
    """One language, and the currency of one programme."""

    def __init__(self, lang: str, programme: str) -> None:
        self.lang, self.side = lang, 0 if lang == "zh" else 1
        self.currency = currency(programme, lang)

    def either(self, zh: str, en: str) -> str:
        return (zh, en)[self.side]

    def amount(self, value: Any, kind: str) -> str:
        """An amount with its unit; money with its thousands apart."""
        if kind == "money":
            return grouped(value) + self.currency
        number = f"{float(value) * 100:.2f}" if kind == "ratio" else shown(value, kind, self.lang)
        return number + UNITS[kind][self.side]

    def condition(self, one: Condition) -> dict[str, Any]:
        """A condition that is not as it should be, and what would turn it."""
        rule = one.reasons[0].rule
        name = label(rule, self.lang)
        if not one.wanted:
            told = self.either(f"“{name}”已成立,因此不列入本项。", f"“{name}” holds, which rules this out.")
        else:
            told = self.either(f"“{name}”不符合。", f"“{name}” does not hold.")
        if one.alone:
            told += self.either("只要此项不同,结果即为符合。", " With this one otherwise, the whole would hold.")
        about = sorted({reason.about for reason in one.reasons} - {""})
        return {
            "rule": rule.name, "label": name, "about": about, "alone": one.alone, "text": told,
            "changes": [self.change(group) for group in _alike(one.changes)],
        }  # fmt: skip

    def change(self, group: list[Change]) -> dict[str, Any]:
        """Changes that differ only in what is changed are told together."""
        first = group[0]
        names = self.either("、", ", ").join(self.either(one.lever.zh, one.lever.en) for one in group)
        if len(group) > 1:
            names += self.either("之一", " (any one)")
        supposed = self._supposed(first, names)
        effect = {
            True: self.either("此项符合,结果也变为符合", "this would be met, and the whole would hold"),
            False: self.either("此项符合,其他条件仍不符合", "this would be met; other conditions would still fail"),
            None: self.either("此项符合,结果仍须看其他事项", "this would be met; the whole would still depend on other things"),
        }[first.result]
        return {
            "text": self.either(f"{supposed},{effect}。", f"{supposed}, {effect}."), "about": first.lever.about,
            "names": [one.lever.name for one in group], "now": _plain(first.lever.now), "least": first.least, "most": first.most,
            "options": [_plain(option) for option in first.options], "fewer": first.fewer, "result": first.result,
        }  # fmt: skip

    def _supposed(self, change: Change, name: str) -> str:
        lever = change.lever
        if change.fewer:
            return self._fewer(change)
        if change.most is None and change.least is None:
            options = self.either(" 或 ", " or ").join(dict.fromkeys(shown(option, lever.kind, self.lang) for option in change.options))
            now = shown(lever.now, lever.kind, self.lang)
            return self.either(f"若{name}为 {options}(现为 {now})", f"if {name} were {options} (now {now})")
        bound, distance = self._bound(change)
        return self.either(f"若{name}{bound}({distance})", f"if {name} {bound} ({distance})")

    def _bound(self, change: Change) -> tuple[str, str]:
        """The limit as the rule draws it, and how far off the present amount is."""
        lever = change.lever
        now = self.amount(lever.now, lever.kind)
        down, bound = change.least is None, change.most if change.least is None else change.least
        assert bound is not None
        limit = bound + 1 if down else bound - 1
        strict = ("<" if down else ">", limit) in lever.against
        at = self.amount(limit if strict else bound, lever.kind)
        words = {
            (True, True): ("低于", "were below"), (True, False): ("不超过", "were at most"),
            (False, True): ("高于", "were above"), (False, False): ("达到", "were at least"),
        }[down, strict]  # fmt: skip
        away = abs(lever.now - (limit if strict else bound))
        far = self.amount(away, lever.kind)
        distance = (f",{'高出' if down else '还差'} {far}", f", {far} {'above' if down else 'short'}") if away else (",正好等于", ", exactly that")
        return self.either(f"{words[0]} {at}", f"{words[1]} {at}"), f"{self.either('现', 'now')} {now}{self.either(*distance)}"

    def _fewer(self, change: Change) -> str:
        lever, count = change.lever, len(change.lever.now)
        which = ""
        if len(change.options) < comb(count, change.fewer):
            listed = self.either("或", " or ").join("+".join(map(str, numbers)) for numbers in change.options)
            which = self.either(f"(第 {listed} 项)", f" (no. {listed})")
        piece = PIECES[lever.name]
        return self.either(
            f"若{lever.zh}少 {change.fewer} {piece}{which}(现 {count} {piece})", f"with {change.fewer} fewer {lever.en}{which} (now {count})"
        )

    def end(self, change: Change, amount: Reason | None) -> dict[str, Any]:
        """From which amount on the programme would no longer hold."""
        lever, name = change.lever, self.either(change.lever.zh, change.lever.en)
        now, limit = self.amount(lever.now, lever.kind), change.least if change.least is not None else change.most
        assert limit is not None
        at, away = self.amount(limit, lever.kind), self.amount(abs(limit - lever.now), lever.kind)
        if change.least is not None:
            told = self.either(f"{name}达到 {at} 起不再符合(现 {now},再多 {away})。", f"from {name} of {at} on it would no longer hold (now {now}, {away} more).")
        else:
            told = self.either(f"{name}降到 {at} 及以下时不再符合(现 {now},再少 {away})。", f"with {name} of {at} or less it would no longer hold (now {now}, {away} less).")
        step = self._step(change, amount)
        return {
            "rule": lever.name, "label": name, "about": [], "alone": True, "text": told + step,
            "changes": [], "now": _plain(lever.now), "least": change.least, "most": change.most,
        }  # fmt: skip

    def _step(self, change: Change, amount: Reason | None) -> str:
        """What a little more of it does to the amount paid."""
        more = change.lever.now + STEP
        if amount is None or change.lever.kind != "money" or change.least is None or more >= change.least:
            return ""
        paid = change.lever.suppose(more).value(amount)
        if paid is None or amount.value is None or paid == amount.value:
            return ""
        less = self.amount(amount.value - paid, "money")
        return self.either(
            f"多 {self.amount(STEP, 'money')}时,金额为 {self.amount(paid, 'money')}(少 {less})。",
            f" With {self.amount(STEP, 'money')} more the amount would be {self.amount(paid, 'money')} ({less} less).",
        )

    def missing(self, one: Missing) -> dict[str, Any]:
        """What a missing thing decides, once it is known."""
        name, lever = self.either(one.lever.zh, one.lever.en), one.lever
        results = {
            True: self.either("符合", "it holds"), False: self.either("不符合", "it does not hold"),
            None: self.either("仍不能判定", "it stays undecided"),
        }  # fmt: skip
        parts = [f"{self._value(one, values)}: {results[result]}" for result, values in _grouped(one).items()]
        told = self.either(";", "; ").join(parts)
        return {
            "rule": lever.name, "label": name, "about": [lever.about] if lever.about else [], "alone": one.decides,
            "text": self.either(f"{name}——{told}。", f"{name}: {told}."), "changes": [],
            "outcomes": [[_plain(value), result] for value, result in one.outcomes],
        }  # fmt: skip

    def _value(self, one: Missing, values: list[Any]) -> str:
        lever = one.lever
        if lever.kind == "list":
            return self.either("若没有", "if none")
        if lever.kind in COUNTED:
            told = self.amount(values[0], lever.kind)
            upper = values[0] == one.outcomes[0][0]
            return self.either(f"不超过 {told}" if upper else f"{told} 及以上", f"up to {told}" if upper else f"from {told}")
        return self.either("、", ", ").join(dict.fromkeys(shown(value, lever.kind, self.lang) for value in values))


def _grouped(one: Missing) -> dict[bool | None, list[Any]]:
    found: dict[bool | None, list[Any]] = {}
    for value, result in one.outcomes:
        found.setdefault(result, []).append(value)
    return found


def _alike(found: Iterable[Change]) -> list[list[Change]]:
    """Amounts with the same limit and the same effect, together."""
    groups: dict[Any, list[Change]] = {}
    for change in found:
        bounds = (change.least, change.most, change.result, change.lever.now)
        groups.setdefault(change.lever if change.least is None and change.most is None else bounds, []).append(change)
    return [[change for change in group if not change.lever.name.startswith("household.")] or group for group in groups.values()]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return len(value) if isinstance(value, list) else list(value)
    return str(value) if isinstance(value, Fraction) or hasattr(value, "isoformat") else value
