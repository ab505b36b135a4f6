"""The tables of a book made those of this release: what is missing is added, nothing is taken away.

It is one transaction and a checkpoint, before anything else is written: the engine need never
repeat a change of tables from its log. Whoever is stopped halfway has the old tables, whole.
"""

from functools import cache

import duckdb

from data.book import format_versions
from data.book.tables import statement

Columns = dict[str, dict[str, str]]
"""Table -> column -> SQL type."""


def steps(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The statements that are still to be done on a book, in order; none when it is up to date."""
    there = _columns(connection)
    wanted, made_by = _wanted()
    statements = []
    for table, columns in wanted.items():
        if table not in there:
            statements.append(made_by[table])
            continue
        missing = [name for name in columns if name not in there[table]]
        statements += [f'alter table {table} add column "{n}" {columns[n]}' for n in missing]
    return statements


def do(connection: duckdb.DuckDBPyConnection, step: str) -> None:
    """Do one of the steps."""
    connection.execute(step)


@cache
def _wanted() -> tuple[Columns, dict[str, str]]:
    """The columns of every table of this release, and the statement that makes each table."""
    with duckdb.connect(":memory:") as empty:
        for text in format_versions.texts():
            empty.execute(text)
        made_by = dict(empty.execute(statement("warehouse/tables")).fetchall())
        return _columns(empty), made_by


def _columns(connection: duckdb.DuckDBPyConnection) -> Columns:
    tables: Columns = {}
    for table, column, of_type in connection.execute(statement("warehouse/columns")).fetchall():
        tables.setdefault(table, {})[column] = of_type
    return tables
