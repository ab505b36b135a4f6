"""The ledger and the originals are the truth: what they do not bear out is found, or settled."""

import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data import ledger
from data.book import archive, settings
from data.importing import proposal
from data.intake import confirm
from data.keeping import page_entries
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.warehouse import FILE_NAME, Damaged, Refused
from tests.unit.intake.book import Book

TABLES = (
    *("versions", "files", "account_keys", "account_names", "adoptions", "orders"),
    *("sales", "accounts", "churn", "relationships", "churn_words", "rulers", "mappings"),
    *("receivables", "targets", "settings", "events"),
)


def contents(book: Book) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    return {table: book.rows(f"select * from {table} order by all") for table in TABLES}


@pytest.fixture
def story(book: Book) -> Book:
    """A book in which a bit of everything happened."""
    header = "order_id,account_id,account_name,order_date,amount\n"
    book.load(book.file("jan.csv", header + "A1,1,Acme,2026-01-10,50\nA2,,Bolt,2026-01-20,20"))
    book.load(book.file("jan2.csv", header + "A1,1,Acme,2026-01-10,51\nA2,,Bolt,2026-01-20,20"))
    book.undo(2)
    more = book.file("more.csv", header + "A1,1,Acme,2026-01-10,50\nA3,,,2026-01-30,1")
    book.load(more, answers={"partial": "add"})
    book.load(book.file("list.csv", "account_id,account_name,parent\n1,Acme,Bolt\n2,Bolt,"))
    book.load(book.file("lost.csv", "account_name,lost_on,reason\nBolt,2026-02-01,price"))
    book.undo(6)
    book.undo(7)
    plan = "Region,Jan,Feb,Mar\nNorth,1,,3\nSouth,4,5,6"
    book.load(book.file("plan.csv", plan), kind="targets", answers={"year": "2026"})
    bills = (
        "invoice_no,account_id,invoiced_on,due_on,amount,paid_on\nI1,1,2026-01-10,2026-02-09,50,"
    )
    book.load(book.file("bills.csv", bills))
    settings.save(book.warehouse, settings.RANKING, "Payers", {"overdue": 9}, "ana")
    settings.save(book.warehouse, settings.FISCAL_YEAR, "first_month", {"first_month": 4}, "ana")
    page_entries.save_words(book.warehouse, [("price", "price"), ("too dear", "price")], "ana")
    page_entries.save_ruler(book.warehouse, {"method": "standard"}, "ana", "Ours", date(2026, 1, 1))
    return book


def test_a_book_in_order_has_no_problems(story: Book) -> None:
    assert verify(story.warehouse) == []


def test_rebuild_gives_identical_tables(story: Book) -> None:
    before = contents(story)
    story.warehouse.close()
    aside = rebuild(story.home)
    story.reopen()
    assert contents(story) == before
    assert aside.exists()
    assert verify(story.warehouse) == []


