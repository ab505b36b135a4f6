"""Books of one account and of half a million, flat, quarterly or four months old: each says so."""

from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from analytics import book as books
from analytics import engine
from analytics.scope import Scope
from charts.theme import Look
from pages.parts.sentences import concentration, doubts, home, ruler, value, windows
from tests.golden.real_books import real_book
from tests.unit.analytics.book_builder import Story, scoped, story

AS_OF = "2026-06-30"
LAST = date(2026, 6, 20)
LOOK = Look(currency="EUR")


def lines(accounts: int, *, every: int = 30, days: int = 700, flat: bool = False) -> pd.DataFrame:
    """Each account orders every so many days (the later ones seldom), the first ones for most."""
    rows = []
    for n in range(accounts):
        gap = every if flat else every * (1 + n % 4)
        silent = 0 if flat else (n * 7) % (2 * gap)
        amount = 100 if flat else round(100_000 / (1 + n) + 100)
        rows += [
            (f"c{n}", f"c{n}-{back}", LAST - timedelta(silent + back), amount)
            for back in range(0, days, gap)
        ]
    return pd.DataFrame(rows, columns=["account", "order", "on", "amount"])


def warned(book: Story, **params: str) -> list[str]:
    """What the value pages say before they show anything."""
    scope = settled(book, **params)
    return doubts.warnings(
        book.ask("segments", scope),
        book.ask("cut_points", scope),
        book.ask("figures", scope).iloc[0],
        scope,
        LOOK,
    )


def headlines(book: Story, **params: str) -> list[str]:
    """What a director reads first: on the overview, the segments, the cube and 80/20."""
    scope = settled(book, **params)
    pareto = book.ask("pareto", scope)
    return [
        home.headline(book.ask("figures", scope).iloc[0], LOOK),
        value.segments(book.ask("segments", scope), LOOK),
        value.cube(book.ask("rfm_cube", scope), LOOK),
        concentration.pareto(pareto, 0.8, LOOK),
    ]


def settled(book: Story, **params: str) -> Scope:
    with book.warehouse.cursor() as cursor:
        return books.settle(cursor, scoped(as_of=AS_OF, **params))


def suggestion(book: Story) -> str:
    return windows.suggestion(book.ask("window_suggestions", settled(book)), LOOK)


@pytest.mark.parametrize("method", ["standard", "quintile"])
@pytest.mark.parametrize("accounts", [1, 3, 5, 60, 400])
def test_every_size_of_book(tmp_path: Path, accounts: int, method: str) -> None:
    book = real_book(tmp_path, lines(accounts))
    found = book.ask("segments", scoped(as_of=AS_OF, method=method))
    assert found["accounts"].sum() == accounts
    told = " ".join(warned(book, method=method))
    assert ("has an order in the window: look at it by itself" in told) == (accounts == 1)
    assert ("3 accounts have an order in the window" in told) == (accounts == 3)


SENTENCES = {
    1: [
        "One account makes all the sales; none is silent for longer than usual.",
        "The one account with an order in the window is in the segment Important value.",
        "One cell of 125 holds the one active account.",
        "One account makes all the net sales.",
        "Only 1 account has an order in the window: look at it by itself; scores by rank need five "
        "accounts and more.",
    ],
    5: [
        "3 of 5 active accounts make 80% of sales; none is silent for longer than usual.",
        "3 important accounts make 89% of sales; none of them has gone quiet.",
        "5 of 125 cells hold all 5 active accounts; the heaviest, 1 account, makes 62% of sales.",
        "3 of 5 accounts make 80% of net sales; the top 20% make 62%.",
    ],
    60: [
        "16 of 60 active accounts make 80% of sales; 18 are silent for longer than usual.",
        "16 important accounts make 80% of sales; 3 of them have gone quiet.",
        "32 of 125 cells hold all 60 active accounts; the heaviest, 1 account, makes 37% of sales.",
        "16 of 60 accounts make 80% of net sales; the top 20% make 75%.",
    ],
    400: [
        "89 of 400 active accounts make 80% of sales; 130 are silent for longer than usual.",
        "89 important accounts make 80% of sales; 27 of them have gone quiet.",
        "43 of 125 cells hold all 400 active accounts; the heaviest, 1 account, makes 26% of "
        "sales.",
        "89 of 400 accounts make 80% of net sales; the top 20% make 79%.",
    ],
}


@pytest.mark.parametrize("accounts", SENTENCES)
def test_what_is_read_first_at_every_size(tmp_path: Path, accounts: int) -> None:
    """By the own book: the four headings, then what is doubtful about the segments, if anything."""
    book = real_book(tmp_path, lines(accounts))
    assert [*headlines(book), *warned(book)] == SENTENCES[accounts]


