"""The page Data: files in, questions answered by clicking, one import, undo, words."""

import io
import json
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.book import history
from data.closing import authority, closes
from data.ingest.error_column_file import marked
from data.ingest.model import InputFile, ReadOptions
from data.keeping import page_entries, verify, word_history
from data.report import Question
from pages.exports.imports_tabs import choices
from pages.exports.imports_tabs.jobs import Job
from pages.parts import open_books

PAGE = "exports/imports.py"
HEADER = "Order No,Line No,Order Date,Customer No,Customer,Amount\n"
SEPTEMBER = HEADER + "A1,1,2026-09-01,c1,Ana,100.50\nA2,1,2026-09-14,c2,Bo,50\n"
OCTOBER = HEADER + "A3,1,2026-10-02,c1,Ana,70\nA4,1,2026-10-20,c3,Cy,30\n"
CHURN = "Customer No,Lost On,Reason,Sales Lost\nc1,2026-10-05,the moon was full,900\n"

Open = Callable[..., AppTest]


@pytest.fixture
def own(own_home: Path, tmp_path: Path) -> Callable[..., Path]:
    """Loads files (name -> text) into the company's own book, as if days ago."""

    def load(**texts: str) -> Path:
        book = warehouse.current(own_home)
        files = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            files.append(InputFile(path.name, path))
        intake.confirm(book, intake.propose(book, files, ReadOptions()), "ann")
        return own_home

    return load


def versions(home: Path) -> pd.DataFrame:
    return history.versions(warehouse.current(home))


def drop(at: AppTest, **texts: str) -> AppTest:
    """Files dropped into the box."""
    at.file_uploader[0].set_value(
        [(f"{name}.csv", text.encode(), "text/csv") for name, text in texts.items()]
    )
    return calm(at.run())


def calm(at: AppTest) -> AppTest:
    assert not at.exception, at.exception
    return at


