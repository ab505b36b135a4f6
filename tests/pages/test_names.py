"""The tab Names: what looks alike is listed, merged with one click, and taken back with another."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions
from data.names import different, merges

PAGE = "exports/imports.py"
LINES = (
    "order_id,order_date,account_id,account_name,amount\n"
    "A1,2026-09-01,c1,Acme Ltd,100.50\nA2,2026-09-14,c2,ACME Limited,50\n"
    "A3,2026-09-15,c3,Bolt,5\nA4,2026-09-16,,华为,5\nA5,2026-09-16,c5,Huawei,5\n"
)

Open = Callable[..., AppTest]


@pytest.fixture
def book(own_home: Path, tmp_path: Path) -> warehouse.Warehouse:
    path = tmp_path / "september.csv"
    path.write_text(LINES, encoding="utf-8")
    opened = warehouse.current(own_home)
    proposal = intake.propose(opened, [InputFile(path.name, path)], ReadOptions())
    intake.confirm(opened, proposal, "ann")
    return opened


def heading(at: AppTest) -> str:
    assert not at.exception, at.exception
    return at.title[0].value.replace("\\", "")


def test_names_that_look_alike_are_merged_and_taken_apart(
    book: warehouse.Warehouse, open_page: Open
) -> None:
    at = open_page(PAGE, tab="names")
    assert heading(at) == "4 accounts in 2 groups have names that look alike."
    at = at.button(key="merge_now").click().run()
    assert heading(at) == "2 accounts in 1 group have names that look alike."
    assert merges.in_force(book)[["account_id", "into_id"]].to_numpy().tolist() == [["c2", "c1"]]
    at = at.button(key="merge_now").click().run()
    assert heading(at) == "No two accounts have names that look alike."
    at = at.button(key="unmerge_now").click().run()
    at = at.button(key="unmerge_now").click().run()
    assert heading(at) == "4 accounts in 2 groups have names that look alike."
    assert merges.in_force(book).empty


def test_the_merge_is_a_version_of_the_history(book: warehouse.Warehouse, open_page: Open) -> None:
    merges.merge(book, "c2", "c1", "ann")
    at = open_page(PAGE, tab="history")
    assert heading(at).startswith("Version 2 is in force: c2 merged into c1")
    for page in ("home/overview.py", "value/segments.py"):
        assert not open_page(page).exception


def test_the_number_of_a_merged_account_opens_the_one_it_counts_for(
    book: warehouse.Warehouse, open_page: Open
) -> None:
    merges.merge(book, "c2", "c1", "ann")
    merges.merge(book, "c1", "c3", "ann")
    at = open_page("account/account.py", account="C2")
    assert heading(at) == heading(open_page("account/account.py", account="c3"))
    assert "C2 counts for this account since version 2 merged the two." in [
        caption.value.replace("\\", "") for caption in at.caption
    ]


def test_names_that_are_not_the_same_are_listed_no_more_until_they_are_again(
    book: warehouse.Warehouse, open_page: Open
) -> None:
    at = open_page(PAGE, tab="names")
    at = at.button(key="different_now").click().run()
    assert heading(at) == "2 accounts in 1 group have names that look alike."
    at = at.button(key="different_now").click().run()
    assert heading(at) == "No two accounts have names that look alike."
    assert [sorted(names) for names in different.marked_different(book)["names"]] == [
        ["Huawei", "华为"],
        ["ACME Limited", "Acme Ltd"],
    ]
    at = at.button(key="alike_now").click().run()
    assert heading(at) == "2 accounts in 1 group have names that look alike."
    at = at.button(key="alike_now").click().run()
    assert heading(at) == "4 accounts in 2 groups have names that look alike."
    assert book.version() == 1


def test_of_a_group_of_three_two_are_merged_and_the_third_is_another(
    book: warehouse.Warehouse, open_page: Open, tmp_path: Path
) -> None:
    path = tmp_path / "october.csv"
    path.write_text(LINES.split("\n")[0] + "\nA6,2026-10-01,c6,Acme Inc.,7\n", encoding="utf-8")
    intake.confirm(book, intake.propose(book, [InputFile(path.name, path)], ReadOptions()), "ann")
    at = open_page(PAGE, tab="names")
    assert heading(at) == "5 accounts in 2 groups have names that look alike."
    at = at.multiselect[0].set_value([0, 1]).run()
    at = at.button(key="merge_now").click().run()
    assert merges.in_force(book)[["account_id", "into_id"]].to_numpy().tolist() == [["c2", "c1"]]
    at = at.button(key="different_now").click().run()
    assert heading(at) == "2 accounts in 1 group have names that look alike."
