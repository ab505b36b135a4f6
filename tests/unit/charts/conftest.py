"""Every chart in turn, in both themes; every test begins and ends in English."""

from collections.abc import Callable, Iterator

import plotly.graph_objects as go
import pytest

import locales
from charts.theme import Look
from tests.unit.charts.chart_frames import CHARTS


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins and ends in English."""
    locales.use("en")
    yield
    locales.use("en")


@pytest.fixture(params=["light", "dark"])
def look(request: pytest.FixtureRequest) -> Look:
    return Look(dark=request.param == "dark", currency="USD")


@pytest.fixture(params=CHARTS)
def any_chart(request: pytest.FixtureRequest, look: Look) -> go.Figure:
    """Every chart in turn, in each theme."""
    return CHARTS[request.param](look)


@pytest.fixture
def draw(look: Look) -> Callable[[str], go.Figure]:
    """Draws a chart by its name in CHARTS."""
    return lambda name: CHARTS[name](look)
