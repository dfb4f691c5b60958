"""家庭财产: what a household may own, programme by programme (57 Art.14; limits are local)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import business, businesses, case, house, houses, vehicle, vehicles
from zhongfu.policy.language import Expression, Programme, all_of, any_of, below, when
from zhongfu.policy.programmes.household import Household

NON_RESIDENTIAL = ("shop", "garage", "office")


class Standards(Programme):
    """低保标准: the standards that ceilings are reckoned from."""

    urban = when(
        case.residence == "urban", param.dibao.standard, param.dibao.standard_urban
    ).cites("649 Art.10").says("城镇低保标准", "urban standard")


def deposits_within(programme: str) -> Expression:
    """Financial assets within so many months of the standard for every counted member."""
    base = when(param[f"{programme}.deposit_base"] == "urban", Standards.urban, param.dibao.standard)
    ceiling = param[f"{programme}.deposit_months"] * base * Household.size
    return any_of(
        case.deposits == 0, below(case.deposits, ceiling, param[f"{programme}.deposit_comparator"])
    ).cites("57 Art.14").says("金融资产不超过上限", "financial assets within the ceiling")


def homes_within(programme: str) -> Expression:
    """Homes no more than allowed; a house of an uncounted kind that nobody lives in is left out."""
    left_out = ~house.lived_in & house.kind.one_of(param[f"{programme}.uncounted_house_kinds"])
    return _no_more_than((house.use == "residential") & ~left_out, param[f"{programme}.residential_max"]).says(
        "住房套数不超过上限", "homes within the limit"
    )


def other_buildings_within(programme: str) -> Expression:
    """Shops, garages and offices no more than allowed."""
    left_out = ~house.lived_in & house.kind.one_of(param[f"{programme}.uncounted_house_kinds"])
    return _no_more_than(house.use.one_of(*NON_RESIDENTIAL) & ~left_out, param[f"{programme}.nonresidential_max"]).says(
        "非居住用房不超过上限", "non-residential buildings within the limit"
    )


def _no_more_than(counted: Expression, most: Expression) -> Expression:
    """None passes under any limit; those known to count may settle it, whatever is unknown of the others."""
    return houses.all(houses.count(counted) <= most, where=counted).cites("57 Art.14")


def vehicles_within(programme: str) -> Expression:
    """Vehicles that are neither exempt nor the one that feeds the household: no more, and worth no more, than allowed."""
    exempt = vehicle.kind.one_of(param[f"{programme}.vehicles_exempt_kinds"])
    feeds = all_of(
        param[f"{programme}.livelihood_vehicle_allowed"],
        vehicle.use == "commercial",
        vehicle.sole_livelihood,
        vehicle.value <= param[f"{programme}.livelihood_vehicle_value_max"],
    )
    livelihood = feeds & ~exempt
    number, most = vehicles.count(~exempt), param[f"{programme}.vehicles_max"]
    years = param[f"{programme}.vehicle_value_standard_years"]
    cheap = when(years == "none", True, vehicle.value < param.dibao.standard * 12 * years)
    beside_one = all_of(
        most > 0,
        number <= most + 1,
        vehicles.all(cheap, where=~exempt & ~livelihood),
        vehicles.count(~exempt & ~cheap) <= 1,
    )
    fitting = any_of(
        all_of(most > 0, number <= most, vehicles.all(cheap, where=~exempt)),
        all_of(vehicles.any(livelihood), beside_one),
        all_of(vehicles.all(exempt | feeds), number <= 1),
    )
    return vehicles.all(exempt | fitting).cites("57 Art.14").says("机动车符合规定", "vehicles within the limits")


def businesses_within(programme: str) -> Expression:
    """No registered business, or one that the place allows; a couple's shop without employees may be exempt."""
    workshop = business.family_workshop & (business.employees == 0)
    exempt = workshop & param[f"{programme}.family_workshop_exempt"]
    small = any_of(
        business.capital == 0,
        below(
            business.capital,
            param[f"{programme}.business_capital_max"],
            param[f"{programme}.business_capital_comparator"],
        ),
    )
    return businesses.all(any_of(exempt, all_of(param[f"{programme}.business_allowed"], small))).cites("57 Art.14").says("经营主体符合规定", "businesses within the limits")


class DibaoAssets(Programme):
    """低保家庭财产: property of a dibao household."""

    deposits = deposits_within("dibao")
    homes = homes_within("dibao")
    other_buildings = other_buildings_within("dibao")
    vehicles = vehicles_within("dibao")
    businesses = businesses_within("dibao")
    within_limits = (
        all_of(deposits, homes, other_buildings, vehicles, businesses)
        .cites("649 Art.9", "57 Art.14")
        .in_full()
        .says("家庭财产符合低保规定", "property within the dibao limits")
    )


class EdgeAssets(Programme):
    """低保边缘家庭财产: property of an edge household."""

    deposits = deposits_within("edge")
    homes = homes_within("edge")
    other_buildings = other_buildings_within("edge")
    vehicles = vehicles_within("edge")
    businesses = businesses_within("edge")
    within_limits = (
        all_of(deposits, homes, other_buildings, vehicles, businesses)
        .cites("57 Art.8")
        .in_full()
        .says("家庭财产符合低保边缘规定", "property within the edge limits")
    )


class RigidAssets(Programme):
    """刚性支出困难家庭财产: property of a rigid-expenditure household."""

    deposits = deposits_within("rigid")
    homes = homes_within("rigid")
    other_buildings = other_buildings_within("rigid")
    vehicles = vehicles_within("rigid")
    businesses = businesses_within("rigid")
    within_limits = (
        all_of(deposits, homes, other_buildings, vehicles, businesses)
        .cites("RX Art.4")
        .in_full()
        .says("家庭财产符合刚性支出困难家庭规定", "property within the limits")
    )


class TekunAssets(Programme):
    """特困人员财产: property of a tekun person."""

    deposits = deposits_within("tekun")
    homes = homes_within("tekun")
    other_buildings = other_buildings_within("tekun")
    vehicles = vehicles_within("tekun")
    businesses = businesses_within("tekun")
    within_limits = (
        all_of(deposits, homes, other_buildings, vehicles, businesses)
        .cites("43 Art.7")
        .says("财产符合特困规定", "property within the tekun limits")
    )
