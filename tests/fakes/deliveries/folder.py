"""交付文件夹 Writes department files and their hand-over list byte by byte; shares nothing with the code that reads them."""

from __future__ import annotations

import hashlib
import io
import re
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

Cell = object
Rows = list[list[Cell]]

# stem: (header, extension, encoding, separator, line end, algorithm, control column, rows above the header)
FORMS: dict[str, tuple[str, str, str, str, str, str, str, list[str]]] = {
    "gongan_huji": (
        "户号 姓名 公民身份号码 与户主关系 性别 民族 出生日期 户籍地址 行政区划 户口性质 注销原因 注销日期",
        "csv",
        "gb18030",
        ",",
        "\r\n",
        "SM3",
        "",
        [],
    ),
    "minzheng_hunyin": (
        "登记字号 登记类别 登记日期 男方姓名 男方身份证号 女方姓名 女方身份证号 登记机关区划",
        "csv",
        "utf-8",
        ",",
        "\n",
        "SHA-256",
        "",
        [],
    ),
    "minzheng_binzang": (
        "火化证号 姓名 身份证号 死亡日期 火化日期 殡仪馆 户籍区划",
        "csv",
        "gbk",
        ",",
        "\r\n",
        "SHA-256",
        "",
        [],
    ),
    "weijian_chusheng": (
        "出生证编号 新生儿姓名 新生儿性别 出生日期 母亲姓名 母亲身份证号 父亲姓名 父亲身份证号 接生机构",
        "csv",
        "utf-8",
        ",",
        "\n",
        "SHA-256",
        "",
        [],
    ),
    "renshe_shebao": (
        "序号 姓名 证件号码 单位名称 统一社会信用代码 险种 缴费月份 缴费基数 个人缴费 单位缴费 缴费状态",
        "xlsx",
        "",
        "",
        "",
        "SHA-256",
        "缴费基数",
        ["企业职工基本养老保险缴费明细表", "制表单位：人社局"],
    ),
    "renshe_yanglao": (
        "姓名 社会保障号码 待遇类别 发放月份 发放金额 发放状态",
        "csv",
        "utf-8-sig",
        ",",
        "\r\n",
        "SHA-256",
        "发放金额",
        [],
    ),
    "shuiwu_jingying": (
        "纳税人识别号 经营者姓名 身份证件号码 所属期 营业收入 成本费用 经营所得 已缴税额",
        "txt",
        "gbk",
        "|",
        "\r\n",
        "SHA-256",
        "经营所得",
        [],
    ),
    "yibao_jiesuan": (
        "结算流水号 姓名 身份证号 就诊类别 医疗机构 结算日期 费用总额 基金支付 大病支付 医疗救助支付 个人自付",
        "csv",
        "utf-8",
        ",",
        "\n",
        "SHA-256",
        "费用总额",
        [],
    ),
    "yibao_canbao": ("身份证号 险种 参保状态 参保地", "csv", "utf-8", ",", "\n", "SHA-256", "", []),
    "canlian_chizheng": (
        "姓名 残疾人证号 残疾类别 残疾等级 发证日期 有效期至 证件状态",
        "csv",
        "gb18030",
        ",",
        "\r\n",
        "SM3",
        "",
        [],
    ),
    "jiaoyu_xueji": (
        "学籍号 姓名 身份证件号 学校名称 学段 年级 就读方式 学籍状态 入学日期",
        "xlsx",
        "",
        "",
        "",
        "SHA-256",
        "",
        [],
    ),
    "ziran_budongchan": (
        "不动产单元号 不动产权证号 权利人 证件号码 共有份额 用途 面积 坐落 行政区划 登记日期 权利状态",
        "csv",
        "gb18030",
        ",",
        "\r\n",
        "SM3",
        "",
        [],
    ),
    "jiaoguan_jidongche": (
        "号牌号码 车辆类型 使用性质 品牌型号 所有人 身份证明号码 初次登记日期 机动车状态",
        "csv",
        "gb18030",
        ",",
        "\r\n",
        "SM3",
        "",
        [],
    ),
    "shijian_zhuti": (
        "统一社会信用代码 主体名称 主体类型 注册资本万元 人员身份 姓名 证件号码 成立日期 从业人数 登记状态",
        "csv",
        "utf-8",
        ",",
        "\n",
        "SHA-256",
        "",
        [],
    ),
    "minzheng_zaibao": (
        "救助证号 项目 户主姓名 户主身份证号 行政区划 保障人数 月保障金 起始年月",
        "xlsx",
        "",
        "",
        "",
        "SHA-256",
        "月保障金",
        ["社会救助在保家庭名册"],
    ),
    "gongjijin_jiaocun": (
        "姓名 身份证号 单位名称 缴存基数 个人缴存额 单位缴存额 账户余额 缴存月份 缴存状态",
        "csv",
        "utf-8-sig",
        ",",
        "\r\n",
        "SM3",
        "缴存基数",
        [],
    ),
}


