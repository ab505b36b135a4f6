"""The cube: 125 cells in one trace, words on its axes, one mark for each account."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
import pytest

import locales
from analytics.ruler import Ruler
from charts import axes, cube
from charts.theme import Look
from tests.unit.charts import chart_frames as made

Draw = Callable[[str], go.Figure]


def drawn_cells(figure: go.Figure) -> go.Scatter:
    return figure.data[0]


def test_all_125_cells_are_one_trace(draw: Draw) -> None:
    trace = drawn_cells(draw("cells"))
    keys = {tuple(key) for key in trace.customdata}
    assert len(keys) == len(trace.x) == 125
    assert keys == {(r, f, m) for r in range(1, 6) for f in range(1, 6) for m in range(1, 6)}


def test_r_5_stands_left_f_goes_across_and_m_up(draw: Draw) -> None:
    trace = drawn_cells(draw("cells"))
    places = {
        tuple(key): (x, y) for key, x, y in zip(trace.customdata, trace.x, trace.y, strict=True)
    }
    assert places[5, 1, 1] == (1, 1)
    assert places[5, 5, 3] == (5, 3)
    assert places[1, 2, 5] == (26, 5)


def test_area_goes_by_accounts_and_empty_cells_stay_seen(draw: Draw, look: Look) -> None:
    trace = drawn_cells(draw("cells"))
    marks = {
        tuple(key): (size, colour, text, hover)
        for key, size, colour, text, hover in zip(
            trace.customdata,
            trace.marker.size,
            trace.marker.color,
            trace.text,
            trace.hoverinfo,
            strict=True,
        )
    }
    many, one, empty = marks[5, 4, 5], marks[1, 1, 2], marks[3, 3, 3]
    assert many[0] ** 2 == pytest.approx(2 * one[0] ** 2)
    assert (many[1], one[1]) == (
        look.palette.segment("important_value"),
        look.palette.segment("general_win_back"),
    )
    assert (many[2], one[2]) == ("2", "1")
    assert empty == (4, look.palette.line, "", "skip")


def test_small_cells_show_no_number(look: Look) -> None:
    frame = made.cells().assign(accounts=[100, 19])
    trace = drawn_cells(cube.cells(frame, made.cut_points(), look, scope=made.SCOPE))
    assert sorted(set(trace.text)) == ["", "100"]


def test_colour_by_value_has_a_legend_of_what_it_means(look: Look) -> None:
    figure = cube.cells(made.cells(), made.cut_points(), look, colour="net_sales", scope=made.SCOPE)
    named = [trace.name for trace in figure.data if trace.showlegend]
    assert named == ["$1.20 k to $1.20 k an account", "$57.5 k to $57.5 k an account"]
    colours = set(drawn_cells(figure).marker.color)
    assert colours <= {look.palette.line, *look.palette.sequential}


def test_the_legend_names_the_eight_segments_in_order(draw: Draw, look: Look) -> None:
    named = [(t.name, t.marker.color) for t in draw("cells").data if t.showlegend]
    assert named[0] == ("Important value", look.palette.segment("important_value"))
    assert named[7] == ("General win-back", look.palette.segment("general_win_back"))
    assert len(named) == 8


def test_the_hover_tells_the_cell_in_words(draw: Draw) -> None:
    trace = drawn_cells(draw("cells"))
    text = next(hover for hover in trace.hovertext if hover.startswith("<b>R 5"))
    assert text.split("<br>") == [
        "<b>R 5 · F 4 · M 5</b>",
        "2 accounts",
        "$57.5 k net sales an account",
        "12 days since the last order",
        "Important value",
    ]


def test_cut_points_read_as_business_words(draw: Draw) -> None:
    layout = draw("cells").layout
    assert [note.text for note in layout.annotations] == [
        "<b>R 1</b> · 181 days ago and more",
        "<b>R 2</b> · 91–180 days ago",
        "<b>R 3</b> · 61–90 days ago",
        "<b>R 4</b> · 31–60 days ago",
        "<b>R 5</b> · 0–30 days ago",
    ]
    assert list(layout.xaxis.ticktext) == ["1", "2", "3", "4", "5+"] * 5
    assert layout.xaxis.title.text == "orders in 12 months (F)"
    assert list(layout.yaxis.ticktext) == [
        "under $1 k",
        "$1–5 k",
        "$5–20 k",
        "$20–50 k",
        "$50 k and more",
    ]
    assert layout.yaxis.title.text == "net sales in 12 months (M)"


def test_the_books_own_ruler_speaks_of_intervals() -> None:
    rows = [(5, 0, 0.5), (4, 0.5, 1), (3, 1, 1.5), (2, 1.5, 3), (1, 3, None)]
    cuts = pd.DataFrame(rows, columns=["score", "from_value", "to_value"]).assign(axis="r")
    axis = axes.recency(cuts, replace(made.SCOPE, ruler=Ruler(method="book")))
    assert axis.words == (
        "over 3 × own interval",
        "1.5–3 × own interval",
        "1–1.5 × own interval",
        "0.5–1 × own interval",
        "up to 0.5 × own interval",
    )
    assert dict(axis.bounds) == {5: 0.5, 4: 1, 3: 1.5, 2: 3}


def test_a_score_that_nobody_gets_shows_a_dash(look: Look) -> None:
    rows = [(5, 5, 7), (4, None, None), (3, None, None), (2, 4, 4), (1, 1, 3)]
    cuts = pd.DataFrame(rows, columns=["score", "from_value", "to_value"]).assign(axis="f")
    axis = axes.frequency(cuts, made.SCOPE, look)
    assert axis.ticks == ("1–3", "4", "–", "–", "5+")
    assert axis.word(1) == "1–3 orders"
    assert axis.word(5) == "5 orders and more"


def test_wide_ranges_of_orders_shrink_to_their_lower_end(look: Look) -> None:
    rows = [(2, 100, 250), (3, 250, 1200), (4, 1200, 4000), (5, 4000, None), (1, None, 100)]
    cuts = pd.DataFrame(rows, columns=["score", "from_value", "to_value"]).assign(axis="f")
    assert axes.frequency(cuts, made.SCOPE, look).ticks == (
        "1+",
        "100+",
        "250+",
        "1,200+",
        "4,000+",
    )


def test_in_chinese_the_axes_count_in_wan() -> None:
    locales.use("zh_CN")
    look = Look(language="zh_CN", currency="CNY")
    axis = axes.monetary(made.cut_points(), made.SCOPE, look)
    assert axis.words[2:] == ("¥5,000–2 万", "¥2–5 万", "¥5 万及以上")


def test_each_scored_account_is_one_dot_with_its_id(draw: Draw, look: Look) -> None:
    trace = draw("dots").data[0]
    assert [key[0] for key in trace.customdata] == ["A1", "A2", "A3"]
    assert list(trace.customdata[2]) == ["A3", 1, 1, 2]
    assert trace.marker.color[2] == look.palette.segment("general_win_back")
    assert len({(x, y) for x, y in zip(trace.x, trace.y, strict=True)}) == 3


def test_dots_stay_inside_their_cell(look: Look) -> None:
    crowd = pd.concat([made.accounts().iloc[:1]] * 60, ignore_index=True)
    crowd = crowd.assign(account_id=[f"A{n:03}" for n in range(60)])
    trace = cube.dots(crowd, made.cut_points(), look, scope=made.SCOPE).data[0]
    assert all(abs(x - 4) < 0.5 for x in trace.x)
    assert all(abs(y - 5) < 0.5 for y in trace.y)


def test_the_solid_has_a_cube_of_twelve_triangles_for_each_cell(draw: Draw) -> None:
    mesh = draw("solid").data[0]
    assert len(mesh.i) == 2 * 12
    assert len(mesh.x) == 2 * 8


def test_accounts_are_counted_in_whole_numbers(look: Look) -> None:
    for drawn in made.spread(look):
        assert all(float(tick).is_integer() for tick in drawn.layout.yaxis.tickvals)
