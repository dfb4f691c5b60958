"""拒收原因: why a whole file is refused, in the order in which the causes are looked for, each with its sentences."""

from __future__ import annotations

from zhongfu.data.intake.handover import Handover, Listed
from zhongfu.data.intake.quality import Problem, refusal
from zhongfu.data.intake.scan import Scan, money_column
from zhongfu.data.sources.catalogue import CATEGORIES
from zhongfu.data.sources.layout import Source


def first_cause(source: Source, listed: Listed, scan: Scan, digest: str) -> Problem | None:
    """The first cause that applies to a listed file, or None. A check that cannot be made does not count."""
    if not digest:
        return refusal(
            "digest_mismatch",
            "交接单的校验算法应为SHA-256或SM3，请更正交接单",
            "the list's digest must be by SHA-256 or SM3; mend the list",
        )
    if digest != listed.digest:
        return refusal(
            "digest_mismatch",
            "文件的校验值与交接单不符，文件可能在传输中损坏，请重新报送",
            "the file's digest is not the listed one; it may have been damaged on its way, send it again",
        )
    return _count_mismatch(scan, listed) or _total_mismatch(source, scan, listed) or _content_fault(scan)


def _count_mismatch(scan: Scan, listed: Listed) -> Problem | None:
    if scan.rows is None or scan.rows == listed.rows:
        return None
    said = "无法识别" if listed.rows is None else f"为{listed.rows}"
    said_en = "unreadable" if listed.rows is None else str(listed.rows)
    # What else is wrong with the file is often why its rows were counted differently.
    zh, en = scan.unreadable or scan.header_fault or ("", "")
    return refusal(
        "row_count_mismatch",
        f"文件有{scan.rows}行数据，交接单所列行数{said}，请核对后重报" + (f"；另外，{zh}" if zh else ""),
        f"the file has {scan.rows} data rows, the listed number is {said_en}; check both and send again"
        + (f". Besides, {en}" if en else ""),
    )


def _total_mismatch(source: Source, scan: Scan, listed: Listed) -> Problem | None:
    """The list may name any amount column of the layout; a layout with a control column must have its total listed."""
    if not listed.control and source.control is None:
        return None
    if money_column(source, listed.control) is None:
        return refusal(
            "control_total_mismatch",
            f"交接单的控制项目应为“{source.control}”，请更正交接单"
            if source.control
            else "该文件没有金额列，交接单的控制项目应为空",
            f"the list must give the total of {source.control}"
            if source.control
            else "this layout has no amount to total",
            source.control,
        )
    total = scan.totals.get(listed.control)
    if total is None or total == listed.total_fen or (scan.rows == 0 and listed.total_fen is None):
        return None
    return refusal(
        "control_total_mismatch",
        f"“{listed.control}”的合计与交接单的控制总额不符，请核对后重报",
        f"the sum of {listed.control} is not the listed control total; check both and send again",
        listed.control,
    )


def _content_fault(scan: Scan) -> Problem | None:
    if scan.unreadable:
        return refusal("unreadable", *scan.unreadable)
    if scan.header_fault:
        return refusal("header_mismatch", *scan.header_fault)
    if scan.id_as_number:
        return refusal(
            "id_as_number",
            f"“{scan.id_as_number}”列存为数字，末三位已丢失，请将该列设为文本并从原系统重新导出",
            f"{scan.id_as_number} holds numbers, so the last three digits are lost; export it again as text",
            scan.id_as_number,
        )
    if scan.accepted * 2 < (scan.rows or 0):
        return refusal(
            "too_few_accepted",
            f"{scan.rows}行中只有{scan.accepted}行合格，不足一半，请整改后重报",
            f"only {scan.accepted} of {scan.rows} rows can be accepted, fewer than half; mend the file and send it again",
        )
    return None


def name_unknown() -> Problem:
    """The name matches no layout."""
    return refusal(
        "name_unknown",
        "文件名不符合任何已登记的布局（应为“前缀_年月.扩展名”，工作簿须为.xlsx），请另存或改名后重报",
        "the file's name matches no declared layout (stem_YYYYMM.ext, workbooks as .xlsx); save it so or rename it and send it again",
    )


def category_off(source: Source) -> Problem:
    """The place has switched off the category that the feed falls into."""
    zh, en = CATEGORIES[source.category]
    return refusal(
        "category_off",
        f"本地已停用第{source.category}类数据“{zh}”，文件未接收、未留存；确需使用的，请先在数据目录中启用该类，再重报",
        f"category {source.category} ({en}) is switched off here: the file was neither taken in nor kept; switch the category on "
        "before sending it again",
    )


def not_listed(name: str, handover: Handover) -> Problem:
    """The hand-over list does not vouch for the file, for whatever reason."""
    zh, en = handover.fault or (
        "交接单没有列出该文件，请补列后重报",
        "the hand-over list does not name the file; add it and send again",
    )
    if name in handover.disputed:
        zh, en = (
            "交接单重复列出该文件且内容不一致，请更正交接单",
            "the list names the file twice with different particulars; mend the list",
        )
    return refusal("not_listed", zh, en)