@dataclass
class Sheet:
    """One file before it becomes bytes: its header and rows can be bent in any way first.

    A row is a list of cells, or raw bytes for a line that no writer would produce. `total` sets the control total, `extra`
    adds what cells are worth that are no plain numbers, `counted` sets the number of data rows.
    """

    stem: str
    month: str
    header: list[str]
    rows: list[list[Cell] | bytes]
    encoding: str = ""
    total: float | None = None
    extra: float = 0.0
    counted: int | None = None

    @property
    def form(self) -> tuple[str, str, str, str, str, str, str, list[str]]:
        return FORMS[self.stem]

    @property
    def name(self) -> str:
        return f"{self.stem}_{self.month}.{self.form[1]}"

    def set(self, row: int, column: str, cell: Cell) -> None:
        """Change one cell; rows count from 0."""
        cells = self.rows[row]
        assert isinstance(cells, list)
        cells[self.header.index(column)] = cell

    def content(self) -> bytes:
        return self._workbook() if self.form[1] == "xlsx" else self._text()

    def control(self) -> str:
        """The control total in yuan; cells that are no numbers count nothing unless `total` says otherwise."""
        column = self.form[6]
        if not column:
            return ""
        if self.total is None:
            names = self.header if column in self.header else FORMS[self.stem][0].split()
            at = names.index(column)
            fen = sum(round(_number(row[at]) * 100) for row in self.rows if isinstance(row, list))
            return f"{fen / 100 + self.extra:.2f}"
        return f"{self.total:.2f}"

    def _text(self) -> bytes:
        _, _, encoding, separator, end, *_ = self.form
        encoding = self.encoding or encoding
        lines = [separator.join(self.header).encode(encoding)]
        for row in self.rows:
            plain = encoding.removesuffix("-sig")
            lines.append(row if isinstance(row, bytes) else separator.join(map(str, row)).encode(plain))
        return b"".join(line + end.encode() for line in lines)

    def _workbook(self) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        for title in self.form[7]:
            sheet.append([title])
            sheet.merge_cells(start_row=sheet.max_row, end_row=sheet.max_row, start_column=1, end_column=4)
        sheet.append(self.header)
        for row in self.rows:
            sheet.append([None if cell == "" else cell for cell in row])
        if self.stem == "renshe_shebao":
            sheet.append(["合计"])
        out = io.BytesIO()
        book.save(out)
        return out.getvalue()


@dataclass
class MonthFolder:
    """A folder of one month of delivery. Sheets are listed truly unless `listing` is told otherwise."""

    name: str
    sheets: dict[str, Sheet] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)
    listing: dict[str, dict[str, str | None]] = field(default_factory=dict)
    has_list: bool = True

    def add(self, sheet: Sheet) -> Sheet:
        self.sheets[sheet.name] = sheet
        return sheet

    def listed_as(self, name: str, **particulars: str | None) -> None:
        """Bend the list's line of a file: rows, column, total, algorithm, digest, or `left_out`."""
        self.listing.setdefault(name, {}).update(particulars)

    def write(self, root: Path) -> None:
        folder = root / self.name
        folder.mkdir(parents=True)
        lines = ["文件名,数据行数,控制项目,控制总额,校验算法,校验值"]
        for name, sheet in self.sheets.items():
            content = self.contents[name] if name in self.contents else sheet.content()
            (folder / name).write_bytes(content)
            line = self._line(name, sheet, content)
            lines += [line] if line else []
        if self.has_list:
            text = "".join(line + "\r\n" for line in lines)
            (folder / "交接单.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    def _line(self, name: str, sheet: Sheet, content: bytes) -> str:
        algorithm = sheet.form[5]
        line: dict[str, str | None] = {
            "name": name,
            "rows": str(len(sheet.rows) if sheet.counted is None else sheet.counted),
            "column": sheet.form[6],
            "total": sheet.control(),
            "algorithm": algorithm,
            "digest": hashlib.new(algorithm.replace("-", "").lower(), content).hexdigest(),
        }
        line |= self.listing.get(name, {})
        return "" if line.pop("left_out", None) else ",".join(str(value) for value in line.values())


def _number(cell: Cell) -> float:
    """What a plain cell is worth in yuan; anything that is no plain number counts nothing here."""
    text = str(cell).strip('"')
    is_plain = isinstance(cell, float) or re.fullmatch(r"-?[0-9]+([.][0-9]{1,2})?", text)
    return round(float(text), 2) if is_plain else 0.0


def sheet(stem: str, month: str, rows: str) -> Sheet:
    """A sheet from lines of cells parted by blanks; `-` is an empty cell, and amounts of workbooks become numbers."""
    header = FORMS[stem][0].split()
    table = [["" if cell == "-" else cell for cell in line.split()] for line in rows.strip().splitlines()]
    if FORMS[stem][1] == "xlsx":
        table = [[_sheet_cell(name, cell) for name, cell in zip(header, row, strict=True)] for row in table]
    assert all(len(row) == len(header) for row in table), stem
    return Sheet(stem, month, header, list(table))


def _sheet_cell(column: str, cell: str) -> Cell:
    is_number = column in ("序号", "缴费基数", "个人缴费", "单位缴费", "月保障金")
    return float(cell) if is_number and cell else cell
