"""What a rehearsed call would change, in sentences: month by month, then account by account."""

from collections.abc import Iterator

from data.commands.report_text import amount_of, listed, money, rows_added, rows_removed
from data.importing.changes import Change
from data.importing.proposal import Proposal
from data.importing.top_movers import Moved
from locales import _, ngettext

MOST = 5
"""How many accounts are named."""


def rehearsed(proposal: Proposal) -> Iterator[str]:
    """Rows and money of each month that changes, and the accounts that change most.

    Nothing while something is asked, nor where all months and lists are new.
    """
    if not proposal.ready:
        return
    replaced = [change for change in proposal.changes if _replaces(change)]
    for change in proposal.changes if replaced else []:
        if change.touches:
            yield _month(change)
    if any(change.amount_before for change in replaced):
        named = [f"    {_account(move)}" for move in proposal.moves[:MOST]]
        yield from [_("Accounts that change most:"), *named] if named else []


def _replaces(change: Change) -> bool:
    return change.touches and bool(change.removed or change.changed or change.amount_before)


def _month(change: Change) -> str:
    changed = ngettext("{n} row changed", "{n} rows changed", change.changed)
    rows = [
        rows_added(change.added) if change.added else "",
        changed.format(n=f"{change.changed:,}") if change.changed else "",
        rows_removed(change.removed) if change.removed else "",
    ]
    what = f"{change.month:%Y-%m}" if change.month else _("The list")
    text = _("{kind}, {month}: {rows}").format(
        kind=change.kind,
        month=what,
        rows=listed([text for text in rows if text]),
    )
    if change.amount is None:
        return f"{text}."
    if change.amount_before is None:
        return _("{said}; the month is new, with {after}.").format(
            said=text, after=amount_of(change.amount, change.amounts)
        )
    return _("{said}; {before} becomes {after}.").format(
        said=text,
        before=amount_of(change.amount_before, change.amounts_before),
        after=amount_of(change.amount, change.amounts),
    )


def _account(move: Moved) -> str:
    return _("{account}: {before} becomes {after} ({difference})").format(
        account=move.account or _("Lines without an account"),
        before=money(move.before),
        after=money(move.after),
        difference=f"{move.difference:+,.2f}",
    )
