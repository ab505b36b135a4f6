"""What recency, frequency, money, states and rhythm mean, in stories to add up by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.analytics.book_builder import Story, day, scoped, story


@pytest.fixture
def company(tmp_path: Path) -> Callable[[str], Story]:
    return lambda text: story(tmp_path, text)


def test_a_refund_is_no_order(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-10   50.00
        A2     ana      2026-06-20  -50.00
    """)
    ana = book.rfm("ana", as_of="2026-06-30")
    assert ana.recency_days == 171
    assert ana.frequency == 1
    assert ana.monetary == 0


def test_lines_of_one_number_and_day_are_one_order(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-10   50.00
        A1     ana      2026-01-10  -50.00
        A1     ana      2026-01-11   10.00
        A1     ana      2026-01-12  -70.00
    """)
    ana = book.rfm("ana", as_of="2026-01-31")
    assert ana.frequency == 2
    assert ana.last_order_on == day("2026-01-11")
    assert ana.net_sales == -60


@pytest.mark.parametrize(
    ("as_of", "window", "orders"),
    [
        ("2026-02-28", "3", 2),  # from 2025-12-01
        ("2026-03-30", "3", 1),  # from 2025-12-31
        ("2026-11-29", "12", 3),  # from 2025-11-30
        ("2026-11-30", "12", 2),  # from 2025-12-01
        ("2026-11-30", "all", 3),
    ],
)
def test_the_window(company: Callable[[str], Story], as_of: str, window: str, orders: int) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2025-11-30   50.00
        A2     ana      2025-12-01   50.00
        A3     ana      2025-12-31   50.00
    """)
    assert book.rfm("ana", as_of=as_of, window=window).frequency == orders


def test_kinds_of_frequency_and_money(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount  cost
        A1     ana      2026-01-10   50.00  30.00
        A2     ana      2026-01-10   30.00  .
        A3     ana      2026-01-20   10.00  4.00
        A4     ana      2026-02-20   30.00  10.00
        B1     bob      2026-02-20   30.00  .
    """)

    def ana(**rules: str) -> tuple[float, float]:
        row = book.rfm("ana", as_of="2026-02-28", **rules)
        return row.frequency, row.monetary

    assert ana() == (4, 120)
    assert ana(kind_of_frequency="days", kind_of_monetary="margin") == (3, 46)
    assert ana(kind_of_frequency="months", kind_of_monetary="average_order") == (2, 30)
    unknown = book.rfm("bob", as_of="2026-02-28", kind_of_monetary="margin")
    assert unknown.state == "active"
    assert unknown[["m_score", "segment", "tier"]].isna().all()
    segments = book.ask("segments", scoped(as_of="2026-02-28", kind_of_monetary="margin"))
    assert segments.set_index("segment")["accounts"]["not_scored"] == 1
    assert segments["net_sales"].sum() == 150


def test_everybody_is_in_one_state(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-10  500.00
        B1     bob      2024-01-10  500.00
        B2     bob      2023-01-10  900.00
        C1     cy       2024-01-10   20.00
        C2     cy       2022-12-10  900.00
        D1     dan      2026-01-11  -20.00
        E1     eve      2026-02-01   20.00
        N1     -        2026-01-10   70.00
    """)
    book.accounts("""
        account  industry
        fay      steel
    """)
    rules = {"split": "mean", "method": "standard", "m_cuts": "100,200,300,400"}
    answer = book.ask("rfm", scoped(as_of="2026-01-31", **rules)).set_index("account_id")
    assert answer["state"].to_dict() == {
        "ana": "active",
        "bob": "lapsed_important",
        "cy": "lapsed_general",
        "dan": "never_purchased",
        "fay": "never_purchased",
    }
    segments = book.ask("segments", scoped(as_of="2026-01-31", **rules)).set_index("segment")
    assert segments["accounts"].sum() == 5
    assert segments["net_sales"].sum() == 550
    assert segments["net_sales"]["unassigned"] == 70
    assert segments["net_sales"]["never_purchased"] == -20


