"""Rows of a query as an Arrow table, planned once."""

import warnings
from collections.abc import Mapping
from typing import Any

import duckdb
import pyarrow as pa

# A relation (`cursor.sql`) is planned when it is made and again when it is read, which costs a
# question of many steps more than the copy of its rows that DuckDB warns of.
warnings.filterwarnings("ignore", "Arrow output on a DB-API result", UserWarning)


def rows(cursor: duckdb.DuckDBPyConnection, text: str, bound: Mapping[str, Any]) -> pa.Table:
    """What the query answers with these parameters."""
    return cursor.execute(text, dict(bound)).to_arrow_table()
