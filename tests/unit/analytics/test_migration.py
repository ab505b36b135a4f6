"""Who moved where: six accounts that one can add up, and what is kept of them month by month."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import background_refresh, book, engine, snapshot_upkeep
from analytics.ruler import Unreadable
from analytics.scope import Scope
from tests.unit.analytics.book_builder import Story, scoped, story

RULER = {"method": "standard", "split": "cutoff", "cutoff": "3,3,3", "window": "3"}
"""High: an order in the last 90 days, three orders or more, 5,000 or more, in three months."""
SIX = """
    order  account  on          amount    margin
    A1     ana      2026-03-05  3000.00   .
    A2     ana      2026-04-05  3000.00   .
    A3     ana      2026-05-05  3000.00   .
    A4     ana      2026-06-05  3000.00   .
    B1     bob      2026-03-10  2000.00   .
    B2     bob      2026-04-10  2000.00   .
    B3     bob      2026-05-10  2000.00   .
    C1     cy       2026-02-20   400.00   .
    C2     cy       2026-06-20  9000.00   .
    D1     dan      2026-03-15   100.00   .
    E1     eve      2026-06-25   700.00   .
    F1     -        2026-04-01    11.00   .
    F2     -        2026-06-01    22.00   .
"""
ACCOUNTS = """
    account  region
    ana      North
    bob      South
    fay      North
"""


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Story]:
    told = story(tmp_path, SIX).accounts(ACCOUNTS)
    yield told
    told.warehouse.close()


def cells(answer: pd.DataFrame) -> dict[tuple[str, str], tuple[int, float]]:
    return {
        (row.from_state, row.to_state): (row.accounts, row.net_sales) for row in answer.itertuples()
    }


def test_six_accounts_between_may_and_june(six: Story) -> None:
    """Bob's March order falls out of the window: four orders by May, two in June."""
    answer = six.ask("migration", scoped(as_of="2026-06-30", **RULER))
    assert cells(answer) == {
        ("important_value", "important_value"): (1, 9000.0),  # ana
        ("important_value", "general_develop"): (1, 4000.0),  # bob: 3 orders, 6,000 -> 2, 4,000
        ("lapsed_general", "important_develop"): (1, 9000.0),  # cy came back
        ("general_develop", "lapsed_general"): (1, 0.0),  # dan's March order is out
        ("never_purchased", "never_purchased"): (1, 0.0),  # fay, from the list alone
        ("new", "general_develop"): (1, 700.0),  # eve
        ("unassigned", "unassigned"): (0, 33.0 - 0.0),
    }
    assert list(answer.columns[:4]) == ["from_state", "to_state", "accounts", "net_sales"]


def test_the_day_compared_with_is_the_month_end_before_unless_told(six: Story) -> None:
    told = scoped(as_of="2026-06-30", compare="2026-05-31", **RULER)
    untold = scoped(as_of="2026-06-30", **RULER)
    assert six.ask("migration", told).equals(six.ask("migration", untold))
    middle = scoped(as_of="2026-06-15", **RULER)
    assert book_day(six, middle) == date(2026, 5, 31)
    with pytest.raises(Unreadable, match="2026-06-30"):
        six.ask("migration", scoped(as_of="2026-06-30", compare="2026-06-30", **RULER))


def book_day(told: Story, scope: Scope) -> date:
    with told.warehouse.cursor() as cursor:
        return book.settle(cursor, scope).migrated_from


def adds_up(told: Story, scope: Scope) -> None:
    """Rows are the picture of then, columns the picture of now; accounts and net sales."""
    answer = told.ask("migration", scope)
    with told.warehouse.cursor() as cursor:
        settled = book.settle(cursor, scope)
    now = told.ask("segments", settled).set_index("segment")
    then = told.ask("segments", settled.at(settled.migrated_from)).set_index("segment")
    after = answer.groupby("to_state")[["accounts", "net_sales"]].sum()
    before = answer.groupby("from_state")[["accounts", "net_sales_before"]].sum()
    assert before.drop("new", errors="ignore")["accounts"].sum() == then["accounts"].sum()
    for picture, side, money in ((now, after, "net_sales"), (then, before, "net_sales_before")):
        for segment, row in picture.iterrows():
            found = side.reindex([segment]).fillna(0).iloc[0]
            assert (found["accounts"], round(found[money], 4)) == (
                row["accounts"],
                round(row["net_sales"], 4),
            ), segment


