"""The axes for every method of scoring and every kind of F and M."""

from dataclasses import replace

import pytest

from analytics.ruler import KINDS_OF_FREQUENCY, KINDS_OF_MONETARY, Ruler
from charts import axes
from charts.theme import Look
from tests.unit.charts import chart_frames as made


@pytest.mark.parametrize("kind", [*KINDS_OF_FREQUENCY, "lines"])
def test_every_kind_of_frequency_is_named(kind: str, look: Look) -> None:
    scope = replace(made.SCOPE, ruler=Ruler(method="standard", kind_of_frequency=kind))
    axis = axes.frequency(made.cut_points(), scope, look)
    assert axis.title.endswith(" in 12 months (F)")
    assert axis.word(4).startswith("4 ")


@pytest.mark.parametrize("kind", [*KINDS_OF_MONETARY, "average_day"])
def test_every_kind_of_monetary_is_named(kind: str, look: Look) -> None:
    scope = replace(made.SCOPE, ruler=Ruler(method="standard", kind_of_monetary=kind))
    assert axes.monetary(made.cut_points(), scope, look).title.endswith(" in 12 months (M)")


def test_all_history_is_said(look: Look) -> None:
    scope = replace(made.SCOPE, window=None)
    assert axes.frequency(made.cut_points(), scope, look).title == "orders in all history (F)"


def test_a_method_without_a_fifth_score_shows_a_dash() -> None:
    cuts = made.cut_points()
    axis = axes.recency(cuts[cuts["score"] < 5], made.SCOPE)
    assert axis.word(5) == "–"
    assert axis.word(4) == "0–60 days ago"


def test_ranges_that_would_touch_shrink_to_their_lower_ends(look: Look) -> None:
    cuts = made.cut_points().assign(to_value=None)
    cuts.loc[cuts["axis"] == "f", "from_value"] = [40, 23, 11, 2, 1]
    assert axes.frequency(cuts, made.SCOPE, look).ticks == ("1+", "2+", "11+", "23+", "40+")
