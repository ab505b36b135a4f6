"""Rules files as SQL: a CSV becomes a relation of literals."""

import csv
import re
from datetime import date
from decimal import Decimal, InvalidOperation


def relation(text: str) -> str:
    """A rules file as a relation, its types read from what stands in each column."""
    header, *rows = list(csv.reader(text.splitlines()))
    kinds = [_kind([row[at] for row in rows]) for at in range(len(header))]
    cells = (map(_literal, row, kinds) for row in rows)
    lines = ",\n".join(f"({', '.join(line)})" for line in cells)
    return f"select *\nfrom (values\n{lines}\n) as rule ({', '.join(header)})"


def _kind(cells: list[str]) -> str:
    given = [cell for cell in cells if cell]
    for kind, reads in (("boolean", _is_flag), ("integer", _is_integer), ("date", _is_date)):
        if given and all(reads(cell) for cell in given):
            return kind
    return "decimal(18, 4)" if given and all(_is_number(cell) for cell in given) else "varchar"


def _literal(cell: str, kind: str) -> str:
    quoted = cell.replace("'", "''")
    if cell and kind == "varchar":
        return f"'{quoted}'"
    return f"cast('{quoted}' as {kind})" if cell else f"cast(null as {kind})"


def _is_flag(cell: str) -> bool:
    return cell in ("true", "false")


def _is_integer(cell: str) -> bool:
    return re.fullmatch(r"-?\d{1,9}", cell) is not None


def _is_date(cell: str) -> bool:
    try:
        return date.fromisoformat(cell).isoformat() == cell
    except ValueError:
        return False


def _is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite()
    except InvalidOperation:
        return False
