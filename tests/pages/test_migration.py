"""Migration: two days, a cell of the matrix, the ruler and the measure, all in the link."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from charts.migration import ORDER
from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from pages.parts import open_books

Open = Callable[..., AppTest]
RULER = {"method": "standard", "split": "cutoff", "cutoff": "3,3,3", "window": "3"}
HEADER = "order_id,order_date,account_id,account_name,amount\n"
MAY = """A1,2026-03-05,a,Ana,2000
A2,2026-04-05,a,Ana,2000
A3,2026-05-05,a,Ana,2000
B1,2026-04-10,b,Bob,1000
B2,2026-05-10,b,Bob,1000
"""
JUNE = """A4,2026-06-05,a,Ana,500
B3,2026-06-30,b,Bob,3000
"""


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


@pytest.fixture
def two_uploads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """March to May, then June, in which Bob's third order comes and Ana's March falls out."""
    monkeypatch.setenv("OCTANT_HOME", str(tmp_path / "own"))
    book = warehouse.current(tmp_path / "own")
    for name, text in (("may", MAY), ("june", JUNE)):
        path = tmp_path / f"{name}.csv"
        path.write_text(HEADER + text)
        intake.confirm(
            book, intake.propose(book, [InputFile(path.name, path)], ReadOptions()), "ann"
        )
    yield
    open_books.close()


def test_what_the_last_upload_moved(two_uploads: None, open_page: Open) -> None:
    at = open_page("value/migration.py", **{"from": "upload"}, **RULER)
    assert at.selectbox(key="migration_from").value == "upload"
    assert at.selectbox(key="migration_to").options == ["30 Jun 2026"]
    assert any("version 2" in note.value and "31 May" in note.value for note in at.caption)
    assert {name.split("#")[1] for name in table(at)["account_name"]} == {"Ana", "Bob"}
    at.selectbox(key="migration_from").set_value(date(2026, 4, 30)).run()
    assert not at.exception
    assert at.query_params["from"] == "2026-04-30"
    home = open_page(**RULER)
    said = [note.value for note in home.caption if "With the upload" in note.value]
    assert ["Ana" in said[0], "Bob" in said[1]] == [True, True]
