"""A bridge of six accounts that one can add up, and what stays of last year's sales."""

import pytest

from tests.unit.analytics.book_builder import scoped

SIX = """
    account  on          amount   region
    ana      2025-01-10  100.00   North
    ana      2026-01-10  150.00   North
    ben      2025-03-10  200.00   North
    ben      2026-03-10  120.00   South
    cem      2025-05-10  80.00    South
    dan      2026-06-10  60.00    South
    eva      2023-06-10  500.00   North
    eva      2026-07-10  40.00    North
    fay      2025-06-10  -10.00   South
    fay      2026-06-10  -5.00    South
    -        2026-08-10  7.00     North
"""


def test_a_bridge_of_six_accounts(book):
    book.orders(SIX)
    told = book.told(
        "bridge", "kind accounts net_sales_before net_sales change", dimension="company"
    )
    assert told == [
        ("new", 1, 0.0, 60.0, 60.0),
        ("returning", 1, 0.0, 40.0, 40.0),
        ("expansion", 1, 100.0, 150.0, 50.0),
        ("contraction", 1, 200.0, 120.0, -80.0),
        ("lost", 1, 80.0, 0.0, -80.0),
        ("credits", 1, -10.0, -5.0, 5.0),
        ("unassigned", 0, 0.0, 7.0, 7.0),
    ]
    assert sum(row[4] for row in told) == 372.0 - 370.0


def test_nrr_and_grr_by_hand(book):
    book.orders(SIX)
    (row,) = book.told(
        "retention", "nrr grr accounts_before accounts_kept accounts_new", dimension="company"
    )
    assert row == (pytest.approx(270 / 380), pytest.approx(220 / 380), 3, 2, 1)
    assert book.answer("figures").iloc[0]["nrr"] == pytest.approx(270 / 380)


def test_cut_by_region_the_ends_still_meet(book):
    book.orders(SIX)
    told = book.told("retention", "value net_sales_before net_sales", dimension="region")
    assert told == [("North", 300.0, 197.0), ("South", 70.0, 175.0)]
    kinds = book.told("bridge", "value kind change", dimension="region")
    assert ("North", "lost", -200.0) in kinds
    assert ("South", "entered", 120.0) in kinds
    assert ("South", "new", 60.0) in kinds


def test_new_here_is_who_ordered_something_else_before(book):
    book.orders("""
        account  on          amount  category
        ana      2024-05-10  10.00   bolt
        ana      2024-06-10  10.00   nut
        ana      2026-05-10  30.00   bolt
        ana      2026-05-11  40.00   saw
        ben      2025-05-10  50.00   bolt
        ben      2026-05-10  60.00   saw
        cem      2026-05-10  70.00   saw
    """)
    told = book.told("bridge_accounts", "account_id value kind", dimension="category")
    assert sorted(told) == [
        ("ana", "bolt", "returning"),
        ("ana", "saw", "entered"),
        ("ben", "bolt", "lost"),
        ("ben", "saw", "entered"),
        ("cem", "saw", "new"),
    ]
    company = book.told("bridge_accounts", "account_id kind", dimension="company")
    assert sorted(company) == [("ana", "returning"), ("ben", "expansion"), ("cem", "new")]


def test_the_accounts_behind_come_largest_change_first(book):
    book.orders(SIX)
    told = book.told("bridge_accounts", "account_id kind change", dimension="company")
    assert told[:3] == [("ben", "contraction", -80.0), ("cem", "lost", -80.0), ("dan", "new", 60.0)]


def test_no_base_gives_no_bridge(book):
    book.orders(SIX.replace("2023-06-10", "2025-06-10"))
    assert book.answer("bridge", dimension="company").empty
    assert book.answer("retention", dimension="company").empty
    assert book.answer("drivers").empty


