"""Stages the records of one kind: all files in one table, with month, account and order keys."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.book.identity import accounts, matches
from data.book.tables import NAMING, statement, values
from data.catalogue import DECIMAL, KINDS
from data.columns.dictionary_column import different, plainly, revalued, same, together
from data.columns.fixed_point import MONEY, FixedPoint, parts_of
from data.ingest.model import Reading


@dataclass
class Staged:
    """The records of all files of a kind that arrive, with month, account and matches.

    `records`: one row a record, `file_no` counts from 0, month is null for lists. `named`: ids and
    names of their accounts, made by the first `put`. `withdrawn`: keys of loaded records that the
    files now report as no sale, so that they are removed.
    """

    records: pa.Table
    named: pa.Table | None = None
    withdrawn: tuple[str, ...] = ()


def stage(kind: str, readings: Sequence[Reading]) -> Staged:
    """The records of all files of a kind, as they are weighed and stored."""
    tables = [reading.table for reading in readings if reading.table is not None]
    parts = [_staged(kind, number, table) for number, table in enumerate(tables)]
    return Staged(together(parts))


def _staged(kind: str, file_no: int, table: pa.Table) -> pa.Table:
    naming = [_texts(table, name) for name in NAMING]
    with ThreadPoolExecutor(len(naming)) as pool:
        id_match, name_match = pool.map(matches, naming)
    columns = {
        "file_no": same(file_no, len(table), pa.int32()),
        "row": table["row"],
        "month": _months(table, KINDS[kind].month_column),
        "account": accounts(id_match, name_match),
        "parent_match": matches(_texts(table, "parent")),
        "account_id": _texts(table, "account_id"),
        "account_name": _texts(table, "account_name"),
        "name_match": name_match,
        "order_key": _order_keys(table),
    }
    kept = {name: table[name] for name in values(kind) if name not in columns}
    if "margin" in kept:
        kept["margin"] = _margin(table)
    return pa.table(columns | kept)


def months_of(staged: Staged, readings: Sequence[Reading]) -> tuple[date, ...]:
    """Every month that the files bring or empty; none for lists."""
    months = set(different(staged.records["month"]).to_pylist()) - {None}
    return tuple(sorted(months | {r.empty_month for r in readings if r.empty_month}))


def put(cursor: duckdb.DuckDBPyConnection, staged: Staged, kind: str) -> None:
    """Make the tables `staged` and `named` of this cursor."""
    cursor.register("staged", staged.records)
    keys = pa.array(staged.withdrawn, pa.string())
    cursor.register("withdrawn", pa.table({"key": keys}))
    if staged.named is None:
        staged.named = cursor.sql(statement("identity/named", kind)).to_arrow_table()
    cursor.register("named", staged.named)


def _texts(records: pa.Table, column: str) -> pa.ChunkedArray:
    if column not in records.column_names:
        return same(None, len(records))
    return records[column]


def _order_keys(records: pa.Table) -> pa.ChunkedArray:
    """The key shared by the lines of one order; null where each line is an order by itself."""
    keys, ids = _texts(records, "order_key"), _texts(records, "order_id")
    if not ids.null_count:
        return keys
    keys = plainly(keys)
    is_alone = pc.and_(pc.is_null(ids), pc.not_equal(keys, ""))
    return pc.if_else(is_alone, pa.scalar(None, pa.string()), keys)


def _months(records: pa.Table, column: str | None) -> pa.ChunkedArray:
    if column is None:
        return same(None, len(records), pa.date32())
    return revalued(records[column], _first_days, pa.date32())


def _first_days(days: pa.Array) -> pa.Array:
    return pc.floor_temporal(days, unit="month").cast(pa.date32())


def _margin(records: pa.Table) -> pa.ChunkedArray:
    """The margin given, else amount less cost."""
    given, cost = records["margin"], records["cost"]
    if cost.null_count == len(records):
        return given
    worked_out = pa.chunked_array(
        [_less(*parts_of(batch)) for batch in records.select(["amount", "cost"]).to_batches()],
        MONEY,
    )
    if given.null_count == len(records):
        return worked_out
    return pc.coalesce(plainly(given).cast(DECIMAL), worked_out.cast(DECIMAL))


def _less(amount: FixedPoint, cost: FixedPoint) -> pa.Array:
    return FixedPoint(amount.whole - cost.whole, amount.is_valid & cost.is_valid).array()
