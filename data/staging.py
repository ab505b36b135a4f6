"""What arrives beside what is loaded: the records of one kind of a call, weighed month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import DECIMAL, KINDS
from data.identity import accounts, matches
from data.reading.seam import Reading
from data.tables import Touched, statement, values


@dataclass(frozen=True)
class Change:
    """What loading does to one month of a kind and source (month None: to a list).

    Records `added`, `changed` (same key, other values), `removed`; `known` were skipped in add
    mode. `amount` is the money afterwards, None for kinds without money.
    """

    kind: str
    source: str
    month: date | None
    added: int
    changed: int
    removed: int
    known: int
    amount: Decimal | None
    amount_before: Decimal | None

    @property
    def touches(self) -> bool:
        """Whether anything is different afterwards."""
        return bool(self.added or self.changed or self.removed)


@dataclass(frozen=True)
class Share:
    """What one file brings to one month."""

    file_no: int
    month: date | None
    records: int
    same: int
    changed: int
    known: int
    amount: Decimal | None
    new_amount: Decimal | None


def stage(kind: str, readings: Sequence[Reading]) -> pa.Table:
    """The records of all files of a kind, with month, account and matches; `file_no` counts from 0.

    One row a record. Month is null for lists.
    """
    tables = [
        reading.table.append_column("file_no", pa.array([number] * len(reading.table), pa.int32()))
        for number, reading in enumerate(readings)
        if reading.table is not None
    ]
    records = pa.concat_tables(tables)
    name_match = matches(_texts(records, "account_name"))
    columns = {
        "file_no": records["file_no"],
        "row": records["row"].cast(pa.int32()),
        "month": _months(records, KINDS[kind].month_column),
        "account": accounts(matches(_texts(records, "account_id")), name_match),
        "parent_match": matches(_texts(records, "parent")),
        "account_id": _texts(records, "account_id"),
        "account_name": _texts(records, "account_name"),
        "name_match": name_match,
        "order_key": _order_keys(records),
    }
    kept = {name: records[name] for name in values(kind) if name not in columns}
    if "margin" in kept:
        kept["margin"] = _margin(records)
    return pa.table(columns | kept)


def months_of(staged: pa.Table, readings: Sequence[Reading]) -> tuple[date, ...]:
    """Every month that the files bring or empty; none for lists."""
    found = set(staged["month"].unique().to_pylist()) - {None}
    return tuple(sorted(found | {r.empty_month for r in readings if r.empty_month}))


def naming_columns(staged: pa.Table) -> pa.Table:
    """What staged records say about ids and names."""
    return staged.select(["account", "account_id", "name_match"])


def lay_out(cursor: duckdb.DuckDBPyConnection, staged: pa.Table, touched: Touched) -> None:
    """Make the tables `staged`, `loaded` and `classified` of this cursor."""
    cursor.register("staged", staged)
    if KINDS[touched.kind].is_list:
        cursor.execute(statement("intake/loaded_list", touched.kind), touched.bind("source"))
    else:
        parameters = touched.bind("source", "mode", "months")
        cursor.execute(statement("intake/loaded_months", touched.kind), parameters)
    [(is_loaded,)] = cursor.execute(statement("intake/is_loaded")).fetchall()
    name = "intake/classified" if is_loaded else "intake/classified_new"
    cursor.execute(statement(name, touched.kind))


def shares(cursor: duckdb.DuckDBPyConnection, kind: str) -> list[Share]:
    """What each file brings to each month, from the tables that are laid out."""
    return [Share(*row) for row in cursor.execute(statement("intake/arriving", kind)).fetchall()]


def changes(
    cursor: duckdb.DuckDBPyConnection, touched: Touched, arriving: Sequence[Share]
) -> list[Change]:
    """What loading does to each month of the call, from the tables that are laid out."""
    present = {
        month: (records, amount)
        for month, records, amount in cursor.execute(
            statement("intake/present", touched.kind), touched.bind("months")
        ).fetchall()
    }
    months: list[date | None] = list(touched.months) or [None]
    return [
        _change(
            touched,
            month,
            [s for s in arriving if s.month == month],
            *present.get(month, (0, None)),
        )
        for month in months
    ]


def missing_days(cursor: duckdb.DuckDBPyConnection, kind: str) -> list[tuple[date, int, int]]:
    """Month, days loaded now, and how many of them no arriving file has."""
    return cursor.execute(statement("intake/missing_days", kind)).fetchall()


def _change(
    touched: Touched,
    month: date | None,
    arriving: Sequence[Share],
    records: int,
    before: Decimal | None,
) -> Change:
    same = sum(s.same for s in arriving)
    known = sum(s.known for s in arriving)
    total = sum(s.records for s in arriving)
    changed = sum(s.changed for s in arriving)
    if touched.mode == "add":
        figures = (total - known, 0, 0, known)
        amount = _sum([before, *(s.new_amount for s in arriving)])
    else:
        figures = (total - same - changed, changed, max(0, records - same - changed), 0)
        amount = _sum([s.amount for s in arriving])
    return Change(touched.kind, touched.source, month, *figures, amount, before)


def _sum(amounts: Sequence[Decimal | None]) -> Decimal | None:
    known = [a for a in amounts if a is not None]
    return sum(known, Decimal(0)) if known else None


def _texts(records: pa.Table, column: str) -> pa.Array:
    if column not in records.column_names:
        return pa.nulls(len(records), pa.string())
    return records[column].combine_chunks().cast(pa.string())


def _order_keys(records: pa.Table) -> pa.Array:
    """What makes lines one order, null where each line is an order of its own."""
    keys = _texts(records, "order_key")
    is_alone = pc.and_(pc.is_null(_texts(records, "order_id")), pc.not_equal(keys, ""))
    return pc.if_else(is_alone, pa.scalar(None, pa.string()), keys)


def _months(records: pa.Table, column: str | None) -> pa.Array:
    if column is None:
        return pa.nulls(len(records), pa.date32())
    return pc.floor_temporal(records[column], unit="month").cast(pa.date32())


def _margin(records: pa.Table) -> pa.Array:
    """The margin given, else amount less cost."""
    worked_out = pc.subtract(records["amount"], records["cost"]).cast(DECIMAL)
    return pc.coalesce(records["margin"], worked_out)
