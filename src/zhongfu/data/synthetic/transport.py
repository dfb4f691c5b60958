"""送达 Which files reach the data centre: most in time, some a month late, cut off and sent again, or never."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from zhongfu.data.synthetic.chance import Chance
from zhongfu.data.synthetic.span import Span

FATES = (("late", 2.0), ("cut", 2.0), ("never", 1.0))
FileKey = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Transport:
    """What happens to the files of a span: `fates` name those that do not simply arrive, by (month, source)."""

    span: Span
    due: Mapping[str, Sequence[int]]
    fates: Mapping[FileKey, str]

    @classmethod
    def of(cls, span: Span, due: Mapping[str, Sequence[int]], lost: int, chance: Chance) -> Transport:
        """`lost` files meet with a mishap; the first household register never does, and what comes late comes a month late."""
        files = [
            (month, name) for month in range(span.count) for name in sorted(due) if span.delivers(due[name], month)
        ]
        risky = [key for key in files if key[0] < span.count - 1 and key != (0, "hukou_persons")]
        chance.shuffle(risky)
        return cls(span, due, {key: chance.weighted(FATES) for key in risky[:lost]})

    def files(self) -> list[FileKey]:
        """The files that arrive at last, by month of content and source."""
        made = [
            (month, name)
            for month in range(self.span.count)
            for name in self.due
            if self.span.delivers(self.due[name], month)
        ]
        return [key for key in made if self.fates.get(key) != "never"]

    def folder(self, key: FileKey) -> int:
        """The month in whose folder the whole file lies."""
        return key[0] + (1 if self.fates.get(key) in ("late", "cut") else 0)

    def cut(self, key: FileKey) -> bool:
        """Whether a first, cut-off copy lies in the folder of the file's own month."""
        return self.fates.get(key) == "cut"

    def arrived(self, source: str, month: int) -> bool:
        return self.span.delivers(self.due[source], month) and self.fates.get((month, source)) != "never"

    def snapshot(self, source: str, month: int) -> int | None:
        """The newest month, not after `month`, whose file arrived; None when there is none yet."""
        return next((earlier for earlier in range(month, -1, -1) if self.arrived(source, earlier)), None)
