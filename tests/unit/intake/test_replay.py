"""A ledger of before a question or a rule existed gives the book that it gave."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from data import ledger
from data.book import history
from data.importing.staging import Staged
from data.importing.text_digest import digest
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.refusal import Refused
from data.warehouse import FILE_NAME
from tests.unit.intake.book import Book

ROWS = "select order_id, order_date::varchar, amount::varchar, order_key from sales order by all"
NAMES = "select account_name from account_names where removed_in is null order by all"
NAMED = "order_id,account_id,order_date,amount,account_name\nA1,1,2026-01-10,5,東京商事\n"
LEVEL_1 = Path(__file__).parent / "reader_level_1"
"""The ledger and the originals of imports that note no reader level."""
LEVEL_1_VERSIONS = 42
HEADER = "order_id,account_id,order_date,"


def rewritten(book: Book, change: Callable[[dict[str, Any]], None]) -> None:
    """The ledger as an earlier Octant would have written it, chained anew."""
    path = book.home / ledger.FILE_NAME
    previous, renamed, lines = ledger.START, {}, []
    for raw in path.read_bytes().splitlines(keepends=True):
        event = json.loads(raw)
        event["previous"] = previous
        if event["event"] == "intent":
            change(event)
        else:
            event["intent"] = renamed[event["intent"]]
        lines.append(json.dumps(event, ensure_ascii=False).encode() + b"\n")
        previous = hashlib.sha256(lines[-1]).hexdigest()
        renamed[hashlib.sha256(raw).hexdigest()] = previous
    path.write_bytes(b"".join(lines))


def unanswered(event: dict[str, Any]) -> None:
    event["asked"]["answers"] = {}


def rebuilt(book: Book) -> None:
    book.warehouse.close()
    try:
        rebuild(book.home)
    finally:
        book.reopen()


def test_a_question_that_came_later_has_the_outcome_of_before(book: Book) -> None:
    """Nobody asked about units then; the amounts were taken as they stood."""
    file = book.file("jan.csv", HEADER + "amount (k€)\nA1,1,2026-01-10,5\nA2,2,2026-01-11,7")
    book.load(file, answers={"unit": "as_is"})
    rows = book.rows(ROWS)
    rewritten(book, unanswered)
    rebuilt(book)
    assert book.rows(ROWS) == rows
    assert verify(book.warehouse) == []


def test_where_a_ledger_lacks_the_answer_nothing_is_replaced(book: Book) -> None:
    file = book.file("jan.csv", HEADER + "amount\nA1,1,03/04/2026,5")
    book.load(file, answers={"date_order": "mdy"})
    rows = book.rows(ROWS)
    rewritten(book, unanswered)
    with pytest.raises(Refused, match="version 1 is no longer read as it was"):
        rebuilt(book)
    assert book.rows(ROWS) == rows


def test_an_answer_that_is_no_choice_any_more_is_named(book: Book) -> None:
    file = book.file("jan.csv", HEADER + "amount (k€)\nA1,1,2026-01-10,5")
    book.load(file, answers={"unit": "multiply"})
    rewritten(book, lambda event: event["asked"]["answers"].update(unit="thousands"))
    with pytest.raises(Refused, match="Version 1 was answered with unit=thousands"):
        rebuilt(book)


def test_where_the_rows_differ_nothing_is_replaced(book: Book) -> None:
    book.load(book.file("jan.csv", HEADER + "amount\nA1,1,2026-01-10,5"))

    def other(event: dict[str, Any]) -> None:
        event["months"][0]["amount_added"] = "6.0000"

    rows = book.rows(ROWS)
    rewritten(book, other)
    with pytest.raises(Refused, match="Rows or sums of version 1"):
        rebuilt(book)
    assert book.rows(ROWS) == rows


def test_a_ledger_of_the_first_reader_level_gives_the_book_that_it_gave(book: Book) -> None:
    """Files of real layouts, loaded before the reader asked what a row means: cancelled orders,
    repeated totals, headers that nobody mapped. Every answer of then is in the ledger."""
    book.warehouse.close()
    for name in (ledger.FILE_NAME, "uploads"):
        source, target = LEVEL_1 / name, book.home / name
        if source.is_dir():
            shutil.copytree(source, target, dirs_exist_ok=True)
        else:
            shutil.copyfile(source, target)
    (book.home / FILE_NAME).unlink()
    rebuild(book.home)
    book.reopen()
    assert verify(book.warehouse) == []
    versions = history.versions(book.warehouse)
    assert len(versions) == LEVEL_1_VERSIONS


def test_the_digest_of_texts_does_not_know_how_they_are_kept() -> None:
    """Slices of a big file have dictionaries of their own, some with a null."""
    texts = ["Acme", None, "Zeta", "Acme", "", None]
    plain = pa.table({"account_name": pa.array(texts)})
    slices = [pa.array(part).dictionary_encode("encode") for part in (texts[:4], texts[4:])]
    cut = pa.table({"account_name": pa.chunked_array(slices)})
    assert digest("sales", Staged(cut)) == digest("sales", Staged(plain))
    assert digest("sales", Staged(plain.slice(1))) != digest("sales", Staged(plain))


def test_texts_that_are_read_otherwise_now_do_not_stop_a_rebuild(
    book: Book, caplog: pytest.LogCaptureFixture
) -> None:
    book.load(book.file("jan.csv", HEADER + "amount\nA1,1,2026-01-10,5"))
    rows = book.rows(ROWS)
    rewritten(book, lambda event: event.update(texts="0" * 64))
    rebuilt(book)
    assert book.rows(ROWS) == rows
    assert "the texts of version 1 are read otherwise" in caplog.text
