"""The tables of the kinds of export, as the catalogue declares them, and the SQL texts on them.

A kind is one entry of the catalogue: its table is made from it, and the statements of data/sql that
concern any kind name its parts by `kind_…`. What takes their place comes from the catalogue and
data/sql alone, never from a person or a file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from data.catalogue import KINDS, Kind

SQL = Path(__file__).parent.with_name("sql")
TYPES = {
    "text": "varchar",
    "id": "varchar",
    "choice": "varchar",
    "date": "date",
    "money": "decimal(18, 4)",
    "number": "decimal(18, 4)",
    "integer": "integer",
    "level": "integer",
    "flag": "boolean",
}
NAMING = ("account_id", "account_name")
"""Columns that say who; rows of all kinds but lists keep the account's key instead."""


@dataclass(frozen=True)
class VersionScope:
    """The part of the book that a version replaces or adds to: kind, source and months.

    `mode`: replace | add. `months`: none for lists. `restates`: when adding, new values replace
    those loaded under the same key.
    """

    kind: str
    source: str
    mode: str = "replace"
    months: Sequence[date] = ()
    restates: bool = False

    def bind(self, *names: str) -> dict[str, object]:
        """The parameters of a statement, by the names that it uses."""
        parts = vars(self) | {"months": list(self.months)}
        return {name: parts[name] for name in names}


@cache
def statement(name: str, kind: str | None = None) -> str:
    """The text of data/sql/<name>.sql, for one kind where it concerns any."""
    text = (SQL / f"{name}.sql").read_text(encoding="utf-8")
    if kind is None:
        return text
    for word, meaning in _words(KINDS[kind]).items():
        text = text.replace(word, meaning)
    return text


@cache
def creation(kind: str) -> str:
    """The statement that makes the table of a kind."""
    columns = ", ".join(f"{name} {of_type}" for name, of_type in table_columns(kind).items())
    return f"create table {kind} ({columns})"


@cache
def table_columns(kind: str) -> dict[str, str]:
    """Columns of a kind's table and their SQL types."""
    entry = KINDS[kind]
    columns = {
        "file_id": "integer not null",
        "row": "integer not null",
        "source": "varchar not null",
    }
    if entry.month_column:
        columns["month"] = "date not null"
    columns["account_key"] = "integer"
    if kind == "sales":
        columns["order_key"] = "varchar"
    columns |= {c.name: TYPES[c.type] for c in entry.columns if _is_kept(entry, c.name)}
    if "parent" in columns:
        columns["parent_key"] = "integer"
    return columns | {"added_in": "integer not null", "removed_in": "integer"}


def values(kind: str) -> list[str]:
    """What makes two records of a kind the same: their account (as text) and what they say."""
    return ["account", *(c.name for c in KINDS[kind].columns if _is_kept(KINDS[kind], c.name))]


def _is_kept(kind: Kind, column: str) -> bool:
    return kind.is_list or column not in NAMING


def _words(kind: Kind) -> dict[str, str]:
    parts = ["account" if name == "account_id" else name for name in kind.key]
    nothing = "cast(null as {})"
    return {
        "kind_told": f"(\n{statement('intake/told')})",
        "kind_rows": kind.name,
        "kind_columns": ", ".join(table_columns(kind.name)),
        "kind_values": ", ".join(values(kind.name)),
        "kind_same": " and ".join(f"a.{v} is not distinct from p.{v}" for v in values(kind.name)),
        "kind_key": " || chr(31) || ".join(parts) or nothing.format("varchar"),
        "kind_lead": parts[0] if parts else nothing.format("varchar"),
        "kind_amount": kind.money or nothing.format("decimal(18, 4)"),
        "kind_date": kind.month_column or nothing.format("date"),
        "kind_is_replaced": _is_replaced(kind),
        "kind_month": "month" if kind.month_column else nothing.format("date"),
    }


def _is_replaced(kind: Kind) -> str:
    """Whether a loaded row is for whom or what the arriving ones are, so that they replace it."""
    if not kind.cut:
        return "true"
    loaded = ["account_key" if name == "account" else name for name in kind.cut]
    return f"{_cut(loaded)} in (select {_cut(kind.cut)} from staged)"


def _cut(columns: Sequence[str]) -> str:
    filled = [f"case when {name} is not null then {n} end" for n, name in enumerate(columns)]
    return f"concat_ws('+', {', '.join(filled)})"
