"""Sales by month, one account's categories and history, the distributions."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts import bins
from charts.theme import Look

Draw = Callable[[str], go.Figure]


def test_last_year_is_grey_and_the_month_in_primary(draw: Draw, look: Look) -> None:
    before, now = draw("months").data
    assert (before.marker.color, now.marker.color) == (look.palette.mark, look.palette.primary)
    assert list(now.y) == [1000, 600]
    assert [key[0] for key in now.customdata] == ["2026-08-01", "2026-09-01"]


def test_a_month_that_is_not_over_is_hatched_and_says_so(draw: Draw) -> None:
    now = draw("months").data[1]
    assert list(now.marker.pattern.shape) == ["", "/"]
    assert now.hovertext[1].split("<br>") == [
        "<b>Sep 2026</b>",
        "$600 net sales",
        "$500 on the same days of last year: +20%",
        "the month is not over",
    ]


def test_a_month_without_a_base_compares_with_nothing(draw: Draw) -> None:
    assert draw("months").data[1].hovertext[0] == "<b>Aug 2026</b><br>$1.00 k net sales"


def test_a_category_that_stopped_says_so(draw: Draw) -> None:
    labels = draw("categories").layout.yaxis.ticktext
    assert "stopped buying" in labels[1]
    assert "stopped buying" not in labels[0]
    assert labels[2] == "not known"


def test_history_has_a_row_of_tiles_for_r_f_m_and_segment(draw: Draw, look: Look) -> None:
    rows = [trace for trace in draw("history").data if trace.type == "bar"]
    assert [list(row.text) for row in rows[:3]] == [["", "5", "4"], ["", "4", "4"], ["", "5", "5"]]
    assert rows[0].marker.color[1] == look.palette.sequential[4]
    assert list(rows[3].marker.color) == [
        look.palette.mark,
        look.palette.segment("important_value"),
        look.palette.segment("important_value"),
    ]
    named = [trace.name for trace in draw("history").data if trace.showlegend]
    assert named == ["Important value", "Never purchased"]


@pytest.mark.parametrize("name", ["recency", "frequency", "monetary"])
def test_a_distribution_counts_every_scored_account_once(draw: Draw, name: str) -> None:
    assert sum(draw(name).data[0].y) == 3


def test_the_cut_points_are_drawn_in(draw: Draw) -> None:
    figure = draw("recency")
    assert len(figure.layout.shapes) == 4
    assert [note.text for note in figure.layout.annotations][-1] == "R 1"


def test_money_on_a_log_scale_keeps_zero_and_below_apart() -> None:
    values = pd.Series([-50.0, 0.0, 10.0, 20.0, 30.0, 100_000.0])
    binned = bins.money(values)
    assert binned.is_log
    assert binned.spans()[0][0] is None
    assert binned.counts(values)[0] == 2
    assert sum(binned.counts(values)) == 6
    assert binned.ticks() == [10, 100, 1_000, 10_000, 100_000]


def test_money_that_is_spread_evenly_stands_on_an_even_scale() -> None:
    binned = bins.money(pd.Series([100.0, 110.0, 120.0]))
    assert not binned.is_log
    assert binned.place(110) == pytest.approx(bins.ABOUT / 2)


def test_a_few_accounts_with_many_orders_share_the_last_bin() -> None:
    values = pd.Series([1.0] * 60 + [2.0] * 38 + [500.0] * 2)
    binned = bins.orders(values)
    assert binned.is_open_above
    assert binned.counts(values)[0] == 60
    assert binned.counts(values)[-1] == 2


@pytest.mark.parametrize("make", [bins.days, bins.orders, bins.intervals, bins.money])
def test_one_value_makes_bins_too(make: Callable[[pd.Series], bins.Bins]) -> None:
    values = pd.Series([7.0])
    binned = make(values)
    assert sum(binned.counts(values)) == 1
    assert 0 <= binned.place(7.0) <= len(binned.edges) - 1
