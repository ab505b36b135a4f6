"""Concentration: four tabs, their choices in the URL, what is saved, what is missing."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from pages.parts import open_books

Open = Callable[..., AppTest]
PAGE = "value/concentration.py"


def heading(at: AppTest) -> str:
    return str(at.title[0].value)


@pytest.mark.parametrize("tab", ["pareto", "profit", "exposure", "ranking"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_tab_says_its_finding(company: Path, open_page: Open, tab: str, language: str) -> None:
    at = open_page(PAGE, tab=tab, lang=language)
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in heading(at))
    assert language == "en" or chinese
    assert "{" not in heading(at)
    assert len(at.dataframe[0].value)


@pytest.mark.parametrize("listed", ["changes", "list", "effort"])
def test_the_lists_of_80_20_are_links(company: Path, open_page: Open, listed: str) -> None:
    at = open_page(PAGE, list=listed)
    assert at.subheader
    at = open_page(PAGE, tab="profit", show="cash", after="cash", large="1000", good="20")
    assert at.number_input(key="number_good").value == 20


def test_another_account_is_lost(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="exposure")
    second = at.selectbox(key="lose_account").options[1]
    at.selectbox(key="lose_account").select_index(1).run()
    assert not at.exception
    assert "lose" in at.query_params
    assert at.selectbox(key="lose_account").value in at.query_params["lose"]
    assert second


def test_weights_move_the_ranking_and_are_saved(company: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="ranking")
    before = at.dataframe[0].value["account_name"].tolist()
    for name in ("net_sales", "margin", "average_order"):
        at.slider(key=f"weight_{name}").set_value(0).run()
    assert not at.exception
    assert at.query_params["index_weights"]
    after = at.dataframe[0].value["account_name"].tolist()
    assert before != after
    at.text_input(key="ranking_new").input("Payers first")
    at.button(key="FormSubmitter:ranking_save-Save").click().run()
    assert not at.error
    again = open_page(PAGE, tab="ranking", ranking="Payers first")
    assert again.dataframe[0].value["account_name"].tolist() == after
    assert open_page(PAGE, tab="ranking").dataframe[0].value["account_name"].tolist() == before


def test_an_official_ranking_holds_until_it_is_taken_back(company: Path, open_page: Open) -> None:
    def order() -> list[str]:
        return open_page(PAGE, tab="ranking").dataframe[0].value["account_name"].tolist()

    at, before = open_page(PAGE, tab="ranking"), order()
    for name in ("net_sales", "margin", "average_order"):
        at.slider(key=f"weight_{name}").set_value(0).run()
    at.text_input(key="ranking_new").input("Ours")
    at.checkbox(key="ranking_official").check()
    at.button(key="FormSubmitter:ranking_save-Save").click().run()
    assert not at.error
    assert order() != before
    others = ",".join(["90"] + ["0"] * 7)
    at = open_page(PAGE, tab="ranking", index_weights=others)
    assert at.dataframe[0].value["account_name"].tolist() != order()
    next(b for b in at.button if str(b.key).startswith("ranking_use")).click().run()
    assert at.dataframe[0].value["account_name"].tolist() == order()
    for is_back in (True, False):
        at = open_page(PAGE, tab="ranking")
        next(b for b in at.button if str(b.key).startswith("ranking_turn")).click().run()
        assert (order() == before) is is_back


def set_mark(at: AppTest, value: float) -> None:
    at.number_input(key="marks_a_share_to").set_value(value)
    next(button for button in at.button if "marks_form" in str(button.key)).click().run()


def test_marks_are_set_for_everybody(company: Path, open_page: Open) -> None:
    at = open_page(PAGE)
    set_mark(at, 96.0)
    assert any("further" in str(error.value) for error in at.error)
    for mark in (70.0, 80.0):
        set_mark(at, mark)
        assert f"{mark:.0f}%" in heading(open_page(PAGE))


@pytest.fixture
def plain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A book of order lines without cost, salesperson, invoices or a list."""
    home = tmp_path / "plain"
    monkeypatch.setenv("OCTANT_HOME", str(home))
    lines = "".join(f"{n},2026-0{n}-05,A{n},{n}00\n" for n in range(1, 7))
    path = tmp_path / "sales.csv"
    path.write_text("order_id,order_date,account_id,amount\n" + lines)
    book = warehouse.current(home)
    intake.confirm(book, intake.propose(book, [InputFile(path.name, path)], ReadOptions()), "ann")
    yield
    open_books.close()


def test_what_is_missing_is_said_with_its_template(plain: None, open_page: Open) -> None:
    for tab in ("pareto", "profit", "exposure", "ranking"):
        at = open_page(PAGE, tab=tab)
        assert "{" not in heading(at)
    assert "No margin" in heading(open_page(PAGE, tab="profit"))
    at = open_page(PAGE, list="list")
    assert any("No account is named as a key account" in str(text.value) for text in at.markdown)
    assert any(button.label == "Template to fill in" for button in at.get("download_button"))