def test_a_flat_book_says_that_segments_say_little(tmp_path: Path) -> None:
    book = real_book(tmp_path, lines(85, flat=True))
    assert headlines(book) == [
        "Sales are spread evenly: 68 of 85 active accounts make 80%; "
        "none is silent for longer than usual.",
        "All 85 accounts are in one segment, Important value: nothing tells them apart.",
        "One cell of 125 holds all 85 active accounts: by their scores they are alike.",
        "68 of 85 accounts make 80% of net sales; the top 20% make 20%.",
    ]
    assert warned(book) == [
        "Important value holds 100% of the accounts: the ruler hardly tells them apart. Try the "
        "quintile method, or another window or split.",
        "Recency, Frequency, Monetary: 1 of 5 scores used, too few distinct values. Try a longer "
        "window or another measure.",
        "Sales are spread evenly (68 of 85 accounts make 80%); segments say little here.",
    ]
    by_rank = " ".join(warned(book, method="quintile"))
    assert "Try the quintile method" not in by_rank, "no advice to do what is done already"
    assert "Try the own book" in by_rank
    unused = doubts.unused_scores(book.ask("cut_points", settled(book)))
    assert "Frequency: 1 of 5 scores used" in unused[0]


def test_a_quarterly_book_is_measured_by_its_own_rhythm(tmp_path: Path) -> None:
    """Eighty-one days after the last order nobody is late who orders every 91 days."""
    quarterly = lines(40, every=91, flat=True).assign(on=lambda f: f["on"] - timedelta(71))
    book = real_book(tmp_path, quarterly)
    own = book.ask("rfm", scoped(as_of=AS_OF, method="book"))
    standard = book.ask("rfm", scoped(as_of=AS_OF, method="standard", split="cutoff"))
    assert set(own["r_score"]) == {4}
    assert set(standard["r_score"]) == {3}
    told = ruler.in_words(settled(book), book.ask("book_fit", settled(book)), LOOK)
    assert any("the book's usual interval, 91 days" in sentence for sentence in told)
    assert suggestion(book).startswith("Suggested window: 12 months, the shortest")
    assert headlines(book)[0] == (
        "Sales are spread evenly: 32 of 40 active accounts make 80%; "
        "none is silent for longer than usual."
    )


def test_four_months_are_all_there_is(tmp_path: Path) -> None:
    book = real_book(tmp_path, lines(60, days=100).query("on >= @date(2026, 3, 1)"))
    told = " ".join(warned(book))
    assert settled(book).ruler.method == "standard", "the own book needs six months"
    assert "The window is 12 months, the book holds 4 months: all there is." in told
    assert suggestion(book) == "Suggested window: 4 months, all there is."
    assert headlines(book)[:2] == [
        "13 of 47 active accounts make 80% of sales; 26 are silent for longer than usual.",
        "30 important accounts make 95% of sales; 8 of them have gone quiet.",
    ]


def test_a_window_that_the_history_fills_but_shows_too_little(tmp_path: Path) -> None:
    seldom = lines(40, every=400, days=1000, flat=True)
    book = real_book(tmp_path, seldom)
    assert suggestion(book).startswith("Suggested window: 24 months, the longest that is loaded.")


HALF_A_MILLION = (
    "insert into versions (version, made_at, who, action, kind, source, rows_added, rows_removed) "
    "values (1, '2026-01-01', 'ana', 'import', 'sales', 'main', 0, 0)",
    "insert into account_keys select range, 'c' || range, false from range(500000)",
    "insert into orders (account_key, order_key, order_id, order_date, month, lines, amount, "
    "margin_amount) select range % 500000, 'o' || range, 'o' || range, day, "
    "date_trunc('month', day), 1, 10 + 1000000 // (1 + range % 500000), 0 from (select range, "
    "date '2026-06-20' - cast(hash(range) % 500 as integer) as day from range(800000))",
)


def test_half_a_million_accounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 600)  # how fast is for the benchmarks to say
    book = story(tmp_path)
    with book.warehouse.transaction() as connection:
        for text in HALF_A_MILLION:
            connection.execute(text)
    scope = settled(book, method="book")
    found = book.ask("segments", scope)
    assert found["accounts"].sum() == 500_000
    assert (found["accounts"][:8] > 0).all()
    assert value.segments(found, LOOK) == (
        "121,578 important accounts make 81% of sales; 55,485 of them have gone quiet, "
        "16,851 more have lapsed."
    )
    assert home.headline(book.ask("figures", scope).iloc[0], LOOK) == (
        "111,433 of 416,193 active accounts make 80% of sales; "
        "316,948 are silent for longer than usual."
    )
