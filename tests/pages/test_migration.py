"""Migration: two days, a cell of the matrix, the ruler and the measure, all in the link."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from streamlit.testing.v1 import AppTest

from charts.migration import ORDER

Open = Callable[..., AppTest]


def table(at: AppTest) -> pd.DataFrame:
    frame: pd.DataFrame = at.dataframe[0].value
    return frame


def test_the_movers_are_listed_and_a_cell_of_the_link_filters_them(
    company: Path, open_page: Open
) -> None:
    at = open_page("value/migration.py")
    assert at.title[0].value.endswith(".")
    movers = table(at)
    assert set(movers.columns) >= {"account_name", "from_segment", "to_segment", "why"}
    first = movers.iloc[0]
    codes = {name: code for code, name in zip(ORDER, map(_word, ORDER), strict=True)}
    pair = f"{codes[first['from_segment']]},{codes[first['to_segment']]}"
    inside = table(open_page("value/migration.py", move=pair))
    assert set(inside["from_segment"]) == {first["from_segment"]}
    assert set(inside["to_segment"]) == {first["to_segment"]}


def _word(code: str) -> str:
    from charts import words

    return words.segment(code)


def test_the_two_days_are_in_the_link_and_hostile_ones_fall_back(
    company: Path, open_page: Open
) -> None:
    at = open_page("value/migration.py", **{"from": "2026-03-31", "to": "2026-06-30"})
    assert [box.value.isoformat() for box in at.selectbox[:2]] == ["2026-03-31", "2026-06-30"]
    at = open_page("value/migration.py", **{"from": "2027-01-01", "to": "nonsense", "move": "a,b"})
    days = [box.value for box in at.selectbox[:2]]
    assert days[0] < days[1]
    at.selectbox(key="migration_from").set_value(days[0]).run()
    assert not at.exception


def test_every_measure_and_ruler_draws(company: Path, open_page: Open) -> None:
    for params in (
        {"measure": "net_sales", "cut_points": "frozen"},
        {"measure": "margin", "method": "quintile", "cut_points": "moving"},
        {"who": "fell", "region": "East"},
    ):
        at = open_page("value/migration.py", **params)
        assert len(at.get("plotly_chart")) == 3


def test_home_names_who_fell(company: Path, open_page: Open) -> None:
    at = open_page()
    assert any("weaker segment" in caption.value for caption in at.caption)
