"""救助类别: in which category of assistance a household stands, for aid that is given to categories (39; 649 Art.28-44)."""

from zhongfu.policy.facts import DISABILITIES
from zhongfu.policy.language import Constant, Expression, Programme, any_of, when
from zhongfu.policy.programmes.dibao import Dibao
from zhongfu.policy.programmes.dibao_single import DibaoSingle
from zhongfu.policy.programmes.edge import Edge
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.rigid import Rigid
from zhongfu.policy.programmes.tekun import Tekun

GRADED = tuple(f"{kind}:{grade}" for kind in DISABILITIES for grade in (1, 2, 3, 4))


class Category(Programme):
    """救助类别: the category of the household; who is included singly is in dibao."""

    in_dibao = any_of(Dibao.eligible, DibaoSingle.eligible).cites("649 Art.9").says("低保或单人户", "in dibao, or singly")
    any_category = any_of(Tekun.eligible, in_dibao, Edge.eligible, Rigid.eligible).cites("39").says(
        "属于特困、低保、低保边缘或刚性支出困难家庭", "in a category of assistance"
    )
    applies_here = (Household.under_649 & Household.on_the_mainland).cites("649 Art.9").says(
        "申请日和申请地适用社会救助规定", "the rules of social assistance apply here and now"
    ).usually(True)


HELD = {"tekun": Tekun.eligible, "dibao": Category.in_dibao, "edge": Edge.eligible, "rigid": Rigid.eligible}


def among(categories: Expression) -> Expression:
    """The household stands in one of the categories of this list."""
    return any_of(*[held & Constant(category).one_of(categories) for category, held in HELD.items()])


def of_category(table: Expression) -> Expression:
    """What a table by category holds for the household's category, the first that holds."""
    value: Expression = table.entry("rigid")
    for category in ("edge", "dibao", "tekun"):
        value = when(HELD[category], table.entry(category), value)
    return value
