"""The picture of what is loaded."""

import pandas as pd

from charts import loaded
from charts.theme import Look
from tests.unit.charts import chart_frames as made


def test_sales_come_first_with_rows_and_money_and_others_have_the_panels_they_fill(
    look: Look,
) -> None:
    drawn = loaded.by_month(made.loaded_months(), look)
    kinds = [bars.customdata[0][0] for bars in drawn.data]
    assert kinds == ["sales", "sales", "relationships"]
    assert list(drawn.data[0].y) == [20, 0, 30]
    assert list(drawn.data[1].y) == [900, 0, -100]


def test_a_month_without_rows_is_a_band_in_every_panel_of_its_kind(look: Look) -> None:
    drawn = loaded.by_month(made.loaded_months(), look)
    assert [(band.x0, band.x1) for band in drawn.layout.shapes] == [(0.5, 1.5), (0.5, 1.5)]
    assert "nothing loaded" in drawn.data[0].hovertext[1]


def test_months_without_rows_that_follow_each_other_are_one_band(look: Look) -> None:
    months = pd.date_range("2000-01-01", "2026-09-01", freq="MS").date
    lines = [0 if 1 < place < 300 else 7 for place in range(len(months))]
    rows = pd.DataFrame({"kind": "relationships", "month": months, "lines": lines, "amount": None})
    drawn = loaded.by_month(rows, look)
    assert [(band.x0, band.x1) for band in drawn.layout.shapes] == [(1.5, 299.5)]


def test_all_panels_share_one_calendar(look: Look) -> None:
    drawn = loaded.by_month(made.loaded_months(), look)
    assert list(drawn.data[2].x) == [1]
    assert drawn.layout.xaxis.range == drawn.layout.xaxis3.range


def test_a_list_alone_draws_no_bar(look: Look) -> None:
    lists = made.loaded_months().query("kind == 'accounts'")
    assert not loaded.by_month(pd.DataFrame(lists), look).data
