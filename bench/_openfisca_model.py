"""对照模型: the same subset of dibao and edge written for OpenFisca as its documentation shows; run by the comparison's own Python.

    python _openfisca_model.py FOLDER documented|bypassed

Rules (each a variable): who counts; members; wage; employment cost; illness deduction; business; transfers (basic pension left out);
income of a person; income of the household; standard by city and residence; line; income below line; deposits; homes; property;
dibao; gap; add-on shares; amount; edge line; edge property; edge; edge amount.
"""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

FOLDER, HOW = Path(sys.argv[1]), sys.argv[2]
SETTINGS = json.loads((FOLDER / "settings.json").read_text("utf-8"))
MONTH_OF = "2023-12"

Person = build_entity(key="person", plural="persons", label="person", is_person=True)
Household = build_entity(key="household", plural="households", label="household", roles=[{"key": "member", "plural": "members", "label": "member"}])
City = Enum("City", [(f"c{code}", code) for code in SETTINGS["cities"]])
Residence = Enum("Residence", [("urban", "urban"), ("rural", "rural")])


def given(name, entity, kind, **more):
    """A variable that the households bring."""
    return type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": MONTH, "label": name, **more})


def ruled(name, entity, kind, formula):
    """A variable that is worked out."""
    return type(name, (Variable,), {"value_type": kind, "entity": entity, "definition_period": MONTH, "label": name, "formula": formula})


def standard(household, period, parameters):
    """As documented: the parameter indexed by the vector of cities, then by that of residences."""
    return parameters(period).standard[household("city", period)][household("residence", period)]


def standard_bypassed(household, period, parameters):
    """Without OpenFisca's lookup: a plain array by number."""
    table = np.array([[SETTINGS["standards"][code][side] for side in ("urban", "rural")] for code in SETTINGS["cities"]], np.float32)
    return table[np.asarray(household("city", period)), np.asarray(household("residence", period))]


def total(person_variable):
    return lambda household, period: household.sum(household.members(person_variable, period) * household.members("counted", period))


def employment_cost(person, period, parameters):
    works = (person("wage", period) > 0) * person("employed", period)
    return np.where(works, np.minimum(person("wage", period), parameters(period).employment_cost), 0)


def own_income(person, period):
    outgoings = person("support_paid", period) + person("employment_costs", period) + person("illness_cost", period)
    return person("wage", period) + person("business", period) + person("pension", period) + person("gift", period) - outgoings


def within(months, homes):
    def formula(household, period, parameters):
        p = parameters(period)
        ceiling = getattr(p, months) * household("standard", period) * household("size", period)
        return (household("deposits", period) <= ceiling) * (household("homes", period) <= getattr(p, homes))

    return formula


def amount(household, period):
    gap = np.maximum(household("line", period) - household("income", period), 0) + household("addons", period)
    return np.where(household("dibao", period), np.floor(gap * 100 + 0.5) / 100, 0)


def edge_amount(household, period, parameters):
    paid = parameters(period).edge_addon_ratio * household("standard", period) * household("shares", period)
    return np.where(household("edge", period), np.floor(paid * 100 + 0.5) / 100, 0)


VARIABLES = [
    *(given(name, Person, float) for name in ("wage", "business", "pension", "basic_pension", "gift", "scholarship", "support_paid")),
    given("age", Person, int), *(given(name, Person, bool) for name in ("away", "employed", "ill")),
    given("deposits", Household, float), given("homes", Household, int),
    given("city", Household, Enum, possible_values=City, default_value=next(iter(City))),
    given("residence", Household, Enum, possible_values=Residence, default_value=Residence.urban),
    ruled("counted", Person, bool, lambda person, period: np.logical_not(person("away", period))),
    ruled("size", Household, int, lambda household, period: household.sum(household.members("counted", period))),
    ruled("employment_costs", Person, float, employment_cost),
    ruled("illness_cost", Person, float, lambda person, period, parameters: person("ill", period) * parameters(period).illness_deduction),
    ruled("own_income", Person, float, own_income),
    ruled("income", Household, float, lambda household, period: np.maximum(total("own_income")(household, period), 0)),
    ruled("standard", Household, float, standard if HOW == "documented" else standard_bypassed),
    ruled("line", Household, float, lambda household, period: household("standard", period) * household("size", period)),
    ruled("income_below", Household, bool, lambda household, period: household("income", period) < household("line", period)),
    ruled("property_within", Household, bool, within("deposit_months", "homes_most")),
    ruled("dibao", Household, bool, lambda household, period: household("income_below", period) * household("property_within", period)),
    ruled("share", Person, bool, lambda person, period: (person("age", period) < 18) + person("ill", period)),
    ruled("shares", Household, int, total("share")),
    ruled("addons", Household, float, lambda household, period, parameters: parameters(period).addon_ratio * household("standard", period) * household("shares", period)),
    ruled("amount", Household, float, amount),
    ruled("edge_line", Household, float, lambda household, period, parameters: parameters(period).edge_multiple * household("line", period)),
    ruled("edge_property", Household, bool, within("edge_deposit_months", "homes_most")),
    ruled("edge", Household, bool, lambda household, period: (household("income", period) < household("edge_line", period))
          * household("edge_property", period) * np.logical_not(household("dibao", period))),
    ruled("edge_amount", Household, float, edge_amount),
]  # fmt: skip


def system():
    """The country: its entities, its parameters in a folder of YAML, its variables."""
    made = TaxBenefitSystem([Person, Household])
    made.load_parameters(str(FOLDER / "parameters"))
    made.add_variables(*VARIABLES)
    return made


def simulation(held):
    country = system()
    builder = SimulationBuilder()
    builder.create_entities(country)
    builder.declare_person_entity("person", np.arange(len(held["of"])))
    households = builder.declare_entity("household", np.arange(len(held["city"])))
    builder.join_with_persons(households, held["of"], roles=np.array(["member"] * len(held["of"])))
    made = builder.build(country)
    for name in held.files:
        if name != "of":
            made.set_input(name, MONTH_OF, held[name])
    return made


def resident_kb():
    """What this process holds now."""
    return int(Path("/proc/self/statm").read_text("ascii").split()[1]) * resource.getpagesize() // 1024


def main():
    before = resident_kb()
    held = np.load(FOLDER / "households.npz")
    made = simulation(held)
    start = time.perf_counter()
    answers = {name: made.calculate(name, MONTH_OF) for name in ("dibao", "amount", "edge", "edge_amount")}
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    np.savez(FOLDER / f"{HOW}.npz", **{name: np.asarray(value) for name, value in answers.items()})
    print(json.dumps({"seconds": seconds, "peak_kb": peak, "grown_kb": peak - before, "variables": len(VARIABLES)}))


if __name__ == "__main__":
    main()