def test_accounts_times_orders_times_size(book):
    """Old accounts: 2 x 2 orders x 50 = 200 became 2 x 3 x 60 = 360; one new account of 30."""
    book.orders("""
        account  on          amount
        ana      2023-01-01  1.00
        ben      2023-01-01  1.00
        ana      2025-01-01  50.00
        ana      2025-02-01  50.00
        ben      2025-03-01  50.00
        ben      2025-04-01  50.00
        ana      2026-01-01  60.00
        ana      2026-02-01  60.00
        ana      2026-03-01  60.00
        ben      2026-01-01  60.00
        ben      2026-02-01  60.00
        ben      2026-03-01  60.00
        new      2026-03-01  30.00
        cred     2026-03-01  -4.00
    """)
    told = book.told("drivers", "account_group accounts_effect orders_effect size_effect change")
    assert [row[0] for row in told] == ["old", "returning", "new", "rest"]
    old, returning, new, rest = told
    assert returning[4] == 0.0
    assert old[1:] == (0.0, pytest.approx(110.0), pytest.approx(50.0), 160.0)
    assert new[1:4] == (pytest.approx(30.0), 0.0, 0.0)  # nobody was there before: all is accounts
    assert rest[4] == -4.0


@pytest.mark.parametrize("window", ["12", "24", "36"])
def test_bridge_and_drivers_agree_on_who_is_new_old_and_returning(book, window):
    book.orders("""
        account  on          amount
        old      2019-05-10  10.00
        kept     2021-05-10  20.00
        kept     2023-05-10  20.00
        kept     2025-05-10  25.00
        kept     2026-05-10  40.00
        gone     2023-05-10  90.00
        gone     2025-05-10  90.00
        back     2020-01-10  30.00
        back     2026-05-10  35.00
        new      2026-05-10  50.00
        cred     2026-05-10  -7.00
        -        2026-05-10  11.00
    """)
    scope = scoped(as_of="2026-09-30", window=window)
    kinds = book.ask("bridge", scope, dimension="company").set_index("kind")["change"]
    groups = book.ask("drivers", scope).set_index("account_group")["change"]
    old = kinds.reindex(["expansion", "contraction", "unchanged", "lost"]).fillna(0).sum()
    assert groups["old"] == old
    assert groups["new"] == kinds["new"]
    assert groups["returning"] == kinds.get("returning", 0)
    assert groups.sum() == kinds.sum()


def test_price_volume_and_mix_add_up(book):
    """Bolts 10 at 1.00 became 20 at 1.10; cranes 10 at 9.00 became 10 at 9.00; nuts are new."""
    book.orders("""
        account  on          amount  product  quantity  category
        ana      2024-10-01  10.00   bolt     10        parts
        ana      2025-01-01  90.00   crane    10        parts
        ana      2026-01-01  22.00   bolt     20        parts
        ana      2026-01-01  90.00   crane    10        parts
        ana      2026-01-01  5.00    nut      5         parts
        ana      2026-01-01  3.00    freight  .         .
    """)
    told = book.answer("price_volume_mix").iloc[0]
    assert told["price_effect"] == pytest.approx(20 * 0.10)
    assert told["volume_effect"] == pytest.approx(10 * 5.00)
    assert told["mix_effect"] == pytest.approx(20 * 1 + 10 * 9 - 30 * 5)
    assert told["new_effect"] == 5.0
    assert told["unknown_effect"] == 3.0
    effects = ("price", "volume", "mix", "new", "stopped", "unknown")
    assert sum(told[f"{name}_effect"] for name in effects) == pytest.approx(told["change"])
    assert told["change"] == 20.0


@pytest.mark.parametrize("categories", [("cable", "boxes"), (".", ".")])
def test_metres_and_boxes_are_never_added(book, categories):
    """1,000 m of cable became 500, 10 boxes 20: two volumes, and no mix between them."""
    cable, boxes = categories
    book.orders(f"""
        account  on          amount  product  quantity  category
        ana      2024-10-01  100.00  cable    1000      {cable}
        ana      2025-01-01  90.00   box      10        {boxes}
        ana      2026-01-01  50.00   cable    500       {cable}
        ana      2026-01-01  180.00  box      20        {boxes}
    """)
    effects = book.answer("price_volume_mix").iloc[0]
    assert effects["volume_effect"] == pytest.approx(-50 + 90)
    assert (effects["mix_effect"], effects["price_effect"]) == (pytest.approx(0), pytest.approx(0))


def test_without_quantities_there_is_no_price(book):
    book.orders(SIX)
    told = book.answer("price_volume_mix").iloc[0]
    assert told["products_in_both"] == 0
    assert told["covered_share"] == 0
