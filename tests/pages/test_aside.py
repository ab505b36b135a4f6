"""Bad rows set aside on the page: one click, said wherever the month is shown, given back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions

PAGE = "exports/imports.py"
HEADER = "order_id,order_date,account_id,amount\n"
GOOD = HEADER + "A1,2026-09-01,c1,100.50\nA2,2026-09-14,c2,50\n"
BAD = GOOD + "A3,2026-09-15,c3,n.n.\nA4,2026-09-32,c3,5\n"
CUT = GOOD + "A3,2026-09-15,c3,n.n.\nA4,2026-09"

Open = Callable[..., AppTest]


def drop(at: AppTest, name: str, text: str) -> AppTest:
    at.file_uploader[0].set_value([(name, text.encode(), "text/csv")])
    return calm(at.run())


def calm(at: AppTest) -> AppTest:
    assert not at.exception, at.exception
    return at


def buttons(at: AppTest) -> dict[str, str]:
    return {plain(button.label): button.key for button in at.button if button.key}


def captions(at: AppTest) -> str:
    return "\n".join(plain(caption.value) for caption in at.caption)


def plain(text: str) -> str:
    return text.replace("\\", "")


@pytest.fixture
def loaded(own_home: Path, tmp_path: Path) -> Path:
    """A home whose September lacks two rows."""
    load(own_home, tmp_path / "september.csv", BAD)
    return own_home


@pytest.fixture
def august(own_home: Path, tmp_path: Path) -> Path:
    """A home that holds August."""
    load(own_home, tmp_path / "august.csv", GOOD.replace("2026-09", "2026-08"))
    return own_home


def load(home: Path, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    book = warehouse.current(home)
    files = [InputFile(path.name, path)]
    intake.confirm(book, intake.propose(book, files, ReadOptions(set_aside=True)), "ann")


def test_bad_rows_refuse_the_file_until_one_click_sets_them_aside(august: Path, open_page: Open):
    at = drop(open_page(PAGE), "september.csv", BAD)
    assert at.button(key="confirm").disabled
    offer = buttons(at)["Load the good rows, set the 2 bad ones aside"]
    at = calm(at.button(key=offer).click().run())
    assert "2 bad rows will be set aside" in captions(at)
    assert not at.button(key="confirm").disabled
    at = calm(at.button(key="confirm").click().run())
    assert "Version 2 sets 2 rows aside" in captions(at)


def test_the_click_can_be_taken_back(august: Path, open_page: Open):
    at = drop(open_page(PAGE), "september.csv", BAD)
    offer = buttons(at)["Load the good rows, set the 2 bad ones aside"]
    at = calm(at.button(key=offer).click().run())
    at = calm(at.button(key=buttons(at)["Load all or nothing"]).click().run())
    assert at.button(key="confirm").disabled
    assert "Load the good rows, set the 2 bad ones aside" in buttons(at)


def test_a_file_that_is_cut_off_offers_nothing(august: Path, open_page: Open):
    at = drop(open_page(PAGE), "september.csv", CUT)
    assert not [label for label in buttons(at) if "aside" in label]


def test_the_history_gives_the_rows_back(loaded: Path, open_page: Open):
    at = calm(open_page(PAGE, tab="history"))
    assert "2 rows are set aside" in [title.value for title in at.subheader]
    assert "september.csv: rows to mend" in [plain(b.label) for b in at.download_button]


@pytest.mark.parametrize("page", ["home/overview.py", "value/segments.py"])
def test_pages_of_the_window_say_so(loaded: Path, open_page: Open, page: str):
    at = calm(open_page(page, as_of="2026-09-30"))
    assert "2 rows are set aside and not counted" in captions(at)
    at = calm(open_page(page, as_of="2026-08-31"))
    assert "set aside" not in captions(at)


def test_health_counts_what_is_still_set_aside(loaded: Path, open_page: Open) -> None:
    at = open_page("settings/health.py")
    assert "2 records of the loaded files were left out." in [plain(m.value) for m in at.markdown]
