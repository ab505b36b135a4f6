"""The whale curve, the money owed and what it costs, exposure and ranking: to add up by hand."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from analytics import ranking_weights
from data.book import settings
from data.keeping.verify import verify
from tests.unit.analytics.book_builder import Story, scoped, story

pytestmark = pytest.mark.usefixtures("unledgered")

SEPTEMBER = {"as_of": "2026-09-30"}
GRADES = pd.DataFrame({"grade": ["A", "B", "C", "D"], "accounts_share_to": [0.2, 0.5, 0.8, 1.0]})


@pytest.fixture
def five(tmp_path: Path) -> Story:
    """Margins 50, 30, 20, -10 and -40: the curve rises to 100 and ends at 50."""
    return story(
        tmp_path,
        """
        order  account  on          amount  cost  salesperson  category
        A1     ana      2026-08-01  100     50    Kim          bolts
        B1     bob      2026-08-01   80     50    Kim          bolts
        C1     cy       2026-08-01  100     80    Lee          nuts
        D1     dan      2026-08-01   40     50    Lee          nuts
        E1     eve      2026-08-01   60    100    Lee          nuts
        """,
    )


def test_a_whale_of_five(five: Story) -> None:
    found = five.ask("whale", scoped(**SEPTEMBER))
    assert found["account_id"].tolist() == ["ana", "bob", "cy", "dan", "eve"]
    assert found["cumulative_margin"].tolist() == [50, 80, 100, 90, 50]
    assert found["total_margin"].tolist() == [50] * 5
    assert found["margin_class"].tolist() == ["A", "A", "B", "C", "C"]  # 50 and 80 of 100 earned
    assert found["adjusted_margin"].tolist() == found["margin"].tolist(), "nobody owes anything"


def test_money_outstanding_and_returns_move_an_account_down(five: Story) -> None:
    five.sales("""
        order  account  on          amount  cost
        R1     bob      2026-08-20  -20     -20
        R2     cy       2026-08-20   -5     .
    """)
    five.invoices("""
        account  invoice_no  invoiced_on  due_on      amount  paid_on     paid_amount
        bob      I1          2025-10-10   2025-11-09   365    2026-01-18  365
        ana      I2          2026-09-20   2026-10-20   100    .           .
    """)
    found = five.ask("whale", scoped(**SEPTEMBER)).set_index("account_id")
    assert found["cost_of_money"]["bob"] == 8  # 365 for 100 days at 8% a year
    assert found["cost_of_money"]["ana"] == 0.2192  # 100 for 10 days
    assert found["cost_of_returns"]["bob"] == 2  # a tenth of 20
    assert found["cost_of_returns"]["cy"] == 5.5  # and 5 for which nothing came back
    assert found["adjusted_margin"]["bob"] == 20
    assert (found["margin_class"]["bob"], found["adjusted_class"]["bob"]) == ("A", "A")


def test_collection_ageing_and_days_of_sales(tmp_path: Path) -> None:
    book = story(tmp_path, "order account on amount\nA1 ana 2026-09-01 10\n")
    book.invoices("""
        account  invoice_no  invoiced_on  due_on      amount  paid_on     paid_amount
        ana      I1          2026-07-05   2026-08-04    100   2026-08-04  100
        ana      I2          2026-07-05   2026-08-04    300   2026-07-15  .
        ana      I3          2026-08-10   2026-09-09    100   .           20
        ana      I4          2026-09-10   2026-10-10    100   2026-10-05  100
        ana      I5          2026-05-10   2026-06-09     10   .           .
    """)
    paid = book.ask("collections", scoped(**SEPTEMBER)).iloc[0]
    assert paid["collection_days"] == pytest.approx((100 * 30 + 300 * 10) / 400)
    assert (paid["outstanding"], paid["overdue"]) == (190, 90)  # 80 + 100 + 10; I4 is not due
    owed = book.ask("dso", scoped(**SEPTEMBER)).iloc[0]
    assert owed["dso_days"] == pytest.approx(30 + 31 * 90 / 100)  # September, and 90 of August
    assert not owed["is_beyond_history"]
    aged = book.ask("ageing", scoped(**SEPTEMBER)).set_index("ageing_bucket")["outstanding"]
    assert aged.to_dict() == {"not_due": 100, "to_30": 80, "to_60": 0, "to_90": 0, "over_90": 10}


def test_targets_of_a_quarter_are_spread_and_add_up(tmp_path: Path) -> None:
    book = story(tmp_path).targets("""
        month    period   amount  region
        2026-01  quarter  100     North
        2026-02  month     10     .
    """)
    found = book.ask("book_targets", scoped(**SEPTEMBER))
    spread = found[found["target_level"] == "region"].sort_values("month")["amount"].tolist()
    assert spread == [33.3333, 33.3333, 33.3334]
    assert found[found["target_level"] == "company"]["amount"].tolist() == [10]


def test_exposure_with_and_without_the_largest(five: Story) -> None:
    found = five.ask("exposures", scoped(**SEPTEMBER), without=None).set_index("value")
    whole = found.loc["company"]
    shares = [100 / 380, 100 / 380, 80 / 380, 60 / 380, 40 / 380]
    assert whole["top1_share"] == pytest.approx(shares[0])
    assert whole["hhi"] == pytest.approx(10_000 * sum(share**2 for share in shares))
    assert whole["gini"] == pytest.approx(0.168421, abs=1e-6)
    assert (found["top1_share"]["Kim"], found["accounts"]["Lee"]) == (pytest.approx(100 / 180), 3)
    after = five.ask("exposures", scoped(**SEPTEMBER), without="ana").set_index("value")
    assert after["net_sales"]["company"] == 280
    assert after["top1_share"]["company"] == pytest.approx(100 / 280)
    assert after["top1_share"]["Kim"] == 1
    nobody = five.ask("exposures", scoped(**SEPTEMBER), without="nobody").set_index("value")
    assert nobody["net_sales"]["company"] == 380


def test_tenths_of_the_accounts(five: Story) -> None:
    found = five.ask("deciles", scoped(**SEPTEMBER))
    assert found["decile"].tolist() == [1, 4, 6, 8, 10]  # floor(5 x p), and at least one
    assert found["sales_share"].sum() == pytest.approx(1)
    assert found["margin_share"].tolist() == pytest.approx([1.0, 0.4, 0.6, -0.8, -0.2])
    assert found["effort_share"].tolist() == [0.2] * 5, "each has one order"
    assert set(found["effort_measure"]) == {"orders"}, "until activities are loaded"


def test_the_list_and_the_figures_both_ways(five: Story) -> None:
    five.accounts("""
        account  is_key_account
        ana      true
        dan      true
    """)
    found = five.ask("key_account_check", scoped(**SEPTEMBER)).set_index("account_id")
    assert found["agreement"].to_dict() == {
        "ana": "both",
        "cy": "computed_only",
        "bob": "computed_only",
        "eve": "computed_only",
        "dan": "listed_only",
    }


def test_marks_that_are_set_hold_from_then_on_and_stand_in_the_ledger(five: Story) -> None:
    classes = five.ask("pareto", scoped(**SEPTEMBER))["abc_class"].tolist()
    assert classes == ["A", "A", "A", "A", "B"]
    content = {"a_share_to": 0.5, "b_share_to": 0.7}
    settings.save(five.warehouse, settings.CONCENTRATION, "marks", content, "ana")
    classes = five.ask("pareto", scoped(**SEPTEMBER))["abc_class"].tolist()
    assert classes == ["A", "A", "B", "C", "C"]
    marks = five.ask("abc_marks", scoped(**SEPTEMBER)).iloc[0]
    assert (marks["a_share_to"], marks["cost_of_money_rate"]) == (0.5, 0.08)
    told = verify(five.warehouse)
    assert not [text for text in told if "settings" in text]


def ranks(book: Story) -> pd.DataFrame:
    return book.ask("index_ranks", scoped(**SEPTEMBER))


def test_a_ranking_adds_up(five: Story) -> None:
    parts = ranking_weights.weighed(ranks(five), {"net_sales": 3, "margin": 1, "fit_score": 9})
    ana = parts[parts["account_id"] == "ana"].set_index("index_name")
    assert ana["weight"].to_dict() == {"net_sales": 0.75, "margin": 0.25}, "nobody has a fit score"
    assert ana["points"].to_dict() == {"net_sales": 75 * 0.75, "margin": 25}
    found = ranking_weights.scores(parts, GRADES).set_index("account_id")
    assert found["score"]["ana"] == 81.25
    assert found["place"].tolist() == [1, 2, 3, 4, 5]
    assert found["grade"].to_dict() == {"ana": "A", "cy": "B", "bob": "C", "eve": "C", "dan": "D"}


def test_lower_is_better_is_turned_round(five: Story) -> None:
    five.invoices("""
        account  invoiced_on  due_on      amount  paid_on
        ana      2026-07-01   2026-08-01  10      2026-09-01
        bob      2026-07-01   2026-08-01  10      2026-07-11
    """)
    found = ranks(five)
    days = found[found["index_name"] == "collection_days"].set_index("account_id")["percentile"]
    assert (days["bob"], days["ana"], days["cy"] != days["cy"]) == (1, 0, True)


def test_the_order_does_not_change_when_an_index_is_rescaled(tmp_path: Path) -> None:
    weights = {"net_sales": 2, "margin": 1, "average_order": 1}
    orders = []
    for factor in (1, 1_000):
        lines = "\n".join(
            f"{name}1 {name} 2026-08-01 {amount * factor} {cost * factor}"
            for name, amount, cost in (("ana", 9, 8), ("bob", 7, 1), ("cy", 7, 6), ("dan", 2, 1))
        )
        book = story(tmp_path / str(factor), f"order account on amount cost\n{lines}\n")
        found = ranking_weights.scores(ranking_weights.weighed(ranks(book), weights), GRADES)
        orders.append(list(zip(found["account_id"], found["score"], strict=True)))
        book.warehouse.close()
    assert orders[0] == orders[1]


def test_an_account_paid_later_owes_now(tmp_path: Path) -> None:
    book = story(tmp_path).invoices("""
        account  invoiced_on  due_on      amount  paid_on
        ana      2026-08-01   2026-08-31  50      2026-10-02
    """)
    found = book.ask("scoped_invoices", scoped(**SEPTEMBER)).iloc[0]
    assert (found["outstanding"], found["days_overdue"]) == (50, 30)
    assert pd.isna(found["paid_on"])
    assert date(2026, 8, 31) == found["falls_due_on"]


def test_an_invoice_paid_in_parts_is_collected_by_its_parts(tmp_path: Path) -> None:
    """1,000 of 1 July: 400 paid after 10 days, 500 after 40, 100 open; its amount stands once.

    And two instalments of 300: the first paid after 20 days, the second due on 10 September.
    """
    book = story(tmp_path, "order account on amount cost\nA1 ana 2026-07-01 1600 1000\n")
    book.invoices("""
        account  invoice_no  invoiced_on  due_on      amount  paid_on     paid_amount
        ana      I1          2026-07-01   2026-07-31  1000    2026-07-11  400
        ana      I1          2026-07-01   2026-07-31     0    2026-08-10  500
        ana      I1          2026-07-01   2026-07-31     0    2026-10-08  100
        ana      I2          2026-07-01   2026-08-10   300    2026-07-21  300
        ana      I2          2026-07-01   2026-09-10   300    .           .
    """)
    scope = scoped(window="3", **SEPTEMBER)
    found = book.ask("scoped_invoices", scope).sort_values(["falls_due_on"])
    assert found["outstanding"].tolist() == [100, 0, 300]
    assert found["days_overdue"].tolist() == [61, 0, 20]
    paid = book.ask("collections", scope).iloc[0]
    assert paid["collection_days"] == pytest.approx((400 * 10 + 500 * 40 + 300 * 20) / 1200)
    assert (paid["invoices"], paid["outstanding"], paid["overdue"]) == (3, 400, 400)
    tied_up = 400 * 10 + 500 * 40 + 300 * 20 + (100 + 300) * 91  # amounts by days, to 30 September
    assert paid["cost_of_money"] == pytest.approx(tied_up * 0.08 / 365, abs=0.0001)
    whale = book.ask("whale", scope).iloc[0]
    assert whale["adjusted_margin"] == pytest.approx(600 - tied_up * 0.08 / 365, abs=0.0001)
    aged = book.ask("ageing", scope).set_index("ageing_bucket")
    assert aged["outstanding"].to_dict() == {
        "not_due": 0,
        "to_30": 300,
        "to_60": 0,
        "to_90": 100,
        "over_90": 0,
    }
    assert aged["invoices"].sum() == 2
    assert book.ask("dso", scope).iloc[0]["outstanding"] == 400
    card = book.ask("department_scorecard", scope, dimension="salesperson").iloc[0]
    assert card["collection_days"] == pytest.approx(paid["collection_days"])
    book.warehouse.close()


def test_a_prepayment_counts_below_zero_in_every_collection_period(tmp_path: Path) -> None:
    """100 paid 20 days after and 300 paid 10 days before: (2,000 - 3,000) / 400 = -2.5 days."""
    book = story(tmp_path, "order account on amount\nA1 ana 2026-05-01 400.00")
    book.invoices(
        """
        account  invoice_no  invoiced_on  amount  paid_on
        ana      1           2026-05-01   100     2026-05-21
        ana      2           2026-05-20   300     2026-05-10
        """
    )
    scope = scoped(as_of="2026-06-30")
    assert book.ask("collections", scope)["collection_days"].tolist() == [-2.5]
    board = book.ask("department_scorecard", scope, dimension="company")
    assert board["collection_days"].dropna().tolist() == [-2.5]


def test_open_invoices_alone_are_counted_back_against_sales(tmp_path: Path) -> None:
    """30 is open and each month sells 30: June's 30 days, though only open invoices are loaded."""
    lines = "\n".join(f"A{month} ana 2026-{month:02}-10 30.00" for month in range(1, 7))
    book = story(tmp_path, f"order account on amount\n{lines}")
    book.invoices(
        """
        account  invoice_no  invoiced_on  amount
        ana      1           2026-02-10   10
        ana      2           2026-06-10   20
        """
    )
    owed = book.ask("dso", scoped(as_of="2026-06-30")).iloc[0]
    assert owed["counted_against"] == "sales"
    assert owed["dso_days"] == 30
    book.invoices(
        "account  invoice_no  invoiced_on  amount  paid_on\nana  3  2026-06-01  40  2026-06-20"
    )
    owed = book.ask("dso", scoped(as_of="2026-06-30")).iloc[0]
    assert owed["counted_against"] == "invoices"
    assert owed["dso_days"] == 15  # 30 of June's 60


