"""Relationship levels on a book that one can add up by hand."""

from analytics.ruler import Ruler

SOLD = """
    account  on          amount
    ana      2026-02-10  500.00
    ana      2026-08-11  300.00
    ben      2026-03-05  90.00
    ben      2026-09-02  10.00
    cleo     2026-09-03  40.00
    dora     2024-01-01  70.00
    -        2026-09-04  5.00
"""
JUDGED = """
    account  assessed_on  level  assessed_by
    ana      2025-11-05  1      mia
    ben      2025-12-05  2      mia
    ben      2026-07-01  4      leo
    ben      2026-12-24  1      leo
    eve      2026-05-05  3      mia
"""


def test_the_level_is_the_last_one_on_or_before_the_day(book):
    book.orders(SOLD).assessments(JUDGED)
    levels = dict(book.told("account_levels", "account_id level"))
    assert levels == {"ana": 1, "ben": 4, "eve": 3, "cleo": None, "dora": None}
    before = dict(book.told("account_levels", "account_id level", as_of="2026-06-30"))
    assert before["ben"] == 2
    assert book.told("account_levels", "account_id level", as_of="2025-11-04") == [("dora", None)]


def test_levels_add_up_to_all_accounts_and_their_sales(book):
    book.orders(SOLD).assessments(JUDGED)
    assert book.told("relationship_levels", "level accounts net_sales") == [
        (1, 1, 800.0),
        (2, 0, 0.0),
        (3, 1, 0.0),
        (4, 1, 100.0),
        (None, 2, 40.0),
    ]


def test_a_book_without_assessments_is_not_assessed(book):
    book.orders(SOLD)
    assert book.told("relationship_levels", "accounts") == [(0,), (0,), (0,), (0,), (4,)]
    assert book.answer("levels_by_quarter").empty
    assert book.answer("assessments").empty


def test_of_two_assessments_of_one_day_the_lower_holds(book):
    book.assessments("""
        account  assessed_on  level
        ana      2026-02-02  4
        ana      2026-02-02  3
    """)
    assert book.told("assessments", "account_id level level_before") == [("ana", 3, None)]


def test_the_corners_are_important_on_level_1_and_small_on_level_4(book):
    book.orders(SOLD).assessments(JUDGED)
    own = Ruler(method="book")  # ana makes 85% of sales
    matrix = book.answer("level_by_segment", ruler=own)
    assert len(matrix) == 5 * 11
    assert matrix["accounts"].sum() == 5
    corners = matrix[matrix["corner"].notna()]
    assert set(corners["level"][corners["corner"] == "at_risk"]) == {1}
    assert corners["segment"][corners["corner"] == "at_risk"].str.startswith("important").all()
    assert set(corners["level"][corners["corner"] == "over_served"]) == {4}
    assert book.told("assessments", "account_id level level_before corner", ruler=own) == [
        ("ana", 1, None, "at_risk"),
        ("ben", 4, 2, "over_served"),
        ("eve", 3, None, None),
    ]


def test_levels_by_quarter_end_in_the_levels_of_today(book):
    book.orders(SOLD).assessments(JUDGED)
    quarters = book.answer("levels_by_quarter", as_of="2026-08-15")
    assert sorted({str(day) for day in quarters["quarter_on"]}) == [
        "2025-10-01",
        "2026-01-01",
        "2026-04-01",
        "2026-07-01",
    ]
    first = quarters[quarters["quarter_on"].astype(str) == "2025-10-01"]
    assert list(first["accounts"]) == [1, 1, 0, 0, 1]
    last = quarters[quarters["quarter_on"].astype(str) == "2026-07-01"]
    today = book.answer("relationship_levels", as_of="2026-08-15")
    assert list(last["accounts"]) == list(today["accounts"])
    assert list(last["net_sales"]) == [300.0, 0, 0, 0, 0]


def test_a_filter_on_who_leaves_the_others_out(book):
    book.orders(SOLD).assessments(JUDGED).accounts("""
        account  region
        ana      North
        ben      South
    """)
    assert book.told("assessments", "account_id", regions=("North",)) == [("ana",)]


def test_segment_and_level_before_a_loss_are_those_of_the_month_end_before(book):
    book.orders(SOLD).assessments(JUDGED).losses("""
        account  lost_on     reason
        ben      2026-07-31  Price
        ben      2026-08-01  Price
        eve      2026-05-04  Price
    """)
    told = book.told("losses", "account_id lost_on level_before segment_before", as_of="2026-09-15")
    levels = {(account, lost_on): level for account, lost_on, level, _segment in told}
    assert levels == {
        ("ben", "2026-07-31"): 2,
        ("ben", "2026-08-01"): 4,
        ("eve", "2026-05-04"): None,
    }
    segments = {(account, lost_on): segment for account, lost_on, _level, segment in told}
    assert segments["eve", "2026-05-04"] is None
    july = dict(book.told("account_levels", "account_id segment", as_of="2026-06-30"))
    assert segments["ben", "2026-07-31"] == july["ben"]


def test_churn_is_broken_down_by_where_and_by_what_it_was_before(book):
    book.orders(SOLD).assessments(JUDGED).accounts("""
        account  region
        ana      North
        ben      South
    """).losses("""
        account  lost_on     reason   sales_lost
        ana      2026-04-01  Price    10
        ben      2026-05-01  Moved    20
        eve      2026-06-01  Quality  7
    """)
    columns = "value accounts sales_lost preventable_sales_lost"
    assert book.told("churn_by", columns, dimension="region") == [
        ("South", 1, 20.0, 0.0),
        ("North", 1, 10.0, 10.0),
        (None, 1, 7.0, 7.0),
    ]
    assert book.told("churn_by", "value accounts", dimension="level_before") == [
        ("2", 1),
        ("1", 1),
        ("3", 1),
    ]
    assert book.told("churn_by_reason", "value reason accounts", dimension="region") == [
        ("North", "price", 1),
        ("South", "natural_attrition", 1),
        (None, "quality", 1),
    ]
    by_segment = book.answer("churn_by", dimension="segment_before")
    assert by_segment["sales_lost"].sum() == 37
