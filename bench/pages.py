"""页面 Server time of the pages at 100,000 households: the real views, middleware and row-level security on a real PostgreSQL.

Rows are made in the database (300,000 persons, thirteen months, 30,000 open alerts, 5,000 cases); each page is asked for through Django's
own handler in the role of the application, signed in, thirty times after five to warm up; the median and the slowest are told.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HOUSEHOLDS = 100_000
TOWN, COUNTY = "441424125", "441424"
AT = datetime.now(ZoneInfo("Asia/Shanghai"))
WARM, TIMES = 5, 30

FINDINGS = json.dumps([
    {"indicator": name, "dimension": "income", "points": 30, "evidence": [
        {"column": column, "month": month, "value": 12_300, "source": "social_insurance_payments", "source_month": month}
        for column in ("wage_fen", "pension_fen", "business_fen") for month in ("2026-10", "2026-09", "2026-08", "2026-07")
    ]}
    for name in ("income_drop", "medical_surge")
])  # fmt: skip

# Towns share the households evenly. Percent signs are doubled: each statement is filled in.
ROWS = (
    "CREATE TEMP TABLE towns AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS nth FROM people_region WHERE kind = 'town'",
    "CREATE TEMP TABLE place AS SELECT n, 'H' || lpad(n::text, 9, '0') AS household_id, code AS region"
    " FROM generate_series(1, %(households)s) n JOIN towns ON nth = n %% (SELECT count(*) FROM towns)",
    "INSERT INTO people_household (household_id, region, head_name, address, members, month) SELECT household_id, region, '某' || n, '某路' || n || '号', 3, '2026-10' FROM place",
    "INSERT INTO people_person (id_no, household_id, region, name, sex, birth, relation, hukou_kind, wage_fen, pension_fen,"
    " basic_pension_fen, business_fen, disabled, student, insured, medical_self_paid_12m_fen, month)"
    " SELECT '44142419800' || lpad((n * 3 + k)::text, 7, '0'), household_id, region, '某' || n || k, 'male', DATE '1980-01-01' + k * 300,"
    " (ARRAY['户主', '配偶', '子'])[k + 1], '农村', CASE k WHEN 0 THEN 200000 ELSE 0 END, 0, 0, 0, false, false, true, 12000, '2026-10'"
    " FROM place, generate_series(0, 2) k",
    "INSERT INTO people_householdmonth (household_id, month, region, members, minors, elders, income_fen, wage_fen, pension_fen, business_fen,"
    " aid_fen, medical_total_fen, medical_self_paid_fen, medical_self_paid_12m_fen, severe_disabled, students, deaths_12m, births_12m, houses,"
    " vehicles, businesses, insured_members, in_programme) SELECT household_id, to_char(DATE '2025-10-01' + m * interval '1 month', 'YYYY-MM'), region,"
    " 3, 1, 0, 200000, 200000, 0, 0, 0, 30000, 12000, 90000, 0, 1, 0, 0, 1, 0, 0, 3, NULL FROM place, generate_series(0, 12) m",
    "INSERT INTO monitoring_score (household_id, month, region, score, level, previous_level) SELECT household_id, '2026-10', region, 30, (ARRAY['red', 'orange', 'yellow', 'blue', 'green'])[1 + n %% 5],"
    " 'green' FROM place",
    "INSERT INTO monitoring_levelcount (month, region, level, households) SELECT month, region, level, count(*) FROM monitoring_score GROUP BY 1, 2, 3",
    "INSERT INTO monitoring_alert (household_id, region, month, level, severity, score, findings, status, raised_at, due_on, outcome, reason)"
    " SELECT household_id, region, '2026-10', (ARRAY['red', 'orange', 'yellow', 'blue'])[1 + n %% 4], 1 + n %% 4, 60, %(findings)s, 'open',"
    " now(), current_date + (n %% 40 - 10), '', '' FROM place WHERE n <= 30000",
    "INSERT INTO monitoring_round (month, key, at, households, raised, merged, unknown, demonstration)"
    " VALUES ('2026-10', 'x', now(), %(households)s, 30000, 0, '[]', true)",
)  # fmt: skip
# Only after the case was opened: it would look into these files.
DELIVERIES = (
    "INSERT INTO deliveries_delivery (source, month, digest, path, status, rows, accepted, rejected, part, taken_in_at, taken_in_by, current)"
    " SELECT s, to_char(DATE '2025-11-01' + m * interval '1 month', 'YYYY-MM'), 'x', s || '.csv', 'loaded', 1, 1, 0, '', now(), 'bench', true"
    " FROM unnest(ARRAY['hukou_persons', 'social_insurance_payments', 'pensions', 'business_income_tax', 'medical_settlements',"
    " 'assistance_register', 'real_estate', 'vehicles', 'market_entities']) s, generate_series(0, 11) m"
)


def run() -> list[dict[str, Any]]:
    """Median milliseconds of server time per page, each against 30 ms, with the slowest of thirty beside it."""
    done = subprocess.run([sys.executable, "-m", "bench.pages"], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1])
    return list(json.loads(done.stdout))


def measure() -> list[dict[str, Any]]:
    from zhongfu.site.database import Supervisor, prepare_roles
    from zhongfu.site.home import Home

    with tempfile.TemporaryDirectory(prefix="zhongfu-pages-") as folder:
        Path(folder).chmod(0o711)
        home = Home.create(Path(folder) / "home", kind="demo", at=AT)
        with Supervisor(home.root) as cluster:
            prepare_roles(cluster)
            return _measured(home, cluster)


def _measured(home: Any, cluster: Any) -> list[dict[str, Any]]:
    import django

    os.environ |= {"DJANGO_SETTINGS_MODULE": "zhongfu.site.settings", "ZHONGFU_HOME": str(home.root), "ZHONGFU_ROLE_URL": cluster.url("owner")}
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0, skip_checks=True)
    began = time.monotonic()
    addresses = _fill(home, cluster)
    loading = time.monotonic() - began
    _as(cluster, "app")
    print(f"filled in {loading:.0f} s", file=sys.stderr)
    return [row for user, address, name in addresses for row in _page(user, address, name)]


def _as(cluster: Any, role: str) -> None:
    from django.db import connection

    from zhongfu.site.connection import from_url

    connection.close()
    connection.settings_dict.update(from_url(cluster.url(role)))


def _fill(home: Any, cluster: Any) -> list[tuple[str, str, str]]:
    """Everything the pages show; returns (user, address, name of the figure) of each page."""
    import psycopg

    from zhongfu.people.actions import create_demo_users, load_regions
    from zhongfu.site.demonstration import write_values

    write_values(home)
    _as(cluster, "worker")
    load_regions(by="bench", at=AT)
    create_demo_users(home=home, by="bench", at=AT, town=TOWN)
    with psycopg.connect(cluster.admin_url(cluster.database), autocommit=True) as db:
        for statement in ROWS:
            db.execute(statement, {"households": HOUSEHOLDS, "findings": FINDINGS})
        case = _real_case(cluster)
        _copy_case(db)
        db.execute(DELIVERIES)
        db.execute("VACUUM ANALYZE")
        household, alert = db.execute(
            "SELECT household_id, id FROM monitoring_alert WHERE region = %s ORDER BY id LIMIT 1 OFFSET 5", [TOWN]
        ).fetchone()
    return [
        ("clerk", "/desk", "page_desk_clerk_ms"), ("confirmer", "/desk", "page_desk_county_ms"),
        ("clerk", f"/households/{household}", "page_household_ms"), ("clerk", f"/alerts/{alert}", "page_alert_ms"),
        ("clerk", f"/cases/{case}", "page_case_ms"), ("supervisor", "/overview", "page_overview_ms"),
        ("supervisor", f"/overview/list?region={TOWN}&level=red", "page_list_ms"),
    ]  # fmt: skip


def _real_case(cluster: Any) -> str:
    from django.db import transaction

    from zhongfu.cases.actions import open_case
    from zhongfu.people import access
    from zhongfu.people.models import Household, User

    _as(cluster, "app")
    with transaction.atomic():
        access.enter(access.bounds(TOWN))
        household = Household.objects.order_by("-pk").first()
        return str(open_case(household=household, by=User.objects.get(username="clerk"), at=AT).number)


def _copy_case(db: Any) -> None:
    """Copies of one real case, so that its facts and its decision are as large as they are."""
    columns = [
        row[0] for row in db.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'cases_case' ORDER BY ordinal_position"
        )
    ]  # fmt: skip
    given = {"number": "'B-' || n", "household_id": "p.household_id", "region": "p.region", "status": "'proposed'",
             "due_on": "current_date + (n % 40 - 10)", "proposed_by_id": "opened_by_id", "proposed_at": "opened_at"}  # fmt: skip
    values = ", ".join(given.get(name, f"c.{name}") for name in columns)
    db.execute(f"INSERT INTO cases_case ({', '.join(columns)}) SELECT {values} FROM cases_case c, place p WHERE n BETWEEN 40001 AND 45000")


def _page(username: str, address: str, name: str) -> list[dict[str, Any]]:
    from django.test import Client

    from zhongfu.people.models import User

    client = Client(HTTP_HOST="localhost")
    client.force_login(User.objects.get(username=username), backend="zhongfu.people.signin.StaffSignIn")
    times = [_once(client, address) for _ in range(WARM + TIMES)][WARM:]
    size = f"{HOUSEHOLDS:,} households; slowest of {TIMES}: {max(times):.1f} ms"
    return [{"name": name, "value": round(statistics.median(times), 1), "unit": "ms", "target": "<= 30", "size": size}]


def _once(client: Any, address: str) -> float:
    began = time.perf_counter()
    response = client.get(address)
    taken = (time.perf_counter() - began) * 1000
    if response.status_code != 200:
        raise RuntimeError(f"{address}: {response.status_code}")
    return taken


if __name__ == "__main__":
    json.dump(measure(), sys.stdout)
