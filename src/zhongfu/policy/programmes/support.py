"""赡养、抚养、扶养费: what relatives who live apart owe, by the formula that the place sets."""

from zhongfu.policy.declarations import param
from zhongfu.policy.facts import obligor, obligors
from zhongfu.policy.language import Expression, Programme, any_of, at_least, when


class Support(Programme):
    """赡养、抚养、扶养费: support by persons who live apart (57 Art.13; formulas are local)."""

    children = obligors.count(obligor.relation == "child").says("子女数", "children")

    rate_a = when(
        children >= param.support.many_children_from, param.support.rate_many_children, param.support.rate_few_children
    ).says("赡养费比例", "rate")

    excess = (
        (obligor.monthly_income - param.dibao.standard * obligor.household_size)
        .says("义务人家庭超出低保标准的收入", "what the supporter's household has above the standard")
    )

    base = when(
        param.support.excess_basis == "per_person", excess.shared_by(obligor.household_size), excess
    ).says("计算基数", "basis")

    unable = (obligor.capable == "false").says("无履行能力", "not able to support")

    by_formula_a = when(
        any_of(unable, excess <= 0), 0, (base * rate_a).shared_by(obligor.supports)
    ).says("按公式A应付", "owed by formula SUP-A")

    above_low_income = (
        (obligor.monthly_income - param.support.low_income_line * obligor.household_size)
        .says("义务人家庭超出低收入标准的收入", "what the supporter's household has above the low-income line")
    )

    by_formula_b = when(
        any_of(unable, above_low_income <= 0), 0, above_low_income * param.support.rate
    ).says("按公式B应付", "owed by formula SUP-B")

    share_a = when(obligor.has_judgment, obligor.judgment_amount, by_formula_a).says("该义务人应付(公式A)", "owed by him, SUP-A")
    share_b = when(obligor.has_judgment, obligor.judgment_amount, by_formula_b).says("该义务人应付(公式B)", "owed by him, SUP-B")
    owed_a = obligors.sum(share_a).says("公式A应付合计", "owed by formula SUP-A, in total")
    owed_b = obligors.sum(share_b).says("公式B应付合计", "owed by formula SUP-B, in total")

    nobody = (obligors.sum(1) == 0).says("没有分开居住的义务人", "nobody who lives apart owes support")

    @staticmethod
    def higher(received: Expression, owed_a: Expression, owed_b: Expression) -> Expression:
        """What counts: only what is received, or the higher of that and what is owed by the formula, in total."""
        return when(
            any_of(Support.nobody, param.support.formula == "none"),
            received,
            when(param.support.formula == "SUP-A", at_least(received, owed_a), at_least(received, owed_b)),
        )

    @staticmethod
    def counted(received: Expression) -> Expression:
        """The support that counts for the household."""
        return Support.higher(received, Support.owed_a, Support.owed_b)
