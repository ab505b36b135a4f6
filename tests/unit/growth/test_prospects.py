"""Rising accounts, product gaps, cohorts, targets, the department: small enough to count."""

import pytest

from charts.theme import Look
from pages.parts.sentences import prospects

BUYS = """
    account  on          amount  category
    big      2025-11-01  900.00  bolt
    big      2026-05-01  900.00  bolt
    up       2025-05-01  10.00   bolt
    up       2025-12-01  20.00   bolt
    up       2026-05-01  20.00   bolt
    up       2026-08-01  20.00   nut
    flat     2025-12-01  20.00   bolt
    flat     2026-05-01  10.00   bolt
    flat     2026-08-01  10.00   bolt
    fresh    2026-08-01  50.00   bolt
    fresh    2026-08-09  50.00   bolt
    fresh    2026-09-01  50.00   bolt
"""


def test_a_small_account_that_outgrows_both_halves_is_rising(book):
    book.orders(BUYS)
    told = book.told(
        "rising_accounts", "account_id last_half_sales half_before_sales growth_change"
    )
    assert told == [("up", 40.0, 20.0, 1.0)]


@pytest.mark.parametrize(
    ("as_of", "first_on", "last_on"),
    [
        ("2026-09-30", "2026-04-01", "2026-03-31"),
        ("2026-02-28", "2025-09-01", "2025-08-31"),
        ("2026-03-15", "2025-09-16", "2025-09-15"),
    ],
)
def test_half_a_year_ends_with_the_as_of_date(book, as_of, first_on, last_on):
    book.orders(f"""
        account  on          amount
        big      2024-01-01  1.00
        big      {first_on}  9000.00
        up       {last_on}   1.00
        up       {first_on}  20.00
        up       {as_of}     20.00
    """)
    told = book.told("rising_accounts", "account_id last_half_sales half_before_sales", as_of=as_of)
    assert told == [("up", 40.0, 1.0)]


@pytest.mark.parametrize(
    ("begins_on", "rising"),
    [("2025-10-19", [("up", 1.0, None)]), ("2025-10-20", [])],  # 18 days after 1 October, and 19
)
def test_a_half_that_the_book_does_not_cover_is_none(book, begins_on, rising):
    book.orders(f"""
        account  on          amount
        big      {begins_on}  9000.00
        up       2026-03-31  1.00
        up       2026-04-01  20.00
        up       2026-09-30  20.00
    """)
    rows = book.told("rising_accounts", "account_id half_before_sales half_last_year_sales")
    assert rows == rising


def test_a_gap_is_what_accounts_alike_buy(book):
    """Five of one industry: three buy nuts, one stopped, one never did."""
    lines = "\n".join(f"    {name}  2026-01-10  60.00  bolt" for name in "abcde")
    lines += "\n" + "\n".join(f"    {name}  2026-02-10  40.00  nut" for name in "abc")
    book.orders(
        f"    account  on          amount  category\n{lines}\n    d  2025-02-10  30.00  nut\n"
    )
    book.accounts("account  industry\n" + "\n".join(f"{name}  steel" for name in "abcde"))
    told = book.told("product_gaps", "account_id category standing worth buyers_alike")
    gaps = [row for row in told if row[2] in ("gap", "stopped")]
    assert gaps == [
        ("d", "nut", "stopped", 30.0, 3),
        ("e", "nut", "gap", pytest.approx(60 * 0.4), 3),
    ]
    assert len(told) == 10


def test_four_accounts_alike_are_too_few_for_a_gap(book):
    lines = "\n".join(f"    {name}  2026-01-10  60.00  bolt" for name in "abcd")
    book.orders(
        f"    account  on          amount  category\n{lines}\n    a  2026-02-10  40.00  nut\n"
        "    b  2026-02-10  40.00  nut\n    c  2026-02-10  40.00  nut\n"
    )
    assert not any(row[0] == "gap" for row in book.told("product_gaps", "standing"))