def test_the_first_tenth_of_twelve_is_one_account(tmp_path: Path) -> None:
    lines = "\n".join(f"A{n} a{n:02} 2026-06-10 {100 - n}.00" for n in range(12))
    book = story(tmp_path, f"order account on amount\n{lines}")
    tenths = book.ask("deciles", scoped(as_of="2026-06-30")).set_index("decile")["accounts"]
    assert tenths.cumsum().to_dict() == {n: 12 * n // 10 for n in range(1, 11)}
    one = book.ask("deciles", scoped(as_of="2026-06-30", account="a05"))
    assert one[["decile", "accounts"]].values.tolist() == [[1, 1]]


def test_equals_stand_by_account_id_in_exposures(tmp_path: Path) -> None:
    """zoe was known first, yet ana comes first by id."""
    book = story(
        tmp_path, "order account on amount\nA1 zoe 2026-06-01 50.00\nA2 ana 2026-06-02 50.00"
    )
    whole = book.ask("exposures", scoped(as_of="2026-06-30"), without=None)
    assert whole.loc[whole["dimension"] == "company", "account_id"].tolist() == ["ana"]


def test_the_currency_that_is_set_counts_even_when_it_is_first_by_the_alphabet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = story(
        tmp_path,
        """
        order  account  on          amount   currency
        A1     ana      2026-06-01  10.00    USD
        A2     ana      2026-06-02  3000.00  EUR
        """,
    )
    monkeypatch.setenv("OCTANT_CURRENCY", "EUR")
    assert book.ask("figures", scoped(as_of="2026-06-30"))["net_sales"].tolist() == [3000]


def test_sums_beyond_ninety_trillion_are_added(tmp_path: Path) -> None:
    lines = "\n".join(f"A{n} ana 2026-06-{n:02} 90000000000000.00" for n in range(1, 5))
    book = story(tmp_path, f"order account on amount\n{lines}")
    book.invoices(
        "\n".join(
            (
                "account  invoice_no  invoiced_on  amount",
                *("ana  1  2026-06-01  90000000000000.00" for _ in range(4)),
            )
        )
    )
    scope = scoped(as_of="2026-06-30")
    for question in ("figures", "pareto", "rfm", "segments", "dso", "ageing", "exposures"):
        without = {"without": None} if question == "exposures" else {}
        assert len(book.ask(question, scope, **without))
    assert book.ask("dso", scope)["outstanding"].tolist() == [360_000_000_000_000]
