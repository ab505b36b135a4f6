"""Files of targets whose records hold several: each cell becomes one target, and none is lost.

Of every record that was taken, each cell of a period is a target, blank or rejected: the report
counts them.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from data.clock import today
from data.columns.dictionary_column import DictionaryColumn, Ints, join
from data.ingest.files.record_count import count
from data.ingest.files.records import records
from data.ingest.header.mapped_file import Head
from data.ingest.header.wide_layout import DIMENSIONS, row_period
from data.ingest.header.wide_questions import ask_whose
from data.ingest.questions import Questionnaire
from data.ingest.values.periods import Period, year
from data.ingest.wide.wide_rows import Body, Target
from data.ingest.wide.wide_table import WideTable
from data.report import Question
from locales import _


def unpivoted(head: Head, questionnaire: Questionnaire) -> WideTable:
    """Read the file record by record and turn each filled cell of a period into a target."""
    assert head.wide is not None
    head.report.records.in_file = count(head.source.utf8(), head.delimiter).records
    body = Body(head, head.wide)
    for row, (line, cells) in enumerate(records(head.source, head.delimiter), 1):
        body.take(row, row if head.source.sheet else line, cells)
    body.finish()
    return _Unpivot(body, questionnaire).sheet()


class _Unpivot:
    """The targets of a body as columns, with what has to be asked."""

    def __init__(self, body: Body, questionnaire: Questionnaire) -> None:
        self.body, self.questionnaire = body, questionnaire
        self.head, self.wide = body.head, body.wide
        self.names, self.years = self._blocks()
        self.columns_are = self._whose("targets_for", self.wide.columns or self.names)
        self.rows_are = self._whose("rows_for", self._labels())

    def _blocks(self) -> tuple[list[str], list[int]]:
        """What names each block: somebody, or a year; nothing where there is one block only."""
        blocks = self.body.blocks
        corners, titles = [b.corner for b in blocks], [b.title or "" for b in blocks]
        for names in (corners, titles):
            if len(blocks) > 1 and all(names) and len(set(names)) > 1:
                named_years = [year(name) for name in names]
                years = [y for y in named_years if y]
                return ([], years) if len(years) == len(names) else (names, [])
        return [], []

    def _labels(self) -> list[str]:
        """The texts that say who a record is for, where no column of ours does."""
        at = self.wide.labels[:1]
        if (
            not at
            or set(self.wide.dimensions) & set(DIMENSIONS)
            or "account_id" in self.wide.dimensions
        ):
            return []
        return list(dict.fromkeys(t.cells[at[0]].strip() for t in self.body.targets))

    def _whose(self, key: str, names: Sequence[str]) -> str | None:
        named = [name for name in names if name]
        if not named:
            return None
        return ask_whose(self.head, key, named, self.questionnaire) or DIMENSIONS[0]

    def sheet(self) -> WideTable:
        """The sheet, as if each target had been a record."""
        sheet, targets = self.body.sheet, self.body.targets
        sheet.has_blocks = len(self.body.blocks) > 1
        width = len(self.head.header.cells)
        sheet.rows = _ints([t.row for t in targets])
        sheet.lines = _ints([t.line for t in targets])
        sheet.ids = _ints([(t.row - 1) * width + t.place + 1 for t in targets])
        sheet.row_hashes = _ints([hash((t.mark, t.place, t.block)) for t in targets])
        sheet.headers = [self.head.header.cells[t.place] for t in targets]
        months, lengths = self._months()
        sheet.cells = {
            "month": _coded(months),
            "period": _coded(lengths),
            "amount": _coded([t.cells[t.place] for t in targets]),
        }
        for column in self._dimensions():
            sheet.cells[column] = _coded([self._label(column, t) for t in targets])
        return sheet

    def _dimensions(self) -> list[str]:
        names = [*self.wide.dimensions, self.columns_are, self.rows_are]
        return list(dict.fromkeys(c for c in names if c))

    def _label(self, column: str, target: Target) -> str:
        """A target's value of a dimension: its cell, row label, or its column's or block's name."""
        texts = []
        if column in self.wide.dimensions:
            texts.append(target.cells[self.wide.dimensions[column]])
        if column == self.rows_are:
            texts.append(target.cells[self.wide.labels[0]])
        if column == self.columns_are:
            name = self.wide.values[target.place]
            texts.append(name if isinstance(name, str) else self.names[target.block])
        return next((text for text in texts if text.strip()), "")

    def _months(self) -> tuple[list[str], list[str]]:
        """The first day of each target's period, as text, and how long the period is."""
        pairs = [self._period(t) for t in self.body.targets]
        is_open = any(p is not None and not (p.year or y) for p, y, _raw in pairs)
        asked = self._ask_year() if is_open else today().year
        months = [f"{p.begins(y or asked)}" if p else raw for p, y, raw in pairs]
        return months, [p.length if p else "month" for p, _year, _raw in pairs]

    def _period(self, target: Target) -> tuple[Period | None, int | None, str]:
        value = self.wide.values[target.place]
        cells, year_at, month_at = target.cells, self.wide.year_at, self.wide.month_at
        named_year = year(cells[year_at]) if year_at is not None else None
        if named_year is None and self.years:
            named_year = self.years[target.block]
        if isinstance(value, Period):
            return value, named_year, ""
        raw = cells[month_at].strip() if month_at is not None else ""
        return row_period(raw, self.wide.are_quarters), named_year, raw

    def _ask_year(self) -> int:
        """Ask for the year of a file whose headers and cells name none."""
        head = self.head
        above = [listed.found for listed in head.report.listed if listed.what == "preamble"]
        texts = [head.file.name, *above, *head.header.cells]
        now = today().year
        likely = [*(y for t in texts for y in _years_in(t)), now, now + 1, now - 1]
        choices = tuple(dict.fromkeys(map(str, likely)))
        question = Question("year", _("Which year are these targets for?"), choices)
        answer = self.questionnaire.settle(
            question, [head.report], is_valid=lambda a: bool(year(a))
        )
        return int(answer or choices[0])


def _years_in(text: str) -> list[int]:
    words = "".join(c if c.isdigit() else " " for c in text).split()
    return [int(w) for w in words if len(w) == 4 and 1990 <= int(w) <= 2100]


def _ints(values: list[int]) -> Ints:
    return np.asarray(values, dtype=np.int64)


def _coded(texts: list[Any]) -> DictionaryColumn:
    return join([pa.array(texts, pa.string()).dictionary_encode()])
