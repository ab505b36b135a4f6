"""Decimals become the nearest floats, whichever way is taken."""

from decimal import Decimal

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.decimals import floats


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.none() | st.integers(-(10**20), 10**20) | st.integers(-(10**9), 10**9), max_size=8),
    st.sampled_from([1, 2, 4, 10]),
    st.integers(0, 2),
)
def test_a_decimal_is_read_as_its_text_is(
    whole: list[int | None], scale: int, skipped: int
) -> None:
    values = [None if n is None else Decimal(n).scaleb(-scale) for n in whole]
    array = pa.array(values, pa.decimal128(38, scale))[skipped:]
    expected = [None if value is None else float(str(value)) for value in values[skipped:]]
    assert floats(pa.chunked_array([array])).to_pylist() == expected


def test_the_number_that_multiplying_spoils() -> None:
    column = pa.chunked_array([pa.array([Decimal("959320.6100"), None], pa.decimal128(38, 4))])
    assert floats(column).to_pylist() == [959320.61, None]
