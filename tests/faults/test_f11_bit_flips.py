"""F11: one bit of the book or its log turns. It is said, or does not matter; never wrong data."""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.book import history
from data.closing import closes as closing
from data.keeping import page_entries, recovery
from data.keeping.verify import verify
from data.names import merges
from data.refusal import Damaged
from data.warehouse import FILE_NAME, Warehouse
from tests.faults.books import Story, load, picture
from tests.faults.conftest import Run
from tests.faults.damage import LOG, assert_rebuilt, copy, flip, sentence, unclosed
from tests.faults.kept import Tried


def flip_and_look(story: Story, run: Run, folder: Path, tried: Tried, times: int) -> None:
    whole = unclosed(story, run, folder / "whole")
    chance = random.Random(11)
    refused = found = harmless = healed = 0
    for number in range(times):
        home = copy(whole, folder / "flipped")
        flip(home / (FILE_NAME, LOG)[number % 2], chance)
        said = sentence(home)
        if said is not None:
            assert "rebuild" in said
            assert "restore" in said
            assert (home / FILE_NAME).exists()
            refused += 1
            healed += number % 2 and heals(story, home)
        elif problems(home):
            found += 1
        else:
            assert picture(home) == story.after
            harmless += 1
        if number % 10 == 0:
            assert_rebuilt(story, home)
    tried |= {"bits": times, "refused_at_start": refused, "found_by_verify": found}
    tried |= {"without_effect": harmless, "healed_of_the_refused": healed}


def heals(story: Story, home: Path) -> bool:
    """A book whose log alone is damaged is healed as Octant starts."""
    recovery.opened(home).close()
    assert picture(home) == story.after
    return True


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


def test_f11_everything_that_a_lost_log_held_is_done_again(
    restated: Story, tmp_path: Path, tried: Tried
) -> None:
    home, crashed = restated.copy(tmp_path / "home"), tmp_path / "crashed"
    warehouse = Warehouse.open(home)
    load(warehouse, *restated.files, who="ben")
    history.undo(warehouse, 3, "ben")
    page_entries.save_words(warehouse, [("late", "delivery_time")], "ben")
    page_entries.save_words(warehouse, [("late", "price")], "ben")
    page_entries.save_ruler(warehouse, {"method": "standard"}, "ben", "ours", None)
    merges.merge(warehouse, "1", "2", "ben")
    closing.close(warehouse, date(2026, 1, 1), "ben")
    closing.reopen(warehouse, date(2026, 1, 1), "ben")
    shutil.copytree(home, crashed)
    warehouse.close()
    after = picture(home)
    lost, torn = tmp_path / "lost", (crashed / LOG).read_bytes()
    for log in (b"no log at all" * 100, bytes(100) + torn, torn[: len(torn) // 2], torn[:-200]):
        copy(crashed, lost)
        (lost / LOG).write_bytes(log)
        recovery.opened(lost).close()
        assert picture(lost) == after
    tried |= {"logs": 4, "deeds_in_them": 8}


def test_f11_a_book_that_is_damaged_itself_is_left_as_it_lies(
    restated: Story, run: Run, tmp_path: Path
) -> None:
    home = unclosed(restated, run, tmp_path / "home")
    (home / FILE_NAME).write_bytes(b"no book")
    before = (home / LOG).read_bytes()
    with pytest.raises(Damaged, match="rebuild"):
        recovery.opened(home)
    assert (home / FILE_NAME).read_bytes() == b"no book"
    assert (home / LOG).read_bytes() == before
