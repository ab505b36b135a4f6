"""Silence against each account's own rhythm, on a book that one can add up by hand."""

import pytest

from tests.unit.analytics.book_builder import scoped

# ana buys every 30 days and is silent for 100; ben was once silent for 100 days and came back;
# cleo was silent for 50 days and came back.
SOLD = """
    account  on          amount
    ana      2026-03-24  10.00
    ana      2026-04-23  10.00
    ana      2026-05-23  10.00
    ana      2026-06-22  10.00
    ben      2026-04-03  20.00
    ben      2026-05-03  20.00
    ben      2026-06-02  20.00
    ben      2026-09-10  20.00
    cleo     2026-06-12  40.00
    cleo     2026-07-12  40.00
    cleo     2026-08-31  40.00
    cleo     2026-09-30  40.00
    cleo     2026-09-30  -5.00
"""


def test_bands_hold_accounts_and_money(book):
    bands = book.orders(SOLD).answer("rhythm_bands")
    assert list(bands["band"]) == ["active", "late", "at_risk", "lost"]
    assert list(bands["accounts"]) == [2, 0, 0, 1]
    assert list(bands["net_sales"]) == [235.0, 0.0, 0.0, 40.0]
    assert list(bands["at_stake"]) == [235.0, 0.0, 0.0, 40.0]


def test_how_many_came_back_is_told_from_the_silences_of_the_past(book):
    """Back means within 90 days of reaching the band; what reached it later is not decided yet."""
    bands = book.orders(SOLD).ask("rhythm_bands", scoped(as_of="2026-12-31")).set_index("band")
    # late: cleo's 50 days, ben's 100, ana's open one; at risk and lost: only the last two
    assert list(bands["silences"]) == [12, 3, 2, 2]
    assert bands.loc["active", "came_back_share"] == 8 / 12
    assert bands.loc["late", "came_back_share"] == 2 / 3
    assert bands.loc["at_risk", "came_back_share"] == 1 / 2
    assert bands.loc["lost", "came_back_share"] == 1 / 2


def test_who_comes_back_after_more_than_90_days_has_not_come_back(book):
    """The band of those at risk begins after 60 days; 151 days of silence are one too many."""
    days = ["2025-01-01", "2025-01-31", "2025-03-02"]
    for back, share in (("2025-07-30", 1.0), ("2025-07-31", 0.0)):  # 150 and 151 days
        lines = "\n".join(f"a{back}  {day}  1.00" for day in [*days, back])
        book.orders(f"account  on  amount\n{lines}")
        bands = book.ask("rhythm_bands", scoped(as_of="2025-08-01", account=f"a{back}"))
        assert bands.set_index("band").loc["at_risk", "came_back_share"] == share


def test_lost_by_rhythm_and_lost_by_record_are_told_apart(book):
    bands = (
        book.orders(SOLD)
        .losses("""
        account  lost_on     reason
        ana      2026-08-01  Price
        ben      2026-08-01  Price
    """)
        .answer("rhythm_bands")
    )
    assert list(bands["recorded_as_lost"]) == [0, 0, 0, 1]


def test_no_sales_leave_four_empty_bands(book):
    bands = book.losses("""
        account  lost_on     reason
        ana      2026-08-01  Price
    """).answer("rhythm_bands")
    assert list(bands["accounts"]) == [0, 0, 0, 0]
    assert bands["came_back_share"].isna().all()


SILENT = """
    account  on          amount
    late     2026-06-01  10.00
    late     2026-07-01  10.00
    late     2026-07-31  10.00
    lost     2025-01-10  500.00
    lost     2025-02-10  500.00
    lost     2025-03-10  500.00
    lost     2025-03-10  -20.00
    fresh    2026-09-01  70.00
    fresh    2026-09-20  70.00
    fresh    2026-09-29  70.00
    two      2026-01-10  5.00
    two      2026-02-10  5.00
"""


def test_one_list_of_the_silent_dearest_first(book):
    silent = book.orders(SILENT).ask("silent_accounts", scoped(as_of="2026-09-30"))
    rows = silent[["account_id", "silence", "at_stake", "rhythm_of"]].values.tolist()
    assert rows[0] == ["lost", "lost", 1480.0, "account"]
    assert rows[1:] == [["late", "at_risk", 30.0, "account"], ["two", "lost", 10.0, "book"]]
    figures = book.ask("figures", scoped(as_of="2026-09-30")).iloc[0]
    assert figures["silent_accounts"] == 3
    assert figures["silent_sales"] == 1520.0


def test_to_fall_from_late_to_lost_improves_nothing(book):
    book.orders(SILENT)
    then = book.ask("figures", scoped(as_of="2026-09-30")).iloc[0]
    now = book.ask("figures", scoped(as_of="2026-12-31", account="late")).iloc[0]
    assert now["late_accounts"] == 0
    assert now["silent_accounts"] == 1
    assert then["silent_accounts"] == 3


@pytest.mark.parametrize(
    ("as_of", "is_silent"),
    [
        ("2026-05-31", False),  # last year it was silent in May as well
        ("2026-11-30", True),  # last year's season had begun again in October
    ],
)
def test_out_of_season_is_not_late(book, as_of, is_silent):
    season = ["10-05", "10-20", "11-05", "11-20", "12-05", "12-20"]
    days = [f"{year}-{day}" for year in (2024, 2025) for day in season]
    lines = "\n".join(f"ski  {day}  10.00" for day in days)
    book.orders(f"account  on  amount\n{lines}")
    silent = book.ask("silent_accounts", scoped(as_of=as_of))
    assert bool(len(silent)) is is_silent
    late = book.ask("late_accounts", scoped(as_of=as_of))
    assert bool(len(late)) is is_silent
