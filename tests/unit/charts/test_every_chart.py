"""What holds for every chart, whatever it shows."""

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

import locales
from charts import (
    churn,
    cube,
    distributions,
    flows,
    growth,
    loaded,
    migration,
    prospects,
    quarters,
    relationships,
    results,
    sales,
    segment_months,
    segments,
    squares,
)
from charts.theme import FONT, Look
from tests.unit.charts import chart_frames as made

FORBIDDEN = ("<img", "<b>Söhne", "onerror=alert(1)>")


def texts(value: Any) -> Iterator[str]:
    """Every text of a figure that plotly reads as markup."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in {"customdata", "meta"}:
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def test_it_says_in_words_what_it_shows(any_chart: go.Figure) -> None:
    alt = any_chart.layout.meta["alt"]
    assert len(alt) > 20
    assert "{" not in alt


def test_names_from_data_stay_plain_text(any_chart: go.Figure) -> None:
    drawn = json.loads(any_chart.to_json())
    found = [text for text in texts(drawn) if any(bad in text for bad in FORBIDDEN)]
    assert found == []


def test_marks_are_not_washed_out(any_chart: go.Figure) -> None:
    for trace in any_chart.data:
        marker = getattr(trace, "marker", None)
        if marker is not None and marker.color is not None:
            assert marker.opacity == 1


def test_a_drag_moves_nothing_but_the_solid_cube(any_chart: go.Figure) -> None:
    is_solid = any(trace.type == "mesh3d" for trace in any_chart.data)
    assert any_chart.layout.dragmode == ("turntable" if is_solid else None)
    assert any_chart.layout.template.layout.dragmode is False


def test_labels_and_hover_have_their_font_and_room(any_chart: go.Figure) -> None:
    template = any_chart.layout.template.layout
    assert template.xaxis.automargin
    assert template.yaxis.automargin
    assert template.font.family == template.hoverlabel.font.family == FONT


def test_no_family_of_the_font_breaks_the_others() -> None:
    families = [family.strip() for family in FONT.split(",")]
    unquoted = [family for family in families if not family.startswith("'")]
    assert all(not word[0].isdigit() for family in unquoted for word in family.split())


@pytest.mark.parametrize("name", made.CHARTS)
def test_every_chart_speaks_chinese(name: str) -> None:
    locales.use("zh_CN")
    drawn = made.CHARTS[name](Look(language="zh_CN", currency="CNY"))
    assert any("\u4e00" <= letter <= "\u9fff" for letter in drawn.layout.meta["alt"])


def test_every_chart_can_be_drawn_of_nothing(look: Look) -> None:
    def none(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.iloc[:0]

    cuts, scope = made.cut_points(), made.SCOPE
    for drawn in (
        cube.cells(none(made.cells()), cuts, look, scope=scope),
        cube.dots(none(made.accounts()), cuts, look, scope=scope),
        cube.solid(none(made.cells()), look),
        *distributions.distributions(none(made.accounts()), none(cuts), look, scope=scope),
        segments.bars(none(made.segment_rows()), look),
        segments.board_small(none(made.segment_rows()), look),
        sales.by_month(none(made.months()), look),
        loaded.by_month(none(made.loaded_months()), look),
        results.by_period(none(made.periods()), look),
        growth.by_part(none(made.parts()), look, compared="net_sales_before"),
        growth.bridge(none(made.bridge()), look, made.ENDS),
        growth.retention(none(made.retention()), look),
        growth.drivers(none(made.drivers()), look),
        prospects.targets(none(made.targets()), look),
        prospects.rising(none(made.rising()), look),
        squares.gaps(none(made.gaps()), look),
        squares.cohorts(none(made.cohorts()), look),
        churn.reasons(none(made.reasons()), look),
        churn.by(none(made.lost_by_region()), look, dimension="region"),
        churn.bands(none(made.bands()), look),
        quarters.reasons(none(made.reasons_by_quarter()), look),
        quarters.levels(none(made.levels_by_quarter()), look),
        migration.matrix(none(made.moved()), look, "accounts"),
        flows.flows(none(made.moved()), look, "accounts"),
        segment_months.by_month(none(made.segments_by_month()), look, "net_sales"),
        relationships.levels(none(made.levels()), look),
        relationships.level_by_segment(none(made.level_by_segment()), look),
    ):
        assert drawn.layout.meta["alt"]


def test_the_accent_fills_nothing(any_chart: go.Figure, look: Look) -> None:
    """It is for counts with words; gain and loss are blue and amber."""
    for trace in any_chart.data:
        colours = getattr(getattr(trace, "marker", None), "color", None)
        assert look.palette.accent not in ([colours] if isinstance(colours, str) else colours or ())


def test_a_title_stands_over_its_figure_and_makes_room(look: Look) -> None:
    plain, titled = (
        growth.retention(made.retention(), look),
        growth.retention(made.retention(), look, "NRR"),
    )
    assert titled.layout.title.text == "NRR"
    assert titled.layout.height > plain.layout.height - 30
    assert "┃" in titled.layout.title.subtitle.text
