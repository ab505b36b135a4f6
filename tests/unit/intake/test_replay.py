"""A ledger of before a question existed gives the same book: its rows and sums tell the answer."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pytest

from data import ledger
from data.importing.staging import Staged
from data.importing.text_digest import digest
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.refusal import Refused
from tests.unit.intake.book import Book

ROWS = "select order_id, order_date::varchar, amount::varchar, order_key from sales order by all"
NAMES = "select account_name from account_names where removed_in is null order by all"
NAMED = "order_id,account_id,order_date,amount,account_name\nA1,1,2026-01-10,5,東京商事\n"
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


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (HEADER + "amount (k€)\nA1,1,2026-01-10,5\nA2,2,2026-01-11,7", {"unit": "as_is"}),
        (HEADER + "amount (k€)\nA1,1,2026-01-10,5\nA2,2,2026-01-11,7", {"unit": "multiply"}),
        (
            HEADER.replace(",", ";") + "amount (k€)\nA1;1;01/02/2026;1,500\nA2;2;03/02/2026;2,500",
            {"unit": "as_is", "decimal": "point", "date_order": "mdy"},
        ),
    ],
)
def test_what_was_not_asked_is_answered_by_rows_and_sums(
    book: Book, text: str, answers: dict[str, str]
) -> None:
    [report] = book.load(book.file("jan.csv", text), answers=answers)
    assert report.status == "loaded"
    rows = book.rows(ROWS)
    rewritten(book, unanswered)
    rebuilt(book)
    assert book.rows(ROWS) == rows
    assert verify(book.warehouse) == []


def test_a_choice_that_there_is_no_more_is_found_again(book: Book) -> None:
    file = book.file("jan.csv", HEADER + "amount (k€)\nA1,1,2026-01-10,5")
    book.load(file, answers={"unit": "multiply"})
    rows = book.rows(ROWS)
    rewritten(book, lambda event: event["asked"]["answers"].update(unit="thousands"))
    rebuilt(book)
    assert book.rows(ROWS) == rows


def test_where_no_answer_gives_what_it_was_nothing_is_replaced(book: Book) -> None:
    file = book.file("jan.csv", HEADER + "amount (k€)\nA1,1,2026-01-10,5")
    book.load(file, answers={"unit": "multiply"})

    def other(event: dict[str, Any]) -> None:
        unanswered(event)
        event["months"][0]["amount_added"] = "6.0000"

    rows = book.rows(ROWS)
    rewritten(book, other)
    with pytest.raises(Refused, match=r"No answer .*version 1 gives"):
        rebuilt(book)
    assert book.rows(ROWS) == rows


@pytest.mark.parametrize("encoding", ["shift_jis", "gb18030"])
def test_a_choice_that_changes_names_alone_is_told_by_the_digest_of_texts(
    book: Book, encoding: str
) -> None:
    """Rows and sums are the same in every encoding; only the texts say which it was."""
    file = book.file("jan.csv", NAMED)
    file.path.write_bytes(NAMED.encode("shift_jis"))
    [report] = book.load(file)
    assert [question.key for question in report.questions] == ["encoding"]
    [report] = book.load(file, answers={"encoding": encoding})
    assert report.status == "loaded"
    names = book.rows(NAMES)
    rewritten(book, unanswered)
    rebuilt(book)
    assert book.rows(NAMES) == names


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
