"""规则语言测试用案: one case with one applicant and a law of three values, for the language's spec tests."""

from datetime import date
from typing import Any

import duckdb
import ibis
from ibis.backends.sql.datatypes import DuckDBType

from zhongfu.policy import casefile
from zhongfu.policy.compile import to_ibis, to_sql
from zhongfu.policy.evaluate import Answer, Evaluator
from zhongfu.policy.language import Expression
from zhongfu.policy.parameters import Law
from zhongfu.policy.tables import case_rows, case_schema

LAW = Law()
SCHEMA = ibis.Schema.from_pyarrow(case_schema())


def create_table(name: str) -> str:
    """The statement that makes an empty table of cases."""
    columns = ", ".join(f'"{column}" {DuckDBType.to_string(kind)}' for column, kind in SCHEMA.items())
    return f'CREATE TABLE "{name}" ({columns})'


def a_case(**household: Any) -> dict[str, Any]:
    """A case file: an applicant born in 1980 in Wuhan; keywords replace or add parts of the household."""
    parameters = household.pop("parameters", {})
    members = [{"id": "a", "relation": "applicant", "birth": "1980-03-02"}]
    return {
        "as_of": date(2023, 3, 1), "place": "420102", "residence": "urban", "parameters": parameters,
        "household": {"members": members, **household},
    }  # fmt: skip


def answers(rule: Expression, case: dict[str, Any]) -> Answer:
    """What the slow evaluator says, after the compiled rule has been seen to say the same."""
    read = casefile.read(case)
    answer = Evaluator(read, LAW).answer(rule)
    column = in_sql(rule, case)
    assert column == answer.value or (column is None and answer.value is None), (column, answer)
    return answer


def in_sql(rule: Expression, case: dict[str, Any]) -> Any:
    """What DuckDB says of the compiled rule."""
    read = casefile.read(case)
    table = ibis.table(SCHEMA, name="cases")
    columns = {name: table[name] for name in table.columns}
    query = to_sql(table.select(answer=to_ibis(rule, columns, read.parameters)))
    row = case_rows([read])[0]
    with duckdb.connect() as connection:
        connection.execute(create_table("cases"))
        connection.execute(f"INSERT INTO cases VALUES ({', '.join('?' * len(row))})", list(row.values()))
        found = connection.execute(query).fetchone()
    assert found is not None
    return found[0]
