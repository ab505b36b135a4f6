"""Money of several currencies is told currency by currency, and to its last digit."""

import json
from decimal import Decimal

import pytest

from data.__main__ import app
from data.book import history, quarantined_rows
from data.commands import diff_text, report_text
from data.commands.terminal import run
from tests.unit.intake.book import Book

HEADER = "order_id,account_id,order_date,amount,currency\n"
MIXED = HEADER + "A1,ana,2026-01-10,10,USD\nA2,ben,2026-01-11,15,EUR\nA3,cy,2026-01-12,5,\n"
BLANK = {"currency": "USD"}
"""What is asked of the line that names no currency beside others that do."""


def test_a_mixed_file_is_told_by_currency(book: Book) -> None:
    report = book.load(book.file("jan.csv", MIXED), answers=BLANK)[0]
    assert report.amounts == {"EUR": Decimal(15), "USD": Decimal(15)}
    told = report.to_json()
    assert (told["amount"], told["amounts"]) == (None, {"EUR": 15, "USD": 15})
    (month,) = told["months"]
    assert (month["amount"], month["amounts"]) == (None, {"EUR": 15, "USD": 15})
    (sentence, *_more) = report_text.load([report], is_rehearsal=False)
    assert "15.00 EUR, 15.00 USD" in sentence


def test_the_history_and_a_rehearsal_do_not_add_currencies(book: Book) -> None:
    book.load(book.file("jan.csv", MIXED), answers=BLANK)
    proposal = book.propose(
        book.file("jan2.csv", MIXED.replace(",10,USD", ",20,USD")), answers=BLANK
    )
    (said, *_accounts) = diff_text.rehearsed(proposal)
    assert "15.00 EUR, 15.00 USD becomes 15.00 EUR, 25.00 USD" in said
    book.undo(1)
    undone, loaded = report_text.history(history.versions(book.warehouse))
    assert "3 rows added (15.00 EUR, 15.00 USD)" in loaded
    assert "3 rows removed (15.00 EUR, 15.00 USD)" in undone
    told = report_text.versions_json(
        history.versions(book.warehouse), quarantined_rows.standing(book.warehouse)
    )[1]
    assert (told["amount_added"], told["amounts_added"]) == (None, {"EUR": 15, "USD": 15})


def forget(book: Book) -> None:
    """The versions as releases left them that kept one sum across currencies."""
    book.rows("""
        update versions set report = json_merge_patch(report, '{"currencies": null}')
        returning version""")


def test_versions_of_before_are_told_apart_by_their_rows(book: Book) -> None:
    book.load(book.file("jan.csv", MIXED), answers=BLANK)
    book.load(book.file("feb.csv", HEADER + "B1,ana,2026-02-10,7.5,EUR\n"))
    book.undo(1)
    kept = report_text.history(history.versions(book.warehouse))
    forget(book)
    assert report_text.history(history.versions(book.warehouse)) == kept
    assert "3 rows removed (15.00 EUR, 15.00 USD)" in kept[0]
    assert "1 row added (7.50)" in kept[1]


def test_a_sum_across_currencies_says_so_where_rows_are_gone(book: Book) -> None:
    book.load(book.file("jan.csv", MIXED), answers=BLANK)
    forget(book)
    book.rows("delete from sales where currency = 'EUR' returning row")
    versions = history.versions(book.warehouse)
    assert "3 rows added (30.00), a sum across all currencies" in report_text.history(versions)[0]
    (told,) = report_text.versions_json(versions, quarantined_rows.standing(book.warehouse))
    assert (told["amount_added"], told["is_across_currencies"]) == (30, True)


def test_one_currency_stays_one_sum(book: Book) -> None:
    report = book.load(book.file("jan.csv", MIXED.replace("EUR", "USD")), answers=BLANK)[0]
    assert (report.to_json()["amount"], report.amounts) == (30, {})


def test_a_month_that_changes_its_currency_is_told_so(book: Book) -> None:
    book.load(book.file("jan.csv", HEADER + "A1,ana,2026-01-10,10,USD\n"))
    proposal = book.propose(book.file("jan2.csv", HEADER + "A1,ana,2026-01-10,10,EUR\n"))
    (said, *_accounts) = diff_text.rehearsed(proposal)
    assert "10.00 USD becomes 10.00 EUR" in said


def test_json_keeps_every_digit(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    long = "12345678901234.5678"
    file = book.file("jan.csv", HEADER + f"A1,ana,2026-01-10,{long},USD\n")
    book.warehouse.close()
    assert run(app, "data", ["load", str(file.path), "--json"]) == 0
    text = capsys.readouterr().out
    assert f'"amount": {long}' in text
    assert json.loads(text, parse_float=Decimal)[0]["amount"] == Decimal(long)
    assert run(app, "data", ["load", str(file.path), "--json"]) == 0
    assert f'"amount": {long}' in capsys.readouterr().out
