"""Duplicates over all files of a call: equal records, and equal keys with other values."""

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import Ints, Mask
from data.columns.row_hash import has_duplicates
from data.ingest import context, problems
from data.ingest.checks import instalments
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable, with_header_hash
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values.vectorized import folded
from data.report import KEPT, Problem, Question
from locales import _, ngettext

KEEP, DROP = "keep", "drop"
Columns = Mapping[str, ParsedColumn]


class Group:
    """All records of the sheets of one kind under one numbering."""

    def __init__(self, sheets: Sequence[RawTable]) -> None:
        self.sheets = sheets
        self.starts = np.cumsum([0, *(len(s.rows) for s in sheets)])

    @cached_property
    def row_hashes(self) -> Ints:
        """The fingerprint of each record."""
        return with_header_hash([(s.row_hashes, s.head) for s in self.sheets])

    def place(self, at: int) -> tuple[int, int]:
        """The sheet of a record, and its place there."""
        sheet = int(np.searchsorted(self.starts, at, side="right")) - 1
        return sheet, at - int(self.starts[sheet])

    def name(self, at: int, beside: int | None = None) -> str:
        """`row 12`, with its file where that is not the sheet `beside`."""
        sheet, place = self.place(at)
        row = _("row {row}").format(row=int(self.sheets[sheet].rows[place]))
        return row if sheet == beside else f"{self.sheets[sheet].head.file.name} › {row}"

    def record(self, at: int) -> str:
        """The cells of a record as written, in the order of its file."""
        number, place = self.place(at)
        sheet = self.sheets[number]
        names = sorted(sheet.cells, key=lambda name: sheet.head.columns.get(name, 0))
        cells = (sheet.cells[name].cell(place).strip() for name in names)
        return " | ".join(cell for cell in cells if cell)

    def parts(self, where: Ints) -> list[Ints]:
        """Places in each sheet, of places in the group."""
        return [
            where[(where >= a) & (where < b)] - a
            for a, b in zip(self.starts[:-1], self.starts[1:], strict=True)
        ]


def drop_repeats(sheets: Sequence[RawTable], questionnaire: Questionnaire) -> list[set[int]]:
    """The rows to leave out of each sheet, as answered; asks where records are duplicates."""
    if all(s.are_unlike for s in sheets) or not has_duplicates(Group(sheets).row_hashes):
        return [set() for _sheet in sheets]
    group = Group(sheets)
    firsts, again = _repeats(group)
    if not len(again):
        return [set() for _sheet in sheets]
    parts = group.parts(again)
    reports = [s.head.report for s, p in zip(sheets, parts, strict=True) if len(p)]
    question = _duplicates(group, firsts, again)
    answer = questionnaire.settle(question, reports)
    if (answer or question.choices[0]) != DROP:
        return [set() for _sheet in sheets]
    original = dict(zip(again.tolist(), firsts.tolist(), strict=True))
    dropped = []
    for number, (sheet, part) in enumerate(zip(sheets, parts, strict=True)):
        start = int(group.starts[number])
        listed = [
            _dropped(sheet, int(p), group.name(original[start + int(p)], number))
            for p in part[:KEPT]
        ]
        sheet.head.report.add(listed, len(part))
        dropped.append(set(sheet.rows[part].tolist()))
    return dropped


def _repeats(group: Group) -> tuple[Ints, Ints]:
    """The first place of each duplicate, and the duplicate's own place."""
    _values, first, index = np.unique(group.row_hashes, return_index=True, return_inverse=True)
    firsts = first[index]
    again = np.flatnonzero(firsts != np.arange(len(firsts)))
    return firsts[again], again


def _duplicates(group: Group, firsts: Ints, again: Ints) -> Question:
    text = ngettext(
        "{n} record stands more than once, exactly. Keep the repetition, or drop it?",
        "{n} records stand more than once, exactly. Keep the repetitions, or drop them?",
        len(again),
    ).format(n=f"{len(again):,}")
    pairs = list(zip(firsts.tolist(), again.tolist(), strict=True))[:5]
    samples = [
        (
            f"{group.name(first)}, {group.name(second, group.place(first)[0])}",
            group.record(first),
        )
        for first, second in pairs
    ]
    choices = (DROP, KEEP) if _have_key(group, again) else (KEEP, DROP)
    return Question("duplicates", text, choices, dict.fromkeys(choices, samples))


def _have_key(group: Group, again: Ints) -> bool:
    """Whether the repeated records have a key, so that they are one record twice: equal lines
    without one may be two. The payments of an invoice share its number."""
    kind = group.sheets[0].head.kind
    if not context.reads_at(context.MEANING) or kind.has_parts or not kind.key:
        return False
    places = map(group.place, again.tolist())
    return all(
        name in group.sheets[number].cells and group.sheets[number].cells[name].cell(place).strip()
        for number, place in places
        for name in kind.key
    )


