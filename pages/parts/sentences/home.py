"""What the overview says: the headline, the six figures, the last upload."""

from datetime import date
from typing import Any

import pandas as pd

from analytics import periods
from analytics.scope import Scope
from charts import words
from charts.numbers import is_missing
from charts.theme import Look
from data.book import merging
from locales import _, ngettext
from pages.parts.layout import Card
from pages.parts.sentences import counted, doubts, silent

Row = "pd.Series[Any]"
UPLOADS = 5
"""How many uploads are told one by one."""


def headline(now: Row, look: Look) -> str:
    """Who makes the sales, and how many are silent: the sentence a director takes along."""
    actives, top = int(now["active_accounts"] or 0), int(now["class_a_accounts"] or 0)
    if not actives:
        return _("No account has an order in the window.")
    quiet = silent.phrase(int(now["silent_accounts"] or 0), look)
    if actives == 1:
        return _("One account makes all the sales; {silent}.").format(silent=quiet)
    if doubts.is_even(top, actives):
        text = _("Sales are spread evenly: {top} of {all} active accounts make 80%; {silent}.")
    else:
        text = _("{top} of {all} active accounts make 80% of sales; {silent}.")
    return text.format(top=look.count(top), all=look.count(actives), silent=quiet)


def cards(now: Row, before: Row, base_of_nrr: bool, look: Look) -> list[Card]:
    """The six figures with what they were at the picture compared with.

    `base_of_nrr`: whether the book reaches back far enough for the retention of then.
    """
    return [
        Card(
            _("Net sales"),
            look.money_short(now["net_sales"]),
            look.change(now["net_sales"], before["net_sales"]),
        ),
        _key_accounts(now, before, look),
        Card(
            _("Active accounts"),
            look.count(now["active_accounts"]),
            _step(now["active_accounts"], before["active_accounts"], look),
        ),
        _silent_card(now, before, look),
        _nrr(now, before["nrr"] if base_of_nrr else None, look),
        _levels(now, before, look),
    ]


def _silent_card(now: Row, before: Row, look: Look) -> Card:
    n = int(counted.number(now["silent_accounts"]))
    return Card(
        ngettext("Silent: {n} account", "Silent: {n} accounts", n).format(n=look.count(n)),
        look.money_short(now["silent_sales"]),
        _money_step(now["silent_sales"], before["silent_sales"], look),
        help=_(
            "What the accounts bought in the 12 months before they fell silent: late, at risk, "
            "lost, and important ones without an order in the window. It is no forecast of a loss."
        ),
        up_is_good=False,
    )


def _nrr(now: Row, before: Any, look: Look) -> Card:
    gross = _("GRR {share}").format(share=look.share(now["grr"]))
    return Card(
        _("NRR"),
        look.share(now["nrr"]),
        _points(now["nrr"], before),
        None if is_missing(now["grr"]) else gross,
        help=_(
            "Net revenue retention: what the accounts of the year before buy now, as a share "
            "of what they bought then."
        ),
    )


def _levels(now: Row, before: Row, look: Look) -> Card:
    label = _("On levels 3 and 4")
    meaning = _("Accounts whose last assessment is partner or alliance, of all assessed ones.")
    if not now["assessed_accounts"]:
        return Card(label, look.count(None), note=_("none assessed"), help=meaning)
    return Card(
        label,
        look.count(now["partner_accounts"]),
        _step(now["partner_accounts"], before["partner_accounts"], look),
        _("of {n}").format(n=look.count(now["assessed_accounts"])),
        help=meaning,
    )


def _key_accounts(now: Row, before: Row, look: Look) -> Card:
    n = int(counted.number(now["key_accounts"]))
    if n:
        return Card(
            _("Key accounts: {n}").format(n=look.count(n)),
            look.share(now["key_account_share"]),
            _points(now["key_account_share"], before["key_account_share"]),
            help=_("Share of net sales of the accounts that your accounts list names."),
        )
    return Card(
        _("Accounts that make 80%"),
        look.count(now["class_a_accounts"]),
        _step(now["class_a_accounts"], before["class_a_accounts"], look),
        _("of {n} active").format(n=look.count(now["active_accounts"])),
    )


