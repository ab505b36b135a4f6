"""Money of a call by currency, where there are several."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import duckdb

from data.book import currency
from data.book.currency import gathered
from data.book.tables import VersionScope, statement
from data.columns.dictionary_column import different
from data.importing.changes import Change, Share
from data.importing.staging import Staged

Part = tuple[date | None, str | None, Decimal | None]


def split_by_currency(
    cursor: duckdb.DuckDBPyConnection,
    staged: Staged,
    scope: VersionScope,
    arriving: Sequence[Share],
    changes: Sequence[Change],
) -> tuple[Sequence[Share], Sequence[Change]]:
    """Shares and changes with their amounts by currency; as given where there is only one.

    A line without a currency counts as the book's, else as the first one named.
    """
    if not currency.has_currency(scope.kind):
        return arriving, changes
    names = different(staged.records["currency"]).to_pylist()
    before: list[Part] = cursor.execute(
        statement("intake/present_currencies", scope.kind), scope.bind("months")
    ).fetchall()
    every = {*names, *(name for _month, name, _amount in before)}
    if len(every) < 2:
        return arriving, changes
    book = currency.of_book(cursor) or next(filter(None, names), None)
    if len({name or book for name in every}) < 2:
        return arriving, changes
    arriving_amounts = cursor.execute(
        statement("intake/arriving_currencies", scope.kind)
    ).fetchall()
    is_adding = scope.mode == "add"
    after: list[Part] = [
        (m, name, new if is_adding else all_) for _f, m, name, all_, new in arriving_amounts
    ]
    after += before if is_adding else []
    if scope.restates:
        ended = cursor.execute(statement("intake/ended_currencies", scope.kind)).fetchall()
        after += [(month, name, -amount) for month, name, amount in ended]
    shares = [
        replace(
            s,
            amounts=gathered(
                (
                    (name, a)
                    for n, m, name, a, _new in arriving_amounts
                    if (n, m) == (s.file_no, s.month)
                ),
                book,
            ),
        )
        for s in arriving
    ]
    weighed = [
        replace(
            c,
            amounts=gathered(((name, a) for m, name, a in after if m == c.month), book),
            amounts_before=gathered(((name, a) for m, name, a in before if m == c.month), book),
        )
        for c in changes
    ]
    return shares, weighed
