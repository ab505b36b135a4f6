"""The five methods, the four splits, weights and tiers, in stories to add up by hand."""

from pathlib import Path

import pandas as pd
import pytest

from analytics import book as books
from tests.unit.analytics.book_builder import Story, day, scoped, story

FIVE = """
    order  account  on          amount
    A1     ana      2026-06-29   60.00
    A2     ana      2026-06-09   60.00
    A3     ana      2026-05-20   60.00
    A4     ana      2026-04-30   60.00
    B1     bob      2026-06-15  100.00
    B2     bob      2026-05-01   20.00
    C1     cy       2026-06-15   50.00
    C2     cy       2026-01-01   25.00
    D1     dan      2026-02-01   55.00
    E1     eve      2026-06-01   10.00
"""
JUNE = {"as_of": "2026-06-30"}


@pytest.fixture
def five(tmp_path: Path) -> Story:
    return story(tmp_path, FIVE)


def scores(book: Story, **rules: str) -> dict[str, str]:
    answer = book.ask("rfm", scoped(**JUNE, **rules))
    digits = answer[["r_score", "f_score", "m_score"]].astype(str).agg("".join, axis=1)
    return dict(zip(answer["account_id"], digits, strict=True))


def test_own_book(five: Story) -> None:
    # ana's interval is 20 and so the book's; the median of 4, 2, 2, 1, 1 orders is 2; of money,
    # 240 + 120 cross 50%, 75 crosses 80%, 55 crosses 95%, the last 10 cross 99%
    assert scores(five, method="book") == {
        "ana": "555",
        "bob": "445",
        "cy": "444",
        "dan": "133",
        "eve": "332",
    }


def test_standard(five: Story) -> None:
    rules = {"method": "standard", "m_cuts": "50,60,100,200"}
    assert scores(five, **rules) == {
        "ana": "545",
        "bob": "524",
        "cy": "523",
        "dan": "212",
        "eve": "511",
    }


def test_quintile_gives_equals_the_same_score(five: Story) -> None:
    # R: dan, eve, then bob and cy alike, then ana; F: eve and dan, bob and cy, ana
    assert scores(five, method="quintile") == {
        "ana": "555",
        "bob": "334",
        "cy": "333",
        "dan": "112",
        "eve": "211",
    }


def test_the_worked_case(tmp_path: Path) -> None:
    book = story(
        tmp_path,
        """
        order  account  on          amount
        A1     ana      2026-06-02  5000.00
        A2     ana      2026-06-03  5000.00
        A3     ana      2026-06-04  5000.00
        A4     ana      2026-06-05  5000.00
        """,
    )
    ana = book.rfm("ana", **JUNE, method="standard")
    assert (ana.weighted_score, ana.tier) == (84, "VVVVVIP")


@pytest.mark.parametrize(
    ("weights", "score", "tier"),
    [("1,0,0", 5, "VVVVVIP"), ("0,1,0", 4, "VVVVIP"), ("0.5,0.25,0.25", 4.5, "VVVVVIP")],
)
def test_weights(tmp_path: Path, weights: str, score: float, tier: str) -> None:
    book = story(
        tmp_path,
        """
        order  account  on          amount
        A1     ana      2026-06-02  5000.00
        A2     ana      2026-06-03  5000.00
        A3     ana      2026-06-04  5000.00
        A4     ana      2026-06-05  5000.00
        """,
    )
    ana = book.rfm("ana", **JUNE, method="standard", weights=weights)
    assert (ana.weighted_score, ana.tier) == (score, tier)


def highs(book: Story, **rules: str) -> pd.DataFrame:
    answer = book.ask("scored_accounts", scoped(**JUNE, **rules)).set_index("account_id")
    return answer[["is_r_high", "is_f_high", "is_m_high"]]


def test_the_splits(five: Story) -> None:
    # recency 1, 15, 15, 149, 29; orders 4, 2, 2, 1, 1; money 240, 120, 75, 55, 10
    def high(axis: str, **rules: str) -> set[str]:
        column = highs(five, method="quintile", **rules)[f"is_{axis}_high"]
        return set(column[column].index)

    assert high("r", split="cutoff", cutoff="3,4,4") == {"ana", "bob", "cy"}
    assert high("f", split="cutoff", cutoff="3,4,4") == {"ana"}
    assert high("m", split="cutoff", cutoff="3,4,4") == {"ana", "bob"}
    assert high("r", split="mean_score") == {"ana", "bob", "cy"}  # mean 2.8
    assert high("f", split="mean_score") == {"ana", "bob", "cy"}  # mean 2.6
    assert high("m", split="mean_score") == {"ana", "bob", "cy"}  # mean 3
    assert high("r", split="mean") == {"ana", "bob", "cy", "eve"}  # mean 41.8 days
    assert high("f", split="mean") == {"ana", "bob", "cy"}  # mean 2
    assert high("m", split="mean") == {"ana", "bob"}  # mean 100
    assert high("r", split="median") == {"ana", "bob", "cy"}
    assert high("f", split="median") == {"ana", "bob", "cy"}
    assert high("m", split="median") == {"ana", "bob", "cy"}


@pytest.mark.parametrize(("m_cuts", "is_high"), [("1,2,3,4", True), ("600,700,800,900", False)])
@pytest.mark.parametrize("split", ["cutoff", "mean_score", "mean", "median"])
def test_an_axis_of_equal_scores_separates_nobody(
    five: Story, split: str, m_cuts: str, is_high: bool
) -> None:
    answer = highs(five, method="standard", split=split, m_cuts=m_cuts)
    assert set(answer["is_m_high"]) == {is_high}


