"""The Health page says how the book is kept; the Data page shows what waits in the inbox."""

from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import backup, ledger, warehouse
from data.keeping import nightly
from data.warehouse import FILE_NAME
from pages.parts import open_books, session
from tests.unit.keeping.books import book_of, sums

Opened = Callable[..., AppTest]


def said(at: AppTest) -> str:
    """All that is written on the page, without the marks that make names harmless."""
    texts = [element.value for element in (*at.title, *at.markdown, *at.caption)]
    return "\n".join(texts).replace("\\", "")


def test_health_is_told_point_by_point(company: Path, open_page: Opened) -> None:
    text = said(open_page("settings/settings.py", tab="health"))
    assert "The ledger and the versions agree." in text
    newest = warehouse.current(company).version()
    assert f"The book answers; its newest version is {newest}." in text
    for name in ("Disk", "Last backup", "Ledger", "Write-ahead log", "Versions", "Records left"):
        assert name in text


def test_back_up_now_makes_a_backup(company: Path, open_page: Opened) -> None:
    at = open_page("settings/settings.py", tab="health")
    assert "There is no backup yet." in said(at)
    at.button(key="back_up").click().run()
    assert not at.exception
    assert "agrees with its ledger" in at.success[0].value
    assert "The last backup is of" in said(at)
    made = backup.newest(company / "backups")
    assert made is not None
    checked = nightly.last_check(company)
    assert checked is not None
    assert checked.problems == ()
    made.path.unlink()
    (company / nightly.FILE_NAME).unlink()


def test_a_backup_that_cannot_be_made_is_said(
    company: Path, open_page: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page("settings/settings.py", tab="health")
    monkeypatch.setattr("data.book.disk_space.free", lambda folder: 0)
    at.button(key="back_up").click().run()
    assert not at.exception
    assert "free some space and try again" in at.error[0].value


@pytest.mark.usefixtures("company")
def test_it_is_told_in_chinese(open_page: Opened) -> None:
    assert "台账与各数据版本一致" in said(
        open_page("settings/settings.py", tab="health", lang="zh_CN")
    )


def test_f10_a_lost_version_is_a_banner_and_comes_back(own_home: Path, frame: AppTest) -> None:
    book = book_of(own_home, "2026-08", "2026-09")
    before = sums(book)
    with book.transaction() as cursor:
        cursor.execute("delete from sales where added_in = 2")
        cursor.execute("delete from versions where version = 2")
    frame.run()
    assert "does not agree with its ledger" in frame.error[0].value
    frame.switch_page("settings/health.py").run()
    frame.button(key="rebuild").click().run()
    assert not frame.exception
    assert "The book was made anew" in frame.success[0].value
    assert not frame.error
    assert sums(open_books.current().company_book) == before
    open_books.close()


def test_what_waits_in_the_inbox_goes_to_the_desk(company: Path, open_page: Opened) -> None:
    box = open_books.current().inbox
    box.prepare()
    path = box.folder / "shop" / "asks.csv"
    path.parent.mkdir()
    path.write_text(
        "order_id,line_id,order_date,account_id,amount\n1,1,03/04/2026,A1,5\n2,1,05/06/2026,A2,6\n"
    )
    try:
        box._seen = dict(box._files())
        box._take(path, path, box._seen[path])
        at = open_page("exports/imports.py")
        assert "asks.csv" in said(at)
        assert "Source: shop" in said(at)
        at.button(key="desk_0").click().run()
        assert not at.exception
        assert "Which comes first in 03/04/2026" in said(at)
        assert [box.value for box in at.text_input if box.label == "Source"] == ["shop"]
        assert not [button for button in at.button if button.key == "desk_0"]
        assert path.exists()
    finally:
        path.unlink()
        path.parent.rmdir()
        box._tried.clear()


def test_f11_a_damaged_book_at_the_start_is_a_screen_that_brings_it_back(
    own_home: Path, frame: AppTest
) -> None:
    book = book_of(own_home, "2026-08", "2026-09")
    before = sums(book)
    nightly.back_up(book)
    book.close()
    path = own_home / FILE_NAME
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    frame.run()
    assert [title.value for title in frame.title] == ["The book cannot be read."]
    assert "cannot be read" in frame.error[0].value
    assert {button.key for button in frame.button} == {"restore", "rebuild"}
    frame.button(key="restore").click().run()
    assert not frame.exception
    assert not frame.error
    assert sums(open_books.current().company_book) == before
    kept = [each for each in own_home.glob("*.duckdb") if each != path]
    assert [each.read_bytes()[:4096] for each in kept] == [b"\0" * 4096]
    open_books.close()


def _drawn_while_the_book_is_closed() -> None:
    import duckdb
    import streamlit as st

    from pages.parts import layout

    with layout.guard():
        if st.session_state.setdefault("is_open", False):
            st.title("drawn from the new book")
        st.session_state["is_open"] = True
        if not st.session_state.setdefault("is_seen", False):
            st.session_state["is_seen"] = True
            raise duckdb.ConnectionException("Connection already closed!")


def test_a_page_whose_book_is_closed_meanwhile_is_drawn_again() -> None:
    page = AppTest.from_function(_drawn_while_the_book_is_closed, default_timeout=30).run()
    assert [title.value for title in page.title] == ["drawn from the new book"]
    assert not page.error
    assert not page.exception


def test_while_the_book_is_replaced_a_page_waits_for_it(
    own_home: Path, frame: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_of(own_home, "2026-08")
    monkeypatch.setattr(open_books, "PATIENCE", 0.1)
    monkeypatch.setattr(session, "pause", lambda _seconds: st.stop())
    with open_books.aside():
        frame.run()
    assert [title.value for title in frame.title] == ["The book comes back shortly."]
    assert not frame.error
    frame.run()
    assert not frame.exception
    assert "comes back" not in frame.title[0].value
    open_books.close()


def test_a_lost_ledger_is_a_banner_and_is_written_anew(own_home: Path, frame: AppTest) -> None:
    book = book_of(own_home, "2026-08", "2026-09")
    before = sums(book)
    (own_home / ledger.FILE_NAME).unlink()
    frame.run()
    assert "The ledger does not tell what the book holds" in frame.error[0].value
    frame.switch_page("settings/health.py").run()
    frame.button(key="rebuild").click().run()
    assert not frame.exception
    assert "it tells of 2 changes" in frame.success[0].value
    assert not frame.error
    assert sums(open_books.current().company_book) == before
