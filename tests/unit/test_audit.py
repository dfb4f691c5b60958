"""审计: whatever is done to the log behind its back, verification finds it and names the first row."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.portals_site import AT, Site

ROWS = 300
Tamper = Callable[[psycopg.Connection[Any]], None]


def written(number: int = ROWS) -> None:
    """Rows with Chinese, quotes and separators in them, as an application writes them."""
    from django.db import transaction

    from zhongfu.audit.actions import Subject, record

    with transaction.atomic():
        for each in range(number):
            subject = Subject("case", f"C-{each}", "441424125")
            record(by="张三", at=AT, verb="case.opened", subject=subject, detail={"说明": f'"{each}",\n12:x,', "n": each})


def as_superuser(site: Site, tamper: Tamper) -> None:
    """An attacker who owns the database server: no trigger fires for them."""
    with site.superuser() as connection:
        connection.execute("SET session_replication_role = replica")
        tamper(connection)


def test_a_whole_chain_verifies_and_every_byte_is_recomputed(site: Site) -> None:
    from zhongfu.audit import chain, verify
    from zhongfu.audit.models import Event

    written()
    report = verify.verify(site.home.keys)
    assert (report.whole, report.rows) == (True, ROWS)
    first = Event.objects.get(sequence=1)
    texts = [first.actor, first.verb, first.subject_kind, first.subject_id, first.region, first.detail]
    assert bytes(first.hash) == chain.digest(bytes(32), chain.canonical(1, first.at, texts))
    assert first.detail == '{"n":0,"说明":"\\"0\\",\\n12:x,"}'


COLUMNS = {
    "at": "at + interval '1 microsecond'", "actor": "actor || ' '", "verb": "'case.closed'", "subject_kind": "'Case'",
    "subject_id": "subject_id || '0'", "region": "'441424100'", "detail": "replace(detail, '1', '2')",
    "hash": "sha256(hash)", "previous_hash": "sha256(previous_hash)",
}  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_an_edited_column_is_found_at_its_row(site: Site, column: str) -> None:
    from zhongfu.audit.verify import verify

    written(40)
    as_superuser(site, lambda db: db.execute(f"UPDATE audit_event SET {column} = {COLUMNS[column]} WHERE sequence = 17") and None)
    assert verify().broken_at == 17


def rehash(db: psycopg.Connection[Any], start: int) -> None:
    """Make the chain consistent again from `start` to its end, head row included: what a careful forger does."""
    from zhongfu.audit import chain

    rows = db.execute("SELECT sequence, at, actor, verb, subject_kind, subject_id, region, detail FROM audit_event ORDER BY 1").fetchall()
    last = bytes(32)
    for sequence, at, *texts in rows:
        previous, last = last, chain.digest(last, chain.canonical(sequence, at, texts))
        if sequence >= start:
            db.execute("UPDATE audit_event SET previous_hash = %s, hash = %s WHERE sequence = %s", [previous, last, sequence])
    db.execute("UPDATE audit_head SET sequence = %s, hash = %s", [rows[-1][0], last])


def delete_middle(db: psycopg.Connection[Any]) -> None:
    db.execute("DELETE FROM audit_event WHERE sequence = 20")


def delete_and_close_the_gap(db: psycopg.Connection[Any]) -> None:
    db.execute("DELETE FROM audit_event WHERE sequence = 20")
    db.execute("UPDATE audit_event SET sequence = sequence - 1000000 WHERE sequence > 20")
    db.execute("UPDATE audit_event SET sequence = sequence + 999999 WHERE sequence < 0")


def insert(db: psycopg.Connection[Any]) -> None:
    db.execute("UPDATE audit_event SET sequence = sequence - 1000000 WHERE sequence >= 20")
    db.execute("UPDATE audit_event SET sequence = sequence + 1000001 WHERE sequence < 0")
    db.execute("INSERT INTO audit_event SELECT 20, at, actor, verb, subject_kind, 'C-x', region, detail, previous_hash, hash FROM audit_event WHERE sequence = 19")


def swap(db: psycopg.Connection[Any]) -> None:
    for old, new in ((20, -1), (21, 20), (-1, 21)):
        db.execute("UPDATE audit_event SET sequence = %s WHERE sequence = %s", [new, old])


def cut_the_tail(db: psycopg.Connection[Any]) -> None:
    db.execute("DELETE FROM audit_event WHERE sequence >= 20")


def cut_the_tail_and_mend_the_head(db: psycopg.Connection[Any]) -> None:
    db.execute("DELETE FROM audit_event WHERE sequence >= 20")
    db.execute("UPDATE audit_head SET sequence = 19, hash = (SELECT hash FROM audit_event WHERE sequence = 19)")


def rewrite_history_and_rehash(db: psycopg.Connection[Any]) -> None:
    db.execute("UPDATE audit_event SET actor = 'somebody' WHERE sequence = 20")
    rehash(db, 20)


def empty(db: psycopg.Connection[Any]) -> None:
    db.execute("TRUNCATE audit_event")
    db.execute("UPDATE audit_head SET sequence = 0, hash = decode(repeat('00', 32), 'hex')")


def lose_the_head(db: psycopg.Connection[Any]) -> None:
    db.execute("DELETE FROM audit_head")


WAYS = {
    delete_middle: 20, delete_and_close_the_gap: 20, insert: 20, swap: 20, cut_the_tail: 20, cut_the_tail_and_mend_the_head: 20,
    rewrite_history_and_rehash: 40, empty: 1, lose_the_head: 41,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_each_way_of_tampering_is_found(site: Site, way: Tamper) -> None:
    """A rewritten and rehashed chain differs from the note outside the database at the row that was noted: the last one."""
    from zhongfu.audit import anchor
    from zhongfu.audit.verify import verify

    written(40)
    anchor.note(site.home.keys)
    as_superuser(site, way)
    assert verify(site.home.keys).broken_at == WAYS[way]


def test_two_hundred_random_edits_are_found_at_their_row(site: Site) -> None:
    from zhongfu.audit.verify import verify

    seed = random.randrange(2**32)
    chance = random.Random(seed)
    written()
    for _ in range(200):
        row, column = chance.randint(1, ROWS), chance.choice(sorted(set(COLUMNS) - {"detail"}))
        with site.superuser() as db:
            db.execute("SET session_replication_role = replica")
            kept = db.execute(f"SELECT {column} FROM audit_event WHERE sequence = %s", [row]).fetchone()[0]
            db.execute(f"UPDATE audit_event SET {column} = {COLUMNS[column]} WHERE sequence = %s", [row])
            found = verify().broken_at
            db.execute(f"UPDATE audit_event SET {column} = %s WHERE sequence = %s", [kept, row])
        assert found == row, f"seed {seed}, row {row}, column {column}"
    assert verify().whole


def test_a_database_rolled_back_to_a_backup_is_noticed(site: Site) -> None:
    from zhongfu.audit.verify import verify

    written(40)
    assert verify(site.home.keys).whole
    as_superuser(site, cut_the_tail_and_mend_the_head)
    written(5)
    assert verify(site.home.keys).broken_at == 25
    assert verify().whole


def test_a_changed_note_is_noticed(site: Site) -> None:
    from zhongfu.audit import anchor
    from zhongfu.audit.verify import verify

    written(5)
    anchor.note(site.home.keys)
    file: Path = site.home.keys / anchor.NOTE
    file.write_text(file.read_text().replace('"sequence": 5', '"sequence": 4'))
    assert verify(site.home.keys).broken_at == 0


@pytest.mark.parametrize("role", ["app", "worker", "owner"])
@pytest.mark.parametrize("statement", ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event", "DELETE FROM audit_head"])
def test_no_role_can_change_the_log(site: Site, role: str, statement: str) -> None:
    from django.db import DatabaseError, connection

    written(2)
    with site.role(role), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute(statement)


@pytest.mark.parametrize("role", ["app", "worker"])
def test_rows_enter_only_through_the_function(site: Site, role: str) -> None:
    from django.db import DatabaseError, connection

    with site.role(role), connection.cursor() as cursor, pytest.raises(DatabaseError):
        cursor.execute("INSERT INTO audit_event VALUES (1, now(), 'a', 'b', 'c', 'd', 'e', '{}', '', '')")


def test_the_sequence_has_no_gap_after_a_failed_transaction(site: Site) -> None:
    from django.db import transaction

    from zhongfu.audit.verify import verify

    written(3)
    with pytest.raises(RuntimeError), transaction.atomic():
        from zhongfu.audit.actions import Subject, record

        record(by="x", at=AT, verb="x", subject=Subject("x", "x"))
        raise RuntimeError
    written(3)
    assert (verify().rows, verify().whole) == (6, True)


def test_a_row_outside_a_transaction_is_refused(site: Site) -> None:
    from django.db.transaction import TransactionManagementError

    from zhongfu.audit.actions import Subject, record

    with pytest.raises(TransactionManagementError):
        record(by="x", at=AT, verb="x", subject=Subject("x", "x"))


def test_details_have_one_text_and_no_floats(site: Site) -> None:
    from zhongfu.audit.chain import canonical, canonical_json

    assert canonical_json({"b": 1, "a": ["中", None]}) == '{"a":["中",null],"b":1}'
    with pytest.raises(TypeError):
        canonical_json({"amount": 1.5})
    moment = datetime(2026, 11, 2, 1, 0, 0, 5, tzinfo=UTC)
    assert canonical(1, moment, ["ab", ""]) == b"1:1,27:2026-11-02T01:00:00.000005Z,2:ab,0:,"
