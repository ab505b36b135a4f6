"""A scope is what a link holds: it reads back as written, and nothing in a link can break it."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics.links import READERS
from analytics.ruler import RULES, Unreadable
from analytics.scope import FILTERS, Scope, a_year_before, month_ends, months_before
from tests.unit.analytics.book_builder import day, scoped

FULL = {
    "as_of": ["2026-09-30"],
    "window": ["all"],
    "compare": ["period_before"],
    "version": ["3"],
    "currency": ["EUR"],
    "level": ["group"],
    "key_accounts": ["yes"],
    "region": ["North", "South, far"],
    "product": ["bolt"],
    "method": ["standard"],
    "weights": ["1,0.5,8"],
    "m_cuts": ["0.01,5,6,1000000"],
    "cutoff": ["1,2,5"],
}


def test_a_link_reads_back() -> None:
    scope = Scope.from_params(FULL)
    assert scope.to_params() == FULL
    assert scope.regions == ("North", "South, far")
    assert scope.window is None
    assert hash(scope) == hash(Scope.from_params(FULL))


def test_an_empty_link_is_the_default() -> None:
    assert Scope.from_params({}) == Scope()
    assert Scope().to_params() == {}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(
        st.sampled_from([*READERS, *FILTERS, *RULES, "colour"]),
        st.lists(st.text() | st.sampled_from(["12", "all", "book", "1,2,3", "1e999,2,3,4", "nan"])),
    )
)
def test_no_link_breaks_a_scope(params: dict[str, list[str]]) -> None:
    scope = Scope.from_params(params)
    assert Scope.from_params(scope.to_params()) == scope


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("window", "5"),
        ("as_of", "2026-02-30"),
        ("as_of", "9999-12-31"),
        ("as_of", "0001-01-01"),
        ("version", "0"),
        ("version", "12345678901234567890"),
        ("level", "holding"),
        ("method", "best"),
        ("weights", "0,0,0"),
        ("weights", "-1,2,3"),
        ("r_cuts", "30,60,60,90"),
        ("r_cuts", "30,60,90"),
        ("cutoff", "3,4,6"),
        ("cutoff", "3,4,3.5"),
        ("m_cuts", "1,2,3,NaN"),
        ("weights", "1,2,0.00000001"),
        ("colour", "red"),
    ],
)
def test_what_means_nothing_is_said(key: str, value: str) -> None:
    with pytest.raises(Unreadable, match=key if key not in ("as_of", "version") else value):
        scoped(**{key: value})


@pytest.mark.parametrize(
    ("as_of", "compare", "before"),
    [
        ("2026-09-30", "last_year", "2025-09-30"),
        ("2026-09-12", "last_year", "2025-09-12"),
        ("2025-02-28", "last_year", "2024-02-29"),
        ("2024-02-29", "last_year", "2023-02-28"),
        ("2026-09-30", "period_before", "2025-09-30"),
        ("2026-09-12", "2026-01-31", "2026-01-31"),
    ],
)
def test_the_day_compared_with(as_of: str, compare: str, before: str) -> None:
    assert scoped(as_of=as_of, window="12", compare=compare).compare_as_of == day(before)


def test_all_history_has_no_period_before() -> None:
    assert scoped(as_of="2026-09-30", window="all", compare="period_before").compare_as_of is None


def test_months() -> None:
    assert months_before(date(2026, 3, 31), 1) == date(2026, 2, 28)
    assert months_before(date(1, 1, 31), 3) == date.min
    assert a_year_before(date(2026, 6, 30)) == date(2025, 6, 30)
    ends = month_ends(date(2026, 3, 12), 3)
    assert ends == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 12)]
