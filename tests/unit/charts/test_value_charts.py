"""What the charts of concentration and profit show."""

import pytest

from charts import concentration, standing, whale
from charts.theme import Look
from tests.unit.charts import value_frames as made


def test_the_pareto_mark_stands_where_the_curve_reaches_it(look: Look) -> None:
    drawn = concentration.pareto(made.pareto(), 0.8, look)
    assert drawn.layout.annotations[0].text == "1 account makes 80%"
    assert (drawn.data[2].x[0], drawn.data[2].y[0]) == (0.5, 0.8)


def test_a_long_curve_keeps_its_ends() -> None:
    thinned = concentration.thinned(made.pareto().loc[[0] * 5_000].reset_index(drop=True))
    assert len(thinned) == concentration.POINTS
    assert (thinned.index[0], thinned.index[-1]) == (0, 4_999)


def test_the_whale_turns_at_its_peak(look: Look) -> None:
    drawn = whale.curve(made.margins(), False, look)
    rising, falling = drawn.data[0], drawn.data[1]
    assert list(rising.y) == [1.2, 1.3]
    assert list(falling.y) == [1.3, 1.0]
    assert "130%" in drawn.layout.annotations[0].text


def test_quadrants_by_their_cuts() -> None:
    found = whale.quadrant_of(made.margins(), 50, 0.2, "margin")
    assert found.tolist() == ["large_good", "large_thin", "small_thin"]


def test_a_waterfall_ends_at_the_score(look: Look) -> None:
    drawn = standing.waterfall(made.parts(), "Ana", look)
    bars = drawn.data[1]
    assert list(bars.base) == [0, 75, 0]
    assert list(bars.x) == [75, 12.5, 87.5]


@pytest.mark.parametrize("draw", made.OF_NOTHING)
def test_nothing_can_be_drawn(draw, look: Look) -> None:
    assert draw(look).layout.meta["alt"]