def test_rows_and_columns_add_up_to_both_pictures(six: Story) -> None:
    for change in ({}, {"region": "North"}, {"method": "quintile"}, {"window": "all"}):
        adds_up(six, scoped(**({"as_of": "2026-06-30"} | RULER | change)))


def test_what_moved_first_and_by_how_much(six: Story) -> None:
    moves = six.ask("moves", scoped(as_of="2026-06-30", compare="2026-05-31", **RULER))
    told = moves.set_index("account_id")
    assert told["direction"].to_dict() == {
        "ana": "stayed",
        "bob": "fell",
        "cy": "returned",
        "dan": "lapsed",
        "eve": "new",
        "fay": "stayed",
    }
    assert told.loc["bob", "first_axis"] == "f"  # 3 orders to 2; M moved as far at the same time
    assert (told.loc["bob", "frequency_before"], told.loc["bob", "frequency"]) == (3, 2)
    assert told.loc["cy", "first_axis"] == "r"
    assert pd.isna(told.loc["eve", "first_axis"])


def test_what_moved_first_is_looked_for_month_by_month(tmp_path: Path) -> None:
    told = story(
        tmp_path,
        """
        order  account  on          amount
        G1     gus      2026-01-10  2000.00
        G2     gus      2026-02-10  2000.00
        G3     gus      2026-03-10  2000.00
        G4     gus      2026-04-10   100.00
        G5     gus      2026-05-10   100.00
        H1     hal      2026-03-12  9000.00
        """,
    )
    wide = scoped(as_of="2026-06-30", compare="2026-03-31", **RULER)
    row = told.ask("moves", wide).set_index("account_id").loc["gus"]
    assert (row["from_state"], row["to_state"]) == ("important_value", "general_develop")
    assert (row["first_axis"], row["first_moved_on"]) == ("m", date(2026, 4, 30))
    told.warehouse.close()


def test_who_fell_only_because_the_others_rose_is_told_from_who_fell(tmp_path: Path) -> None:
    """High is the median or more. Ana's 10,000 of May is, beside 4,000 and 6,000; her 10,001 of
    June is not, beside 54,000 and 56,000. By the frozen ruler, cut in June, she is low in both."""
    told = story(
        tmp_path,
        """
        order  account  on          amount
        A1     ana      2026-05-20  10000.00
        B1     bob      2026-05-20   4000.00
        C1     cy       2026-05-20   6000.00
        A2     ana      2026-06-20      1.00
        B2     bob      2026-06-20  50000.00
        C2     cy       2026-06-20  50000.00
        """,
    )
    moving = scoped(as_of="2026-06-30", method="standard", split="median", window="all")
    moves = told.ask("moves", moving).set_index("account_id")
    assert moves["direction"].to_dict() == {"ana": "fell", "bob": "rose", "cy": "stayed"}
    assert moves["moved_because"].dropna().to_dict() == {"ana": "others_rose", "bob": "monetary"}
    assert moves.loc["ana", "first_axis"] == "m", "what moved by the ruler asked for stays told"
    still = told.ask("moves", moving.set("cut_points", ["frozen"])).set_index("account_id")
    assert still["direction"].to_dict() == {"ana": "stayed", "bob": "rose", "cy": "rose"}
    assert set(still["moved_because"].dropna()) == {"monetary"}
    snapshot_upkeep.keep(told.warehouse, [moving])
    pd.testing.assert_frame_equal(moves, told.ask("moves", moving).set_index("account_id"))
    told.warehouse.close()


def kept(told: Story) -> int:
    with told.warehouse.cursor() as cursor:
        return int(cursor.execute("select count(*) from kept_months").fetchall()[0][0])


def pictures(told: Story, scope: Scope) -> list[pd.DataFrame]:
    """Answers that read the months: alike whatever is kept."""
    return [
        told.ask("migration", scope),
        told.ask("moves", scope),
        told.ask("segments_by_month", scope),
        told.ask("account_history", scope, account_id="bob"),
    ]


def alike(told: Story, scope: Scope, before: list[pd.DataFrame]) -> None:
    for answer, other in zip(pictures(told, scope), before, strict=True):
        pd.testing.assert_frame_equal(answer, other)


