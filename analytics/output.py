"""An answer as text for the terminal, for a spreadsheet and for other programs."""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any
from unicodedata import east_asian_width

import pyarrow as pa

from data.formula_guard import csv_line, guarded


def as_json(answer: pa.Table) -> str:
    """A list of objects, one a line: plain numbers without exponent, ISO days, null for none."""
    lines = (
        "{" + ", ".join(f"{json.dumps(name)}: {_json(cell)}" for name, cell in row.items()) + "}"
        for row in answer.to_pylist()
    )
    return "[" + ",\n ".join(lines) + "]\n"


def as_csv(answer: pa.Table) -> str:
    """Comma-separated, ISO days, empty for none; text that looks like a formula is made inert."""
    rows = (map(_csv, row.values()) for row in answer.to_pylist())
    return "".join(map(csv_line, [answer.column_names, *rows]))


def as_table(answer: pa.Table) -> str:
    """Columns side by side for reading; numbers to the right."""
    rows = [[_shown(cell) for cell in row.values()] for row in answer.to_pylist()]
    numeric = [_is_numeric(kind) for kind in answer.schema.types]
    columns = list(zip(answer.column_names, *rows, strict=True))
    widths = [max(_width(cell) for cell in column) for column in columns]
    lines = (
        "  ".join(map(_padded, row, widths, numeric)).rstrip()
        for row in [answer.column_names, *rows]
    )
    return "\n".join(lines) + "\n"


FORMATS: dict[str, Callable[[pa.Table], str]] = {
    "table": as_table,
    "csv": as_csv,
    "json": as_json,
}


def _plain(number: Decimal | float) -> str:
    """A number without exponent and without zeros that say nothing."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    text = f"{exact:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_finite(cell: Any) -> bool:
    return not isinstance(cell, float) or cell - cell == 0


def _json(cell: Any) -> str:
    if cell is None or not _is_finite(cell):
        return "null"
    if isinstance(cell, Decimal | float):
        return _plain(cell)
    if isinstance(cell, list):
        return "[" + ", ".join(_json(part) for part in cell) + "]"
    return json.dumps(cell.isoformat() if isinstance(cell, date) else cell, ensure_ascii=False)


def plain(cell: Any) -> str:
    """A cell as text: numbers plain, days ISO, nothing for none."""
    if isinstance(cell, str):
        return cell
    return "" if cell is None else _json(cell).strip('"')


def _csv(cell: Any) -> str:
    return guarded(cell) if isinstance(cell, str) else plain(cell)


def _shown(cell: Any) -> str:
    if cell is None or not _is_finite(cell):
        return "–"
    if isinstance(cell, Decimal):
        return f"{cell:,.2f}" if cell % 1 else f"{cell:,.0f}"
    if isinstance(cell, float):
        return f"{cell:,.4f}".rstrip("0").rstrip(".")
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return f"{cell:,}" if isinstance(cell, int) else " ".join(str(cell).split())


def _is_numeric(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    )


def _width(text: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _padded(text: str, width: int, to_the_right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if to_the_right else text + space
