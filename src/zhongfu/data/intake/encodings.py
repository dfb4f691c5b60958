"""编码线索: what a text file's header line looks like when it is not what was declared, so that the report can say what to mend."""

from __future__ import annotations

from collections.abc import Sequence

_CANDIDATES = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "big5": "Big5"}


def clue(line: bytes, declared: str, names: Sequence[str], delimiter: str) -> tuple[str, str]:
    """Why no declared column can be read in a header line, in Chinese and English; empty texts where nothing can be told.

    `names` are the declared columns. An encoding is named only when it makes a good part of them appear.
    """
    text = line.decode(declared, "replace")
    if _shows(text, names):
        return f"各列应以“{delimiter}”分隔", f"columns must be parted by {delimiter}"
    for encoding, title in _CANDIDATES.items():
        if _shows(line.decode(encoding, "replace"), names):
            return (
                f"文件像是{title}编码，规定为{declared.upper()}编码",
                f"the file seems to be {title}, not {declared.upper()}",
            )
    if _shows(text.encode("gb18030", "replace").decode("utf-8", "replace"), names):
        return (
            "文件曾以错误的编码打开后另存，文字已成乱码，应从原系统重新导出",
            "it was opened in a wrong encoding and saved again, which garbled the text; export it from its own system",
        )
    return f"没有一列与布局相符，可能不是{declared.upper()}编码或送错了文件", (
        f"none of the columns is the layout's: perhaps the encoding is not {declared.upper()}, or it is another file"
    )


def _shows(text: str, names: Sequence[str]) -> bool:
    """Whether at least a third of the declared columns stand in a text."""
    return sum(name in text for name in names) * 3 >= len(names)
