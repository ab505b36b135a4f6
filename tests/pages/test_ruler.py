"""The ruler tab: another ruler is tried beside the one in force, saved by name, taken back."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import demo, intake
from data.ingest.model import InputFile, ReadOptions
from data.keeping import page_entries
from pages.parts import open_books

Open = Callable[..., AppTest]
TAB = "settings/settings.py"


def in_url(at: AppTest, key: str) -> list[str]:
    """The values of a parameter; AppTest gives what the script wrote as it stood."""
    value = at.query_params[key]
    return [value] if isinstance(value, str) else value


def said(at: AppTest) -> str:
    """All that is written on the page, without the marks that make names harmless."""
    shown = (*at.title, *at.subheader, *at.markdown, *at.caption, *at.success, *at.warning)
    return "\n".join(element.value for element in shown).replace("\\", "")


@pytest.fixture
def fresh(own_home: Path, tmp_path: Path) -> None:
    """A company of its own, that a test may change."""
    files = demo.generate(tmp_path / "exports", lines=3_000)
    book = open_books.current().company_book
    incoming = [InputFile(path.name, path) for path in files]
    intake.confirm(book, intake.propose(book, incoming, ReadOptions()), "ann")


def test_the_old_address_of_health_opens_its_tab(company: Path, frame: AppTest) -> None:
    frame.switch_page("settings/health.py").run()
    assert not frame.exception
    assert "The ledger and the versions agree." in said(frame)


def test_another_ruler_is_tried_beside_the_one_in_force(company: Path, open_page: Open) -> None:
    at = open_page(TAB)
    assert "What the ruler in force gives" in said(at)
    assert "would change" not in said(at)
    at = open_page(TAB, method="quintile", split="median")
    assert "would change their segment" in said(at)
    assert "would move" in said(at)
    at.button(key="ruler_drop").click().run()
    assert "method" not in at.query_params
    assert "What the ruler in force gives" in said(at)


def test_tiers_that_leave_a_hole_are_refused_with_the_cells(company: Path, open_page: Open) -> None:
    at = open_page(TAB)
    at.text_input(key="ruler_tiers").input("30,36,52,68,84").run()
    told = " ".join(error.value for error in at.error).replace("\\", "")
    assert "5 of 125 cells would have no tier: R 1 F 1 M 1, R 1 F 1 M 2" in told
    assert "tiers" not in at.query_params
    at.text_input(key="ruler_tiers").input("20,40,60,70,80").run()
    assert in_url(at, "tiers") == ["20,40,60,70,80"]


def test_a_ruler_is_saved_used_taken_back_and_put_back(fresh: None, open_page: Open) -> None:
    at = open_page(TAB, method="standard", split="cutoff", window="24")
    at.text_input(key="ruler_save_name").input("Two years")
    at.button(key="FormSubmitter:ruler_save-Save").click().run()
    assert not at.exception
    assert in_url(at, "ruler") == ["Two years"]
    assert "“Two years” is saved" in said(at)
    with open_books.current().company_book.cursor() as cursor:
        ((saved_at, content),) = cursor.execute("select saved_at, content from rulers").fetchall()
    assert (json.loads(content)["method"], json.loads(content)["window"]) == ("standard", "24")
    key = f"{saved_at:%Y%m%d%H%M%S%f}"
    at.button(key=f"ruler_undo_{key}").click().run()
    assert "Taken back" in said(at)
    assert any("There is no ruler" in warning.value for warning in at.warning)
    at.button(key=f"ruler_undo_{key}").click().run()
    assert not at.warning


def test_a_ruler_that_cannot_be_read_is_said_and_taken_back(fresh: None, open_page: Open) -> None:
    book = open_books.current().company_book
    page_entries.save_ruler(book, {"method": "astrology"}, "ann", "Stars", date(2026, 1, 1))
    at = open_page(TAB)
    assert not at.exception
    assert "“Stars”, the official ruler since" in said(at)
    assert "cannot be read: the one before it is used" in said(at)
    at.button[[b.label for b in at.button].index("Take back")].click().run()
    assert "No ruler is official yet" in said(at)


def test_the_own_book_is_confirmed_by_a_click(fresh: None, open_page: Open) -> None:
    at = open_page(TAB)
    assert "Until somebody confirms them" in said(at)
    at.button(key="ruler_confirm").click().run()
    assert not at.exception
    assert "is the official ruler since" in said(at)
    assert "Frozen: the same cut-points hold" in said(at)
    a_year_on = open_page(TAB, as_of="2027-11-22")
    assert "a year ago or more" in said(a_year_on)


def test_the_second_naming_is_shown_where_it_is_on(company: Path, open_page: Open) -> None:
    assert "The eleven Western names" not in said(open_page("value/segments.py"))
    for page in ("value/segments.py", "value/rfm_cube.py"):
        at = open_page(page, naming="eleven")
        assert "The eleven Western names" in said(at)
        assert len(at.table[0].value) == 11


def test_a_naming_of_ones_own_is_checked_used_and_saved(fresh: None, open_page: Open) -> None:
    at = open_page(TAB, naming="own")
    assert "Each of the 125 cells has exactly one name: 11 names" in said(at)
    start = at.session_state["names_draft"]
    assert (start[0].english, start[0].chinese) == ("Champions", "冠军客户")
    at.session_state["names_draft"] = start[:-1]
    at.run()
    assert "6 cells have no name: R 1 F 2 M 3" in said(at)
    assert at.button(key="names_use").disabled
    whole = (*start[:-1], replace(start[-1], english="Gone", chinese=""))
    at.session_state["names_draft"] = (*whole, start[-1])
    at.run()
    assert "6 cells have more than one name: R 1 F 2 M 3 (Gone, Lost)" in said(at)
    at.session_state["names_draft"] = whole
    at.run()
    at.button(key="names_use").click().run()
    assert "Gone||11|12|13" in in_url(at, "names")[0]
    at.text_input(key="ruler_save_name").set_value("Named")
    next(b for b in at.button if b.label == "Save").click().run()
    assert "“Named” is saved" in said(at)
    assert "Gone" in str(open_page("value/segments.py", ruler="Named").table[0].value)


def test_what_holds_for_the_company_is_set_for_everybody(fresh: None, open_page: Open) -> None:
    at = open_page(TAB, tab="company")
    assert "The fiscal year begins in January; class A makes the first 80% of sales." in said(at)
    at.selectbox(key="fiscal_month_for_all").set_value(4)
    next(b for b in at.button if b.label == "Set").click().run()
    assert "The fiscal year begins in April" in said(at)
    assert "Quarter 4 of the fiscal year begins in January." in said(at)
    at.number_input(key="marks_a_share_to").set_value(70)
    [b for b in at.button if b.label == "Set"][-1].click().run()
    assert "class A makes the first 70% of sales" in said(open_page(TAB, tab="company"))


def test_names_come_from_a_file_and_a_row_that_is_not_whole_is_named(
    company: Path, open_page: Open
) -> None:
    at = open_page(TAB, naming="own")
    text = "name_en,name_zh,r_from,r_to,f_from,f_to,m_from,m_to\nAll of them,,1,5,1,5,1,5\n"
    at.file_uploader(key="names_file").set_value(("names.csv", text.encode(), "text/csv")).run()
    assert "Each of the 125 cells has exactly one name: 1 name" in said(at)
    key = f"names_{at.session_state['names_round']}"
    at.session_state[key] = {
        "edited_rows": {},
        "added_rows": [{"name_en": "Half"}],
        "deleted_rows": [],
    }
    at.run()
    assert "Row 2, “Half”: choose its scores for R, F and M." in said(at)
    assert at.button(key="names_use").disabled
    at.file_uploader(key="names_file").set_value(("names.csv", b"name,r\n", "text/csv")).run()
    assert "The file has no column name_en" in at.error[0].value.replace("\\", "")
