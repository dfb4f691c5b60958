"""与 OpenFisca 对照: dibao and edge of the same households in both, in one run: seconds, memory and benefits that are wrong.

OpenFisca is AGPL and no part of this program: it is installed into a folder that is thrown away, and run by that folder's own Python. Where
it cannot be had, one row says why. Its model, in `_openfisca_model.py`, holds some twenty rules; ours works the whole of dibao and edge with
everything they rest on, so the comparison leans its way. Every figure is of one month and of households that nobody asked before.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from bench._openfisca_subset import subset_answers
from zhongfu.policy import casefile
from zhongfu.policy.decide import decide
from zhongfu.policy.parameters import Law, law_folder
from zhongfu.policy.screen import screen_table
from zhongfu.policy.tables import case_table

DAY = date(2023, 12, 1)
HOUSEHOLDS, DISTINCT, ONE_BY_ONE = 200_000, 20_000, 1_000
ON_THE_EDGE = (0, 5, 10)  # of every twenty households: on the dibao line, on the deposit ceiling, on the edge line
CITIES = [f"44{number:02d}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 14, 15, 16, 17, 18, 19, 20, 51, 52, 53)]
MODEL = Path(__file__).with_name("_openfisca_model.py")
PATIENCE = 600  # seconds for an installation, and for a run
RATES = {"employment_cost": 300, "illness_deduction": 100, "deposit_months": 12, "edge_deposit_months": 24, "homes_most": 1, "addon_ratio": 0.2,
         "edge_addon_ratio": 0.2, "edge_multiple": 1.5}  # fmt: skip
OURS = {
    "income.employment_cost_month": 300, "income.illness_deduction_month": 100, "income.deductions_stack": "true", "support.formula": "none",
    "dibao.assessment_required": "false", "dibao.addon_ratio": 0.2, "dibao.addon_groups": "[minor, serious_illness]", "edge.addon_ratio": 0.2,
    "edge.multiple": 1.5, "edge.comparator": '"<"', "place.residence_permit_accepted": "false",
    **{f"{rung}.{name}": value for rung, months in (("dibao", 12), ("edge", 24)) for name, value in (
        ("deposit_months", months), ("deposit_base", "own"), ("deposit_comparator", '"<="'), ("residential_max", 1), ("nonresidential_max", 0),
        ("uncounted_house_kinds", "[]"))},
}  # fmt: skip


def run() -> list[dict[str, Any]]:
    """OpenFisca as documented and with its lookup bypassed, beside the screen and the evaluator of single cases."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        python = installed(folder)
        if isinstance(python, str):
            return [figure("openfisca_compared", 0, "runs", f"not installed: {python}")]
        files = households(random.Random("openfisca"))
        lay_out(folder, files)
        ours = {how: asked([sys.executable, "-m", "bench.openfisca", str(folder), how]) for how in ("whole", "subset")}
        theirs = {how: asked([str(python), str(MODEL), str(folder), how]) for how in ("documented", "bypassed")}
        return [figure("openfisca_compared", 1, "runs", f"{theirs['bypassed']['variables']} variables, those that are given included"),
                *compared(folder, ours, theirs)]  # fmt: skip


def installed(folder: Path) -> Path | str:
    """The Python of a new environment that has OpenFisca, or why there is none."""
    python = folder / "environment" / "bin" / "python"
    steps = ([sys.executable, "-m", "venv", str(folder / "environment")], [str(python), "-m", "pip", "install", "--quiet", "openfisca-core"])
    for step in steps:
        try:
            done = subprocess.run(step, capture_output=True, text=True, timeout=PATIENCE)
        except (OSError, subprocess.TimeoutExpired) as failure:
            return type(failure).__name__
        if done.returncode:
            return (done.stderr.strip().splitlines() or ["no word why"])[-1][:160]
    return python


def asked(command: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True, timeout=PATIENCE).stdout)
    return told


def figure(name: str, value: float, unit: str, size: str) -> dict[str, Any]:
    return {"name": name, "value": value, "unit": unit, "target": None, "size": size}


