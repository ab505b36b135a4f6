"""Saved rankings: versions with a day from which they hold; the official one gives the weights."""

from datetime import date
from pathlib import Path

import pytest

from data import clock
from data.book import settings
from tests.unit.analytics.book_builder import Story, scoped, story

pytestmark = pytest.mark.usefixtures("unledgered")

SALES = "order account on amount\nA1 ana 2026-01-10 5.00"


@pytest.fixture
def book(tmp_path: Path) -> Story:
    return story(tmp_path, SALES)


def save(book: Story, name: str, from_on: str, *, is_official: bool, **weights: float) -> None:
    content = {"weights": weights, "from_on": from_on, "is_official": is_official}
    settings.save(book.warehouse, settings.RANKING, name, content, "ana")


def weight(book: Story, as_of: str, name: str = "overdue") -> float:
    told = book.ask("index_weights", scoped(as_of=as_of))
    return float(told.set_index("index_name").loc[name, "weight"])


def turn(book: Story, place: int, *, is_taken_back: bool) -> None:
    saved = book.ask("saved_rankings", scoped(as_of="2026-12-31"))
    at = f"{saved['saved_at'].iloc[place]:%Y-%m-%dT%H:%M:%S.%f}"
    content = {"is_taken_back": is_taken_back}
    settings.save(book.warehouse, settings.RANKING_TURNED, at, content, "ben")


def test_the_official_ranking_holds_from_its_day(book: Story) -> None:
    usual = weight(book, "2026-06-30")
    save(book, "Ours", "2026-04-01", is_official=True, overdue=77)
    save(book, "Mine", "2026-01-01", is_official=False, overdue=55)
    assert weight(book, "2026-03-31") == usual
    assert weight(book, "2026-04-01") == 77
    assert weight(book, "2026-06-30", "net_sales") > 0


def test_a_ranking_taken_back_gives_way_to_the_one_before(book: Story) -> None:
    save(book, "Ours", "2026-01-01", is_official=True, overdue=11)
    save(book, "Ours", "2026-02-01", is_official=True, overdue=22)
    assert weight(book, "2026-06-30") == 22
    turn(book, 0, is_taken_back=True)
    assert weight(book, "2026-06-30") == 11
    told = book.ask("saved_rankings", scoped(as_of="2026-06-30"))
    assert told["is_newest_of_name"].tolist() == [False, True]
    assert told["taken_by"].iloc[0] == "ben"
    turn(book, 0, is_taken_back=False)
    assert weight(book, "2026-06-30") == 22


def test_weights_saved_before_there_were_days_are_kept(book: Story) -> None:
    before = clock.now().date()
    settings.save(book.warehouse, settings.RANKING, "Old", {"overdue": 9}, "ana")
    (row,) = book.ask("saved_rankings", scoped(as_of="2026-06-30")).to_dict("records")
    assert (row["weights"], row["is_official"]) == ('{"overdue": 9}', False)
    saved_on = date.fromisoformat(str(row["from_on"])[:10])
    assert saved_on in (before, clock.now().date())  # the instant it was saved, not today's day
