"""The page of one account, on a book that one can add up by hand."""

import pytest

SOLD = """
    account  on          order  amount  product  category
    ana      2025-03-01  A1     100.00  bolt     iron
    ana      2025-12-01  A2     30.00   paint    colour
    ana      2026-03-05  A3     20.00   nut      iron
    ana      2026-07-01  A4     5.00    bolt     iron
    ana      2026-07-01  A4     6.00    brush    colour
    ana      2026-09-01  A5     7.00    bolt     iron
    ana      2026-09-02  A5     -7.00   bolt     iron
    ben      2026-09-01  B1     900.00  paint    colour
"""


@pytest.fixture
def told(book):
    return book.orders(SOLD)


def test_the_profile_says_when_the_next_order_is_due(told):
    ana = told.answer("account_profile", account_id="ANA").iloc[0]
    assert (ana["account_id"], ana["account_name"], ana["state"]) == ("ana", "Ana", "active")
    # order days 2025-03-01, 12-01, 2026-03-05, 07-01, 09-01: gaps 275, 94, 118, 62 days
    assert ana["usual_interval_days"] == 106
    assert str(ana["next_order_due_on"]) == "2026-12-16"


def test_an_account_outside_the_scope_has_no_page(told):
    assert told.answer("account_profile", account_id="nobody").empty
    assert told.answer("account_profile", account_id="ana", accounts=("ben",)).empty


def test_an_account_without_orders_has_a_page(book):
    book.assessments("""
        account  assessed_on  level
        eve      2026-02-02  2
    """)
    eve = book.answer("account_profile", account_id="eve").iloc[0]
    assert (eve["state"], eve["level"]) == ("never_purchased", 2)
    assert eve["next_order_due_on"] is None


def test_months_are_the_months_of_the_book(told):
    months = told.told("account_months", "month net_sales net_sales_before", account_id="ana")
    assert len(months) == 19
    assert months[-1] == ("2026-09-01", 0.0, 0.0)
    assert months[-7] == ("2026-03-01", 20.0, 100.0)


def test_categories_say_what_stopped(told):
    columns = "category net_sales net_sales_before last_bought_on has_stopped"
    assert told.told("account_categories", columns, account_id="ana") == [
        ("colour", 36.0, 0.0, "2026-07-01", False),
        ("iron", 25.0, 100.0, "2026-09-01", False),
    ]


def test_what_was_bought_before_the_last_three_intervals_and_not_since_has_stopped(told):
    # three times 106 days before the day is 2025-11-16: ana bought iron and colour since
    assert told.answer("account_stopped", account_id="ana").empty
    told.orders("""
        account  on          order  amount  product  category
        ana      2025-06-01  A6     40.00   rope     fibre
        ana      2025-07-01  A7     2.00    wire     iron
        ana      2024-06-01  A8     2.00    glue     iron
    """)
    stopped = told.told("account_stopped", "kind name net_sales order_days", account_id="ana")
    # the middle gap is now 94 days, three of them reach back to 2025-12-22
    assert stopped == [
        ("category", "fibre", 40.0, 1),
        ("product", "paint", 30.0, 1),
        ("product", "wire", 2.0, 1),
    ]


def test_orders_come_newest_first_and_credit_notes_say_so(told):
    columns = "order_date order_id lines amount is_credit_note"
    assert told.told("account_orders", columns, account_id="ana")[:3] == [
        ("2026-09-02", "A5", 1, -7.0, True),
        ("2026-09-01", "A5", 1, 7.0, False),
        ("2026-07-01", "A4", 2, 11.0, False),
    ]


def test_history_is_told_month_by_month_up_to_the_day(told):
    history = told.answer("account_history", as_of="2026-09-15", account_id="ana")
    assert [str(day) for day in history["picture_on"]][-3:] == [
        "2026-07-31",
        "2026-08-31",
        "2026-09-15",
    ]
    assert list(history["recency_days"])[-3:] == [30, 61, 14]
    assert str(history["picture_on"].iloc[0]) == "2025-03-31"


def test_losses_and_assessments_of_the_account(told):
    told.losses("""
        account  lost_on     reason     sales_lost
        ana      2026-04-01  太贵       55
        ben      2026-04-01  太贵       55
    """).assessments("""
        account  assessed_on  level
        ana      2026-02-02  2
        ana      2026-05-02  3
    """)
    losses = told.told("account_losses", "lost_on reason sales_lost won_back_on", account_id="ana")
    assert losses == [("2026-04-01", "price", 55.0, "2026-07-01")]
    columns = "assessed_on level level_before"
    assert told.told("account_assessments", columns, account_id="ana") == [
        ("2026-05-02", 3, 2),
        ("2026-02-02", 2, None),
    ]
    profile = told.answer("account_profile", account_id="ana").iloc[0]
    assert (profile["level"], profile["lost_reason"]) == (3, "price")
