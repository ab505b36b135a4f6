"""Lines of an upload that name no account: they count in the totals and belong to nobody."""

from collections.abc import Sequence

import pyarrow.compute as pc

from data.ingest.model import Reading

NAMES = ("account_id", "account_name")


def lines(readings: Sequence[Reading]) -> int:
    """How many accepted records have neither an id nor a name of an account."""
    return sum(_lines(reading) for reading in readings)


def _lines(reading: Reading) -> int:
    table = reading.table
    if table is None or not set(NAMES) <= set(table.column_names):
        return 0
    number, name = (pc.is_null(table[column]) for column in NAMES)
    return int(pc.sum(pc.and_(number, name)).as_py() or 0)
