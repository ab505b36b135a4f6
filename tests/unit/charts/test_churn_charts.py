"""Reasons, break-downs, quarters and rhythm bands."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go

from charts import churn
from charts.theme import Look
from tests.unit.charts import chart_frames as made

Draw = Callable[[str], go.Figure]


def test_reasons_stand_dearest_first_and_unclassified_last(draw: Draw) -> None:
    codes = [key[0] for key in draw("reasons").data[0].customdata]
    assert codes[:4] == ["price", "product_offering", "natural_attrition", "customer_service"]
    assert codes[-1] == "unclassified"
    assert len(codes) == 8


def test_shares_and_shares_together_but_none_under_ten_cases(draw: Draw) -> None:
    texts = list(draw("reasons").data[0].text)
    assert texts == [
        "$600 · 30% (together 30%)",
        "$250 (together 43%)",
        "$100 · 5% (together 48%)",
        "$50 (together 50%)",
        "$0",
        "$0",
        "$0",
        "$1.00 k · 50% (together 100%)",
    ]


def test_a_book_with_few_losses_shows_counts_only(look: Look) -> None:
    few = made.reasons().assign(accounts=[1, 1, 0, 0, 2, 1, 0, 3])
    texts = churn.reasons(few, look).data[0].text
    assert not any("%" in text for text in texts)


def test_the_first_reasons_up_to_80_per_cent_stand_out(look: Look) -> None:
    classified = made.reasons().assign(sales_lost=[100, 50, 0, 0, 600, 250, 0, 0])
    colours = list(churn.reasons(classified, look).data[0].marker.color)
    assert colours == [look.palette.primary] * 2 + [look.palette.mark] * 6


def test_accounts_stand_below_each_reason(draw: Draw) -> None:
    labels = draw("reasons").layout.yaxis.ticktext
    assert labels[0].startswith("Price<br>")
    assert "20 accounts" in labels[0]


def test_preventable_and_natural_parts_of_a_bar(draw: Draw) -> None:
    preventable, natural = draw("lost_by_region").data[:2]
    assert list(preventable.x) == [250, 200, 0]
    assert list(natural.x) == [50, 0, 100]
    assert [key[0] for key in preventable.customdata] == [made.HOSTILE, "North", None]
    assert list(natural.text) == ["$300 · 3 accounts", "$200 · 2 accounts", "$100 · 1 account"]


def test_names_are_shown_as_they_are_written(draw: Draw) -> None:
    label = draw("lost_by_region").layout.yaxis.ticktext[0]
    assert label == "&lt;img src=x onerror=alert(1)&gt; &amp; &lt;b&gt;Söhne&lt;/b&gt;"


def test_many_values_end_in_one_bar_of_the_others(look: Look) -> None:
    many = pd.DataFrame(
        {
            "value": [f"Region {n}" for n in range(20)],
            "accounts": 1,
            "sales_lost": 10,
            "preventable_sales_lost": 10,
        }
    )
    figure = churn.by(many, look, dimension="region")
    assert len(figure.data[0].x) == 13
    assert figure.layout.yaxis.ticktext[-1] == "8 others"
    assert sum(figure.data[0].x) == 200


def test_codes_of_a_break_down_read_in_words(look: Look) -> None:
    by_segment = made.lost_by_region().assign(value=["important_value", "general_keep", None])
    labels = churn.by(by_segment, look, dimension="segment_before").layout.yaxis.ticktext
    assert list(labels) == ["Important value", "General keep", "not known"]
    by_level = made.lost_by_region().assign(value=["1", "4", None])
    labels = churn.by(by_level, look, dimension="level_before").layout.yaxis.ticktext
    assert list(labels) == ["Buyer–seller", "Strategic alliance", "Not assessed"]


def test_a_panel_for_each_reason_that_occurs(draw: Draw) -> None:
    figure = draw("reasons_by_quarter")
    assert len(figure.data) == 1
    assert list(figure.data[0].y) == [100, 300]
    assert figure.layout.annotations[0].text.startswith("Price <span")


def test_money_on_rhythm_is_not_at_stake(draw: Draw) -> None:
    trace = draw("bands").data[0]
    assert list(trace.x) == [0, 800, 400, 0]
    assert trace.text[0] == "$9.00 k net sales"
    assert trace.text[1] == "$800 in the 12 months before · 30% ordered again within 90 days"


def test_a_window_without_any_sale_lost_makes_no_reason_stand_out(look: Look) -> None:
    nothing = made.reasons().assign(sales_lost=0, accounts=0)
    colours = {*churn.reasons(nothing, look).data[0].marker.color}
    assert colours == {look.palette.mark}
