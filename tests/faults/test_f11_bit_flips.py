"""F11: one bit of the book or its log turns. It is said, or does not matter; never wrong data."""

import random
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.verify import verify
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.books import Story, picture
from tests.faults.conftest import Run
from tests.faults.damage import LOG, assert_rebuilt, copy, flip, sentence, unclosed
from tests.faults.report import Tried


def flip_and_look(story: Story, run: Run, folder: Path, tried: Tried, times: int) -> None:
    whole = unclosed(story, run, folder / "whole")
    chance = random.Random(11)
    refused = found = harmless = 0
    for number in range(times):
        home = copy(whole, folder / "flipped")
        flip(home / (FILE_NAME, LOG)[number % 2], chance)
        said = sentence(home)
        if said is not None:
            assert "rebuild" in said
            assert "restore" in said
            assert (home / FILE_NAME).exists()
            refused += 1
        elif problems(home):
            found += 1
        else:
            assert picture(home) == story.after
            harmless += 1
        if number % 10 == 0:
            assert_rebuilt(story, home)
    tried |= {"bits": times, "refused_at_start": refused, "found_by_verify": found}
    tried["without_effect"] = harmless


def problems(home: Path) -> list[str]:
    warehouse = Warehouse.open(home)
    try:
        return verify(warehouse)
    finally:
        warehouse.close()


def _page() -> None:
    import duckdb

    from pages.parts import layout

    with layout.guard():
        raise duckdb.Error("Corrupt database file: computed checksum 1 does not match")


def test_f11_a_page_says_what_to_do() -> None:
    page = AppTest.from_function(_page, default_timeout=30).run()
    assert not page.exception
    assert [("rebuild" in box.value, "restore" in box.value) for box in page.error] == [
        (True, True)
    ]


def test_f11_some_bits(restated: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    flip_and_look(restated, run, tmp_path, tried, 5)


@pytest.mark.faults
def test_f11_a_hundred_bits(restated: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    flip_and_look(restated, run, tmp_path, tried, 100)
