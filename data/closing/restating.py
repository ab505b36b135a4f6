"""What changes a closed month names the closed figure, and how far it is from it, by currency."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

import duckdb

from data.book.currency import of_book
from data.book.tables import VersionScope, statement
from data.report import Report
from data.warehouse import Warehouse
from locales import _

Moves = dict[date, dict[str | None, Decimal]]
"""Closed month -> currency -> money gained, less than nothing where it is lost."""


def warn_restated(
    cursor: duckdb.DuckDBPyConnection, reports: Sequence[Report], scope: VersionScope
) -> None:
    """Warn in the reports of files that would change a closed month, with its closed figure.

    Reads the tables of the comparison (data/importing/diff.py).
    """
    if scope.kind != "sales":
        return
    bound = scope.bind("mode", "months")
    differences = cursor.execute(statement("closing/import_differences"), bound).fetchall()
    for month, text in _sentences(cursor, differences, _("this import")):
        for report in reports:
            if any(change.month == month for change in report.months):
                report.warnings.append(text)


def by_undo(warehouse: Warehouse, version: int) -> list[str]:
    """Sentences on the closed months that undoing a version would change."""
    with warehouse.cursor() as cursor:
        result = cursor.execute(statement("closing/undo_differences"), {"version": version})
        return [text for _month, text in _sentences(cursor, result.fetchall(), _("this undo"))]


def _sentences(
    cursor: duckdb.DuckDBPyConnection,
    differences: Iterable[tuple[date, str | None, Decimal, bool]],
    what: str,
) -> Iterator[tuple[date, str]]:
    rows = list(differences)
    book_currency = of_book(cursor) if rows else None
    moves: Moves = {}
    for month, currency, difference, _is_moved in rows:
        of_month = moves.setdefault(month, {})
        name = currency or book_currency
        of_month[name] = of_month.get(name, Decimal(0)) + difference
    moved = {
        month for month, _currency, difference, is_moved in rows if is_moved and not difference
    }
    for month, of_month in moves.items():
        if any(of_month.values()) or month in moved:
            yield month, _sentence(cursor, month, of_month, book_currency, what)


def _sentence(
    cursor: duckdb.DuckDBPyConnection,
    month: date,
    moves: dict[str | None, Decimal],
    currency: str | None,
    what: str,
) -> str:
    """One sentence on a closed month; `moves` of 0: money goes from one account to another."""
    bound = {"month": month, "book_currency": currency}
    figures = cursor.execute(statement("closing/standing"), bound).fetchall()
    closed = {name: amount for _version, name, amount, _now in figures if amount is not None}
    present = {name: now for _version, name, _closed, now in figures}
    after = {name: present.get(name, Decimal(0)) + moves.get(name, 0) for name in present | moves}
    from_close = {name: after[name] - closed.get(name, Decimal(0)) for name in after}
    return _text(moves, from_close).format(
        month=f"{month:%Y-%m}",
        version=figures[0][0],
        figure=_amounts_text(closed, "{:,.2f}"),
        what=what,
        difference=_amounts_text(from_close, "{:+,.2f}"),
        from_now=_amounts_text(moves, "{:+,.2f}"),
    )


def _text(moves: Mapping[str | None, Decimal], from_close: Mapping[str | None, Decimal]) -> str:
    if not any(moves.values()):
        return _(
            "{month} is closed at version {version} with {figure}; {what} moves money in it from "
            "account to account and leaves its sum as it is now."
        )
    if not any(from_close.values()):
        return _(
            "{month} is closed at version {version} with {figure}; {what} brings exactly that "
            "back ({from_now} from now)."
        )
    if from_close == {name: moves.get(name, Decimal(0)) for name in from_close}:
        return _(
            "{month} is closed at version {version} with {figure}; {what} restates it by "
            "{difference}."
        )
    return _(
        "{month} is closed at version {version} with {figure}; {what} restates it by "
        "{difference} ({from_now} from now)."
    )


def _amounts_text(amounts: dict[str | None, Decimal], form: str) -> str:
    """Amounts by currency as text; zeros are left out unless all are."""
    shown = {name: amount for name, amount in amounts.items() if amount} or amounts
    texts = [(form.format(amount), name) for name, amount in shown.items()]
    return _(", ").join(" ".join(filter(None, parts)) for parts in texts)
