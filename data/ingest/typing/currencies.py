"""The currency of each record, by its column or by the sign that its money carries."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.columns.dictionary_column import plainly, same
from data.ingest import context, problems
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.typing.parse_columns import ParsedColumn
from data.ingest.values import currency_names
from data.ingest.values.cells import VALUE
from data.ingest.values.numbers import DOLLARS, currency_of
from data.report import Problem, Question
from locales import _

CURRENCY_MARK = r"[^-0-9., ()'+]"
"""What a money cell without any currency does not have."""


FAMILIES = {"$": DOLLARS, "¥": ("CNY", "JPY")}
"""Signs that several currencies have."""


def currencies(sheet: RawTable, columns: Mapping[str, ParsedColumn]) -> pa.ChunkedArray:
    """The currency column, else the one sign or code that the money cells or headers carry."""
    count = len(sheet.rows)
    money = [c for c in columns.values() if c.format.column.type == "money"]
    if "currency" in columns:
        column = columns["currency"]
        known = column.values.to_pylist()
        values = [None if v is None else code_of(v) for v in known]
        codes = column.cells.array(pa.array(values, pa.string()))
        for column in money:
            codes = _beside_signs(sheet, column, codes)
        return codes
    named = {n: _of_header(n) for n in (sheet.head.name_of(_name(c)) for c in money)}
    by_sign: dict[str, tuple[ParsedColumn, int]] = {}
    for column in money:
        for place, code in _signs(column).items():
            cell = column.raw[place].as_py()
            likely = next((c for c in named.values() if c and _shares_sign(cell, c)), code)
            by_sign.setdefault(likely, (column, place))
    if len(by_sign) > 1:
        _blame_currencies(sheet, by_sign)
    codes = [*by_sign, *sorted(code for code in named.values() if code)]
    _refuse_headers(sheet, named, by_sign)
    return same(codes[0] if codes else currency_names.above(sheet.head.above), count)


def code_of(cell: str) -> str:
    """The code of a currency that a cell names; what is none of the known ones, in capitals."""
    return currency_names.called(cell) or currency_of(cell) or cell.upper()


def _of_header(name: str) -> str | None:
    return currency_names.in_brackets(name) or currency_of(name, in_brackets=True)


def planned_in(
    sheet: RawTable, codes: pa.ChunkedArray, questionnaire: Questionnaire
) -> pa.ChunkedArray:
    """Fill the currency of targets that name none: asked where the book sells in several."""
    known = context.currencies()
    if not known or not codes.null_count:
        return codes
    question = Question("currency", _("Which currency are these targets in?"), known)
    answer = questionnaire.settle(question, [sheet.head.report], sheet.head.remembered.answers)
    return plainly(codes).fill_null(answer) if answer else codes


def _name(column: ParsedColumn) -> str:
    return column.format.column.name


def _signs(column: ParsedColumn) -> dict[int, str]:
    """The currency of each different cell of a column that carries one, by its place."""
    marked = np.asarray(pc.match_substring_regex(column.raw, CURRENCY_MARK)) & (
        column.codes == VALUE
    )
    places = np.flatnonzero(marked).tolist()
    signs = {place: currency_of(column.raw[place].as_py().strip()) for place in places}
    return {place: code for place, code in signs.items() if code}


def _beside_signs(sheet: RawTable, column: ParsedColumn, known: pa.ChunkedArray) -> pa.ChunkedArray:
    """The currency column, its blanks filled by the signs of a money column; records in which the
    two differ are rejected."""
    signs = _signs(column)
    if not signs:
        return known
    known = plainly(known)
    codes = pa.array([signs.get(place) for place in range(len(column.raw))], pa.string())
    signed = codes.take(pa.array(column.index))
    differ = np.asarray(pc.fill_null(pc.not_equal(signed, known), False))
    for sign, family in FAMILIES.items():
        has_sign = np.asarray(pc.match_substring(column.raw, sign))[column.index]
        differ &= ~(has_sign & np.asarray(pc.is_in(known, value_set=pa.array(family))))

    def problem(at: int) -> Problem:
        return Problem(
            int(sheet.rows[at]),
            int(sheet.lines[at]),
            sheet.head.name_of(_name(column)),
            problems.quoted(column.cell(at)),
            _("{code}, as the currency column says").format(code=known[at].as_py()),
            _("correct one of the two"),
        )

    sheet.blame_all(np.flatnonzero(differ), problem)
    return pc.coalesce(known, signed)


def _shares_sign(cell: str, code: str) -> bool:
    """Whether the sign of a money cell is one that this currency has as well."""
    return any(sign in cell and code in family for sign, family in FAMILIES.items())


def _refuse_headers(
    sheet: RawTable,
    named: Mapping[str, str | None],
    by_sign: Mapping[str, tuple[ParsedColumn, int]],
) -> None:
    """Refuse a file whose headers name other currencies than each other, or than its cells."""
    headers = {header: code for header, code in named.items() if code}
    first = next(iter(by_sign), None) or next(iter(headers.values()), None)
    for header, code in headers.items():
        if code != first:
            what = _("{code} in the header {header}, {first} elsewhere").format(
                code=code, header=problems.quoted(header), first=first
            )
            do = _("add a currency column, or export each currency alone")
            sheet.head.report.refuse(problems.of_file(what, _("one currency"), do))
            return


def _blame_currencies(sheet: RawTable, by_sign: Mapping[str, tuple[ParsedColumn, int]]) -> None:
    """Blame the first line of each currency after the first."""
    first = next(iter(by_sign))
    for code, (column, place) in list(by_sign.items())[1:]:
        at = np.flatnonzero(column.index == place)[:1]

        def problem(
            i: int, code: str = code, column: ParsedColumn = column, cell: int = place
        ) -> Problem:
            return Problem(
                int(sheet.rows[i]),
                int(sheet.lines[i]),
                sheet.head.name_of(column.format.column.name),
                problems.quoted(column.raw[cell].as_py()),
                _("{first} as in the rows before, not {code}").format(first=first, code=code),
                _("add a currency column, or export each currency alone"),
                is_of_file=True,
            )

        sheet.blame_all(at, problem)
