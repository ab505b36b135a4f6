"""Who rose and fell since the last upload: a book of four accounts before and after it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from analytics import snapshot_upkeep, uploads
from analytics.scope import Scope
from tests.unit.analytics.book_builder import Story, scoped, story

RULER = {"method": "standard", "split": "cutoff", "cutoff": "3,3,3", "window": "3"}
"""High: an order in the last 90 days, three orders or more, 5,000 or more, in three months."""
MAY = """
    order  account  on          amount
    A1     ana      2026-03-05  2000.00
    A2     ana      2026-04-05  2000.00
    A3     ana      2026-05-05  2000.00
    B1     bob      2026-04-10  1000.00
    B2     bob      2026-05-10  1000.00
    C1     cy       2026-05-20   400.00
    D1     -        2026-05-31    11.00
"""
JUNE = """
    order  account  on          amount
    A4     ana      2026-06-05   500.00
    B3     bob      2026-06-10  3000.00
    E1     eve      2026-06-30   700.00
"""
Cell = tuple[str, str]


@pytest.fixture
def grown(tmp_path: Path) -> Iterator[Story]:
    """Two uploads: up to May, then June."""
    told = story(tmp_path, MAY).sales(JUNE)
    yield told
    told.warehouse.close()


def since(told: Story, scope: Scope, as_of: date | None = None) -> Scope:
    with told.warehouse.cursor() as cursor:
        found = uploads.since(cursor, scope, told.version, as_of)
    assert found is not None
    return found


def cells(told: Story, between: Scope) -> dict[Cell, tuple[int, float, float]]:
    answer = told.ask("migration", between)
    return {
        (row.from_state, row.to_state): (row.accounts, row.net_sales_before, row.net_sales)
        for row in answer.itertuples()
    }


def test_a_new_month_makes_one_rise_and_one_fall(grown: Story) -> None:
    """Ana's March order falls out of the window (6,000 to 4,500); bob's third makes him rise."""
    between = since(grown, scoped(**RULER))
    assert (between.migrated_from, between.as_of) == (date(2026, 5, 31), date(2026, 6, 30))
    moves = grown.ask("moves", between).set_index("account_id")
    assert moves["direction"].to_dict() == {
        "ana": "fell",
        "bob": "rose",
        "cy": "stayed",
        "eve": "new",
    }
    assert list(moves.index) == ["ana", "bob", "eve", "cy"]  # most money, now or then, first
    assert (moves.loc["ana", "net_sales_before"], moves.loc["ana", "net_sales"]) == (6000, 4500)
    assert cells(grown, between)["unassigned", "unassigned"] == (0, 11.0, 11.0)


def test_an_upload_that_corrects_the_same_month_is_told_from_what_it_was(grown: Story) -> None:
    """The day is the same before and after; a month-end would show nothing of it."""
    told = grown.sales("""
        order  account  on          amount
        C2     cy       2026-06-29  9000.00
        C3     cy       2026-06-30     5.00
        B3x    bob      2026-06-30 -4000.00
        F1     -        2026-06-30     4.00
        """)
    between = since(told, scoped(**RULER))
    assert between.migrated_from == between.as_of == date(2026, 6, 30)
    assert cells(told, between) == {
        ("general_develop", "important_value"): (1, 400.0, 9405.0),  # cy
        ("important_value", "general_value"): (1, 5000.0, 1000.0),  # bob
        ("general_value", "general_value"): (1, 4500.0, 4500.0),  # ana
        ("general_develop", "general_develop"): (1, 700.0, 700.0),  # eve
        ("unassigned", "unassigned"): (0, 11.0, 15.0),
    }


def test_a_chosen_day_is_looked_at_before_and_after(grown: Story) -> None:
    """On 10 June ana and bob each had a third order in the window only after the upload."""
    day = date(2026, 6, 10)
    between = since(grown, scoped(as_of=str(day), **RULER), day)
    assert between.migrated_from == day
    moves = grown.ask("moves", between).set_index("account_id")
    assert moves["direction"].to_dict() == {"ana": "rose", "bob": "rose", "cy": "stayed"}


def test_it_is_alike_whatever_is_kept(grown: Story) -> None:
    between = since(grown, scoped(**RULER))
    before = grown.ask("moves", between)
    snapshot_upkeep.keep(grown.warehouse, [scoped(as_of="2026-06-30", **RULER)])
    assert grown.ask("moves", between).equals(before)


def test_the_first_upload_has_nothing_before_it(tmp_path: Path) -> None:
    told = story(tmp_path, MAY)
    with told.warehouse.cursor() as cursor:
        assert uploads.since(cursor, Scope(), 1, None) is None
    told.warehouse.close()
