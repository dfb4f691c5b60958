"""数据目录: the 42 categories that the feeds fall into, and which of them a place has switched on."""

from __future__ import annotations

from pathlib import Path

from zhongfu.policy.lawbook.documents import Document, Unreadable, read_document

SHIPPED = Path(__file__).with_name("enabled.yml")

# A design set after the names that laws and places use; no official list of categories is on file.
_NAMES = """
户籍人口 registered persons|户籍变动 changes of registration|居住证 residence permits|机动车 vehicles|船舶 vessels
出入境 border crossings|婚姻 marriages|收养 adoptions|殡葬 deaths|社会组织任职 posts in social organisations
在保 assistance in force|流浪救助与儿童福利 street and child welfare|社保缴费 social insurance paid|社保待遇 pensions and benefits
就业登记 employment|公益性岗位与介绍 public-welfare posts and offers|个人所得税 income tax|经营纳税 business tax
市场主体 market entities|不动产 real estate|房屋交易备案 housing contracts|公租房与补贴 public rental housing|公积金 housing fund
医保参保 medical insurance|医疗费用 medical expenses|门特与重病 special and serious diseases|残疾 disability|学籍与资助 schooling
高校在读 higher education|承包地与农业补贴 land and farm subsidies|防返贫监测 anti-poverty monitoring|退役军人与优抚 veterans
服刑与矫正 justice|法院执行与失信 court|银行存款 bank deposits|证券基金 securities|商业保险 commercial insurance
互联网金融与支付 internet finance|水电燃气通信 utilities|工会与慈善帮扶 trade union and charity|受灾救助 disaster|法律援助 legal aid
"""
_EACH = (each.split(" ", 1) for each in _NAMES.strip().replace("\n", "|").split("|"))
CATEGORIES: dict[str, tuple[str, str]] = {f"{number:02d}": (zh, en) for number, (zh, en) in enumerate(_EACH, 1)}


class CatalogueInvalid(ValueError):
    """The file that switches categories on and off cannot be used; says file, line and what to write."""

    def __init__(self, file: Path, line: int, zh: str, en: str) -> None:
        super().__init__(f"{file}:{line}: {zh} / {en}")
        self.file, self.line, self.zh, self.en = file, line, zh, en


def switched_off(*files: Path) -> frozenset[str]:
    """The numbers of the categories that are switched off; without files, as shipped.

    Of several files a later one overrides single lines of an earlier one; one that does not exist is passed over, and a
    category that none of them names is on. Raises CatalogueInvalid.
    """
    said: dict[str, bool] = {}
    for file in files or (SHIPPED,):
        if file.exists():
            said |= _switches(file)
    return frozenset(number for number, on in said.items() if not on)


def _switches(file: Path) -> dict[str, bool]:
    try:
        document = read_document(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise CatalogueInvalid(file, 1, "文件不是 UTF-8 编码", "the file is not UTF-8") from None
    except Unreadable as mistake:
        raise CatalogueInvalid(file, mistake.line, mistake.zh, mistake.en) from mistake
    content = {} if document.content is None else document.content
    if not isinstance(content, dict):
        raise CatalogueInvalid(file, 1, '每行应写作 "06": false', 'write each line as "06": false')
    for key, value in content.items():
        _check(file, document, key, value)
    return content


def _check(file: Path, document: Document, key: str, value: object) -> None:
    if key not in CATEGORIES:
        zh, en = '类别编号应为加引号的 "01" 至 "42"', 'a category is "01" to "42", in quotes'
    elif not isinstance(value, bool):
        zh, en = "类别只能写 true（启用）或 false（停用）", "a category is true (on) or false (off)"
    else:
        return
    raise CatalogueInvalid(file, document.line(key), zh, en)
