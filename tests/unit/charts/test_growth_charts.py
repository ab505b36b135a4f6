"""What the charts of sales results draw: steps that meet, bars that can be clicked."""

import pytest

from charts import growth, results
from charts.theme import Look
from tests.unit.analytics.book_builder import day
from tests.unit.charts import chart_frames as made

LOOK = Look(currency="USD")


def test_the_steps_of_a_bridge_lead_from_one_end_to_the_other() -> None:
    (bars,) = growth.bridge(made.bridge(), LOOK, made.ENDS).data
    tops = [base + height for base, height in zip(bars.base, bars.y, strict=True)]
    assert tops == [180.0, 240.0, 290.0, 290.0, 217.0, 217.0]
    assert bars.base[3] == 210.0
    assert [mark[0] for mark in bars.customdata][1:-1] == ["new", "expansion", "lost", "unassigned"]


def test_small_steps_between_large_ends_are_still_seen() -> None:
    kinds = made.bridge().assign(net_sales_before=[0.0, 10_000.0, 80.0, 0.0])
    kinds = kinds.assign(net_sales=[60.0, 10_050.0, 0.0, 7.0])
    kinds = kinds.assign(change=kinds["net_sales"] - kinds["net_sales_before"])
    drawn = growth.bridge(kinds, LOOK, made.ENDS)
    assert drawn.layout.yaxis.range[0] > 9_000
    far_apart = made.bridge().assign(
        net_sales=[600.0, 150.0, 0.0, 7.0], change=[600.0, 50.0, -80.0, 7.0]
    )
    assert growth.bridge(far_apart, LOOK, made.ENDS).layout.yaxis.range[0] == 0


def test_a_bar_names_the_whole_period_for_a_click() -> None:
    drawn = results.by_period(made.periods(), LOOK)
    assert drawn.data[1].customdata[2][0] == "2026-09-01..2026-09-30"


def test_who_had_nothing_before_has_no_base() -> None:
    drawn = growth.by_part(made.parts(), LOOK, compared="net_sales_before")
    told = [note.text for note in drawn.layout.annotations]
    assert told.count("no base") == 2
    assert "+13%" in told


def test_a_target_is_marked_otherwise_than_what_was_before() -> None:
    parts = made.parts().assign(target=100.0)
    drawn = growth.by_part(parts, LOOK, compared="net_sales_before", before="last year")
    marks = {trace.name: trace.marker.symbol for trace in drawn.data[1:]}
    assert marks == {"last year": "line-ns", "target": "diamond"}


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-09-01", "2026-09-30", "Sep 2026"),
        ("2026-07-01", "2026-09-30", "Q3 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-01-01", "2026-02-28", "Jan–Feb 2026"),
        ("2025-10-01", "2026-09-30", "Oct 2025–Sep 2026"),
        ("2026-09-01", "2026-09-15", "1 Sep 2026 – 15 Sep 2026"),
    ],
)
def test_a_period_is_called_by_its_name(first: str, last: str, name: str) -> None:
    assert LOOK.period(day(first), day(last)) == name
