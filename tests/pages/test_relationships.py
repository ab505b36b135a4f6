"""The page of relationship levels."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

PAGE = "relationships/levels.py"

Open = Callable[..., AppTest]


def heading(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def pick(at: AppTest, chart: str, *data: object) -> AppTest:
    at.session_state[chart] = {"selection": {"points": [{"customdata": list(data)}]}}
    return at.run()


def test_the_page_says_how_close_and_draws_three_charts(company: Path, open_page: Open) -> None:
    at = open_page(PAGE)
    assert "partners or allies" in heading(at)
    assert len(at.get("plotly_chart")) == 3


def test_levels_and_not_assessed_are_the_whole_book(company: Path, open_page: Open) -> None:
    at = open_page(PAGE)
    everybody = len(at.dataframe[0].value)
    behind = [
        len(found.dataframe[0].value) if found.dataframe else 0
        for level in (1, 2, 3, 4, None)
        for found in [pick(open_page(PAGE), "relationship_levels", level)]
    ]
    assert sum(behind) == everybody


def test_a_cell_filters_by_level_and_segment(company: Path, open_page: Open) -> None:
    at = pick(open_page(PAGE), "level_by_segment", 1, "general_value")
    table = at.dataframe[0].value
    assert set(table["segment"]) == {"General value"}
    assert set(table["level"]) == {"Buyer–seller"}


def test_before_the_first_assessment_the_page_says_what_to_upload(
    company: Path, open_page: Open
) -> None:
    at = open_page(PAGE, as_of="2024-04-02")
    assert heading(at) == "No relationship is assessed yet."
    assert any("Relationship assessments, with" in text.value for text in at.caption)
