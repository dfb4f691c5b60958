"""最低生活保障: subsistence allowance (649 Art.9-13; 57)."""

from datetime import date

from zhongfu.policy.declarations import in_force, param
from zhongfu.policy.facts import MEMBERS_MAX, case, member, members
from zhongfu.policy.language import Programme, all_of, any_of, at_least, below, month_of, when
from zhongfu.policy.programmes.addons import Addons
from zhongfu.policy.programmes.assets import DibaoAssets
from zhongfu.policy.programmes.household import Household
from zhongfu.policy.programmes.income import Income, JobUptake
from zhongfu.policy.programmes.tekun import Tekun


class Assessment(Programme):
    """家庭生活状况综合评估: where a place requires it, the assessment decides behind a gate (GD26)."""

    required = (param.dibao.assessment_required == True).says("须经综合评估", "an assessment is required").usually(False)  # noqa: E712
    limit = when(case.as_of >= date(2026, 1, 1), param.place.minimum_wage_month, param.dibao.standard).says(
        "综合评估门槛", "gate to the assessment"
    )
    gate = (Income.total <= limit * Household.size).cites("GD26").says(
        "人均月收入不超过综合评估门槛", "income per head within the gate to the assessment"
    )
    finds_dibao = (case.assessment_category == "dibao").cites("GD26").says("综合评估归类为低保", "assessed as dibao")
    finds_edge = (case.assessment_category == "edge").cites("GD26").says("综合评估归类为边缘", "assessed as edge")


class Grace(Programme):
    """渐退期: months in which a household stays although a new job lifts it out (T22)."""

    running = all_of(
        member.has_new_job,
        JobUptake.month >= 1,
        JobUptake.month <= param.dibao.grace_months_max,
        Household.counted,
    ).says("新就业在渐退期内", "the new job lies within the grace months")
    income_without = (
        members.sum(when(running, Income.without_work, Income.before_support), where=Household.counted) + Income.support
    ).says("不计新就业工资的家庭月收入", "household income without the wages of the new jobs")
    holds = all_of(
        in_force("T22"),
        case.in_aid_programme == "dibao",
        members.any(running),
        Income.total >= param.dibao.standard * Household.size,
        income_without < param.dibao.standard * Household.size,
    ).cites("T22", "57 Art.33").says("处于渐退期", "within the grace period").usually(False)
    last_month = members.greatest(
        month_of(member.job_started) + param.dibao.grace_months_max - 1, where=running
    ).says("渐退期最后一个月", "last month of grace")


class Dibao(Programme):
    """最低生活保障: subsistence allowance (649 Art.9-13; 57)."""

    line = (param.dibao.standard * Household.size).cites("649 Art.10").says("低保标准合计", "standard for all members")
    income_below_standard = (
        below(Income.total, line, param.dibao.comparator)
        .cites("649 Art.9")
        .says("家庭收入低于低保标准", "income below the standard")
    )
    income_test = when(
        Assessment.required, all_of(Assessment.gate, Assessment.finds_dibao), income_below_standard
    ).cites("649 Art.9").says("收入条件", "income test")
    income_or_grace = any_of(income_test, Grace.holds).cites("649 Art.9").says(
        "收入符合或处于渐退期", "income test met, or within grace"
    )
    eligible = (
        all_of(
            Household.under_649, Household.right_place, income_or_grace, DibaoAssets.within_limits, ~Tekun.eligible
        )
        .cites("649 Art.9")
        .in_full()
        .says("最低生活保障", "subsistence allowance")
    )

    assessed_gap = ((param.dibao.standard - case.assessment_income_pc_month) * Household.size).says(
        "标准与评估后收入的差额", "difference between standard and assessed income"
    )
    gap = when(Assessment.required, assessed_gap, line - Income.total).cites("649 Art.12").says(
        "标准与收入的差额", "difference between standard and income"
    )
    floor = (param.dibao.floor_ratio * line).says("最低补差", "least amount paid")
    by_difference = at_least(0, gap, floor).cites("649 Art.12", "57 Art.23").says("差额", "difference paid")
    before_shares = when(
        param.dibao.payment_mode == "difference", by_difference, param.dibao.bands
    ).cites("57 Art.23").says("分类施保前金额", "amount before add-ons")
    refusing = members.count(
        Household.counted & (member.refused_jobs >= param.dibao.refused_jobs_limit)
    ).cites("57 Art.34", "649 Art.45").says("停发本人份额人数", "persons whose own share stops")
    stopped = (
        when(refusing == 0, 0, (before_shares * refusing).shared_by(Household.size, most=MEMBERS_MAX))
        .cites("57 Art.34", "649 Art.45")
        .says("停发的份额", "shares stopped")
    )
    regular_amount = (before_shares - stopped + Addons.dibao).rounded(param.dibao.rounding).cites("649 Art.12").says(
        "差额、停发份额与分类施保合计", "difference less stopped shares plus add-ons"
    )
    in_grace = all_of(Grace.holds, ~income_test).says("按渐退期发放", "paid as in grace")
    grace_amount = when(param.dibao.grace_amount == "last", case.in_aid_amount, 0).says("渐退期金额", "amount during grace")
    amount = (
        when(eligible, when(in_grace, grace_amount, regular_amount))
        .cites("649 Art.12")
        .says("每月低保金", "amount a month")
    )
    starts = (
        when(eligible, month_of(case.decided_on) + param.dibao.start_offset_months)
        .cites("57 Art.21")
        .says("起发月份", "first month paid")
    )
    until = when(eligible & in_grace, Grace.last_month).cites("T22").says("渐退期至", "grace until")
