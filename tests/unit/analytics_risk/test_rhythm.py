"""Silence against each account's own rhythm, on a book that one can add up by hand."""

import pandas as pd

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
    bands = book.orders(SOLD).answer("rhythm_bands").set_index("band")
    # late: cleo's 50 days, ben's 100, ana's 100 so far; at risk and lost: only the hundreds
    assert list(bands["silences"]) == [0, 3, 2, 2]
    assert pd.isna(bands.loc["active", "came_back_share"])
    assert bands.loc["late", "came_back_share"] == 2 / 3
    assert bands.loc["at_risk", "came_back_share"] == 1 / 2
    assert bands.loc["lost", "came_back_share"] == 1 / 2


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
