"""The currency of each record, by its column or by the sign that its money carries."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.reading import problems
from data.reading.cells import VALUE
from data.reading.numbers import currency_of
from data.reading.sheet import Sheet
from data.reading.typed import Typed
from data.report import Problem
from locales import _

CURRENCY_MARK = r"[^-0-9., ()'+]"
"""What a money cell without any currency does not have."""


def currencies(sheet: Sheet, columns: Mapping[str, Typed]) -> pa.Array:
    """The currency column, else the one sign or code that the money cells or headers carry."""
    count = len(sheet.rows)
    if "currency" in columns:
        own = columns["currency"]
        known = own.values.to_pylist()
        values = [None if v is None else currency_of(v) or v.upper() for v in known]
        return pa.array(values, pa.string()).take(pa.array(own.index))
    money = [c for c in columns.values() if c.format.column.type == "money"]
    header_codes = {currency_of(sheet.head.name_of(c.format.column.name), True) for c in money}
    found: dict[str, tuple[Typed, int]] = {}
    for column in money:
        marked = np.asarray(pc.match_substring_regex(column.raw, CURRENCY_MARK)) & (
            column.codes == VALUE
        )
        for place in np.flatnonzero(marked).tolist():
            if code := currency_of(column.raw[place].as_py().strip()):
                found.setdefault(code, (column, place))
    if len(found) > 1:
        _blame_currencies(sheet, found)
    codes = [*found, *sorted(c for c in header_codes if c)]
    return pa.array([codes[0] if codes else None] * count, pa.string())


def _blame_currencies(sheet: Sheet, found: Mapping[str, tuple[Typed, int]]) -> None:
    """Blame the first line of each currency after the first."""
    first = next(iter(found))
    for code, (column, place) in list(found.items())[1:]:
        at = np.flatnonzero(column.index == place)[:1]

        def problem(i: int, code: str = code, column: Typed = column, cell: int = place) -> Problem:
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