def test_rebuild_reads_with_the_zone_currency_and_day_of_then(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    def surroundings(zone: str, currency: str, today: str) -> None:
        monkeypatch.setenv("OCTANT_TZ", zone)
        monkeypatch.setenv("OCTANT_CURRENCY", currency)
        monkeypatch.setenv("OCTANT_TODAY", today)

    surroundings("Asia/Shanghai", "HKD", "2026-10-15")
    header = "order_id,account_id,order_date,amount\n"
    rows = "A1,1,2026-01-31T20:00:00Z,$50\nA2,1,31/12/27,$5\n"
    answers = {"date_order": "dmy", "month_future": "load"}
    assert book.load(book.file("jan.csv", header + rows), answers=answers)[0].status == "loaded"
    query = "select order_date::varchar, currency from sales order by 1"
    then = [("2026-02-01", "HKD"), ("2027-12-31", "HKD")]
    assert book.rows(query) == then
    book.warehouse.close()
    surroundings("America/Lima", "EUR", "2025-06-30")
    rebuild(book.home)
    book.reopen()
    assert book.rows(query) == then
    assert verify(book.warehouse) == []


def test_rebuild_needs_no_database_at_all(story: Book) -> None:
    before = contents(story)
    story.warehouse.close()
    (story.home / FILE_NAME).unlink()
    rebuild(story.home)
    story.reopen()
    assert contents(story) == before


def test_rebuild_replaces_a_file_that_is_no_database(story: Book) -> None:
    before = contents(story)
    story.warehouse.close()
    (story.home / FILE_NAME).write_bytes(b"rubbish" * 1000)
    with pytest.raises(Damaged, match="rebuild"):
        story.reopen()
    aside = rebuild(story.home)
    story.reopen()
    assert contents(story) == before
    assert aside.read_bytes().startswith(b"rubbish")


def test_a_changed_original_is_found_and_not_rebuilt_from(story: Book) -> None:
    original = max((story.home / "uploads").iterdir(), key=lambda path: path.stat().st_size)
    original.write_bytes(original.read_bytes().replace(b"50", b"60"))
    assert any("has changed" in problem for problem in verify(story.warehouse))
    story.warehouse.close()
    size = (story.home / FILE_NAME).stat().st_size
    with pytest.raises(Refused, match="has changed"):
        rebuild(story.home)
    assert (story.home / FILE_NAME).stat().st_size == size
    story.reopen()


def test_a_missing_original_is_found(story: Book) -> None:
    next((story.home / "uploads").iterdir()).unlink()
    assert any("is missing" in problem for problem in verify(story.warehouse))


def test_an_edited_ledger_line_is_found(story: Book) -> None:
    path = story.home / ledger.FILE_NAME
    path.write_text(path.read_text().replace('"who": "ana"', '"who": "eve"', 1))
    problems = verify(story.warehouse)
    assert any("Ledger line 2 does not follow" in problem for problem in problems)
    assert any("Version 1 is in the book but not in the ledger" in problem for problem in problems)


def test_a_removed_ledger_line_is_found(story: Book) -> None:
    path = story.home / ledger.FILE_NAME
    lines = path.read_text().splitlines(keepends=True)
    path.write_text("".join(lines[:4] + lines[5:]))
    assert any("does not follow" in problem for problem in verify(story.warehouse))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("update sales set amount = amount + 1 where added_in = 2", "Rows or sums of version 2"),
        ("delete from sales where added_in = 4", "Rows or sums of version 4"),
        (
            "delete from versions where version = 8",
            "Version 8 is in the ledger but not",
        ),
        ("update orders set amount = 0", "orders differ from their lines"),
        ("delete from churn_words", "The word table"),
        ("delete from rulers", "The rulers"),
    ],
)
def test_a_changed_database_is_found(story: Book, change: str, problem: str) -> None:
    with story.warehouse.transaction() as cursor:
        cursor.execute(change)
    assert any(problem in found for found in verify(story.warehouse))


def test_a_book_that_lost_versions_takes_no_more(story: Book) -> None:
    with story.warehouse.transaction() as cursor:
        cursor.execute("delete from versions where version = (select max(version) from versions)")
    with pytest.raises(Refused, match="rebuild"):
        story.sales("feb.csv", "B1 1 2026-02-10 5")


def test_a_half_written_last_line_is_cut(story: Book) -> None:
    path = story.home / ledger.FILE_NAME
    whole = path.read_bytes()
    path.write_bytes(whole + b'{"event": "int')
    story.reopen()
    assert path.read_bytes() == whole
    assert story.sales("feb.csv", "B1 1 2026-02-10 5").status == "loaded"
    assert verify(story.warehouse) == []


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """No file of this process may grow beyond so many bytes: the write stops half-way."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_a_line_that_finds_no_room_leaves_nothing(story: Book) -> None:
    path = story.home / ledger.FILE_NAME
    whole = path.read_bytes()
    with room_for(len(whole) + 20), pytest.raises(OSError, match="too large"):
        ledger.append(story.home, {"event": "failed", "intent": "0" * 64})
    assert path.read_bytes() == whole
    assert story.sales("feb.csv", "B1 1 2026-02-10 5").status == "loaded"
    assert verify(story.warehouse) == []


def test_nothing_is_appended_to_a_half_written_line(story: Book) -> None:
    with (story.home / ledger.FILE_NAME).open("ab") as file:
        file.write(b'{"event": "int')
    ledger.append(story.home, {"event": "failed", "intent": "0" * 64})
    assert verify(story.warehouse) == []


KILLED = """
import os, sys
from pathlib import Path
from data.book import commit
from data import ledger
from data.intake import InputFile, ReadOptions, confirm, propose
from data.warehouse import Warehouse

def die(*_):
    os._exit(9)

moment, home, file = sys.argv[1:]
append = ledger.append

def hooked(at, event):
    if (moment, event["event"]) in (("before the intent", "intent"), ("before done", "done")):
        die()
    digest = append(at, event)
    if (moment, event["event"]) == ("before the commit", "intent"):
        die()
    return digest