def heading(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def load_button(at: AppTest):
    return at.button(key="confirm")


def press(at: AppTest, key: str) -> AppTest:
    return calm(at.button(key=key).click().run())


def test_the_page_begins_with_a_box_and_templates(own: Callable[..., Path], open_page: Open):
    own(september=SEPTEMBER)
    at = open_page(PAGE)
    assert "Import last month" in heading(at)
    names = {button.label for button in at.download_button}
    assert {"Sales lines", "Accounts list", "Churn log", "Relationship assessments"} <= names


def test_what_is_loaded_is_drawn_and_a_month_that_is_missing_is_named(
    own: Callable[..., Path], open_page: Open
):
    own(old=SEPTEMBER.replace("2026-09", "2026-07"))
    own(new=SEPTEMBER)
    for tab in ("upload", "history"):
        at = open_page(PAGE, tab=tab)
        title = json.loads(at.get("plotly_chart")[0].proto.spec)["layout"]["title"]["text"]
        assert title == "2 months of sales: Jul 2026 to Sep 2026; missing: Aug 2026"


def test_a_month_is_read_shown_and_loaded(own: Callable[..., Path], open_page: Open):
    home = own(september=SEPTEMBER)
    at = drop(open_page(PAGE), october=OCTOBER)
    assert heading(at) == "1 file with 2 lines: ready to load."
    assert "Sales lines · 1 file" in [part.value.replace("\\", "") for part in at.subheader]
    assert len(versions(home)) == 1  # nothing is stored before the click
    at = press(at, "confirm")
    assert heading(at) == "Version 2: 2 lines of 2026-10, 100; 1 account new."
    assert list(versions(home)["version"]) == [2, 1]
    assert not list((home / "uploads" / "incoming").iterdir())


def test_the_demo_gives_way_at_the_first_real_import(
    own_home: Path, open_page: Open, monkeypatch: pytest.MonkeyPatch
):
    make = open_books.demo.generate
    monkeypatch.setattr(open_books.demo, "generate", lambda folder, until: make(folder, lines=500))
    maker = open_books.current()._maker
    assert maker is not None
    maker.join()
    at = drop(open_page(PAGE), september=SEPTEMBER)
    at = press(at, "confirm")
    assert heading(at).startswith("Version 1: 2 lines of 2026-09")
    assert list(versions(own_home)["version"]) == [1]
    assert open_books.current().has_imports()


def test_a_demo_that_was_stopped_halfway_is_made_to_its_end(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
):
    make, uploads = open_books.demo.generate, open_books.demo.uploads
    monkeypatch.setattr(open_books.demo, "generate", lambda folder, until: make(folder, lines=500))

    def versions_made() -> int:
        maker = open_books.current()._maker
        assert maker is not None
        maker.join()
        return open_books.current().demo().version()

    monkeypatch.setattr(open_books.demo, "uploads", lambda paths: uploads(paths)[:1])
    assert versions_made() == open_books.demo.VERSIONS - 1  # all but the last month
    open_books.close()
    monkeypatch.setattr(open_books.demo, "uploads", uploads)
    assert versions_made() == open_books.demo.VERSIONS


def test_two_clicks_are_one_import(own: Callable[..., Path], open_page: Open):
    home = own(september=SEPTEMBER)
    at = drop(open_page(PAGE), october=OCTOBER)
    button = load_button(at)
    button.click().run()
    button.click()
    calm(at.run())
    assert len(versions(home)) == 2


def test_while_a_command_loads_the_page_says_who(own: Callable[..., Path], open_page: Open):
    home = own(september=SEPTEMBER)
    at = drop(open_page(PAGE), october=OCTOBER)
    with open_books.current().company_book.importing("ben"):
        at = press(at, "confirm")
        told = " ".join(e.value for e in (*at.error, *at.warning)).replace("\\", "")
        assert "ben is changing the data at this moment" in told
    assert heading(at) == "Nothing was stored."
    assert len(versions(home)) == 1
    press(press(at, "back_to_desk"), "confirm")
    assert len(versions(home)) == 2


def test_a_question_is_answered_by_a_click_and_can_be_asked_again(
    own: Callable[..., Path], open_page: Open
):
    own(september=SEPTEMBER)
    at = drop(open_page(PAGE), october=OCTOBER + "A4,1,2026-10-20,c3,Cy,30\n")
    assert heading(at).endswith("1 question waits for your answer.")
    assert load_button(at).disabled
    (question,) = [radio for radio in at.radio if "answer" in (radio.key or "")]
    assert [option.replace("\\", "") for option in question.options] == [
        "Drop the repeats",
        "Keep them: they are genuine",
    ]
    at = calm(question.set_value("drop").run())
    assert heading(at).endswith("ready to load.")
    again = next(button for button in at.button if button.label == "Ask again")
    at = calm(again.click().run())
    assert heading(at).endswith("1 question waits for your answer.")


def test_what_was_answered_for_an_earlier_file_is_named_and_can_be_asked_again(
    own: Callable[..., Path], open_page: Open, tmp_path: Path
):
    book = warehouse.current(own(september=SEPTEMBER))
    path = tmp_path / "august.csv"
    path.write_text("order_date,account_name,amount\n2026-08-25,Cy,30\n", encoding="utf-8")
    options = ReadOptions(answers={"orders": "days"})
    intake.confirm(book, intake.propose(book, [InputFile(path.name, path)], options), "ann")
    at = drop(open_page(PAGE), last="order_date,account_name,amount\n2026-10-26,Cy,31\n")
    notes = " ".join(note.value for note in (*at.caption, *at.markdown))
    assert "an earlier file of this source" in notes
    assert "Lines of one account and day" in notes
    again = next(button for button in at.button if button.label == "Ask me again")
    at = calm(again.click().run())
    assert any("answer" in (radio.key or "") for radio in at.radio)


def test_a_refused_file_says_where_and_what_to_do_and_can_be_left_out(
    own: Callable[..., Path], open_page: Open
):
    own(september=SEPTEMBER)
    bad = HEADER + "A9,1,2026-10-02,c1,Ana,n/a\n"
    at = drop(open_page(PAGE), bad=bad, october=OCTOBER)
    assert heading(at) == "2 files with 2 lines: 1 file cannot be loaded as it is."
    assert 'bad.csv › row 2 › column "Amount": found "n/a", expected a number' in at.text[0].value
    assert load_button(at).disabled
    leave_out = next(button for button in at.button if button.label.startswith("Leave out"))
    at = calm(leave_out.click().run())
    assert heading(at) == "1 file with 2 lines: ready to load."


def test_files_of_two_kinds_can_be_refused_at_once(own: Callable[..., Path], open_page: Open):
    own(september=SEPTEMBER)
    at = drop(open_page(PAGE), bad=HEADER + "A9,1,2026-10-02,c1,Ana,n/a\n", empty="")
    assert heading(at) == "2 files with 0 lines: 2 files cannot be loaded as they are."
    assert load_button(at).disabled


def test_a_refused_file_comes_back_with_its_errors(own_home: Path, tmp_path: Path):
    path = tmp_path / "bad.csv"
    path.write_text(HEADER + 'A1,1,2026-10-02,c1,"Ana, ""x""",n/a\nA2,1,2026-10-03,c2,Bo,5\n')
    file = InputFile("bad.csv", path)
    (report,) = intake.propose(warehouse.current(own_home), [file], ReadOptions()).reports
    table = pd.read_csv(io.BytesIO(marked(file, report)), dtype=str, keep_default_na=False)
    assert list(table.columns)[-1] == "Error"
    assert table["Customer"].tolist() == ['Ana, "x"', "Bo"]
    assert "row 2" in table["Error"][0]
    assert table["Error"][1] == ""


def test_a_file_loaded_before_is_nothing_new(own: Callable[..., Path], open_page: Open):
    own(september=SEPTEMBER)
    at = drop(open_page(PAGE), september=SEPTEMBER)
    assert heading(at) == "1 file with 2 lines: all of it is loaded already."
    assert load_button(at).disabled


def test_rows_that_go_away_and_strange_months_need_a_tick(
    own: Callable[..., Path], open_page: Open
):
    own(september=SEPTEMBER)
    shorter = HEADER + "A1,1,2026-09-01,c1,Ana,100.50\nA2,1,2026-09-14,c2,Bo,40\n"
    shorter = shorter.replace("A2,1,2026-09-14", "A5,1,2026-09-14")
    old = HEADER + "A0,1,2016-09-01,c1,Ana,5\n"
    at = drop(open_page(PAGE), september2=shorter, old=old)
    assert load_button(at).disabled
    assert len(at.checkbox) == 2
    for number in range(2):
        at.checkbox[number].check()
    assert not load_button(calm(at.run())).disabled


def test_columns_are_matched_by_clicking(own: Callable[..., Path], open_page: Open):
    own(september=SEPTEMBER)
    strange = OCTOBER.replace("Amount", "What we got")
    at = drop(open_page(PAGE), october=strange)
    assert load_button(at).disabled
    kinds = [box for box in at.selectbox if (box.key or "").startswith("kind_")]
    if kinds[0].value is None:
        at = calm(kinds[0].set_value("sales").run())
    (amount,) = [box for box in at.selectbox if (box.key or "").endswith("_amount")]
    at = calm(amount.set_value("What we got").run())
    assert heading(at) == "1 file with 2 lines: ready to load."


def test_new_values_of_what_is_loaded_are_kept_out_or_taken(
    own: Callable[..., Path], open_page: Open
):
    home = own(september=SEPTEMBER)
    at = drop(open_page(PAGE), again=SEPTEMBER.replace("100.50", "90"))
    (mode,) = [box for box in at.button_group if (box.key or "").startswith("mode_")]
    at = calm(mode.set_value("add").run())
    (question,) = [box for box in at.radio if (box.key or "").endswith("_restated")]
    assert len(question.options) == 2
    at = calm(question.set_value("replace").run())
    at = press(at, "confirm")
    rows = versions(home).iloc[0]
    assert (rows["mode"], rows["rows_added"], rows["rows_removed"]) == ("add", 1, 1)


def test_two_kinds_make_two_piles_and_two_versions(own: Callable[..., Path], open_page: Open):
    home = own(september=SEPTEMBER)
    at = drop(open_page(PAGE), october=OCTOBER, lost=CHURN)
    assert heading(at) == "2 files with 3 lines: ready to load."
    at = press(at, "confirm")
    assert heading(at).startswith("Version 2: 2 lines of 2026-10")
    notes = [note.value.replace("\\", "") for note in at.caption]
    assert any(note.startswith("Version 3: 1 line of 2026-10") for note in notes)
    assert set(versions(home)["kind"]) == {"sales", "churn"}


def test_history_undoes_a_version_and_says_what_builds_on_it(
    own: Callable[..., Path], open_page: Open
):
    own(september=SEPTEMBER)
    home = own(september2=SEPTEMBER.replace("100.50", "90"))
    at = open_page(PAGE, tab="history")
    assert "Version 2 is in force" in heading(at)
    at = calm(at.selectbox(key="undo_version").set_value(1).run())
    at = press(at, "undo_now")
    assert "Version 1 cannot be undone: 2 build on it" in at.error[0].value.replace("\\", "")
    at = calm(at.selectbox(key="undo_version").set_value(2).run())
    at = press(at, "undo_now")
    assert list(versions(home)["action"]) == ["undo", "import", "import"]


def test_history_leaves_closed_months_to_those_who_close_them(
    own: Callable[..., Path], open_page: Open
):
    book = warehouse.current(own(september=SEPTEMBER))
    closes.close(book, date(2026, 9, 1), "Ana Lee")
    authority.entitle(book, ["Ana Lee"], "Ana Lee")
    at = open_page(PAGE, tab="history")
    said = [warning.value.replace("\\", "") for warning in at.warning]
    assert any("2026-09, which is closed" in text for text in said)
    assert not [button for button in at.button if button.key == "undo_now"]


def test_a_word_moves_its_losses_to_a_reason(own: Callable[..., Path], open_page: Open):
    own(september=SEPTEMBER, october=OCTOBER)
    own(lost=CHURN)
    at = open_page(PAGE, tab="words")
    assert heading(at).startswith("1 loss in the log is unclassified")
    at.session_state["texts_0"] = {
        "edited_rows": {0: {"reason": "quality"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at = press(calm(at.run()), "save_texts")
    assert heading(at) == "Every reason in the log is one of the seven."


def test_the_shipped_words_come_back_by_a_click_and_so_do_ones_own(
    own: Callable[..., Path], open_page: Open
):
    home = own(september=SEPTEMBER, october=OCTOBER)
    own(lost=CHURN)
    book = warehouse.current(home)
    page_entries.save_words(book, [("cheap", "price")], "ann")
    page_entries.save_words(book, [("cheap", "price"), ("late", "delivery_time")], "bob")

    at = open_page(PAGE, tab="words")
    rows = [text.value.replace("\\", "") for text in at.markdown]
    assert "2 words: 1 added, 0 changed, 0 taken away" in rows
    at = press(at, "words_shipped")
    history = word_history.saved(book)
    assert [len(table.words) for table in history] == [0, 2, 1]
    assert [table.who for table in history][1:] == ["bob", "ann"]
    mine = next(b for b in at.button if str(b.key).startswith("words_back_") and not b.disabled)
    calm(mine.click().run())
    assert word_history.saved(book)[0].words == (("cheap", "price"), ("late", "delivery_time"))
    assert verify.verify(book) == []


def test_the_total_and_the_lines_of_nobody_are_said_before_loading(
    own: Callable[..., Path], open_page: Open
):
    own(september=SEPTEMBER)
    head = "order_id,order_date,account_id,amount\n"
    rows = "O1,2026-10-02,A1,1200.50\nO2,2026-10-03,,20\nO3,2026-10-04,A2,-0.25\n"
    at = drop(open_page(PAGE), october=head + rows)
    captions = [caption.value.replace("\\", "") for caption in at.caption]
    total = "3 lines that come to 1,220.25. Compare it with your ERP's total."
    assert f"All files together: {total}" in captions
    nobody = "1 of 3 lines names no account: it counts in totals and belongs to nobody."
    assert nobody in captions


def test_work_goes_on_when_nobody_looks_on():
    may_end = threading.Event()
    job = Job(lambda note: (note(0.5, "half"), may_end.wait(5), "done")[-1])

    def click_away(share: float, text: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        job.wait(click_away)
    may_end.set()
    assert job.wait(lambda share, text: None) == "done"


def test_what_fails_in_the_work_fails_where_the_page_looks_on():
    def fail(note: Callable[[float, str], None]) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        Job(fail).wait(lambda share, text: None)


def test_a_file_that_is_no_export_is_named_and_left_out_alone(
    own: Callable[..., Path], open_page: Open
):
    own(september=SEPTEMBER)
    at = drop(open_page(PAGE), october=OCTOBER, letter="Dear all,\nthe numbers.\n")
    assert heading(at) == "2 files with 2 lines: 1 question waits for your answer."
    shown = [caption.value for caption in at.caption]
    assert r"Asked of\: letter\.csv" in shown
    assert r"1 question above waits for your answer\." in shown
    leave_out = next(button for button in at.button if button.label == "Leave 1 file out")
    at = calm(leave_out.click().run())
    assert heading(at) == "1 file with 2 lines: ready to load."
    assert not load_button(at).disabled


def test_the_records_of_a_file_add_up_without_its_header(own: Callable[..., Path], open_page: Open):
    at = drop(open_page(PAGE), october=f"October\n\n{OCTOBER}Total,,,,,100\n")
    [row] = at.dataframe[0].value.to_dict("records")
    assert (row["in_file"], row["accepted"], row["no_records"], row["rejected"]) == (5, 2, 3, 0)


@pytest.mark.parametrize(
    ("key", "code", "said"),
    [
        ("header", "1+2", "Rows 1 and 2 together"),
        ("header", "none", "No row: the columns have no names"),
        ("mapping:Amount Net", "unit_price", "Unit price"),
        ("mapping:Amount Net", "ignore", "None of them: leave it out"),
        ("mapping:amount", "Amount Net", "Amount Net"),
        ("mapping:amount", "none", "None of them: load nothing"),
        ("month_empty", "2026-05", "2026-05 has no rows: empty it"),
        ("encoding", "utf-16-le", "Unicode, as Windows writes it (UTF-16 LE)"),
    ],
)
def test_a_choice_reads_as_words(key: str, code: str, said: str):
    assert choices.choice(key, code) == said


def test_a_question_names_our_columns_as_the_page_does():
    asked = Question("mapping:account_id", 'Which column is "account_id"?', ("No",))
    assert choices.question(asked) == 'Which column is "Account ID"?'


def test_what_restates_a_closed_month_is_in_sight_before_it_is_loaded(
    own: Callable[..., Path], open_page: Open
):
    home = own(september=SEPTEMBER)
    closes.close(warehouse.current(home), date(2026, 9, 1), "ann")
    at = drop(open_page(PAGE), again=SEPTEMBER.replace("100.50", "70.00"))
    [noticed] = [box for box in at.expander if "notice" in box.label]
    assert noticed.proto.expanded
    assert "closed at version 1 with 150" in noticed.caption[0].value.replace("\\", "")