def test_the_usual_interval(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-01   50.00
        A2     ana      2026-01-31   50.00
        A3     ana      2026-01-31   50.00
        A4     ana      2026-03-12   50.00
        B1     bob      2026-01-01   50.00
        B2     bob      2026-03-02   50.00
        C1     cy       2026-01-01   50.00
        C2     cy       2026-01-03   50.00
        C3     cy       2026-01-06   50.00
        D1     dan      2026-06-01   50.00
    """)
    answer = book.ask("intervals", scoped(as_of="2026-05-31")).set_index("account_key")
    days = answer["usual_interval_days"]
    assert days[book.keys["ana"]] == 35  # gaps of 30 and 40 days
    assert days[book.keys["cy"]] == 20  # 2 and 3 days, never under 20
    assert days[book.keys["bob"]] == 20  # two order days: the book's median of 35 and 2.5
    assert book.keys["dan"] not in days.index
    early = book.ask("intervals", scoped(as_of="2026-01-01"))
    assert set(early["usual_interval_days"]) == {90}  # nobody has three order days yet


def test_the_bands_of_lateness(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-01   50.00
        A2     ana      2026-01-21   50.00
        A3     ana      2026-02-10   70.00
        A4     ana      2026-02-11   -5.00
    """)
    bands = {
        "2026-03-12": None,  # 30 days are 1.5 intervals of 20
        "2026-03-13": "late",
        "2026-03-22": "late",
        "2026-03-23": "at_risk",
        "2026-05-11": "at_risk",  # above 3 intervals, but not above 90 days
        "2026-05-12": "lost",
    }
    for as_of, band in bands.items():
        answer = book.ask("late_accounts", scoped(as_of=as_of))
        assert answer["band"].tolist() == ([band] if band else []), as_of
    lost = book.ask("late_accounts", scoped(as_of="2026-05-12")).iloc[0]
    assert (lost.silent_days, lost.usual_interval_days, lost.ratio) == (91, 20, 4.55)
    assert lost.at_stake == 170  # up to the last order
    assert lost.net_sales == 165


def test_a_group_is_one_account(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount  region
        A1     ana      2026-01-10   50.00  North
        B1     bob      2026-01-20   30.00  South
        C1     cy       2026-01-15   20.00  South
    """)
    book.accounts("""
        account  parent
        ana      holding
        bob      ana
        cy       cy
    """)
    answer = book.ask("rfm", scoped(as_of="2026-01-31", level="group")).set_index("account_id")
    assert answer["net_sales"].to_dict() == {"holding": 80, "cy": 20}
    assert answer["recency_days"].to_dict() == {"holding": 11, "cy": 16}


def test_parents_in_a_circle_are_one_group(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-10   50.00
        B1     bob      2026-01-20   30.00
    """)
    book.accounts("""
        account  parent
        ana      bob
        bob      ana
    """)
    answer = book.ask("rfm", scoped(as_of="2026-01-31", level="group"))
    assert answer["net_sales"].tolist() == [80]


def test_home_attributes(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount  region  salesperson
        A1     ana      2026-01-10   50.00  North   Kim
        A2     ana      2026-02-10   50.00  South   Kim
        A3     ana      2026-03-10  -50.00  West    Lee
        A4     ana      2026-04-10   50.00  East    Lee
    """)
    home = book.ask("book_accounts", scoped(as_of="2026-03-31")).iloc[0]
    assert (home.region, home.salesperson) == ("South", "Kim")
    book.accounts("""
        account  region  industry
        ana      Centre  steel
    """)
    home = book.ask("book_accounts", scoped(as_of="2026-03-31")).iloc[0]
    assert (home.region, home.salesperson, home.industry) == ("Centre", "Kim", "steel")


def test_other_currencies_are_counted_never_added(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount  currency
        A1     ana      2026-01-10   50.00  EUR
        A2     ana      2026-01-11   50.00  .
        A3     ana      2026-01-12   50.00  USD
    """)
    assert book.rfm("ana", as_of="2026-01-31").net_sales == 100
    assert book.ask("rows_used", scoped(as_of="2026-01-31"))["other_currency_lines"][0] == 1
    assert book.rfm("ana", as_of="2026-01-31", currency="USD").net_sales == 50


def test_a_past_version(company: Callable[[str], Story]) -> None:
    book = company("""
        order  account  on          amount
        A1     ana      2026-01-10   50.00
    """)
    book.sales("""
        order  account  on          amount
        A2     ana      2026-01-20   30.00
        B1     bob      2026-01-20   30.00
    """)
    now, then = {"as_of": "2026-01-31"}, {"as_of": "2026-01-31", "version": "1"}
    assert book.ask("rfm", scoped(**now))["net_sales"].tolist() == [80, 30]
    assert book.ask("rfm", scoped(**then))["net_sales"].tolist() == [50]
    book.remove(2)
    assert book.ask("rfm", scoped(**now))["net_sales"].tolist() == [50]
    assert book.ask("rfm", scoped(as_of="2026-01-31", version="2"))["net_sales"].sum() == 110