def compared(folder: Path, ours: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Seconds and bytes of each way, and how often an answer is not the exact one."""
    size = f"{HOUSEHOLDS:,} households ({DISTINCT:,} kinds, three in twenty exactly on a line), one month"
    rows = [
        figure("openfisca_ours_whole_s", round(ours["whole"]["seconds"], 2), "s", f"{size}; dibao and edge with everything below them, and what is missing"),
        figure("openfisca_ours_subset_s", round(ours["subset"]["seconds"], 2), "s", f"{size}; the very rules of the model, with what is missing"),
        figure("openfisca_ours_one_by_one_per_s", round(ours["whole"]["slow"]), "1/s", f"{ONE_BY_ONE} of them with reasons, every programme"),
        *(figure(f"openfisca_ours_{how}_bytes", per_household(told), "B", f"{size}; peak of the process per household, loaded included") for how, told in ours.items()),
        figure("openfisca_ours_differing", len(mistakes(folder, "subset")[0]), "answers", f"{size}; whole and subset in one run"),
    ]
    for how, told in theirs.items():
        wrong, off = mistakes(folder, how)
        beside = sum(1 for row in wrong if row % DISTINCT % 20 not in ON_THE_EDGE)
        rows += [
            figure(f"openfisca_{how}_s", round(told["seconds"], 2), "s", size),
            figure(f"openfisca_{how}_times", round(told["seconds"] / ours["subset"]["seconds"], 3), "times", f"{size}; its seconds in those of our subset"),
            figure(f"openfisca_{how}_bytes", per_household(told), "B", f"{size}; peak of the process per household, loaded included"),
            figure(f"openfisca_{how}_wrong", len(wrong), "answers", f"{size}; not the exact answer or amount, by {off / 100:.2f} yuan at most; {beside} of them beside the lines"),
        ]
    return rows


def per_household(told: dict[str, Any]) -> int:
    return round(told["grown_kb"] * 1024 / HOUSEHOLDS)


def mistakes(folder: Path, how: str) -> tuple[list[int], int]:
    """Which households get another answer or amount than the exact one, and by how many fen at most."""
    exact, others, unit = np.load(folder / "whole.npz"), np.load(folder / f"{how}.npz"), 1 if how == "subset" else 100
    off = [np.abs(np.rint(others[name].astype(np.float64) * unit).astype(np.int64) - exact[name]) for name in ("amount", "edge_amount")]
    other = [others[name].astype(bool) != exact[name].astype(bool) for name in ("dibao", "edge")]
    wrong = (off[0] > 0) | (off[1] > 0) | other[0] | other[1]
    return np.flatnonzero(wrong).tolist(), int(max(one.max() for one in off))


# --- the households, as both read them


def households(chance: random.Random) -> list[dict[str, Any]]:
    """Case files of one to six members, most of them poor; three in twenty stand exactly on a line or a ceiling."""
    return [household(chance, number) for number in range(DISTINCT)]


def household(chance: random.Random, number: int) -> dict[str, Any]:
    members = [adult(chance, "applicant"), *([adult(chance, "spouse")] if chance.random() < 0.6 else [])]
    members += [child(chance) for _ in range(chance.choice((0, 0, 1, 1, 2, 3)))]
    city, residence = chance.choice(CITIES), chance.choice(("urban", "rural"))
    deposits = chance.choice((0, 0, 5_000, chance.randrange(0, 9_000_000) / 100))
    if number % 20 in (0, 10):  # on the line of dibao or of edge, in two parts
        line = fen(standards()[city][residence]) * (2 + (number % 20 == 10)) // 2
        part = chance.randrange(1, line)
        members = [members[0] | {"incomes": [{"kind": "business", "amount": part / 100}, {"kind": "gift", "amount": (line - part) / 100}], "serious_illness": False}]
        deposits = 0
    elif number % 20 == 5:
        counted = sum(1 for one in members if not one.get("away"))
        deposits = 12 * fen(standards()[city][residence]) * counted / 100
    for place, one in enumerate(members):
        one["id"] = f"m{place}"
    houses = [{"use": "residential", "kind": "ordinary", "lived_in": True, "area": 60}] * chance.choice((0, 1, 1, 1, 2))
    return {
        "as_of": DAY, "place": f"{city}02", "residence": residence,
        "household": {"members": members, "obligors": [], "assets": {"deposits": deposits, "vehicles": [], "businesses": [], "houses": houses}},
    }  # fmt: skip


def fen(yuan: float) -> int:
    return round(yuan * 100)


def adult(chance: random.Random, relation: str) -> dict[str, Any]:
    incomes = [{"kind": kind, "amount": chance.randrange(1, most) / 100} for kind, most, odds in KINDS if chance.random() < odds]
    away = "imprisoned" if relation == "spouse" and chance.random() < 0.05 else None
    return {
        "relation": relation, "birth": f"{chance.randrange(1970, 1999)}-03-02", "sex": "male", "marital": "married", "work_capacity": "full",
        "employment": chance.choice(("employed", "none")), "serious_illness": chance.random() < 0.1, "incomes": incomes, "away": away,
    }  # fmt: skip


def child(chance: random.Random) -> dict[str, Any]:
    return {"relation": "child", "birth": f"{chance.randrange(2006, 2020)}-05-01", "sex": "female", "marital": "unmarried", "employment": "none",
            "serious_illness": chance.random() < 0.02, "student": "primary", "incomes": []}  # fmt: skip


KINDS = (("wage", 300_000, 0.5), ("business", 150_000, 0.2), ("pension", 100_000, 0.1), ("basic_pension", 20_000, 0.1), ("gift", 30_000, 0.1),
         ("scholarship", 50_000, 0.05), ("support_paid", 20_000, 0.05))  # fmt: skip


def standards() -> dict[str, dict[str, float]]:
    """Made-up standards with fen in them, so that multiples of 1.5 and 0.2 have something to round."""
    return {city: {"urban": round(1200 + 13.37 * place, 2), "rural": round(1170 + 7.31 * place, 2)} for place, city in enumerate(CITIES)}


# --- laid out for both


def lay_out(folder: Path, files: list[dict[str, Any]]) -> None:
    written = standards()
    (folder / "settings.json").write_text(json.dumps({"cities": CITIES, "standards": written}), "utf-8")
    parameters = folder / "parameters"
    parameters.mkdir()
    for name, value in RATES.items():
        (parameters / f"{name}.yaml").write_text(f"values:\n  2014-01-01:\n    value: {value}\n", "utf-8")
    lines = [f"c{city}:\n" + "".join(f"  {side}:\n    values:\n      2014-01-01:\n        value: {value}\n" for side, value in sides.items()) for city, sides in written.items()]
    (parameters / "standard.yaml").write_text("".join(lines), "utf-8")
    for city, sides in written.items():
        (folder / "law" / city).mkdir(parents=True)
        (folder / "law" / city / "values.yml").write_text(overlay(city, sides), "utf-8")
    table = case_table(casefile.read(file) for file in files)
    pq.write_table(table, folder / "households.parquet")
    arrays(folder, files)


def overlay(city: str, sides: dict[str, float]) -> str:
    about = "since: 2023-01-01, cites: [bench], demonstration: true"
    lines = [f'place: "{city}"\nparameters:\n  dibao.standard:\n']
    lines += [f"    - {{value: {value}, residence: {side}, {about}}}\n" for side, value in sides.items()]
    return "".join(lines) + "".join(f"  {name}:\n    - {{value: {value}, {about}}}\n" for name, value in OURS.items())


def arrays(folder: Path, files: list[dict[str, Any]]) -> None:
    """The same households as vectors, each kind as often as in our table."""
    copies = HOUSEHOLDS // DISTINCT
    people = [(number, one) for number, file in enumerate(files) for one in file["household"]["members"]]
    held: dict[str, Any] = {kind: [amount_of(one, kind) for _, one in people] for kind, _, _ in KINDS}
    held |= {
        "age": [2023 - int(one["birth"][:4]) for _, one in people], "away": [one.get("away") is not None for _, one in people],
        "employed": [one["employment"] != "none" for _, one in people], "ill": [one["serious_illness"] for _, one in people],
    }  # fmt: skip
    of = np.concatenate([np.array([number for number, _ in people]) + DISTINCT * copy for copy in range(copies)])
    houses = {
        "deposits": [file["household"]["assets"]["deposits"] for file in files], "homes": [len(file["household"]["assets"]["houses"]) for file in files],
        "city": [f"c{file['place'][:4]}" for file in files], "residence": [file["residence"] for file in files],
    }  # fmt: skip
    np.savez(folder / "households.npz", of=of, **{name: np.tile(np.array(values), copies) for name, values in (held | houses).items()})


def amount_of(one: dict[str, Any], kind: str) -> float:
    return float(sum(item["amount"] for item in one["incomes"] if item["kind"] == kind))


# --- ours, in a process of its own


def ours_in(folder: Path, how: str) -> dict[str, Any]:
    """`whole`: the programmes as they stand; `subset`: the very rules of OpenFisca's model."""
    law, start_kb = Law.load([law_folder(), folder / "law"]), resident_kb()
    kinds = pq.read_table(folder / "households.parquet")
    table = pa.concat_tables([kinds] * (HOUSEHOLDS // DISTINCT)).combine_chunks()
    start = time.perf_counter()
    found = subset_answers(table, law, DAY) if how == "subset" else whole_answers(table, law)
    seconds = time.perf_counter() - start
    peak_kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    np.savez(folder / f"{how}.npz", **found)
    return {"seconds": seconds, "peak_kb": peak_kb, "grown_kb": peak_kb - start_kb, "slow": one_by_one(law) if how == "whole" else 0}


def resident_kb() -> int:
    """What this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() // 1024


def whole_answers(table: pa.Table, law: Law) -> dict[str, Any]:
    screened = screen_table(table, law, DAY, programmes=["dibao", "edge"]).programmes
    if any((np.asarray(one.eligible) < 0).any() for one in screened.values()):
        raise SystemExit("some households are undecided: the comparison would be of different questions")
    paid = {name: np.where(np.asarray(one.eligible) == 1, np.asarray(one.amount), 0) for name, one in screened.items()}
    return {"dibao": screened["dibao"].eligible, "edge": screened["edge"].eligible, "amount": paid["dibao"], "edge_amount": paid["edge"]}


def one_by_one(law: Law) -> float:
    chance = random.Random("openfisca")
    cases = [casefile.read(household(chance, number)) for number in range(ONE_BY_ONE)]
    start = time.perf_counter()
    for case in cases:
        decide(case, law)
    return ONE_BY_ONE / (time.perf_counter() - start)


if __name__ == "__main__":
    print(json.dumps(ours_in(Path(sys.argv[1]), sys.argv[2])))
