"""What is said of a second naming of one's own while it is edited: holes, overlaps, accounts."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from analytics.coverage import Cell, Coverage
from analytics.naming import MOST, Name
from charts import words
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted

NAMED = 4
"""So many cells are named one by one."""


def how() -> str:
    return _(
        "One row is one name and the scores it covers; a name may have several rows. Names take "
        "effect once each of the 125 cells has exactly one."
    )


def unreadable(row: int, texts: Sequence[str]) -> str:
    """What a row of the table lacks."""
    if not any(texts[:2]):
        return _("Row {row} has no name.").format(row=row)
    if not all(texts[2:]):
        return _("Row {row}, “{name}”: choose its scores for R, F and M.").format(
            row=row, name=texts[0] or texts[1]
        )
    return _("Row {row}, “{name}”: a name holds no | and no ;.").format(
        row=row, name=texts[0] or texts[1]
    )


def holes(whole: Coverage, accounts: pd.DataFrame, look: Look) -> list[str]:
    """The cells that no row covers, and the accounts in them."""
    if not whole.holes:
        return []
    scored = accounts[["r_score", "f_score", "m_score"]].astype(int)
    open_cells = set(whole.holes)
    n = sum(tuple(row) in open_cells for row in scored.itertuples(index=False))
    text = ngettext(
        "{n} cell has no name: {cells}; {accounts} in it.",
        "{n} cells have no name: {cells}; {accounts} in them.",
        len(whole.holes),
    )
    return [
        text.format(
            n=look.count(len(whole.holes)),
            cells=_listed([cell_name(cell) for cell in whole.holes], look),
            accounts=counted.accounts(n, look),
        )
    ]


def overlaps(whole: Coverage, names: Sequence[Name], look: Look) -> list[str]:
    """The cells that two rows cover, and which rows."""
    if not whole.overlaps:
        return []
    told = []
    for cell in whole.overlaps:
        both = [words.second_name(name.code) for name in names if name.has(cell)]
        told.append(
            _("{cell} ({names})").format(cell=cell_name(cell), names=_(", ").join(both[:3]))
        )
    text = ngettext(
        "{n} cell has more than one name: {cells}.",
        "{n} cells have more than one name: {cells}.",
        len(told),
    )
    return [text.format(n=look.count(len(told)), cells=_listed(told, look))]


def too_many(names: Sequence[Name]) -> list[str]:
    if len(names) <= MOST:
        return []
    return [_("The table has more than {n} rows.").format(n=MOST)]


def whole(names: Sequence[Name], look: Look) -> str:
    """That the table can be used."""
    n = len({name.code for name in names})
    text = ngettext(
        "Each of the 125 cells has exactly one name: {n} name.",
        "Each of the 125 cells has exactly one name: {n} names.",
        n,
    )
    return text.format(n=look.count(n))


def counts(names: Sequence[Name], accounts: pd.DataFrame, look: Look) -> Any:
    """Accounts and net sales of each name by the scores of now, as a table to be read."""
    cells = accounts[["r_score", "f_score", "m_score"]].astype(int)
    bearing: dict[str, pd.Series] = {}
    for name in names:
        inside = pd.Series(True, index=cells.index)
        for column, (low, high) in zip(cells, (name.r, name.f, name.m), strict=True):
            inside &= cells[column].between(low, high)
        bearing[name.code] = bearing.get(name.code, pd.Series(False, cells.index)) | inside
    sales = accounts["net_sales"].astype("float64")
    told = pd.DataFrame(
        {
            _("Name"): [words.second_name(code) for code in bearing],
            _("Accounts"): [int(inside.sum()) for inside in bearing.values()],
            _("Net sales"): [float(sales[inside].sum()) for inside in bearing.values()],
        }
    )
    return told.style.format({_("Accounts"): look.count, _("Net sales"): look.money_short})


def cell_name(cell: Cell) -> str:
    """A cell by its scores: R 3 F 1 M 2."""
    r, f, m = cell
    return f"R {r} F {f} M {m}"


def _listed(told: Sequence[str], look: Look) -> str:
    rest = len(told) - NAMED
    more = _(" and {n} more").format(n=look.count(rest)) if rest > 0 else ""
    return _(", ").join(told[:NAMED]) + more
