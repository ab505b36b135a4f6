"""Files with sums among their records, in any layout: the net is that of the records alone.

Sums stand below or above each group and all, with a word or without one, with a day or without one,
and keep of their group what a report may print again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read
from data.report import Report

MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = ("Harbour Tools", "Lind AB", "上海远航贸易有限公司", "Total Energies", "Summe GmbH")
WORDS = (
    ("Total", "Grand Total"),
    ("汇总", "总计"),
    ("Ergebnis", "Gesamtergebnis"),
    ("小計", "合計"),
    ("Jumlah", "Jumlah"),
    ("Kokku", "Kokku kõik"),
)
"""Words of a group and of all; the reader does not know the last."""
Row = Mapping[str, str]


@dataclass(frozen=True)
class Layout:
    """How a report is laid out: the column of its groups, and what the rows of their sums hold."""

    group: str
    is_above: bool
    has_day: bool
    keeps_group: bool
    words: tuple[str, str] | None
    names_group: bool
    has_product: bool
    has_sum_of_all: bool
    has_comma: bool

    @property
    def columns(self) -> list[str]:
        product = ["Product"] if self.has_product else []
        return ["Region", "Order No", "Date", "Customer", *product, "Amount"]

    def text(self, records: Sequence[Row]) -> str:
        """The file."""
        rows: list[Row] = []
        for name, group in groupby(sorted(records, key=self._group), key=self._group):
            lines = list(group)
            word = self.words and (f"{name} {self.words[0]}" if self.names_group else self.words[0])
            kept = {self.group: name} if self.keeps_group else {}
            total = self._sum(lines, word, kept)
            rows += [total, *lines] if self.is_above else [*lines, total]
        if self.has_sum_of_all:
            total = self._sum(records, self.words and self.words[1], {})
            rows = [total, *rows] if self.is_above else [*rows, total]
        mark = ";" if self.has_comma else ","
        lines = [mark.join(self._cell(row, column) for column in self.columns) for row in rows]
        return "\n".join([mark.join(self.columns), *lines]) + "\n"

    def _group(self, record: Row) -> str:
        return record[self.group]

    def _sum(self, records: Sequence[Row], word: str | None, kept: Row) -> Row:
        day = {"Date": max(r["Date"] for r in records)} if self.has_day else {}
        amount = f"{sum(Decimal(r['Amount']) for r in records):.2f}"
        return {"Amount": amount, **day, **kept, **({"Customer": word} if word else {})}

    def _cell(self, row: Row, column: str) -> str:
        cell = row.get(column, "")
        return cell.replace(".", ",") if self.has_comma and column == "Amount" else cell


layouts = st.builds(
    Layout,
    group=st.sampled_from(["Region", "Customer", "Date"]),
    is_above=st.booleans(),
    has_day=st.booleans(),
    keeps_group=st.booleans(),
    words=st.one_of(st.none(), st.sampled_from(WORDS)),
    names_group=st.booleans(),
    has_product=st.booleans(),
    has_sum_of_all=st.booleans(),
    has_comma=st.booleans(),
)


@st.composite
def records(draw: st.DrawFn) -> list[Row]:
    """Orders with a number each, one of four a return."""
    cents = draw(st.lists(st.integers(1, 10**7), min_size=2, max_size=14, unique=True))
    return [
        {
            "Region": draw(st.sampled_from(["North", "South"])),
            "Order No": f"O{1000 + number}",
            "Date": f"2026-0{draw(st.integers(7, 9))}-{draw(st.integers(10, 28))}",
            "Customer": draw(st.sampled_from(NAMES)),
            "Product": draw(st.sampled_from(["Drill", "Saw", "Transport"])),
            "Amount": f"{Decimal(amount) / 100 * (-1 if number % 4 == 3 else 1):.2f}",
        }
        for number, amount in enumerate(cents)
    ]


def answered(path: Path) -> Report:
    """The report once every question is answered with its first choice."""
    answers: dict[str, str] = {}
    for _round in range(6):
        report = read([InputFile(path.name, path)], ReadOptions(answers=answers))[0].report
        fresh = {q.key: q.choices[0] for q in report.questions if q.key not in answers}
        if not fresh:
            return report
        answers |= fresh
    raise AssertionError(f"questions come to no end: {list(answers)}")


@MANY
@given(layouts, records())
def test_sums_among_the_records_never_count(
    tmp_path: Path, layout: Layout, records: list[Row]
) -> None:
    path = tmp_path / "report.csv"
    path.write_text(layout.text(records), encoding="utf-8")
    report = answered(path)
    net = sum(Decimal(record["Amount"]) for record in records)
    assert report.status == "refused" or report.amount == net, path.read_text("utf-8")
    assert report.records.add_up()


@MANY
@given(records(), st.booleans())
def test_records_without_sums_ask_nothing_about_totals(
    tmp_path: Path, records: list[Row], has_product: bool
) -> None:
    columns = ["Order No", "Date", "Customer", *["Product"] * has_product, "Amount"]
    rows = [",".join(record[column] for column in columns) for record in records]
    path = tmp_path / "orders.csv"
    path.write_text("\n".join([",".join(columns), *rows]) + "\n", encoding="utf-8")
    report = answered(path)
    assert report.amount == sum(Decimal(record["Amount"]) for record in records)
    assert not any(question.key == "totals" for question in report.questions)