def test_cohorts_by_the_quarter_of_the_first_order(book):
    book.orders("""
        account  on          amount
        old      2025-01-10  10.00
        ana      2026-01-10  100.00
        ana      2026-04-10  50.00
        ben      2026-02-10  100.00
        ben      2026-08-10  250.00
        ben      2026-09-10  -50.00
    """)
    told = book.told(
        "cohorts", "cohort_on quarter_on accounts active_accounts accounts_share sales_share"
    )
    assert [row[2:] for row in told if row[0] == "2026-01-01"] == [
        (2, 2, 1.0, 1.0),
        (2, 1, 0.5, 0.25),
        (2, 1, 0.5, 1.0),
    ]
    fiscal = book.told("cohorts", "cohort_on quarter_on is_partial", fiscal_month=2)
    assert fiscal[-1] == ("2026-02-01", "2026-08-01", True)


TARGETS = """
    month    amount  region  salesperson  period
    2026-07  300.00  North   .            quarter
    2026-07  90.00   North   Kim          quarter
    2026-07  60.00   South   .            quarter
"""
SOLD = """
    account  on          amount  region  salesperson
    old      2025-01-01  1.00    North   Kim
    ana      2026-07-10  100.00  North   Kim
    ana      2026-08-10  50.00   North   Kim
    ben      2026-09-10  60.00   South   Lee
"""


def test_targets_of_one_level_are_added_and_those_of_another_are_not(book):
    book.orders(SOLD).targets(TARGETS)
    (row,) = book.told(
        "sales_targets", "value net_sales target attainment_share", dimension="company",
        period="quarter",
    )  # fmt: skip
    assert row == (None, 210.0, 360.0, pytest.approx(210 / 360))
    told = book.told(
        "sales_targets", "value target target_gap", dimension="region", period="quarter"
    )
    assert told == [("North", 300.0, -150.0), ("South", 60.0, 0.0)]
    (kim,) = book.told("sales_targets", "value target", dimension="salesperson", period="quarter")
    assert kim == ("Kim", 90.0)


def test_the_company_is_measured_by_the_sales_that_have_a_target(book):
    """West sold 90 of 300 and has no target; South has none in July, when it sold 30 more."""
    book.orders(
        SOLD.rstrip()
        + """
    eve      2026-09-12  90.00   West    Max
    ben      2026-07-12  30.00   South   Lee
    """
    ).targets("""
        month    amount  region
        2026-07  100.00  North
        2026-08  100.00  North
        2026-09  100.00  North
        2026-08  30.00   South
        2026-09  30.00   South
    """)
    asked = ("sales_targets", "net_sales target attainment_share planned_share")
    (row,) = book.told(*asked, dimension="company", period="quarter")
    assert row == (210.0, 360.0, pytest.approx(210 / 360), pytest.approx(210 / 330))
    (north,) = book.told(*asked, dimension="region", period="quarter")
    assert north == (150.0, 300.0, 0.5, None)
    found = book.answer("sales_targets", dimension="company", period="quarter")
    look = Look(currency="EUR")
    assert (prospects.part_planned(found, look) or "").startswith("Targets are set for 64% of net")
    whole = found.assign(planned_share=1.0)
    assert prospects.part_planned(whole, look) is None


def test_targets_without_a_currency_are_said_to_be_in_the_books_where_it_has_several(book):
    """60 of South are in the book's own, 90 name EUR and count where EUR is looked at."""
    targets = """
        month    amount  region  currency  period
        2026-07  60.00   South   .         quarter
        2026-07  90.00   North   EUR       quarter
    """
    book.orders(SOLD).targets(targets)
    one = book.answer("sales_targets", dimension="company", period="quarter")
    assert not one["is_currency_assumed"].any(), "nothing is sold in another currency"
    book.orders("""
        account  on          amount  region  currency
        dan      2026-07-10  9.00    South   USD
        eve      2026-07-10  30.00   North   EUR
    """)
    asked = ("sales_targets", "target currency is_currency_assumed")
    told = book.told(*asked, dimension="company", period="quarter")
    assert told == [(60.0, "USD", True)]
    told = book.told(*asked, dimension="company", period="quarter", currency="EUR")
    assert told == [(90.0, "EUR", False)]
    assumed = book.answer("sales_targets", dimension="company", period="quarter")
    assert "counted in USD" in (prospects.assumed_currency(assumed) or "")
    assert prospects.assumed_currency(one) is None


