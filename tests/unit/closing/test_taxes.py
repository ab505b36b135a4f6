"""An amount with tax beside one without: one question, remembered for the source."""

from decimal import Decimal
from pathlib import Path

import pytest

from data.ingest.model import InputFile, Reading, ReadOptions, SourceMemory
from data.ingest.pipeline import read
from tests.unit.intake.book import Book

LINE = "1,2026-01-05,A1,113,100\n"
START = "order_id,order_date,account_id,"


def read_one(path: Path, header: str, line: str = LINE, **options: object) -> Reading:
    file = path / "sales.csv"
    file.write_text(START + header + "\n" + line, encoding="utf-8")
    return read([InputFile(file.name, file)], ReadOptions(**options))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "header",
    [
        "含税金额,不含税金额",
        "价税合计,金额",
        "含税销售额（元）,未税金额（元）",
        "Amount incl. tax,Amount excl. tax",
        "Amount (incl. VAT),Amount (excl. VAT)",
        "Gross Amount,Net Amount",
        "GrossSales,NetSales",
        "Total including 13% VAT,Amount",
        "Betrag inkl. MwSt,Betrag exkl. MwSt",
    ],
)
def test_amounts_with_and_without_tax_are_one_question(tmp_path: Path, header: str) -> None:
    report = read_one(tmp_path, header).report
    assert report.status == "needs_answer"
    (question,) = report.questions
    assert question.key == "mapping:amount"
    gross, net = header.split(",")
    assert question.choices == (net, gross)
    for choice, amount in ((gross, 113), (net, 100)):
        answered = read_one(tmp_path, header, answers={"mapping:amount": choice})
        assert answered.report.status == "ready"
        assert answered.table is not None
        assert answered.table["amount"].to_pylist() == [Decimal(amount)]


@pytest.mark.parametrize(
    "header",
    [
        "金额,税额",
        "不含税金额,税额",
        "Amount,Sales Tax",
        "Net Amount,Gross Margin",
        "Net Amount,Gross Weight",
        "金额,含税单价",
        "Amount,Discount",
    ],
)
def test_one_amount_is_no_question(tmp_path: Path, header: str) -> None:
    reading = read_one(tmp_path, header)
    assert [q.key for q in reading.report.questions] == []
    assert reading.report.mapping["amount"] == header.split(",")[0]


def test_what_was_said_is_not_asked(tmp_path: Path) -> None:
    header = "含税金额,不含税金额"
    wanted = read_one(tmp_path, header, mapping={"amount": "含税金额"})
    assert wanted.report.status == "ready"
    memory = SourceMemory({"amount": "含税金额"}, (*START[:-1].split(","), *header.split(",")), {})
    again = read_one(tmp_path, header, remembered={"sales": memory}, kind="sales")
    assert again.report.status == "ready"
    assert again.report.mapping["amount"] == "含税金额"


def test_the_answer_is_remembered_for_the_source(book: Book) -> None:
    header = START + "含税金额,不含税金额\n"
    first = book.file("jan.csv", header + LINE)
    assert book.load(first)[0].status == "needs_answer"
    assert book.load(first, answers={"mapping:amount": "含税金额"})[0].amount == 113
    later = book.file("feb.csv", header + "2,2026-02-05,A1,226,200\n")
    assert book.load(later)[0].amount == 226
    other = book.load(book.file("mar.csv", header + "3,2026-03-05,A1,226,200\n"), source="other")
    assert other[0].status == "needs_answer"


def test_a_source_with_memory_is_asked_once_without_its_totals(tmp_path: Path) -> None:
    known = SourceMemory(
        {"order_id": "order_id", "order_date": "order_date", "amount": "Amount"},
        ("order_id", "order_date", "account_id", "Amount"),
    )
    header, lines = "含税金额,Amount", LINE + "合计,,,113,100\n"
    report = read_one(tmp_path, header, lines, remembered={"sales": known}).report
    (question,) = report.questions
    assert question.choices == ("Amount", "含税金额")
    assert question.samples["Amount"] == [("100", "100")]
    both = SourceMemory(known.mapping, (*known.headers, "含税金额"))
    assert not read_one(tmp_path, header, lines, remembered={"sales": both}).report.questions
