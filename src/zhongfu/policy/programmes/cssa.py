"""综援: Comprehensive Social Security Assistance of Hong Kong, in HKD; limits that nobody published here stay unknown."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import case, house, houses, member, members, vehicle, vehicles
from zhongfu.policy.language import PersonDecides, Programme, all_of, any_of, at_least, when
from zhongfu.policy.programmes.household import Household, Person
from zhongfu.policy.programmes.macao_grant import Outside

CSSA = "CSSA"


class Cssa(Programme):
    """综援: CSSA."""

    in_hong_kong = (case.place_province == "81").cites(CSSA).says("在香港申请", "applies in Hong Kong")
    resident = members.all(
        all_of(
            member.residence_years >= param.cssa.residence_years, member.absence_days <= param.cssa.absence_days_max
        ),
        where=member.relation == "applicant",
    ).cites(CSSA).says("申请人符合居港规定", "the applicant meets the residence rule")

    assets = (case.deposits + vehicles.sum(vehicle.value)).cites(CSSA).says("资产", "assets")
    not_able_bodied = any_of(
        Person.minor, member.disability != "none", member.serious_illness, Person.age >= param.cssa.elder_age
    ).says("儿童、长者、残疾或患病", "child, elder, disabled or ill")
    single_within = when(
        members.any(Household.counted & not_able_bodied),
        assets <= param.cssa.asset_limit_other,
        assets <= param.cssa.asset_limit_able,
    ).cites(CSSA).says("单身人士资产不超过限额", "assets of a single person within the limit")
    household_within = (assets <= param.cssa.asset_limit_household.entry(Household.size)).cites(CSSA).says(
        "家庭资产不超过限额", "assets of the household within the limit"
    )
    money_within = any_of(assets == 0, when(Household.size == 1, single_within, household_within)).cites(CSSA).says(
        "资产不超过限额", "assets within the limit"
    )
    no_property = any_of(
        houses.count(house.lived_in | ~house.lived_in) == 0, PersonDecides(houses, house.lived_in | ~house.lived_in)
    ).cites(CSSA).says("没有须由人估值的房产", "no property that a person must value")

    income_below_needs = (Outside.income < param.cssa.recognised_needs).cites(CSSA).says(
        "收入低于认可需要", "income below the recognised needs"
    )
    eligible = (
        all_of(in_hong_kong, resident, money_within, no_property, income_below_needs)
        .cites(CSSA)
        .says("综援", "CSSA")
    )
    amount = when(
        eligible, at_least(0, param.cssa.recognised_needs - Outside.income).rounded("fen_half_up")
    ).cites(CSSA).says("每月综援金(港元)", "CSSA a month (HKD)")
