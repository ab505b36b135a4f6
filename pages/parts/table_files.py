"""A table as files: what is on the screen, in the reader's words, under its scope; or, by a second
choice, the whole table in full digits."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

import locales
from charts import growth_words, numbers, words
from charts.theme import Look
from locales import _
from pages.parts import downloads, scope_lines, session
from pages.parts.table_cells import CODES, MONEY, PARTS, PRICES

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class OnScreen:
    """The rows found, the columns in sight with their headings, and the lines of the scope."""

    frame: pd.DataFrame
    headings: Mapping[str, str]
    lines: Sequence[tuple[str, str]]
    look: Look

    def csv(self) -> bytes:
        """The scope in head lines, a blank line, then the table: money in whole units, shares in
        per cent, days as 2026-09-30."""
        named = _renamed(
            {name: _written(_cells(self.frame, name), name) for name in self.headings},
            [self._heading(name) for name in self.headings],
        )
        return downloads.csv_bytes(named, self.lines)

    def xlsx(self) -> bytes:
        """A workbook: the table with numbers that are written as on the screen, and a sheet of
        the scope."""
        named = _renamed(
            {name: _cells(self.frame, name) for name in self.headings}, self.headings.values()
        )
        formats = [_number_format(name, self.look) for name in self.headings]
        return downloads.xlsx_bytes(named, formats, (_("Scope"), self.lines))

    def _heading(self, name: str) -> str:
        symbol = self.look.symbol.strip()
        is_money = name in MONEY or name in PRICES or name in growth_words.CHANGES
        return f"{self.headings[name]} ({symbol})" if is_money and symbol else self.headings[name]


def buttons(
    frame: pd.DataFrame,
    shown: Sequence[str],
    key: str,
    labels: Mapping[str, str],
    **style: Any,
) -> None:
    """CSV and Excel of what is on the screen; behind *Whole table* all columns in full digits."""
    scope, look = session.scope(), session.look()
    lines = scope_lines.lines(scope, look, is_made_up=session.is_demo())
    table = OnScreen(frame, {n: labels.get(n, words.column(n)) for n in shown}, lines, look)
    name = f"octant_{key}_{scope.as_of}"
    _pair(table.csv, table.xlsx, name, key, **style)
    is_small = style.get("type") == "tertiary"
    name_of_whole = _("All") if is_small else _("Whole table")
    with st.popover(name_of_whole, icon=None if is_small else ":material/table:", **style):
        st.caption(_("All columns, in full digits, without the scope above them."))
        _pair(
            lambda: downloads.csv_bytes(frame.rename(columns=words.column)),
            lambda: downloads.xlsx_bytes(frame.rename(columns=words.column)),
            f"{name}_whole",
            f"{key}_whole",
        )


def _pair(
    csv: Callable[[], bytes], xlsx: Callable[[], bytes], name: str, key: str, **style: Any
) -> None:
    for label, make, ending, mime in (
        (_("CSV"), csv, "csv", "text/csv"),
        (_("Excel"), xlsx, "xlsx", WORKBOOK),
    ):
        st.download_button(
            label,
            _spoken(make),
            file_name=f"{name}.{ending}",
            mime=mime,
            key=f"{key}_{ending}",
            on_click="ignore",
            icon=":material/download:",
            **style,
        )


def _spoken(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The file in the reader's language, whatever thread makes it."""
    language = locales.language()

    def made() -> bytes:
        locales.use(language)
        return make()

    return made


def _renamed(columns: Mapping[str, pd.Series], headings: Any) -> pd.DataFrame:
    """The columns under their headings; of two that are the same the second gets a number."""
    taken: dict[str, int] = {}
    frame = pd.DataFrame(dict(columns), dtype=object)
    unique = []
    for heading in headings:
        taken[heading] = taken.get(heading, 0) + 1
        unique.append(heading if taken[heading] == 1 else f"{heading} ({taken[heading]})")
    frame.columns = pd.Index(unique)
    return frame


def _cells(frame: pd.DataFrame, name: str) -> pd.Series:
    """A column as values: codes as words, yes and no as words, an account without a name by id."""
    cells = frame[name].astype(object)
    if name == "account_name" and "account_id" in frame.columns:
        return cells.where(cells.notna(), frame["account_id"])
    if name in CODES:
        return cells.map(CODES[name])
    if pd.api.types.is_bool_dtype(frame[name]):
        return cells.map({True: _("yes"), False: _("no")})
    return cells


def _written(cells: pd.Series, name: str) -> pd.Series:
    """A column as it stands in a CSV; whole numbers stay whole beside cells without one."""
    return pd.Series(list(map(_text_of(name), cells)), index=cells.index, dtype=object)


def _text_of(name: str) -> Callable[[Any], Any]:
    """How a value of a column stands in a CSV."""
    if name in PRICES:
        return lambda value: None if pd.isna(value) else f"{float(value):.2f}"
    if name in MONEY or name in growth_words.CHANGES:
        return lambda value: None if pd.isna(value) else int(numbers.rounded(value))
    if name.endswith(PARTS):
        return lambda value: None if pd.isna(value) else f"{100 * float(value):.1f}%"
    return _plain


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return str(value)
    if pd.isna(value):
        return None
    if isinstance(value, float):
        return int(value) if value == int(value) else round(value, 1)
    return value.date() if isinstance(value, pd.Timestamp) else value


def _number_format(name: str, look: Look) -> str | None:
    """How a workbook shows the numbers of a column; None: as it likes."""
    symbol = f'"{look.symbol}"' if look.symbol else ""
    if name in PRICES:
        return f"{symbol}#,##0.00"
    if name in growth_words.CHANGES:
        return f"+{symbol}#,##0;−{symbol}#,##0;{symbol}0"
    if name in MONEY:
        return f"{symbol}#,##0;−{symbol}#,##0"
    if name.endswith("_change"):
        return "+0.0%;−0.0%;0.0%"
    if name.endswith(PARTS):
        return "0.0%;−0.0%"
    return None
