"""Recognises lists that are no sales though they name accounts, days and money: purchases (a
supplier, or purchase documents, and no customer) and payments (money that came in, no amounts)."""

import csv
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from data.catalogue import Kind
from data.ingest import problems
from data.ingest.header.account_candidates import ACCOUNT, CUSTOMER, LEDGER, OWN, tier_of
from data.ingest.header.column_evidence import cells_of
from data.ingest.header.header_keys import folded
from data.ingest.header.matching import Offer
from data.report import Problem
from locales import _

Names = Literal["supplier", "document", "payment"]
"""What a header of foreign_lists.csv names: who sold to us, a document of it, money received."""
_AMOUNTS = ("amount", "quantity", "unit_price")
_BUYERS = tuple(map(folded, ("buyer", "käufer", "comprador", "acheteur")))


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """(beginning of a header, what it names); a supplier is one within a header as well."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as lines:
        return tuple((folded(row["stem"]), row["names"]) for row in csv.DictReader(lines))


def _named(header: str, names: Names) -> bool:
    key = folded(header)
    stems = (stem for stem, what in _stems() if what == names)
    return any(key.startswith(stem) or (names == "supplier" and stem in key) for stem in stems)


def _first(cells: Sequence[str], names: Names) -> str | None:
    return next((cell for cell in cells if cell and _named(cell, names)), None)


def suppliers(cells: Sequence[str]) -> int:
    """How many headers name who sold to us."""
    return sum(_named(cell, "supplier") for cell in cells)


def refusal(
    kind: Kind,
    cells: Sequence[str],
    offered: Sequence[Offer],
    rows: Sequence[Sequence[str]],
    wanted: Collection[str],
) -> Problem | None:
    """Why a file is refused as purchases or payments; None where it may be sales.

    `wanted`: the columns that the options name: who says which header is the account, or the
    amount, knows what the file is.
    """
    may_be_purchases = kind.name in ("sales", "receivables") and not {*ACCOUNT} & set(wanted)
    if may_be_purchases and (header := _purchase(cells, offered, rows)):
        return _purchases(header)
    may_be_payments = kind.name == "sales" and "amount" not in wanted
    if may_be_payments and (header := _payment(cells, offered)):
        return _payments(header)
    return None


def _purchase(
    cells: Sequence[str], offered: Sequence[Offer], rows: Sequence[Sequence[str]]
) -> str | None:
    """The header that makes a file one of purchases.

    A supplier does where no customer stands beside it, a document of a purchase where nobody but
    a buyer does: a sale can name its supplier, and the purchase order of the customer.
    """
    accounts = {p for _rank, p, column in offered if column.name in ACCOUNT}
    parties = [
        p
        for p in accounts
        if not _named(cells[p], "supplier") and not _named(cells[p], "document")
        if not rows or cells_of(p, rows)
    ]
    if any(tier_of(cells[place]) == CUSTOMER for place in parties):
        return None
    others = [p for p in parties if tier_of(cells[p]) < LEDGER and not _is_buyer(cells[p])]
    return _first(cells, "supplier") or (None if others else _first(cells, "document"))


def _is_buyer(header: str) -> bool:
    return tier_of(header) == OWN and folded(header).startswith(_BUYERS)


def _payment(cells: Sequence[str], offered: Sequence[Offer]) -> str | None:
    """The header of money received that stands where an amount or a price should."""
    has_amount = any(column.name in _AMOUNTS for _rank, _place, column in offered)
    return None if has_amount else _first(cells, "payment")


def _purchases(header: str) -> Problem:
    return problems.of_file(
        _("a list of purchases: {header}, and no customer").format(header=problems.quoted(header)),
        _("a list of sales"),
        _("export the sales; or, if these are sales, say on the page which header is the account"),
        "--map account_name=HEADER",
    )


def _payments(header: str) -> Problem:
    return problems.of_file(
        _("a list of payments: {header}, and no amount of an order or invoice").format(
            header=problems.quoted(header)
        ),
        _("a list of sales"),
        _(
            "export the orders or invoices; or, if these are sales, say on the page which header "
            "is the amount"
        ),
        "--map amount=HEADER",
    )
