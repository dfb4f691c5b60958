"""公安 The household register, which learns of deaths late and forgets old entries, and the register of vehicles."""

from __future__ import annotations

from collections.abc import Iterable

from zhongfu.data.synthetic.departments.feed import Row, feed
from zhongfu.data.synthetic.life import Entry
from zhongfu.data.synthetic.lives import Lives
from zhongfu.data.synthetic.span import Span

# For how many snapshots a cancelled entry stays in the list; the dead stay for good.
SHOWN_AFTER = 3


def listed(entry: Entry, month: int) -> bool:
    if month < entry.since:
        return False
    return month < entry.cancelled + SHOWN_AFTER or entry.reason == "死亡"


@feed(
    "hukou_persons",
    "household_id name id_no relation sex nation birth address region hukou_kind cancel_reason cancel_date",
)
def hukou_persons(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for entry in lives.entries:
        if listed(entry, month):
            person, home = entry.person, entry.household
            ended = month >= entry.cancelled
            yield (
                home.number, person.name, person.id_no, entry.relation, person.sex, person.nation, person.birth, home.address, home.region,
                "农村" if home.rural else "城镇", entry.reason if ended else None, entry.cancel_date if ended else None,
            )  # fmt: skip


@feed("vehicles", "plate kind use_kind model name id_no registered_on status")
def vehicles(lives: Lives, _span: Span, month: int) -> Iterable[Row]:
    for item in lives.vehicles:
        if item.since <= month:
            status = item.ending if month >= item.until else "正常"
            yield (
                item.plate,
                item.kind,
                item.use,
                item.model,
                item.owner.name,
                item.owner.id_no,
                item.registered,
                status,
            )