METHODS: list[dict[str, Any]] = [
    RULER,
    {"method": "book", "window": "12"},
    {"method": "quintile", "window": "all", "split": "mean_score"},
    {"method": "pymc"},
    {"method": "standard", "split": "median", "kind_of_frequency": "months"},
    {"method": "standard", "kind_of_frequency": "days", "kind_of_monetary": "average_order"},
]


@pytest.mark.parametrize("ruler", METHODS)
def test_what_is_kept_is_what_would_be_computed(six: Story, ruler: dict[str, Any]) -> None:
    scopes = [scoped(as_of="2026-06-30", **ruler), scoped(as_of="2026-06-25", **ruler)]
    before = [pictures(six, scope) for scope in scopes]
    assert snapshot_upkeep.keep(six.warehouse, [scopes[0]]) == 5  # February to June
    for scope, answers in zip(scopes, before, strict=True):
        alike(six, scope, answers)
    assert snapshot_upkeep.keep(six.warehouse, [scopes[0]]) == 0


def test_a_few_months_at_a_time_are_all_of_them(
    six: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Five months two at a time, by two rulers of which one has the first three already."""
    scopes = [scoped(as_of="2026-06-30", **ruler) for ruler in METHODS[:2]]
    before = [pictures(six, scope) for scope in scopes]
    snapshot_upkeep.keep(six.warehouse, [scopes[1]])
    monkeypatch.setattr(snapshot_upkeep, "AT_ONCE", 2)
    with six.warehouse.transaction() as writer:
        for table, day in (
            ("kept_months", "month_end"),
            ("segment_months", "picture_on"),
            ("kept_days", "order_date"),
        ):
            writer.execute(f"delete from {table} where {day} > '2026-04-30'")
    assert snapshot_upkeep.keep(six.warehouse, scopes) == 5 + 2
    for scope, answers in zip(scopes, before, strict=True):
        alike(six, scope, answers)
    assert snapshot_upkeep.keep(six.warehouse, scopes) == 0


def test_a_month_more_is_made_alone(six: Story) -> None:
    scope = scoped(as_of="2026-07-31", **RULER)
    snapshot_upkeep.keep(six.warehouse, [scoped(as_of="2026-06-30", **RULER)])
    six.sales("""
        order  account  on          amount
        B4     bob      2026-07-10  2000.00
        """)
    before = pictures(six, scope)
    assert snapshot_upkeep.keep(six.warehouse, [scope]) == 1
    alike(six, scope, before)


def test_months_before_the_first_changed_one_stay(six: Story) -> None:
    scope = scoped(as_of="2026-06-30", **RULER)
    snapshot_upkeep.keep(six.warehouse, [scope])
    six.sales("""
        order  account  on          amount
        D2     dan      2026-05-02  9000.00
        """)
    before = pictures(six, scope)
    alike(six, scope, before)
    assert snapshot_upkeep.keep(six.warehouse, [scope]) == 2
    alike(six, scope, before)


def test_a_past_version_is_not_told_what_came_later(six: Story) -> None:
    now, then = (scoped(as_of="2026-06-30", **RULER, **more) for more in ({}, {"version": "1"}))
    before = pictures(six, then)
    six.sales("""
        order  account  on          amount
        D2     dan      2026-05-02  9000.00
        """)
    snapshot_upkeep.keep(six.warehouse, [now])
    alike(six, then, before)
    assert snapshot_upkeep.keep(six.warehouse, [then]) == 0


def test_who_counts_as_whom_makes_the_months_anew(six: Story) -> None:
    scope = scoped(as_of="2026-06-30", **RULER)
    snapshot_upkeep.keep(six.warehouse, [scope])
    with six.warehouse.transaction() as writer:
        keys = [six.keys["dan"], six.keys["bob"]]
        writer.execute("insert into account_merges values ($1, $2, 2, null)", keys)
    before = pictures(six, scope)
    assert "dan" not in set(before[1]["account_id"])
    assert snapshot_upkeep.keep(six.warehouse, [scope]) == 5
    alike(six, scope, before)


def test_grown_step_by_step_is_as_made_from_scratch(six: Story) -> None:
    """Dan comes back in a month more, orders arrive late, two are one, the month is undone."""
    rulers = [METHODS[0], METHODS[1], METHODS[4]]
    snapshot_upkeep.keep(six.warehouse, [scoped(as_of="2026-06-30", **ruler) for ruler in rulers])
    scopes = [scoped(as_of="2026-07-31", **ruler) for ruler in rulers]

    def holds() -> None:
        snapshot_upkeep.keep(six.warehouse, scopes)
        grown = states(six)
        with six.warehouse.transaction() as writer:
            for table in ("kept_months", "kept_days", "segment_months"):
                writer.execute(f"delete from {table}")
        snapshot_upkeep.keep(six.warehouse, scopes)
        assert grown == states(six)

    six.sales("""
        order  account  on          amount
        D2     dan      2026-07-08   900.00
        B4     bob      2026-07-08  2000.00
        B5     bob      2026-07-20  -500.00
        G1     gus      2026-07-31    80.00
        """)
    holds()
    month_more = six.version
    six.sales("""
        order  account  on          amount
        A5     ana      2026-04-20   350.00
        B6     bob      2026-05-10  -100.00
        E2     eve      2026-03-31    60.00
        """)
    holds()
    with six.warehouse.transaction() as writer:
        keys = [six.keys["dan"], six.keys["bob"], six.version]
        writer.execute("insert into account_merges values ($1, $2, $3, null)", keys)
    holds()
    six.remove(month_more)
    holds()


def states(told: Story) -> list[Any]:
    """All that is kept of the standings."""
    with told.warehouse.cursor() as cursor:
        return cursor.execute("from segment_months order by all").fetchall()


def test_moving_and_frozen_agree_in_the_picture_that_was_measured(six: Story) -> None:
    scope = scoped(as_of="2026-06-30", method="quintile", window="6")
    with six.warehouse.cursor() as cursor:
        moving, still = book.moving(cursor, scope), book.frozen(cursor, scope)
    snapshot_upkeep.keep(six.warehouse, [moving, still])
    answers = [six.ask("segments_by_month", each) for each in (moving, still)]
    last = [answer[answer["picture_on"] == date(2026, 6, 30)] for answer in answers]
    pd.testing.assert_frame_equal(*last)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["ana", "bob", "cy", "-"]),
        st.integers(0, 170),
        st.integers(-3000, 9000),
    ),
    min_size=1,
    max_size=25,
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(first=LINES, then=LINES, method=st.sampled_from(["book", "standard", "quintile"]))
def test_kept_and_grown_is_as_made_from_scratch(
    tmp_path_factory: pytest.TempPathFactory, first: Any, then: Any, method: str
) -> None:
    told = story(tmp_path_factory.mktemp("book"), written(first, "A"))
    scope = scoped(as_of="2026-06-30", method=method)
    snapshot_upkeep.keep(told.warehouse, [scope])
    told.sales(written(then, "B"))
    snapshot_upkeep.keep(told.warehouse, [scope])
    answer = told.ask("segments_by_month", scope)
    adds_up(told, scope)
    with told.warehouse.transaction() as writer:
        writer.execute("delete from kept_months")
    pd.testing.assert_frame_equal(answer, told.ask("segments_by_month", scope))
    told.warehouse.close()


def written(lines: list[tuple[str, int, int]], mark: str) -> str:
    rows = [
        f"{mark}{n} {account} {date(2026, 1, 5) + timedelta(days=days)} {Decimal(amount)}"
        for n, (account, days, amount) in enumerate(lines)
    ]
    return "\n".join(["order account on amount", *rows])


def test_questions_that_read_months_are_asked_as_others(six: Story) -> None:
    assert {"migration", "moves", "segments_by_month"} <= set(engine.questions())


def test_the_server_keeps_both_rulers_and_has_nothing_to_do_after(six: Story) -> None:
    six.sales("""
        order  account  on          amount
        B4     bob      2026-07-10  2000.00
        """)
    assert background_refresh.look(six.warehouse) == 6 + 6  # February to July, moving and frozen
    assert background_refresh.look(six.warehouse) == 0
    six.sales("""
        order  account  on          amount
        B5     bob      2026-08-10  2000.00
        """)
    assert background_refresh.look(six.warehouse) == 1 + 1, "the frozen past stays as well"