def _dropped(sheet: RawTable, place: int, first: str) -> Problem:
    return Problem(
        int(sheet.rows[place]),
        int(sheet.lines[place]),
        None,
        _("the same record as {first}").format(first=first),
        _("each record once, as answered"),
        _("nothing: it was left out (duplicates=drop)"),
    )


def refuse_clashes(kind: Kind, sheets: Sequence[RawTable], columns: Sequence[Columns]) -> None:
    """Reject every record that has the key of an earlier one with other values."""
    key_columns = _key_columns(kind, columns)
    keyed = [set(key_columns) <= c.keys() for c in columns]
    if not key_columns or not any(keyed):
        return
    chosen = [s for s, k in zip(sheets, keyed, strict=True) if k]
    group = Group(chosen)
    key = keys(key_columns, [c for c, k in zip(columns, keyed, strict=True) if k])
    if kind.has_parts:
        key[_are_gone(chosen, [s.rejected for s in chosen])] = -1
    is_whole = key >= 0
    if not has_duplicates(key[is_whole]):
        return
    known = np.flatnonzero(is_whole)
    _values, first, index = np.unique(key[known], return_index=True, return_inverse=True)
    firsts = known[first[index]]
    clash = known[group.row_hashes[known] != group.row_hashes[firsts]]
    original = dict(zip(known.tolist(), firsts.tolist(), strict=True)) if len(clash) else {}
    if kind.has_parts:
        keyed_columns = [c for c, k in zip(columns, keyed, strict=True) if k]
        clash = instalments.no_parts(group.parts, keyed_columns, clash, original)
    for number, (sheet, part) in enumerate(zip(chosen, group.parts(clash), strict=True)):
        start = int(group.starts[number])
        sheet.blame_all(
            part,
            lambda p, s=sheet, n=number, a=start: _clash(  # type: ignore[misc]
                key_columns, s, p, group.name(original[a + p], n)
            ),
        )


def said_again(
    kind: Kind,
    sheets: Sequence[RawTable],
    columns: Sequence[Columns],
    dropped: Sequence[set[int]],
    questionnaire: Questionnaire,
) -> list[Ints]:
    """The places in each sheet that repeat the amount of an earlier record of the same invoice."""
    nowhere: list[Ints] = [np.empty(0, np.int64) for _sheet in sheets]
    needed = {*kind.key, "amount", "paid_amount"}
    if not kind.has_parts or not all(needed <= names.keys() for names in columns):
        return nowhere
    key = keys(kind.key, columns)
    if not has_duplicates(key[key >= 0]):
        return nowhere
    key[_are_gone(sheets, [s.rejected | d for s, d in zip(sheets, dropped, strict=True)])] = -1
    return instalments.repeated_amounts(Group(sheets).parts, sheets, columns, key, questionnaire)


def _are_gone(sheets: Sequence[RawTable], rows: Sequence[set[int]]) -> Mask:
    """Which records of all sheets are among these rows."""
    gone = (np.isin(s.rows, list(of)) for s, of in zip(sheets, rows, strict=True))
    return np.concatenate(list(gone))


def _key_columns(kind: Kind, columns: Sequence[Columns]) -> tuple[str, ...]:
    """The key of the kind; of accounts without ids the name."""
    if kind.is_list and not any("account_id" in c for c in columns):
        return ("account_name",)
    return kind.key


def keys(key: Sequence[str], columns: Sequence[Columns]) -> Ints:
    """A number for each record's key, the same for equal keys; -1 where it is not whole."""
    parts = [_numbered([c[name].values for c in columns]) for name in key]
    width = np.int32 if math.prod(size for _codes, size in parts) < 2**31 else np.int64
    total: Ints = np.zeros(sum(c[key[0]].cells.count for c in columns), width)
    is_whole = np.ones(len(total), np.bool_)
    for name, (codes, size) in zip(key, parts, strict=True):
        each = [c[name].cells.each(n.astype(width)) for n, c in zip(codes, columns, strict=True)]
        numbers = np.concatenate(each) if len(each) > 1 else each[0]
        is_whole &= numbers >= 0
        np.multiply(total, size, out=total)
        np.add(total, numbers, out=total)
    total[~is_whole] = -1
    return total


def _numbered(parts: Sequence[pa.Array]) -> tuple[list[Ints], int]:
    """A number for each text, equal for equal texts and -1 for null; and how many numbers."""
    together = pa.concat_arrays(list(map(folded, parts))).dictionary_encode()
    codes = together.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    by_part = np.split(codes, np.cumsum([len(part) for part in parts])[:-1])
    return by_part, len(together.dictionary) + 1


def _clash(key_columns: Sequence[str], sheet: RawTable, place: int, first: str) -> Problem:
    key = ", ".join(problems.quoted(sheet.cells[name].cell(place)) for name in key_columns)
    return Problem(
        int(sheet.rows[place]),
        int(sheet.lines[place]),
        sheet.head.name_of(key_columns[-1]),
        _("{key} again, with other values than in {first}").format(key=key, first=first),
        _("one record for each {key}").format(key=_(" and ").join(key_columns)),
        _("remove or correct one of the two"),
    )
