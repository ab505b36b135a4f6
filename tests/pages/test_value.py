"""Segments and cube: everything adds up, a click filters the table, the ruler is chosen."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from analytics.ruler import Ruler
from analytics.scope import Scope
from charts.palette import SEGMENTS
from charts.theme import Look
from pages.parts import downloads, octant_board, open_books, session
from pages.parts.sentences import ruler, value

Open = Callable[..., AppTest]


def in_url(at: AppTest, key: str) -> list[str]:
    """The values of a parameter of the URL."""
    values = at.query_params[key]
    return [values] if isinstance(values, str) else list(values)


def table(at: AppTest) -> pd.DataFrame:
    frame: pd.DataFrame = at.dataframe[0].value
    return frame


def test_the_board_has_its_eight_tiles_and_what_stands_beside(
    company: Path, open_page: Open
) -> None:
    at = open_page("value/segments.py")
    tiles = {button.key for button in at.button if button.key.startswith("pick_")}
    assert tiles >= {f"pick_{code}" for code in (*SEGMENTS, *octant_board.BESIDE[:4])}


def test_picking_a_tile_filters_the_table_and_is_in_the_url(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py")
    everybody = len(table(at))
    at.button(key="pick_general_value").click().run()
    assert in_url(at, "segment") == ["general_value"]
    assert set(table(at)["segment"]) == {"General value"}
    at.button(key="pick_general_value").click().run()
    assert len(table(at)) == everybody


def test_the_tiles_hold_all_accounts_of_the_table(company: Path, open_page: Open) -> None:
    everybody = len(table(open_page("value/segments.py")))
    parts = [
        open_page("value/segments.py", segment=code)
        for code in (*SEGMENTS, *octant_board.BESIDE[:3])
    ]
    assert sum(len(table(at)) if at.dataframe else 0 for at in parts) == everybody


def test_a_cell_in_the_link_filters_the_table(company: Path, open_page: Open) -> None:
    at = open_page("value/rfm_cube.py")
    row = table(at).iloc[0]
    cell = tuple(int(row[name]) for name in ("r_score", "f_score", "m_score"))
    picked = open_page("value/rfm_cube.py", cell=",".join(map(str, cell)))
    inside = table(picked)[["r_score", "f_score", "m_score"]]
    assert {tuple(map(int, scores)) for scores in inside.to_numpy()} == {cell}
    assert "Cell R {} · F {} · M {}".format(*cell) in picked.subheader[0].value.replace("\\", "")


@pytest.mark.parametrize("cell", ["9,9,9", "1,2", "a,b,c", "", "1,2,3,4", "², 1,1"])
def test_a_cell_that_is_none_filters_nothing(company: Path, open_page: Open, cell: str) -> None:
    assert "All" in open_page("value/rfm_cube.py", cell=cell).subheader[0].value


@pytest.mark.parametrize("method", ["book", "standard", "quintile", "r_rfm", "pymc"])
@pytest.mark.parametrize("page", ["value/segments.py", "value/rfm_cube.py"])
def test_every_method_draws(company: Path, open_page: Open, page: str, method: str) -> None:
    at = open_page(page, method=method)
    assert at.get("plotly_chart")


@pytest.mark.parametrize("split", ["cutoff", "mean_score", "mean", "median"])
def test_every_split_draws(company: Path, open_page: Open, split: str) -> None:
    assert open_page("value/segments.py", split=split).title[0].value


def test_the_method_can_be_changed_and_is_in_the_url(company: Path, open_page: Open) -> None:
    at = open_page("value/rfm_cube.py")
    at.segmented_control(key="ruler_method").set_value("standard").run()
    assert in_url(at, "method") == ["standard"]
    at.text_input(key="ruler_r_cuts").input("10,20,30,40").run()
    assert in_url(at, "r_cuts") == ["10,20,30,40"]
    at.text_input(key="ruler_r_cuts").input("40,30").run()
    assert in_url(at, "r_cuts") == ["10,20,30,40"]
    assert "40,30" in at.error[0].value.replace("\\", "")


def test_the_cube_can_be_turned(company: Path, open_page: Open) -> None:
    assert open_page("value/rfm_cube.py", picture="solid", colour="margin").get("plotly_chart")


def test_the_ruler_becomes_official_by_a_click(
    loaded_home: Path, tmp_path: Path, open_page: Open
) -> None:
    from data import demo, intake
    from data.ingest.model import InputFile, ReadOptions

    files = demo.generate(tmp_path / "exports", lines=3_000)
    book = open_books.current().company_book
    incoming = [InputFile(path.name, path) for path in files]
    intake.confirm(book, intake.propose(book, incoming, ReadOptions()), "ann")
    at = open_page("value/segments.py", as_of="2026-11-22")
    at.button(key="ruler_official").click().run()
    assert not at.exception
    assert any("hold in every month" in text.value for text in at.markdown)


def test_csv_is_safe_to_open() -> None:
    frame = pd.DataFrame(
        {"name": ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "plain", None], "n": [-1.5] * 8}
    )
    text = downloads.csv_bytes(frame).decode("utf-8-sig").split("\r\n")
    assert [line.split(",")[0].strip('"') for line in text[1:5]] == ["'=1+1", "'+1", "'-1", "'@x"]
    assert text[1].endswith(",-1.5")
    assert downloads.csv_bytes(frame).startswith(b"\xef\xbb\xbf")


def test_a_workbook_holds_no_formula() -> None:
    frame = pd.DataFrame({"name": ["=HYPERLINK(1)", "http://x.example"], "n": [1, -2]})
    with zipfile.ZipFile(io.BytesIO(downloads.xlsx_bytes(frame))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert "=HYPERLINK(1)" in book.read("xl/sharedStrings.xml").decode()


def test_the_search_of_a_table_finds_words_and_names(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py")
    at.text_input(key="segments_accounts_search").input("general win-back").run()
    assert set(table(at)["segment"]) == {"General win-back"}


def test_is_demo_only_while_nothing_real_is_loaded(company: Path) -> None:
    assert not session.is_demo()


def test_the_title_over_the_bars_counts_like_the_bars() -> None:
    rows = [("important_value", 10, 490), ("lapsed_general", 10, 10), ("unassigned", 0, 500)]
    found = pd.DataFrame(rows, columns=["segment", "accounts", "net_sales"])
    title = value.bars_title(found, Look())
    assert title == "Important value: 50% of the accounts, 49% of all sales"


M_CUTS = tuple(map(Decimal, (1000, 5000, 20_000, 50_000)))


def test_round_cut_points_are_told_without_idle_zeros() -> None:
    scope = Scope(ruler=Ruler(method="standard", m_cuts=M_CUTS))
    told = ruler.in_words(scope, pd.DataFrame(), Look())
    assert any("5 from 50 k, 4 from 20 k, 3 from 5 k, 2 from 1 k" in text for text in told)