def test_who_is_scored_against_whom(five: Story) -> None:
    alone = {"account": "cy", "method": "quintile"}
    assert scores(five, **alone) == {"cy": "333"}
    assert scores(five, **alone, population="scope") == {"cy": "111"}


def test_the_default_method_needs_six_months(tmp_path: Path) -> None:
    book = story(tmp_path, FIVE)
    with book.warehouse.cursor() as cursor:
        january = books.settle(cursor, scoped(as_of="2026-01-31")).ruler
        june = books.settle(cursor, scoped(as_of="2026-06-30")).ruler
    assert (january.method, january.split) == ("standard", "mean_score")
    assert (june.method, june.split) == ("standard", "mean_score")  # no sales in March
    book.sales("""
        order  account  on          amount
        A9     ana      2026-03-29   60.00
    """)
    with book.warehouse.cursor() as cursor:
        june = books.settle(cursor, scoped(as_of="2026-06-30")).ruler
    assert (june.method, june.split, june.cutoff) == ("book", "cutoff", (3, 4, 4))


def test_the_default_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = story(tmp_path, FIVE)

    def found(today: str) -> object:
        monkeypatch.setenv("OCTANT_TODAY", today)
        with book.warehouse.cursor() as cursor:
            return books.settle(cursor, scoped(region="nowhere")).as_of

    assert found("2026-07-01") == day("2026-06-30")
    assert found("2026-06-30") == day("2026-06-29")


def test_a_confirmed_ruler_is_frozen(five: Story) -> None:
    with five.warehouse.cursor() as cursor:
        content = books.fit(cursor, scoped(**JUNE, method="book"))
    assert content["book_orders"] == "2.0"
    assert content["book_interval_days"] == "20.0"
    five.official(content, from_on="2026-06-30")
    before = scores(five)
    five.sales("""
        order  account  on          amount
        F1     fay      2026-06-30  9000.00
    """)
    assert scores(five) == before | {"fay": "535"}
    moving = five.ask("rfm", scoped(**JUNE, window="6"))  # not the window it was made for
    assert moving.set_index("account_id")["m_score"]["ana"] == 3
    with five.warehouse.cursor() as cursor:
        assert books.settle(cursor, scoped(**JUNE)).ruler.is_frozen
        assert not books.settle(cursor, scoped(**JUNE, window="6")).ruler.is_frozen
        assert not books.settle(cursor, scoped(**JUNE, product="x")).ruler.is_frozen
        assert not books.settle(cursor, scoped(as_of="2026-05-31")).ruler.is_frozen


def test_an_official_ruler_gives_what_is_not_set(five: Story) -> None:
    five.official(
        {"method": "standard", "split": "mean", "weights": ["1", "1", "1"]}, from_on="2026-01-01"
    )
    with five.warehouse.cursor() as cursor:
        ruler = books.settle(cursor, scoped(**JUNE)).ruler
        own = books.settle(cursor, scoped(**JUNE, method="book")).ruler
    assert (ruler.method, ruler.split, sum(ruler.weights or ())) == ("standard", "mean", 3)
    assert (own.method, own.split, own.cutoff) == ("book", "cutoff", (3, 4, 4))


def test_cut_points_in_business_values(five: Story) -> None:
    def points(method: str) -> pd.DataFrame:
        answer = five.ask("cut_points", scoped(**JUNE, method=method))
        return answer.set_index(["axis", "score"])

    own = points("book")
    assert own.loc[("m", 5), "from_value"] == 120
    assert own.loc[("f", 4), "from_value"] == 2
    assert own.loc[("r", 3), "to_value"] == 1.5
    assert own["accounts"].sum() == 15
    standard = points("standard")
    assert tuple(standard.loc[("r", 4), ["from_value", "to_value"]]) == (30, 60)
    quintile = points("quintile")
    assert tuple(quintile.loc[("f", 3), ["from_value", "to_value"]]) == (2, 2)


@pytest.mark.parametrize("kind", ["orders", "days", "months"])
def test_cut_points_agree_with_the_scores_of_every_frequency(tmp_path: Path, kind: str) -> None:
    """Two orders on one day are one purchase day: F 4 begins at two of what is counted."""
    book = story(
        tmp_path,
        """
        order  account  on          amount
        A1     ana      2026-03-01  10.00
        A2     ana      2026-03-01  10.00
        B1     ben      2026-03-02  10.00
        C1     cem      2026-03-03  10.00
        D1     dan      2026-03-04  10.00
        D2     dan      2026-04-04  10.00
        """,
    )
    scope = scoped(as_of="2026-06-30", method="book", kind_of_frequency=kind)
    cuts = book.ask("cut_points", scope)
    of_f = cuts[cuts["axis"] == "f"].set_index("score")
    for row in book.ask("rfm", scope).to_dict("records"):
        from_value, to_value = of_f.loc[row["f_score"], ["from_value", "to_value"]]
        assert not row["frequency"] < from_value
        assert not row["frequency"] >= to_value


def test_lapsed_important_is_measured_by_twelve_months_whatever_the_window(tmp_path: Path) -> None:
    """In 24 months ana sold 24,000, 12,000 a year; lea 13,000 in her last year, lou 11,000."""
    book = story(
        tmp_path,
        """
        order  account  on          amount
        A1     ana      2025-03-01  12000.00
        A2     ana      2026-03-01  12000.00
        L1     lea      2023-01-01  13000.00
        M1     lou      2023-01-01  11000.00
        """,
    )
    rules = {"as_of": "2026-06-30", "method": "standard", "m_cuts": "10,20,24000,50000"}
    states = book.ask("rfm", scoped(window="24", **rules)).set_index("account_id")["state"]
    assert states["lea"] == "lapsed_important"
    assert states["lou"] == "lapsed_general"
