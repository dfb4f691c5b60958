"""编号 Numbers: of cases, letters and batches; each series counts from one without a gap."""

from __future__ import annotations

from django.db import connection


def following(series: str) -> int:
    """The next number of a series. Others wait until this transaction ends; if it fails, the number is given again."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_numbering (series, last) VALUES (%s, 1)"
            " ON CONFLICT (series) DO UPDATE SET last = cases_numbering.last + 1 RETURNING last",
            [series],
        )
        return int(cursor.fetchone()[0])
