"""The heads of orders and their lines in two files of one call, joined by the order number.

Databases keep the day and the customer of an order in one table and what was sold in another. Each
line gets the fields of its head, as if one table had been exported; a line without one is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from data.ingest import context, problems
from data.ingest.files.records import Broken, records
from data.ingest.header import order_tables
from data.ingest.header.file_layout import Layout, first_records
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.layout import open_layout
from data.ingest.header.mapped_file import Head
from data.ingest.header.order_tables import Heads, Joined, Row
from data.ingest.model import Reading, ReadOptions
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.report import Problem, Report
from locales import _, ngettext

LARGEST = 1 << 27
"""Bytes of a file that is joined; it is held in memory."""
Opened = tuple[Reading, Head | None]


class _NotRows(Exception):  # noqa: N818
    """A file whose records cannot all be split into cells."""


@dataclass
class UsedHeads:
    """A file of heads whose fields the lines of other files may have; `lines`: the first of these;
    `used`: the numbers of orders that lines have."""

    head: Head
    heads: Heads
    lines: Head | None = None
    used: set[str] = field(default_factory=set)

    @property
    def lacking(self) -> list[int]:
        """The records of orders that no line is of."""
        return [row for key, row in self.heads.rows.items() if key not in self.used]


def join(
    opened: Sequence[Opened], options: ReadOptions, questionnaire: Questionnaire
) -> tuple[list[Opened], list[UsedHeads]]:
    """The files as opened, those of lines anew with the fields of their heads; and the files of
    heads, which are not read by themselves then."""
    parts = [_part(head) for _reading, head in opened]
    result = list(opened)
    if not context.reads_at(context.MEANING) or not {"heads", "lines"} <= set(parts):
        return result, []
    files = {
        n: heads for n, part in enumerate(parts) if part == "heads" and (heads := _heads(opened[n]))
    }
    for number, part in enumerate(parts):
        lines = opened[number][1]
        if part == "lines" and lines and (table := _joined(lines, list(files.values()))):
            result[number] = _reopened(lines, table, options, questionnaire)
            for file in files.values():
                file.used |= table.used
                file.lines = file.lines or result[number][1]
    used = {n: file for n, file in files.items() if file.lines}
    for number, file in used.items():
        file.head = _emptied(file.head)
        result[number] = (file.head.reading, file.head)
    return result, list(used.values())


def _part(head: Head | None) -> str | None:
    """Whether a file holds heads or lines of orders, and may be joined."""
    if head is None or head.wide or head.date_parts or head.header.first != head.header.last:
        return None
    is_refused = head.report.status == "refused" and head.report.errors_total > 1
    if head.source.size > LARGEST or is_refused:
        return None
    return order_tables.part_of(head.header.cells)


def _heads(opened: Opened) -> UsedHeads | None:
    """The heads of a file; None where a record of it is broken."""
    head = opened[1]
    assert head is not None
    try:
        below = (pair for pair in _rows(head) if pair[0] > head.header.last)
        return UsedHeads(head, Heads.of(head.header.cells, below))
    except _NotRows:
        return None


def _joined(lines: Head, files: Sequence[UsedHeads]) -> Joined | None:
    """The lines with the fields of their heads; None where most of them have none."""
    end = "\n" if lines.source.ends_with_line else ""
    header = lines.header
    try:
        heads = Heads.together([file.heads for file in files])
        table = order_tables.join(header.cells, header.last, _rows(lines), heads, end)
    except _NotRows:
        return None
    return table if len(table.used) > len(set(table.orphans.values())) else None


def _rows(head: Head) -> Iterator[tuple[int, Row]]:
    """The records of a file, numbered. Raises _NotRows at one that is broken."""
    for row, (_line, cells) in enumerate(records(head.source, head.delimiter), 1):
        if isinstance(cells, Broken):
            raise _NotRows
        yield row, cells


def _reopened(
    lines: Head, table: Joined, options: ReadOptions, questionnaire: Questionnaire
) -> Opened:
    """The file of lines with more columns, its kind and mapping found anew."""
    orphans = tuple(table.orphans.items())
    source = replace(lines.source, transcoded=table.text, skip=0, orphans=orphans)
    header = HeaderRow(table.headers, lines.header.first, lines.header.last, lines.header.units)
    layout = Layout(source, ",", header, first_records(source, ","))
    reading = Reading(_fresh(lines.report))
    return reading, open_layout(lines.file, reading, layout, options, questionnaire)


def _emptied(head: Head) -> Head:
    """The file of heads with a new report, as what it lacks stands in another file."""
    report = _fresh(head.report)
    report.kind, report.mapping = "sales", dict(head.report.mapping)
    report.unmapped = list(head.report.unmapped)
    return replace(head, reading=Reading(report))


def _fresh(report: Report) -> Report:
    """The report of a file before its columns were looked for."""
    questions = [q for q in report.questions if not q.key.startswith("mapping:")]
    return replace(
        report,
        kind=None,
        status="needs_answer" if questions else "ready",
        questions=questions,
        mapping={},
        unmapped=[],
        errors=[],
        errors_total=0,
    )


def blame_orphans(tables: Sequence[RawTable]) -> None:
    """Reject the lines whose order has no head."""
    for table in tables:
        orphans = dict(table.head.source.orphans)
        places = np.flatnonzero(np.isin(table.rows, list(orphans)))
        if len(places):
            table.blame_all(places, partial(_orphan, table, orphans))
            table.leave_out(places)


def _orphan(table: RawTable, orphans: Mapping[int, str], place: int) -> Problem:
    row = int(table.rows[place])
    return Problem(
        row,
        int(table.lines[place]),
        table.head.name_of("order_id"),
        problems.quoted(orphans[row]),
        _("the number of an order among the orders"),
        _("add the order to them, or remove the line"),
    )


def finish(used: Sequence[UsedHeads]) -> None:
    """Fill the readings of the files of heads: no records of their own; says which orders lack
    lines, and refuses orders with an amount but no lines, and numbers that stand for two orders."""
    for file in used:
        report = file.head.report
        _say_lacking(file)
        for row in file.heads.twice:
            report.refuse(_twice(file, row))
        table = file.lines.reading.table if file.lines else None
        if table is not None and report.status != "refused":
            file.head.reading.table = table.slice(0, 0)


def _say_lacking(file: UsedHeads) -> None:
    report, count = file.head.report, len(file.lacking)
    text = _("The orders of this file are joined to the lines of {file}.")
    report.warnings.append(text.format(file=_name(file)))
    if not count:
        return
    if "amount" in file.head.columns:
        report.refuse(*(_without_lines(file, row) for row in file.lacking))
        return
    text = ngettext("{n} order has no line there.", "{n} orders have no line there.", count)
    report.warnings.append(text.format(n=f"{count:,}"))


def _name(file: UsedHeads) -> str:
    """The name of the file of lines."""
    return file.lines.file.name if file.lines else ""


def _without_lines(file: UsedHeads, row: int) -> Problem:
    return Problem(
        row,
        row,
        file.head.name_of("order_id"),
        _("an order without lines"),
        _("its lines in {file}").format(file=_name(file)),
        _("add its lines, or load the orders without the file of lines"),
    )


def _twice(file: UsedHeads, row: int) -> Problem:
    return Problem(
        row,
        row,
        file.head.name_of("order_id"),
        _("an order number again, with other values"),
        _("one record for each order"),
        _("remove or correct one of the two"),
    )
