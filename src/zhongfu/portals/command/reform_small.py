"""小数保护: a simulation as a page may show it: no group of 1 to 9 households is told, nor what would give it away.

Counts are told in tens, so that a small group cannot be found by taking one number from another; 1 to 9 are "<10". Money is told
in hundreds of yuan, and not at all where it is that of 1 to 9 households. Households are never named.
"""

from typing import Any

SMALL = 10
STEP_FEN = 10_000
FEW = "<10"
Plain = dict[str, Any]


def count(households: int) -> int | str:
    """So many households in tens; a few are only a few."""
    return FEW if 0 < households < SMALL else (households + 5) // 10 * 10


def money(fen: int, households: int) -> int | None:
    """A sum that is of so many households, in hundreds of yuan; None where they are few."""
    return None if 0 < households < SMALL else (fen + STEP_FEN // 2) // STEP_FEN * STEP_FEN


def guarded(found: Plain) -> Plain:
    """The document of a simulation without what could be traced to a few households."""
    gains = found["gains"]
    moved = gains.get("winners", 0) + gains.get("losers", 0)
    return {
        **{key: found[key] for key in ("as_of", "currency", "reform", "gains_without")}, "households": count(found["households"]),
        "beyond": [one | {"households": count(one["households"])} for one in found["beyond"]],
        "parameters": [_parameter(one) for one in found["parameters"]],
        "programmes": {name: _programme(one) for name, one in found["programmes"].items()},
        "categories": [one | {"households": count(one["households"])} for one in found["categories"]],
        "month_cost": _costs(found["month_cost"], moved) | _counts(found["month_cost"], "not_known_before", "not_known_after"),
        "counties": [_county(one) for one in found["counties"]], "gains": _spread(gains) if gains else {},
        "bands": [one | {"households": count(one["households"]), "sum_fen": money(one["sum_fen"], one["households"])} for one in found["bands"]],
        "sizes": [_spread(one) for one in found["sizes"]], "residences": [_spread(one) for one in found["residences"]],
        "cliff": _cliff(found["cliff"]),
    }  # fmt: skip


def _counts(one: Plain, *names: str) -> Plain:
    return {name: count(one[name]) for name in names}


def _parameter(one: Plain) -> Plain:
    rows = [row | {"households": count(row["households"])} for row in one["values"]]
    return one | {"unset_households": count(one["unset_households"]), "values": rows}


def _costs(one: Plain, moved: int) -> Plain:
    """What is paid, unless to a few; what is paid afterwards and the difference not where few are paid otherwise."""
    few = min((number for number in (one["paid_before"], one["paid_after"]) if number), default=0)
    before, after, difference = (money(one[f"cost_{what}_fen"], few) for what in ("before", "after", "difference"))
    hidden = after is None or money(0, moved) is None
    return {"cost_before_fen": before, "cost_after_fen": None if hidden else after, "cost_difference_fen": None if hidden else difference}


def _programme(one: Plain) -> Plain:
    names = ("before", "after", "enters", "leaves", "undecided_before", "undecided_after", "becomes_decided", "becomes_undecided")
    told = {"affected": one["affected"], "per": one["per"], **_counts(one, *names), "needs": {need: count(number) for need, number in one["needs"].items()}}
    if one["per"]:
        taking = {"paid_before": one["before"], "paid_after": one["after"]}
        told |= _costs(one | taking, one["paid_otherwise"]) | _counts(one, "cost_not_known_before", "cost_not_known_after")
    return told


def _spread(one: Plain) -> Plain:
    return {
        "group": one["group"], **_counts(one, "households", "winners", "losers", "unchanged", "unknown"),
        "gained_fen": money(one["gained_fen"], one["winners"]), "lost_fen": money(one["lost_fen"], one["losers"]),
    }  # fmt: skip


def _county(one: Plain) -> Plain:
    moves: Plain = {name: {way: count(number) for way, number in each.items()} for name, each in one["programmes"].items()}
    return _spread(one | {"group": ""}) | {"place": one["place"], "programmes": moves} | _costs(one, one["winners"] + one["losers"])


def _cliff(found: Plain) -> Plain:
    """Groups of ten and more; the mean curve where it is of ten households or more."""
    groups = [one | {"households": count(one["households"])} for one in found["groups"] if one["households"] >= SMALL]
    many = sum(one["households"] for one in found["groups"]) >= SMALL
    return {"groups": groups, "groups_not_known": found["groups_not_known"], "points": found["points"] if many else []}
