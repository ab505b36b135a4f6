"""What the tab *Profit* says: the whale curve, quadrants, what is owed."""

import math

import pandas as pd

from charts import whale as drawn
from charts.frames import numeric
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted


def rates_in_words(marks: pd.Series, look: Look) -> list[str]:
    return [
        _(
            "The margin after cash is the margin less the cost of the money outstanding ({rate} a "
            "year on each invoice for the days it was open in the window) and of returns ({share} "
            "of what came back; a credit note without a cost counts in full). Both rates are "
            "settings."
        ).format(
            rate=look.share(marks["cost_of_money_rate"]),
            share=look.share(marks["return_cost_rate"]),
        ),
        _(
            "Collection period: days from invoice to payment, weighted by amount, over what was "
            "paid in the window. Days of sales outstanding by count-back: what is open is matched "
            "with what was invoiced this month, then the month before, and so on."
        ),
    ]


def whale(found: pd.DataFrame, after: bool, look: Look) -> str:
    """The heading of profit: who earns how much, and what comes back off."""
    own = numeric(found["adjusted_margin" if after else "margin"])
    total, earned, lost = own.sum(), own[own > 0].sum(), own[own < 0].sum()
    losers = int((own < 0).sum())
    if not losers:
        return _(
            "Every account earns something: {total} margin, no account takes any back."
        ).format(total=look.money_short(total))
    text = ngettext(
        "{earners} accounts earn {earned}; {n} account takes {lost} of it back.",
        "{earners} accounts earn {earned}; {n} accounts take {lost} of it back.",
        losers,
    )
    if total < 0:
        text = ngettext(
            "{earners} accounts earn {earned}; {n} account loses {lost}, more than that.",
            "{earners} accounts earn {earned}; {n} accounts lose {lost}, more than that.",
            losers,
        )
    return text.format(
        earners=look.count(int((own > 0).sum())),
        earned=look.money_short(earned),
        n=look.count(losers),
        lost=look.money_short(-lost),
    )


def whale_title(found: pd.DataFrame, after: bool, look: Look) -> str:
    own = numeric(found["adjusted_margin" if after else "margin"])
    total, earned = own.sum(), own[own > 0].sum()
    if total <= 0:
        return _("Cumulated margin, in the end {total}").format(total=look.money_short(total))
    text = _("The margin peaks at {peak} of what is left in the end")
    if after:
        text = _("After cash the margin peaks at {peak} of what is left in the end")
    return text.format(peak=look.share(earned / total))


def usual_cuts(found: pd.DataFrame) -> tuple[float, float]:
    """Large from the sales of the smallest of the top fifth; good from the margin rate of all."""
    sales = numeric(found["net_sales"]).sort_values(ascending=False).reset_index(drop=True)
    large = float(sales.iloc[max(0, math.floor(len(sales) * 0.2) - 1)])
    size = 10 ** max(0, len(str(int(abs(large)))) - 2)
    total = sales.sum()
    rate = max(0.0, 100 * numeric(found["margin"]).sum() / total) if total > 0 else 0.0
    return float(math.floor(large / size) * size), round(rate, 0)


def margin_rate(found: pd.DataFrame, margin: str) -> pd.Series:
    sales = numeric(found["net_sales"])
    return numeric(found[margin]) / sales.where(sales > 0)


def quadrant_title(placed: pd.DataFrame, look: Look) -> str:
    weak = placed[placed["quadrant"] == "large_thin"]
    at_a_loss = int((weak["margin_rate_share"] < 0).sum())
    thin = len(weak) - at_a_loss
    text = ngettext(
        "{n} large account earns a thin margin", "{n} large accounts earn a thin margin", thin
    )
    title = text.format(n=look.count(thin))
    if not at_a_loss:
        return title
    lose = ngettext("{n} loses money", "{n} lose money", at_a_loss)
    return _("{earn}, {lose}").format(earn=title, lose=lose.format(n=look.count(at_a_loss)))


def quadrant_table(code: str, listed: pd.DataFrame, look: Look) -> str:
    return _("{quadrant}: {accounts}").format(
        quadrant=drawn.quadrant_name(code), accounts=counted.accounts(len(listed), look)
    )


def right_title(listed: pd.DataFrame, own: str, look: Look) -> str:
    text = ngettext(
        "{n} account right of the peak takes back {amount}",
        "{n} accounts right of the peak take back {amount}",
        len(listed),
    )
    amount = -numeric(listed[own]).sum()
    return text.format(n=look.count(len(listed)), amount=look.money_short(amount))


def left_title(listed: pd.DataFrame, own: str, look: Look) -> str:
    text = ngettext(
        "{n} account left of the peak earns {amount}",
        "{n} accounts left of the peak earn {amount}",
        len(listed),
    )
    amount = numeric(listed[own]).sum()
    return text.format(n=look.count(len(listed)), amount=look.money_short(amount))


def fallen_title(listed: pd.DataFrame, placed: pd.DataFrame, look: Look) -> str:
    all_a = int((placed["margin_class"] == "A").sum())
    text = ngettext(
        "{n} of {all} class A account falls a class after cash",
        "{n} of {all} class A accounts fall a class after cash",
        len(listed),
    )
    return text.format(n=look.count(len(listed)), all=look.count(all_a))


def all_title(listed: pd.DataFrame, look: Look) -> str:
    return _("{accounts} by margin").format(accounts=counted.accounts(len(listed), look))


def owed_title(owed: pd.Series, look: Look) -> str:
    said = _("{open} is outstanding, {overdue} of it overdue: {days} days of sales").format(
        open=look.money_short(owed["outstanding"]),
        overdue=look.money_short(0 if is_missing(owed["overdue"]) else owed["overdue"]),
        days=look.number(owed["dso_days"], 0),
    )
    if owed["is_beyond_history"]:
        return _("{sentence}, and more than all invoices loaded").format(sentence=said)
    return said
