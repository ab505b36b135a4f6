"""Bars of shares, the octant board, levels and the matrix of level and segment."""

from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from charts import relationships
from charts.palette import SEGMENTS
from charts.theme import Look
from tests.unit.charts import chart_frames as made

Draw = Callable[[str], go.Figure]


def columns(figure: go.Figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_bars_are_shares_of_sales_and_ticks_shares_of_accounts(draw: Draw, look: Look) -> None:
    figure = draw("segments")
    bars, ticks = figure.data[0], figure.data[-1]
    shares = {key[0]: share for key, share in zip(bars.customdata, bars.x, strict=True)}
    assert shares["important_value"] == 0.5
    assert shares["general_win_back"] == 0.25
    assert shares["unassigned"] == 0.25
    assert list(ticks.x) == [0.2, 0.6, 0.2]
    assert list(bars.marker.color)[:8] == [look.palette.segment(code) for code in SEGMENTS]


def test_the_eight_always_stand_and_states_when_they_hold_anything(draw: Draw) -> None:
    codes = [key[0] for key in draw("segments").data[0].customdata]
    assert codes == [*SEGMENTS, "lapsed_general", "unassigned"]


def test_figures_stand_in_columns(draw: Draw) -> None:
    texts = columns(draw("segments"))
    assert texts[:6] == ["of sales", "net sales", "accounts", "50%", "$500", "1"]
    assert texts[-3:] == ["25%", "$250", "–"]


def test_the_small_board_has_eight_tiles_in_two_rows(draw: Draw, look: Look) -> None:
    figure = draw("board")
    fills = [tile.fillcolor for tile in figure.layout.shapes]
    assert fills == [look.palette.segment(code) for code in SEGMENTS]
    places = list(zip(figure.data[0].x, figure.data[0].y, strict=True))
    assert places == [(0, 1), (1, 1), (2, 1), (3, 1), (0, 0), (1, 0), (2, 0), (3, 0)]
    assert columns(figure)[:3] == ["Important value", "<b>50%</b>", "1 account"]


def test_the_highest_level_stands_on_top_and_not_assessed_last(draw: Draw, look: Look) -> None:
    bars = draw("levels").data[0]
    assert [key[0] for key in bars.customdata] == [4, 3, 2, 1, None]
    assert bars.y[0] == 4
    assert bars.marker.color[0] == look.palette.sequential[4]
    assert bars.marker.color[-1] == look.palette.mark


def test_quarters_stack_the_levels(draw: Draw) -> None:
    figure = draw("levels_by_quarter")
    assert [trace.name for trace in figure.data] == [
        "4 · Strategic alliance",
        "3 · Partner",
        "2 · Preferred supplier",
        "1 · Buyer–seller",
        "Not assessed",
    ]
    assert list(figure.layout.xaxis.ticktext) == ["Q2<br>2026", "Q3<br>"]


def test_the_matrix_has_a_square_for_each_pair_that_occurs(draw: Draw) -> None:
    trace = draw("matrix").data[0]
    assert [tuple(key) for key in trace.customdata] == [
        (1, "important_value"),
        (4, "important_value"),
        (4, "general_value"),
        (None, "important_value"),
        (None, "general_value"),
    ]
    assert trace.marker.size[4] == pytest.approx(relationships.LARGEST)


def test_the_two_corners_that_mean_work_are_outlined_and_named(draw: Draw, look: Look) -> None:
    layout = draw("matrix").layout
    assert len(layout.shapes) == 2
    assert {shape.line.color for shape in layout.shapes} == {look.palette.accent}
    assert [note.text for note in layout.annotations] == [
        "<b>At risk: important, but only buyer–seller</b> · 4 accounts",
        "<b>Over-served: strategic alliance, small sales</b> · 1 account",
    ]


def test_neighbouring_cells_of_a_corner_share_one_outline(look: Look) -> None:
    frame = made.level_by_segment()
    frame.loc[frame["level"] == 1, "corner"] = "at_risk"
    layout = relationships.level_by_segment(frame, look).layout
    assert [(s.x0, s.x1) for s in layout.shapes] == [(-0.46, 1.46), (0.54, 1.46)]
