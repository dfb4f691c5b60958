"""判定 `zhongfu decide`: every programme's decision on one case file, explained. Needs no database."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from zhongfu.cases.account import Account
from zhongfu.cases.explained import explained_paper
from zhongfu.cases.papers import PaperFailed
from zhongfu.policy.casefile import CaseInvalid, read
from zhongfu.policy.decide import Decision, decide
from zhongfu.site.home import Home
from zhongfu.site.law import law_of
from zhongfu.site.problem import Problem
from zhongfu.site.screen import Screen

HELP = "按一份个案文件判定全部项目，并说明理由 every programme's decision on one case file, explained"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", type=Path, help="case file (YAML)")
    parser.add_argument("--lang", choices=["zh", "en"], default="zh", help="language of the explanation")
    parser.add_argument("--pdf", type=Path, metavar="FILE", help="write the explanation as PDF to FILE")


def run(arguments: argparse.Namespace, screen: Screen) -> int:
    """0 also when the answer is null; 1 when the case file is faulty."""
    decision = _decision(arguments)
    if arguments.pdf:
        _print(decision, arguments.pdf, arguments.lang)
    answer = decision.as_json(arguments.lang)
    for name, changes in decision.changes(arguments.lang, decision.applicable).items():
        answer["programmes"][name]["change"] = changes
    if arguments.json:
        screen.document(answer)
    else:
        _Shown(decision, answer, arguments.lang, screen).show()
    return 0


def _decision(arguments: argparse.Namespace) -> Decision:
    if not arguments.case.is_file():
        raise Problem(f"找不到个案文件 {arguments.case}。", f"There is no case file {arguments.case}.")
    # A case can be decided where nothing was installed yet: then by the law that ships, alone.
    home = Home.open(arguments.home) if (arguments.home / "home.json").exists() else None
    try:
        return decide(read(arguments.case), law_of(home))
    except CaseInvalid as invalid:
        lines = [(f"{arguments.case.name}: {p.path}: {p.zh}", f"{arguments.case.name}: {p.path}: {p.en}") for p in invalid.problems]
        raise Problem(*("\n".join(column) for column in zip(*lines, strict=True)), status=1) from invalid


def _print(decision: Decision, file: Path, lang: str) -> None:
    try:
        file.write_bytes(explained_paper(decision, lang))
    except PaperFailed as failed:
        zh, _, en = str(failed).partition(" / ")
        raise Problem(zh, en) from failed
    except OSError as failed:
        raise Problem(f"无法写入 {file}。", f"{file} cannot be written.") from failed


class _Shown:
    """The answer as text in one language: what holds first; the reasons nearest to each result. The PDF and the JSON hold every rule."""

    def __init__(self, decision: Decision, answer: dict[str, Any], lang: str, screen: Screen) -> None:
        self.decision, self.answer, self.screen = decision, answer, screen
        self.account = Account(decision.law, lang, {})
        self.words, self.tree = self.account.words, decision.tree(lang)

    def show(self) -> None:
        self._head()
        ranks = {True: 0, None: 1, False: 2}
        for name in sorted(self.decision.applicable, key=lambda name: ranks[self.decision.programmes[name].eligible]):
            self._programme(name, self.answer["programmes"][name])
        self.screen.line(f"\n{self.words['rights']}")
        for remedy, right in zip(self.answer["remedy"], self.account.rights(self.answer["remedy"]), strict=True):
            self.screen.line(f"  {right} [{', '.join(remedy['programmes'])}]")

    def _head(self) -> None:
        answer, category = self.answer, self.decision.category
        counted = self.words["unknown"] if answer["members_counted"] is None else answer["members_counted"]
        self.screen.line(f"{self.account.place(answer['place'])} · {answer['as_of']} · {counted} 人 members")
        if answer.get("demonstration"):
            self.screen.line(f"【{self.words['mark']}】")
        told = self.words["open"] if category is None else self.words["none"] if category == "none" else self.account.programme(category)
        self.screen.line(f"类别 category: {told}")

    def _programme(self, name: str, one: dict[str, Any]) -> None:
        self.screen.line(f"\n{self.account.programme(name)} ({name}): {self.account.verdict(one['eligible'])}")
        for label, value in self.account.result(name, one, self.answer.get("demonstration", False)):
            self.screen.line(f"  {label}: {value}")
        for reason in self.account.reasons(self.tree[name]):
            verdict = f" 〔{reason['verdict']}〕" if reason["verdict"] else ""
            self.screen.line(f"  · {reason['text']}{verdict}  {reason['cites']}")
            for told in reason["sums"]:
                self.screen.line(f"      {told}")
        for entry in self.account.changes(one["change"]):
            self.screen.line(f"  → {entry['text']}")
            for change in entry["sums"]:
                self.screen.line(f"      {change}")
