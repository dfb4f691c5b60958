"""判定说明的内容: what a paper on a decision says, made from the decision's plain values alone, in Chinese or English.

Screen, JSON and paper come from the same tree. First the result with its sum, then the reasons nearest to it, what would
change it, the facts, how to object; last every single rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from zhongfu.policy.decide import BUILT
from zhongfu.policy.explanation.citation import articles
from zhongfu.policy.explanation.sums import currency, grouped
from zhongfu.policy.lawbook.places import NATION
from zhongfu.policy.parameters import CASE, Law
from zhongfu.policy.wanted import wanted

NUMERALS = {"zh": "一二三四五六七八九十", "en": "123456789"}
WORDS = {
    "zh": {
        "holds": "符合", "fails": "不符合", "open": "不能判定", "yes": "是", "no": "否", "unknown": "未知", "demonstration": "（演示值）",
        "mark": "演示值 · 不得用于实际救助", "colon": "：", "stop": "。", "semicolon": "；", "page": ["第 ", " 页，共 ", " 页"],
        "reasons": "理由", "changes": "什么会使结果不同", "facts": "所依据的情况", "rights": "您的权利", "rules": "逐项规则", "annex": "附件：计算和依据",
        "fact": "事项", "value": "情况", "source": "来源", "date": "日期", "sum": "计算", "needs": "尚缺", "default": "规定的缺省值",
        "amount": "金额", "starts": "起发月份", "until": "至", "basis": "依据", "case": "本案", "nation": "全国", "parameter": "政策参数", "none": "无",
        "changes_note": "以下是规定的内容，逐项经重新判定核对，不是建议；应当如实申报。",
    },
    "en": {
        "holds": "holds", "fails": "does not hold", "open": "undecided", "yes": "yes", "no": "no", "unknown": "unknown",
        "demonstration": " (demonstration value)", "mark": "Demonstration values · not for real assistance", "colon": ": ", "stop": ".",
        "semicolon": "; ", "page": ["page ", " of ", ""], "reasons": "Reasons", "changes": "What would make the result different",
        "facts": "Facts relied on", "rights": "Your rights", "rules": "Every rule", "annex": "Annex: reckoning and grounds", "fact": "fact", "value": "value", "source": "source",
        "date": "date", "sum": "reckoning", "needs": "still missing", "default": "default by the rules", "amount": "amount",
        "starts": "first month", "until": "until", "basis": "basis", "case": "this case", "nation": "nation", "parameter": "policy value:", "none": "none",
        "changes_note": "These are facts about the rules, each checked by deciding anew, and no advice; what is declared must be true.",
    },
}  # fmt: skip
# True of every case under the present law; the articles of the other rules name it.
UNTOLD = ("household.under_649",)
PER = {"zh": {"month": "每月", "once": "一次", "year": "每年"}, "en": {"month": "a month", "once": "once", "year": "a year"}}


class Account:
    """Writes parts of one decision in one language; `names` are the members' names by their id."""

    def __init__(self, law: Law, lang: str, names: Mapping[str, str]) -> None:
        self.law, self.lang, self.names, self.words = law, lang, names, WORDS[lang]

    def numbered(self, sections: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The sections that hold anything, with their headings counted."""
        held = [section for section in sections if section["items"]]
        point = "、" if self.lang == "zh" else ". "
        return [section | {"heading": f"{NUMERALS[self.lang][number]}{point}{section['heading']}"} for number, section in enumerate(held)]

    def verdict(self, eligible: bool | None) -> str:
        """Whether a programme holds, in a word."""
        return self.words[{True: "holds", False: "fails", None: "open"}[eligible]]

    def programme(self, name: str) -> str:
        """What the programme is called."""
        rule = BUILT[name].rules["eligible"]
        return rule.zh if self.lang == "zh" else rule.en

    def result(self, name: str, answer: Mapping[str, Any], demonstration: bool) -> Iterator[list[str]]:
        """Result, amount, sum and months, as rows."""
        if answer["amount"] is not None:
            mark = self.words["demonstration"] if demonstration else ""
            amount = grouped(Fraction(answer["amount"]) * 100) + currency(name, self.lang)
            yield [f"{self.words['amount']} ({PER[self.lang][answer['per']]})", amount + mark]
        if answer.get("arithmetic"):
            yield [self.words["sum"], answer["arithmetic"]]
        for word in ("starts", "until"):
            if answer.get(word):
                yield [self.words[word], answer[word]]
        if answer["needs"]:
            yield [self.words["needs"], ("、" if self.lang == "zh" else ", ").join(dict.fromkeys(map(self.need, answer["needs"])))]

    def need(self, path: str) -> str:
        """What a missing fact or parameter is called, with the person it is about."""
        told = wanted(path)
        label = told.zh if self.lang == "zh" else told.en
        return f"{self.words['parameter']} {label}" if told.is_parameter else f"{self.person(told.who)} {label}".strip()

    def person(self, who: str) -> str:
        """A member by name, else by the id in the case file; one that has neither is counted from the first."""
        if who not in self.names and who.isdecimal():
            return f"第 {int(who) + 1} 名成员" if self.lang == "zh" else f"member {int(who) + 1}"
        return self.names.get(who, who)

    def reasons(self, trees: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The result, what it hangs on, and the amount with its parts, each with its arithmetic and its articles."""
        told: dict[str, dict[str, Any]] = {}
        for top in trees:
            is_condition = isinstance(top["value"], bool | None)
            below = [child for child in top["children"] if is_condition or not isinstance(child["value"], bool)]
            for node in map(nearest, (top, *below) if is_condition else (nearest(top), *below)):
                if node["rule"] not in UNTOLD and not node["about"]:
                    told.setdefault(node["rule"], self._reason(node))
        return list(told.values())

    def _reason(self, node: Mapping[str, Any]) -> dict[str, Any]:
        used = [self._value(one) for one in node["parameters"] if not one["name"].startswith("instrument.")]
        return {"text": self.label(node), "verdict": self._verdict(node), "cites": self.cited(node["cites"]), "sums": [self._sum(node), *used]}

    def label(self, node: Mapping[str, Any]) -> str:
        """The rule's label, with the person it is about."""
        who = self.person(node["about"])
        return f"{who} · {node['label']}" if who else str(node["label"])

    def _verdict(self, node: Mapping[str, Any]) -> str:
        """The value of a condition; an amount stands at the end of its arithmetic."""
        value = node["value"]
        return self.words["unknown"] if value is None else self.words["yes" if value else "no"] if isinstance(value, bool) else ""

    def _sum(self, node: Mapping[str, Any]) -> str:
        return str(node["sentences"][self.lang]).partition(": ")[2]

    def _value(self, used: Mapping[str, Any]) -> str:
        """A policy value with its place and its articles; of a derived one the formula too."""
        mark = self.words["demonstration"] if used["demonstration"] else ""
        formula = f" = {used['formula']}" if used.get("formula") else ""
        basis = [self._place(used["place"]), self.cited(used["cites"])] if used["value"] is not None else []
        told = f"{used['label']}{self.words['colon']}{used['value']}{formula}{mark}"
        listed = " · ".join(one for one in basis if one)
        return f"{told}{self.words['semicolon']}{self.words['basis']}{self.words['colon']}{listed}" if listed else told

    def _place(self, place: str) -> str:
        return self.words["case"] if place == CASE else self.words["nation"] if place == NATION else self.law.place_name(place, self.lang)

    def cited(self, cites: Iterable[str]) -> str:
        """Citations with the titles of their instruments."""
        return articles(cites, self.law, self.lang)

    def changes(self, entries: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """What would make the result different, condition by condition."""
        return [{"text": self._of(entry["about"], entry["text"]), "sums": [self._of([one["about"]], one["text"]) for one in entry["changes"]]}
                for entry in entries]  # fmt: skip

    def _of(self, about: Iterable[str], text: str) -> str:
        who = ("、" if self.lang == "zh" else ", ").join(self.person(one) for one in about if one)
        return f"{who} · {text}" if who else text

    def facts(self, trees: Iterable[Mapping[str, Any]]) -> list[list[str]]:
        """The facts that the decision read, each once, with source and date."""
        found: dict[str, list[str]] = {}
        for node in every(trees):
            for fact in node["facts"]:
                if not fact["path"].endswith(".hukou"):
                    source = fact["source"] or self.words["default"]
                    found.setdefault(fact["path"], [self._fact(fact), str(fact["value"]), source, fact["date"]])
        return sorted(found.values(), key=lambda row: row[2] == self.words["default"])

    def _fact(self, fact: Mapping[str, Any]) -> str:
        steps = fact["path"].split(".")
        who = self.person(steps[2]) if fact["path"].startswith("household.members.") else ""
        return f"{who} {fact['label']}".strip()

    def rights(self, remedies: Iterable[Mapping[str, Any]]) -> list[str]:
        """How to object, and until when."""
        return [self._right(remedy) for remedy in remedies]

    def _right(self, remedy: Mapping[str, Any]) -> str:
        told = [remedy["text"]] + ([remedy["period"]] if remedy["period"] else [])
        if remedy["until"]:
            day = date.fromisoformat(remedy["until"])
            last = f"{day.year}年{day.month}月{day.day}日" if self.lang == "zh" else remedy["until"]
            told.append(f"于决定当日收到的，最后一日为{last}" if self.lang == "zh" else f"if received on the day of the decision, {last} is the last day")
        cites = self.cited(remedy["cites"])
        basis = (f"（{cites}）" if self.lang == "zh" else f" ({cites})") if cites else ""
        return self.words["semicolon"].join(told) + basis + self.words["stop"]

    def rules(self, trees: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Every rule once, with its value, arithmetic, values of policy and articles, nested as it was asked."""
        return list(self._rules(trees, 0, set()))

    def _rules(self, trees: Iterable[Mapping[str, Any]], depth: int, seen: set[str]) -> Iterator[dict[str, Any]]:
        for node in trees:
            told = self._reason(node)
            if (key := str(told)) not in seen:
                seen.add(key)
                yield told | {"depth": depth}
            yield from self._rules(node["children"], depth + 1, seen)

    def place(self, code: str) -> str:
        """The nearest place that the law knows by name, with the code."""
        known = next((code[:length] for length in (len(code), 9, 6, 4, 2) if code[:length] in self.law.places), "")
        return f"{self.law.place_name(known, self.lang)} ({code})" if known else code


def nearest(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """The rule that says something new: one that only repeats the answer of the single rule it asks is passed over."""
    asked = [child for child in node["children"] if not isinstance(child["value"], bool) or isinstance(node["value"], bool | None)]
    if len(asked) == 1 and not asked[0]["about"] and asked[0]["value"] == node["value"] and not node["parameters"]:
        return nearest(asked[0])
    return node


def every(trees: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """All nodes of these trees."""
    for node in trees:
        yield node
        yield from every(node["children"])