ledger.append = hooked
warehouse = Warehouse.open(Path(home))
proposal = propose(warehouse, [InputFile("jan.csv", Path(file))], ReadOptions())
confirm(warehouse, proposal, "ana")
"""


@pytest.mark.parametrize(
    ("moment", "is_there"),
    [("before the intent", False), ("before the commit", False), ("before done", True)],
)
def test_a_kill_at_any_step_is_settled_on_start(book: Book, moment: str, is_there: bool) -> None:
    file = book.file("jan.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5")
    book.warehouse.close()
    command = [sys.executable, "-c", KILLED, moment, str(book.home), str(file.path)]
    root = Path(__file__).parents[3]
    env = {**os.environ, "PYTHONPATH": str(root)}
    assert subprocess.run(command, env=env, cwd=root, check=False).returncode == 9
    book.reopen()
    assert book.warehouse.version() == int(is_there)
    assert verify(book.warehouse) == []
    assert book.load(file)[0].status == ("unchanged" if is_there else "loaded")


def test_a_slow_copy_of_the_original_is_waited_for_before_anything_is_said(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = book.file("jan.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5")
    keep, append, there = archive.keep, ledger.append, list[int]()

    def slow(*given: Any) -> None:
        time.sleep(0.2)
        keep(*given)

    def hooked(at: Path, event: Any) -> str:
        there.append(len(list((book.home / "uploads").iterdir())))
        return append(at, event)

    monkeypatch.setattr(archive, "keep", slow)
    monkeypatch.setattr(ledger, "append", hooked)
    assert book.load(file)[0].status == "loaded"
    assert there == [1, 1]


def test_a_file_that_changes_before_it_is_confirmed_is_not_loaded(book: Book) -> None:
    file = book.file("jan.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5")
    proposed = book.propose(file)
    file.path.write_text(file.path.read_text().replace(",5", ",6"))
    with pytest.raises(Refused, match="has changed since it was read"):
        confirm(book.warehouse, proposed, "ana")
    assert (book.warehouse.version(), book.lines()) == (0, [])
    assert list((book.home / "uploads").iterdir()) == []
    assert verify(book.warehouse) == []


def test_a_file_that_changes_while_it_is_read_is_not_loaded(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hash may then be of what nobody has read."""
    file = book.file("jan.csv", "order_id account_id order_date amount\nA1 1 2026-01-10 5")
    read = proposal.read_files

    def changed(*given: Any) -> Any:
        readings = read(*given)
        file.path.write_text(file.path.read_text().replace(",5", ",6"))
        return readings

    monkeypatch.setattr(proposal, "read_files", changed)
    proposed = book.propose(file)
    with pytest.raises(Refused, match="has changed since it was read"):
        confirm(book.warehouse, proposed, "ana")
    assert (book.warehouse.version(), book.lines()) == (0, [])
    monkeypatch.undo()
    assert book.load(file)[0].status == "loaded"


def test_a_version_that_reads_back_wrong_is_undone(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.intake.version_months", lambda *_: [])
    with pytest.raises(Refused, match="was undone"):
        book.sales("jan.csv", "A1 1 2026-01-10 5")
    assert book.lines() == []
    assert book.rows("select who, action from versions order by version") == [
        ("ana", "import"),
        ("Octant", "undo"),
    ]
    monkeypatch.undo()
    assert verify(book.warehouse) == []


def test_words_are_replaced_as_a_whole(book: Book) -> None:
    page_entries.save_words(book.warehouse, [("dear", "price"), ("late", "delivery_time")], "ana")
    page_entries.save_words(book.warehouse, [("dear", "quality")], "ana")
    assert book.rows("select * from churn_words") == [("dear", "quality")]
    page_entries.save_words(book.warehouse, [], "ana")
    assert book.rows("select * from churn_words") == []
    assert verify(book.warehouse) == []


def test_a_ruler_is_kept_with_its_whole_content(book: Book) -> None:
    content = {"method": "book", "m_cuts": [1, 2.5], "名": "标准"}
    page_entries.save_ruler(book.warehouse, content, "ana", "Ours", None, is_official=False)
    ((who, name, is_official, from_on, kept),) = book.rows(
        "select who, name, is_official, from_on, content from rulers"
    )
    assert (who, name, is_official, from_on) == ("ana", "Ours", False, None)
    assert json.loads(kept) == content


def test_a_ruler_is_taken_back_and_put_back(book: Book) -> None:
    page_entries.save_ruler(book.warehouse, {"method": "book"}, "ana", "Ours", date(2026, 1, 1))
    page_entries.save_ruler(book.warehouse, {"method": "standard"}, "ben", "Ours", date(2026, 2, 1))
    first, second = (row[0] for row in book.rows("select saved_at from rulers order by saved_at"))
    page_entries.take_back_ruler(book.warehouse, first, "ana")
    page_entries.take_back_ruler(book.warehouse, second, "ana")
    page_entries.put_back_ruler(book.warehouse, second, "ben")
    gone = "select saved_at from rulers_taken_back"
    assert book.rows(gone) == [(first,)]
    assert verify(book.warehouse) == []
    book.warehouse.close()
    rebuild(book.home)
    book.reopen()
    assert book.rows(gone) == [(first,)]
    assert verify(book.warehouse) == []


def test_the_ledger_is_for_its_owner_alone(story: Book) -> None:
    assert (story.home / ledger.FILE_NAME).stat().st_mode & 0o777 == 0o600
    assert (story.home / FILE_NAME).stat().st_mode & 0o777 == 0o600