def against(base: date | None, scope: Scope, look: Look) -> str:
    """Under the figures: what they are compared with."""
    if base is None:
        return _no_base(scope, look)
    return _("Changes are against the same window up to {day}.").format(day=look.day(base))


def _no_base(scope: Scope, look: Look) -> str:
    """That changes are not told, and how much of the window compared with the book covers."""
    missing = periods.missing_months(scope)
    if missing is None or scope.compare_as_of is None:
        return _("No base: there is no window before this one.")
    wanted, known = missing
    text = _("No base: of the {all} months up to {day} the book covers {n}.")
    return text.format(all=wanted, n=known, day=look.day(scope.compare_as_of))


def _step(now: Any, before: Any, look: Look) -> str:
    if is_missing(now) or is_missing(before) or not before:
        return _("no base")
    step = int(now) - int(before)
    return f"+{look.count(step)}" if step > 0 else look.count(step) if step else "±0"


def _money_step(now: Any, before: Any, look: Look) -> str:
    """How much more or less money: a share of next to nothing would say little."""
    if is_missing(now) or is_missing(before):
        return _("no base")
    step = now - before
    return f"+{look.money_short(step)}" if step > 0 else look.money_short(step) if step else "±0"


def _points(now: Any, before: Any) -> str:
    """The change of a share, in percentage points."""
    if is_missing(now) or is_missing(before):
        return _("no base")
    points = 100 * (float(now) - float(before))
    return _("{n} pts").format(n=f"{points:+.1f}".replace("-", "−"))


def months(by_month: pd.DataFrame, look: Look) -> str:
    """The title over the months: how they stand against last year's, and the best of them."""
    if by_month.empty:
        return _("Sales by month")
    known = by_month.dropna(subset=["net_sales_before"]).tail(12)
    change = look.change(known["net_sales"].sum(), known["net_sales_before"].sum())
    best = by_month.loc[by_month["net_sales"].astype(float).idxmax()]
    if known.empty or not change.startswith(("+", "−", "0")):
        return _("Sales by month; {month} was the strongest").format(
            month=look.month(best["month"])
        )
    return _("Sales {change} on the same months of last year; {month} was the strongest").format(
        change=change, month=look.month(best["month"])
    )


def uploads(history: pd.DataFrame, since: date, look: Look) -> list[str]:
    """What changed with the uploads since a day, newest first; with the last one if it is older."""
    found = history[history["kind"] != merging.KIND].sort_values("version", ascending=False)
    recent = found[found["made_at"] >= pd.Timestamp(since)]
    if len(recent) < 2:
        return [
            _("The last upload: {what}").format(what=_upload(u, look)) for u in _rows_of(found[:1])
        ]
    told = [_upload(u, look) for u in _rows_of(recent[:UPLOADS])]
    title = ngettext("{n} upload since {day}", "{n} uploads since {day}", len(recent))
    more = len(recent) - len(told)
    text = ngettext(
        "… and {n} more; the history lists it.", "… and {n} more; the history lists them.", more
    )
    return [
        title.format(n=look.count(len(recent)), day=look.day(since)),
        *told,
        *([text.format(n=look.count(more))] if more else []),
    ]


def _rows_of(versions: pd.DataFrame) -> list[Row]:
    return [row for _i, row in versions.iterrows()]


def _upload(newest: Row, look: Look) -> str:
    """One upload: when, by whom, rows and money in and out."""
    told = _("Version {version}, {day}, by {who}: {kind}").format(
        version=newest["version"],
        day=look.day(newest["made_at"]),
        who=newest["who"],
        kind=words.kind(newest["kind"]) if newest["action"] == "import" else _("an import undone"),
    )
    return _("; ").join([told, *_rows(newest, look)])


def _rows(change: Row, look: Look) -> list[str]:
    told = []
    for rows, amount, text in (
        ("rows_added", "amount_added", _("{n} rows added")),
        ("rows_removed", "amount_removed", _("{n} rows removed")),
    ):
        if change[rows]:
            money = "" if is_missing(change[amount]) else f" ({look.money_short(change[amount])})"
            told.append(text.format(n=look.count(change[rows])) + money)
    return told


def late_labels() -> dict[str, str]:
    """Short headings for the tables of silent accounts."""
    return {
        "usual_interval_days": _("Usual days"),
        "silent_days": _("Days silent"),
        "ratio": _("× usual"),
    }
