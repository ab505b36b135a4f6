"""Net sales of a period beside last year's and the period before, cut by what the lines say."""

SOLD = """
    account  on          amount  region  category
    ana      2024-01-05  10.00   North   iron
    ana      2025-01-20  30.00   North   iron
    ana      2025-02-10  20.00   South   tool
    ana      2025-09-05  100.00  North   iron
    ana      2025-09-20  50.00   North   iron
    ana      2026-01-10  5.00    North   iron
    ana      2026-02-25  60.00   South   tool
    ana      2026-08-10  8.00    South   tool
    ana      2026-08-31  11.00   South   tool
    ana      2026-09-10  70.00   North   iron
    ben      2026-09-12  -0.50   South   iron
    -        2026-09-11  4.00    North   tool
"""
COLUMNS = "value net_sales last_year_sales previous_sales"


def test_a_month_that_is_not_over_is_compared_with_the_same_days(book):
    book.orders(SOLD)
    whole = book.told(
        "sales_results", COLUMNS, dimension="company", as_of="2026-09-15", period="month"
    )
    assert whole == [(None, 73.5, 100.0, 8.0)]


def test_the_parts_add_up_to_the_company(book):
    book.orders(SOLD)
    for dimension in ("region", "category", "salesperson"):
        told = book.told("sales_results", COLUMNS, dimension=dimension, period="month")
        assert sum(row[1] for row in told) == 73.5
        assert sum(row[2] for row in told) == 150.0
        assert sum(row[3] for row in told) == 19.0


def test_january_and_february_are_one_step(book):
    book.orders(SOLD)
    told = book.told(
        "sales_by_period",
        "from_on until_on net_sales last_year_sales",
        dimension="company",
        grain="month",
        jan_feb_together=True,
    )
    assert ("2026-01-01", "2026-02-28", 65.0, 50.0) in told
    assert not any(row[0].endswith("-02-01") for row in told)


def test_fiscal_years_and_quarters_begin_in_their_month(book):
    book.orders(SOLD)
    years = book.told(
        "sales_by_period",
        "from_on until_on is_partial net_sales last_year_sales",
        dimension="company",
        grain="year",
        fiscal_month=4,
    )
    assert years == [
        ("2023-04-01", "2024-03-31", False, 10.0, None),
        ("2024-04-01", "2025-03-31", False, 50.0, None),
        ("2025-04-01", "2026-03-31", False, 215.0, 50.0),
        ("2026-04-01", "2026-09-30", True, 92.5, 150.0),
    ]
    quarters = book.told(
        "sales_by_period", "from_on", dimension="company", grain="quarter", fiscal_month=2
    )
    assert quarters[-1] == ("2026-08-01",)


def test_every_day_of_two_months(book):
    book.orders(SOLD)
    told = book.told(
        "sales_by_period",
        "from_on net_sales",
        dimension="company",
        grain="day",
        as_of="2026-09-15",
    )
    assert len(told) == 31 + 15
    assert sum(row[1] for row in told) == 8.0 + 11.0 + 73.5


def test_a_link_holds_the_period(book):
    book.orders(SOLD)
    told = book.told("sales_results", COLUMNS, dimension="company", period="2026-08-01..2026-08-31")
    assert told == [(None, 19.0, 0.0, 0.0)]


def test_a_filter_on_who_leaves_lines_without_an_account_out(book):
    book.orders(SOLD)
    told = book.told(
        "sales_results", COLUMNS, dimension="company", period="month", accounts=("ben",)
    )
    assert told == [(None, -0.5, 0.0, 0.0)]


def test_an_empty_book_has_no_results(book):
    for question in ("sales_results", "bridge", "retention"):
        assert book.answer(question, dimension="company").empty
    assert book.answer("sales_by_period", dimension="company", grain="month").empty
