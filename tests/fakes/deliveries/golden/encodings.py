"""编码样本 Text in another encoding than the declared one, in two encodings at once, cut off, or with rare characters."""

from __future__ import annotations

from collections.abc import Callable

from tests.fakes.deliveries.folder import Sheet
from tests.fakes.deliveries.golden.member import Golden, rows_of, with_names

SETTLEMENTS, REGISTER, DEATHS, PENSIONS, TAX = (
    "yibao_jiesuan", "gongan_huji", "minzheng_binzang", "renshe_yanglao", "shuiwu_jingying",
)  # fmt: skip
RARE = ["䶮一", "𠮷二", "㛃三", "𬭎四"]


def _recoded(made: Sheet, encoding: str, errors: str = "strict") -> bytes:
    """The sheet's lines in another encoding."""
    return made.content().decode(made.form[2]).encode(encoding, errors)


def _in(stem: str, encoding: str, code: str, *says: str) -> Golden:
    made = rows_of(stem)
    return Golden(made, _recoded(made, encoding), code=code, says=(says[0], says[1]))


def utf8_for_gbk() -> Golden:
    return _in(DEATHS, "utf-8", "unreadable", "UTF-8", "UTF-8")


def utf8_for_gbk_with_bars() -> Golden:
    return _in(TAX, "utf-8", "unreadable", "UTF-8", "UTF-8")


def utf8_for_gb18030() -> Golden:
    return _in(REGISTER, "utf-8", "unreadable", "UTF-8", "UTF-8")


def gbk_for_utf8() -> Golden:
    return _in(SETTLEMENTS, "gbk", "unreadable", "GB18030", "GB18030")


def gb18030_for_utf8_with_mark() -> Golden:
    return _in(PENSIONS, "gb18030", "unreadable", "GB18030", "GB18030")


def mark_that_nobody_declared() -> Golden:
    made = rows_of(SETTLEMENTS)
    return Golden(made, b"\xef\xbb\xbf" + made.content(), holds={"name": ["孙三"] * 6})


def declared_mark_missing() -> Golden:
    made = rows_of(PENSIONS)
    return Golden(made, made.content().removeprefix(b"\xef\xbb\xbf"), holds={"name": ["孙三"] * 6})


def utf16_little_end_first() -> Golden:
    return _in(SETTLEMENTS, "utf-16-le", "unreadable", "UTF-16", "UTF-16")


def utf16_with_mark_for_gb18030() -> Golden:
    return _in(REGISTER, "utf-16", "unreadable", "UTF-16", "UTF-16")


def big5_for_gb18030() -> Golden:
    """The header in the characters of Taiwan and their encoding: no declared column is left."""
    made = rows_of(REGISTER)
    text = made.content().decode("gb18030")
    for simplified, traditional in zip(
        "户号与关系别族区划质销码绿农龙职", "戶號與關係別族區劃質銷碼綠農龍職", strict=True
    ):
        text = text.replace(simplified, traditional)
    return Golden(made, text.encode("big5", "replace"), code="header_mismatch", says=("编码", "encoding"))


def two_encodings_in_one_file() -> Golden:
    """A file put together from two systems: three of its rows are GBK."""
    made = rows_of(SETTLEMENTS, 8)
    lines = made.content().split(b"\n")
    for row in (3, 5, 8):
        lines[row - 1] = lines[row - 1].decode().encode("gbk")
    return Golden(made, b"\n".join(lines), problems={(row, None, "encoding_broken") for row in (3, 5, 8)})


def tail_cut_inside_a_character() -> Golden:
    """The export stopped half-way through a name; the list was written from what arrived."""
    made = rows_of(SETTLEMENTS)
    content = made.content()
    cut = content[: content.rindex("三".encode()) + 2]
    made.extra = -100.0
    return Golden(made, cut, problems={(7, None, "encoding_broken")})


def read_as_gbk_and_saved_as_utf8() -> Golden:
    """Somebody opened UTF-8 as GBK and saved what he saw: 寮犱笁 for 张三, in the header as well."""
    made = rows_of(SETTLEMENTS)
    seen = made.content().decode("gb18030", "replace")
    return Golden(made, seen.encode(), code="header_mismatch", says=("编码", "encoding"))


def rare_names_in_gb18030() -> Golden:
    return Golden(with_names(REGISTER, "姓名", RARE), holds={"name": list(RARE)})


def rare_names_in_utf8() -> Golden:
    return Golden(with_names(SETTLEMENTS, "姓名", RARE), holds={"name": list(RARE)})


def rare_names_as_question_marks() -> Golden:
    """The old system of the funeral houses cannot write them."""
    names = ["?一", "?二"]
    return Golden(with_names(DEATHS, "姓名", names), holds={"name": list(names)})


def rare_name_in_four_bytes_for_gbk() -> Golden:
    """GB18030 can write 𠮷 in four bytes, GBK cannot: only that row is no text."""
    made = with_names(DEATHS, "姓名", ["孙一", "𠮷二", "孙三", "孙四"])
    content = "\r\n".join(",".join(map(str, row)) for row in [made.header, *made.rows]) + "\r\n"
    return Golden(made, content.encode("gb18030"), problems={(3, None, "encoding_broken")})


def zeros_among_the_text() -> Golden:
    """A system that pads its fields: NUL is valid UTF-8 and yet no text, and the database would not take the name."""
    made = with_names(SETTLEMENTS, "姓名", ["孙一", "孙\0二", "孙三", "\0\0"])
    return Golden(made, problems={(3, None, "encoding_broken"), (5, None, "encoding_broken")})


ENCODINGS: dict[str, Callable[[], Golden]] = {
    build.__name__: build
    for build in (
        utf8_for_gbk, utf8_for_gbk_with_bars, utf8_for_gb18030, gbk_for_utf8, gb18030_for_utf8_with_mark,
        mark_that_nobody_declared, declared_mark_missing, utf16_little_end_first, utf16_with_mark_for_gb18030,
        big5_for_gb18030, two_encodings_in_one_file, tail_cut_inside_a_character, read_as_gbk_and_saved_as_utf8,
        rare_names_in_gb18030, rare_names_in_utf8, rare_names_as_question_marks, rare_name_in_four_bytes_for_gbk,
        zeros_among_the_text,
    )
}  # fmt: skip
