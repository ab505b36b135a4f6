"""What allocators keep of memory that nobody uses goes back to the system."""

import sys

import duckdb
import pytest

from data.book import giving_back


def _held() -> float:
    """MB of this process that are in memory."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * 4096 / 1e6


@pytest.mark.skipif(
    sys.platform != "linux", reason="other systems' allocators give back themselves"
)
def test_what_a_query_used_is_given_back() -> None:
    assert None not in giving_back._calls()
    query = "select count(*) from (select range::varchar as t from range(800000) group by t)"
    with duckdb.connect() as engine:
        engine.execute("set threads = 2")
        engine.execute(query).fetchall()
        used = _held()
        giving_back.give_back()
        assert _held() < used - 20
