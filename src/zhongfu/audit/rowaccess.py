"""行级安全 Row access: reads an application's `rowaccess.sql` into its migration."""

from __future__ import annotations

from pathlib import Path

from django.db import migrations


def applied(migration_file: str, name: str = "rowaccess.sql") -> migrations.RunSQL:
    """The operation that applies the `rowaccess.sql` of the application in whose migration this is called.

    The file may be applied again: each statement replaces what an earlier version said. Tables that a later migration
    makes stand in a file of their own, since the first one runs before they exist.
    """
    sql = Path(migration_file).parents[1] / name
    return migrations.RunSQL(sql.read_text(encoding="utf-8"), migrations.RunSQL.noop)