def test_a_running_quarter_is_measured_by_its_days(book):
    book.orders(SOLD).targets(TARGETS)
    (row,) = book.told(
        "sales_targets", "target target_so_far", dimension="company", period="quarter",
        as_of="2026-08-31",
    )  # fmt: skip
    assert row == (360.0, 240.0)


def test_a_period_with_a_month_without_target_has_none(book):
    book.orders(SOLD).targets(TARGETS)
    assert book.answer("sales_targets", dimension="company").empty
    quarters = book.told(
        "targets_by_period", "from_on target", dimension="company", grain="quarter"
    )
    assert quarters == [("2026-07-01", 360.0)]


def test_a_person_with_a_target_for_part_of_the_period_has_none(book):
    book.orders(SOLD).targets("""
        month       region  salesperson  amount
        2026-07     .       Kim          30.00
        2026-08     .       Kim          30.00
        2026-08     .       Lee          50.00
        2026-09     .       Kim          30.00
    """)
    told = book.told("sales_targets", "value target", dimension="salesperson", period="quarter")
    assert told == [("Kim", 90.0)]
    months = book.told(
        "targets_by_period", "from_on value target", dimension="salesperson", grain="month"
    )
    assert ("2026-08-01", "Lee", 50.0) in months
    quarters = book.told(
        "targets_by_period", "from_on value target", dimension="salesperson", grain="quarter"
    )
    assert quarters == [("2026-07-01", "Kim", 90.0)]


def test_the_department_by_owner(book):
    book.orders("""
        account  on          amount
        ana      2025-01-10  100.00
        ana      2026-01-10  80.00
        ben      2025-01-10  50.00
        cem      2026-01-10  30.00
        dan      2024-01-10  1.00
        dan      2026-01-10  90.00
    """)
    book.accounts("""
        account  owner  is_key_account
        ana      Kim    true
        ben      Kim    true
        cem      Lee    true
        dan      Lee    false
    """)
    told = book.told(
        "department_scorecard",
        "value accounts net_sales sales_share accounts_before accounts_kept nrr accounts_new",
        dimension="owner",
    )
    assert told == [
        ("Kim", 1, 80.0, pytest.approx(80 / 200), 2, 1, pytest.approx(80 / 150), 0),
        ("Lee", 1, 30.0, pytest.approx(30 / 200), 0, 0, None, 1),
    ]


def test_the_collection_period_is_weighted_by_what_was_paid(book):
    book.orders(SOLD).invoices("""
        account  invoiced_on  paid_on     paid_amount  amount
        ana      2026-01-01   2026-01-11  100.00       100.00
        ana      2026-01-01   2026-03-02  300.00       300.00
        ana      2026-01-01   .           .            500.00
    """)
    (first, *_rest) = book.told(
        "department_scorecard", "value collection_days", dimension="salesperson"
    )
    assert first == ("Kim", pytest.approx((100 * 10 + 300 * 60) / 400))


def test_an_invoice_paid_without_an_amount_is_paid_in_full(book):
    book.orders(SOLD).invoices("""
        account  invoiced_on  paid_on     amount
        ana      2026-01-01   2026-01-11  100.00
        ana      2026-01-01   2026-03-02  300.00
    """)
    (first, *_rest) = book.told(
        "department_scorecard", "value collection_days", dimension="salesperson"
    )
    assert first == ("Kim", pytest.approx((100 * 10 + 300 * 60) / 400))
