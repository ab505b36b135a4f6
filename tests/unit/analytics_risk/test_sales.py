"""Sales by month against the same days of last year."""

SOLD = """
    account  on          amount
    ana      2025-09-05  100.00
    ana      2025-09-20  50.00
    ana      2026-08-31  10.00
    ana      2026-09-10  70.00
    ben      2026-09-10  1.00
    ben      2026-09-12  -0.50
    -        2026-09-11  4.00
"""


def test_a_month_that_is_not_over_is_compared_with_the_same_days(book):
    book.orders(SOLD)
    months = book.told(
        "sales_by_month", "month net_sales net_sales_before is_partial orders", as_of="2026-09-15"
    )
    assert len(months) == 13
    assert months[0] == ("2025-09-01", 150.0, None, False, 2)
    assert months[-2] == ("2026-08-01", 10.0, None, False, 1)
    assert months[-1] == ("2026-09-01", 74.5, 100.0, True, 3)


def test_a_month_that_is_over_is_compared_with_the_whole_month(book):
    book.orders(SOLD)
    assert book.told("sales_by_month", "net_sales_before is_partial")[-1] == (150.0, False)


def test_a_filter_on_who_leaves_lines_without_an_account_out(book):
    book.orders(SOLD)
    assert book.told("sales_by_month", "net_sales", accounts=("ben",))[-1] == (0.5,)


def test_two_years_are_shown_and_a_longer_window_when_chosen(book):
    book.orders(SOLD).orders("""
        account  on          amount
        ana      2022-01-05  1.00
    """)
    assert len(book.answer("sales_by_month")) == 24
    assert len(book.answer("sales_by_month", window=36)) == 36
    assert len(book.answer("sales_by_month", window=None)) == 57


def test_no_sales_no_months(book):
    assert book.answer("sales_by_month").empty
