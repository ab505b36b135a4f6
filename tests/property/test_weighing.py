"""Records weighed at once come out as those weighed with care, whatever is loaded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from data.book.tables import statement, values

Records = list[tuple[str | None, str | None, int | None]]
A_RECORD = st.tuples(
    st.sampled_from(["A1", "A2", "B1", None]),
    st.sampled_from(["1", "2", None]),
    st.sampled_from([10, 20, None]),
)
SOME: st.SearchStrategy[Records] = st.lists(A_RECORD, max_size=6)
"""Order, line and amount of each: often the same again."""


def _table(records: Records, file: str) -> pa.Table:
    given = {"order_id": 0, "line_id": 1, "amount": 2}
    columns = {
        name: pa.array(
            [r[given[name]] if name in given else None for r in records],
            pa.decimal128(18, 4) if name == "amount" else pa.string(),
        )
        for name in values("sales")
    }
    count = len(records)
    numbers = {file: pa.array([0] * count, pa.int32()), "row": pa.array(range(count), pa.int32())}
    month = pa.array([date(2026, 9, 1)] * count, pa.date32())
    return pa.table(numbers | {"month": month} | columns)


def _classified(engine: duckdb.DuckDBPyConnection) -> Sequence[Any]:
    return engine.execute(
        "select file_no, row, is_same, is_changed, is_known from classified order by all"
    ).fetchall()


@settings(max_examples=40, deadline=None)
@given(arriving=SOME, loaded=SOME)
def test_pairs_are_weighed_as_with_care(arriving: Records, loaded: Records) -> None:
    with duckdb.connect() as engine:
        engine.register("staged", _table(arriving, "file_no"))
        engine.register("present", _table(loaded, "file_id"))
        engine.execute("create table loaded as select * from present")
        engine.execute(statement("intake/classified_pairs", "sales"), {"most": len(arriving) + 1})
        bound = {"records": len(arriving)}
        [(are_pairs,)] = engine.execute(statement("intake/are_pairs"), bound).fetchall()
        at_once = _classified(engine)
        engine.execute(statement("intake/classified", "sales"))
        with_care = _classified(engine)
    if len(set(arriving)) == len(arriving) and len(set(loaded)) == len(loaded):
        assert are_pairs
    assert not are_pairs or at_once == with_care
