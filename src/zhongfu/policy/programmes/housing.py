"""住房救助: rent subsidy where a household in a category has too little room (649 Art.37-40; 39)."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import house, houses
from zhongfu.policy.language import Programme, all_of, any_of, when
from zhongfu.policy.programmes.category import Category
from zhongfu.policy.programmes.household import Household


class Housing(Programme):
    """住房救助: housing aid."""

    area = houses.sum(house.area, where=house.use == "residential").cites("649 Art.39").says("住房面积", "floor area")
    has_no_home = (houses.count(house.use == "residential") == 0).says("没有住房", "owns no home")
    short_of_room = any_of(
        has_no_home & (param.housing.area_pc_max > 0), area < param.housing.area_pc_max * Household.size
    ).cites("649 Art.39").says("人均住房面积低于标准", "floor area per head below the limit")
    eligible = all_of(Category.applies_here, Category.any_category, short_of_room).cites("649 Art.39").says(
        "住房救助", "housing aid"
    )
    amount = when(eligible, param.housing.amount).cites("649 Art.39").says("每月租赁补贴", "rent subsidy a month")
