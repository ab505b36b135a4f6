"""What values of unread columns count as: one table, one click, and the columns no list knows."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.book import history
from data.ingest.model import InputFile, ReadOptions

PAGE = "exports/imports.py"
HEADER = "Order ID,Order Date,Customer,Amount,Status\n"
STATUSES = HEADER + (
    "SO-1,2026-09-03,Harbour Tools,100.00,Completed\n"
    "SO-2,2026-09-10,Lind AB,250.00,Cancelled\n"
    "SO-3,2026-09-11,Moss Oy,80.00,Completed\n"
    "SO-4,2026-09-12,Moss Oy,900.00,Draft\n"
    "SO-5,2026-09-12,Lind AB,40.00,Completed\n"
)
LANES = (
    STATUSES.replace("Status", "Lane")
    .replace("Completed", "Green")
    .replace("Cancelled", "Blue")
    .replace("Draft", "Red")
)

Open = Callable[..., AppTest]


@pytest.fixture
def home(own_home: Path, tmp_path: Path) -> Path:
    """A home that holds August."""
    book = warehouse.current(own_home)
    path = tmp_path / "august.csv"
    path.write_text("order_id,order_date,account_id,amount\nZ1,2026-08-03,z,1\n", encoding="utf-8")
    options = ReadOptions(source="shop")
    intake.confirm(book, intake.propose(book, [InputFile(path.name, path)], options), "ann")
    return own_home


def drop(at: AppTest, **texts: str) -> AppTest:
    at.file_uploader[0].set_value(
        [(f"{name}.csv", text.encode(), "text/csv") for name, text in texts.items()]
    )
    return calm(at.run())


def calm(at: AppTest) -> AppTest:
    assert not at.exception, at.exception
    return at


def plain(text: str) -> str:
    return text.replace("\\", "")


def heading(at: AppTest) -> str:
    return plain(at.title[0].value)


def text_of(at: AppTest) -> str:
    return plain("\n".join(part.value for part in (*at.markdown, *at.caption)))


def selects(at: AppTest) -> dict[str, str]:
    """Label -> what is chosen, of the table of values."""
    return {box.label: box.value for box in at.selectbox if ": counts as" in box.label}


def press(at: AppTest, label: str) -> AppTest:
    return calm(next(b for b in at.button if plain(b.label) == label).click().run())


def choose(at: AppTest, label: str, answer: str) -> None:
    next(box for box in at.selectbox if box.label == label).set_value(answer)


def months(at: AppTest) -> pd.DataFrame:
    return next(t.value for t in at.table if "Money after" in t.value.columns)


def test_values_are_one_question_and_the_likeliest_answers_are_set(
    home: Path, open_page: Open
) -> None:
    at = drop(open_page(PAGE), orders=STATUSES)
    assert heading(at) == "1 file with 3 lines: 1 question waits for your answer."
    assert "2 values may be no sales: Cancelled, Draft" in text_of(at)
    assert selects(at) == {
        "Status, Cancelled: counts as": "leave_out",
        "Status, Draft: counts as": "leave_out",
    }
    assert "Counts anyway: Completed 220.00" in text_of(at)
    assert not [radio for radio in at.radio if "answer" in (radio.key or "")]
    assert at.button(key="confirm").disabled


def test_nothing_is_taken_before_the_click_and_one_click_takes_all(
    home: Path, open_page: Open
) -> None:
    at = drop(open_page(PAGE), orders=STATUSES)
    choose(at, "Status, Draft: counts as", "count")
    at = press(at, "Take these answers")
    assert heading(at) == "1 file with 4 lines: ready to load."
    assert months(at)["Money after"].tolist() == [1120]
    assert "Answered: Status: Cancelled → left out, Draft → counted" in text_of(at)
    assert "1 line is no sale and is left out (Cancelled: 250.00)." in text_of(at)
    at = press(at, "Ask again")
    assert heading(at).endswith("1 question waits for your answer.")
    assert set(selects(at).values()) == {"leave_out"}


def test_what_is_left_out_stands_in_the_table_of_files_and_in_the_history(
    home: Path, open_page: Open
) -> None:
    at = press(drop(open_page(PAGE), orders=STATUSES), "Take these answers")
    files = at.dataframe[0].value
    assert files[["in_file", "accepted", "not_sales", "rejected"]].to_numpy().tolist() == [
        [5, 3, 2, 0]
    ]
    at = calm(at.button(key="confirm").click().run())
    assert heading(at).startswith("Version 2: 3 lines of 2026-09, 220")
    assert "2 lines are no sales and are left out (Cancelled, Draft: 1,150.00)." in text_of(at)
    shown = next(t.value for t in open_page(PAGE, tab="history").dataframe if "what" in t.value)
    assert "2 lines are no sales and are left out (1,150.00)" in shown["what"][0]
    overview = text_of(open_page("value/segments.py"))
    assert "2 lines of the exports are no sales (cancelled, drafts, payments …)" in overview


def test_an_answer_given_holds_for_the_next_file_and_can_be_asked_again(
    home: Path, open_page: Open
) -> None:
    at = press(drop(open_page(PAGE), orders=STATUSES), "Take these answers")
    calm(at.button(key="confirm").click().run())
    at = drop(open_page(PAGE), october=STATUSES.replace("2026-09", "2026-10"))
    assert heading(at) == "1 file with 3 lines: ready to load."
    assert "of this source: Status: Cancelled, Draft → left out" in text_of(at)
    at = press(at, "Ask me again")
    assert set(selects(at)) == {"Status, Cancelled: counts as", "Status, Draft: counts as"}


def test_values_of_several_files_stand_once_with_their_sums(home: Path, open_page: Open) -> None:
    october = STATUSES.replace("2026-09", "2026-10").replace("SO-", "SO-1").replace("900", "1")
    at = drop(open_page(PAGE), september=STATUSES, october=october)
    assert set(selects(at)) == {"Status, Cancelled: counts as", "Status, Draft: counts as"}
    assert "500.00" in text_of(at)  # 250 of Lind in each
    assert "901.00" in text_of(at)
    at = press(at, "Take these answers")
    assert heading(at) == "2 files with 6 lines: ready to load."


def test_a_date_of_cancellation_is_one_row(home: Path, open_page: Open) -> None:
    text = STATUSES.replace("Status", "Cancelled at").replace("Completed", "")
    text = text.replace("Cancelled\n", "2026-09-11\n").replace("Draft", "2026-09-14")
    at = drop(open_page(PAGE), orders=text)
    (label,) = selects(at)
    assert label == "Cancelled at, filled in, for example 2026-09-11: counts as"
    at = press(at, "Take this answer")
    assert heading(at) == "1 file with 3 lines: ready to load."


def test_a_column_that_no_list_knows_is_shown_with_its_money_and_decides_by_a_click(
    home: Path, open_page: Open
) -> None:
    at = drop(open_page(PAGE), orders=LANES)
    assert heading(at) == "1 file with 5 lines: ready to load."
    titles = [plain(expander.label) for expander in at.expander]
    assert "Octant does not read 1 column with few values: Lane" in titles
    assert "**Lane**: Green :gray[220.00] · Blue :gray[250.00] · Red :gray[900.00]" in text_of(at)
    at = press(at, "This decides what counts")
    assert "What do the values of Lane count as?" in text_of(at)
    assert set(selects(at).values()) == {"count"}
    choose(at, "Lane, Red: counts as", "leave_out")
    choose(at, "Lane, Blue: counts as", "subtract")
    at = press(at, "Take these answers")
    assert months(at)["Money after"].tolist() == [-30]
    assert "Lane decides what counts" in text_of(at)
    at = press(at, "Ask again")
    assert heading(at) == "1 file with 5 lines: ready to load."


def test_a_file_whose_values_are_asked_about_can_be_left_out(home: Path, open_page: Open) -> None:
    clean = "Order ID,Order Date,Customer,Amount\nX1,2026-08-01,Ana,7\n"
    at = drop(open_page(PAGE), asked=STATUSES, clean=clean)
    at = press(at, "Leave 1 file out")
    assert heading(at) == "1 file with 1 line: ready to load."


def test_an_undo_takes_the_lines_back(home: Path, open_page: Open) -> None:
    at = press(drop(open_page(PAGE), orders=STATUSES), "Take these answers")
    calm(at.button(key="confirm").click().run())
    book = warehouse.current(home)
    at = press(drop(open_page(PAGE), other=STATUSES.replace("Draft", "Completed")), "Ask me again")
    at = press(at, "Take this answer")
    calm(at.button(key="confirm").click().run())
    assert "1 line of the exports is no sale" in text_of(open_page("value/segments.py"))
    history.undo(book, 3, "ann")
    assert "2 lines of the exports are no sales" in text_of(open_page("value/segments.py"))


def test_of_many_columns_the_likeliest_stand_out(home: Path, open_page: Open) -> None:
    more = ",".join(f"Note {n}" for n in range(8))
    header = f"Order ID,Date of entry,Customer,Amount,{more}\n"
    rows = "".join(f"A{n},2026-09-0{n},Ana,5{',x' * 8}\n" for n in range(1, 4))
    at = drop(open_page(PAGE), orders=header + rows)
    radio = next(radio for radio in at.radio if "mapping:order_date" in (radio.key or ""))
    assert radio.options[0] == "Date of entry"
    assert len(radio.options) == 4
    other = next(box for box in at.selectbox if box.label == "Another one")
    assert len(other.options) == 5
    at = calm(radio.set_value("Date of entry").run())
    assert heading(at) == "1 file with 3 lines: ready to load."


def test_a_refused_file_is_told_in_words_of_the_page(home: Path, open_page: Open) -> None:
    at = drop(open_page(PAGE), orders="Order ID,Order Date,Customer\nA1,2026-09-01,Ana\n")
    problems = "\n".join(text.value for text in at.text)
    assert "say on the page which header it is" in problems
    assert "--" not in problems
