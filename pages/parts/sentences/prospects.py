"""What can still be won: rising accounts, product gaps, cohorts, the department's scorecard."""

from datetime import timedelta
from typing import Any

import pandas as pd

from analytics.scope import Scope, window_from
from charts import growth_words
from charts.numbers import FEW, is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.layout import Card
from pages.parts.sentences import counted

HALF_SLACK = timedelta(days=18)
"""So many days of a half-year may lack at the beginning of a book, as in the question."""
NEARLY_ALL = 0.0005
"""A share of sales without a target that is not worth a word."""


def prospects(rising: pd.DataFrame, gaps: pd.DataFrame, scope: Scope, look: Look) -> str:
    """How many accounts rise, and what the gaps are worth."""
    title = rising_title(rising, scope, look)
    if gaps.empty:
        return _("{rising}.").format(rising=title)
    return _("{rising}; gaps and stopped categories are worth about {amount}.").format(
        rising=title, amount=look.money_short(gaps["worth"].sum())
    )


def rising_title(rising: pd.DataFrame, scope: Scope, look: Look) -> str:
    """How many small accounts rise, and how many of them reach class A."""
    n = len(rising)
    first_on = scope.book.first_order_on if scope.book else None
    if not n and scope.as_of is not None and first_on is not None:
        year_from = window_from(scope.as_of, 12)
        if first_on > year_from + HALF_SLACK:
            return _("Who rises is not known: the book holds no two half-years")
    if not n:
        return _("No small account is rising")
    reach = int(rising["reaches_a"].sum())
    told = ngettext("{n} small account is rising", "{n} small accounts are rising", n).format(
        n=look.count(n)
    )
    if not reach:
        return told
    return told + _(", {n} to class A at this pace").format(n=look.count(reach))


def gaps_title(gaps: pd.DataFrame, look: Look) -> str:
    """How many categories stopped, and how many were never bought though others alike do."""
    stopped = int((gaps["standing"] == "stopped").sum())
    return _("{stopped} stopped, {gaps} never bought though others alike do").format(
        stopped=look.count(stopped), gaps=look.count(len(gaps) - stopped)
    )


def cohorts(cells: pd.DataFrame, look: Look) -> str:
    """What is left of the accounts a year after their first order, and of which quarters."""
    later = cells[(cells["quarters_since"] == 4) & ~cells["is_partial"] & ~cells["is_oldest"]]
    if later.empty:
        return _("No cohort is a year old yet.")
    n, active = int(later["accounts"].sum()), int(later["active_accounts"].sum())
    quarters = sorted(later["cohort_on"].unique())
    first, last = look.quarter(quarters[0]), look.quarter(quarters[-1])
    facts = {
        "began": first if first == last else f"{first}–{last}",
        "active": look.count(active),
        "n": look.count(n),
    }
    if n < FEW:
        return _(
            "{active} of the {n} accounts that began in {began} ordered in the quarter a year "
            "later."
        ).format(**facts)
    return _(
        "{share} of the accounts that began in {began} ordered in the quarter a year later "
        "({active} of {n})."
    ).format(share=look.share(active / n), **facts)


def cohort_title(measure: str) -> str:
    """Over the cohorts: what a square says."""
    return {
        "accounts_share": _("Accounts that ordered, of those that began in that quarter"),
        "sales_share": _("Net sales, against those of the first quarter"),
    }[measure]


def department(rows: pd.DataFrame, look: Look) -> str:
    """The department's sales, its share, and who kept least."""
    total = look.money_short(rows["net_sales"].sum())
    share = look.share(round(counted.number(rows["sales_share"].sum()), 9))
    before, kept = int(rows["accounts_before"].sum()), int(rows["accounts_kept"].sum())
    who = (
        _("Key accounts make {amount}, {share} of sales")
        if rows["has_key_accounts"].all()
        else _("All accounts make {amount}, {share} of sales")
    ).format(amount=total, share=share)
    if not before:
        return _("{who}.").format(who=who)
    return _("{who}; {kept} of {before} were kept.").format(
        who=who, kept=look.count(kept), before=look.count(before)
    )


def department_cards(rows: pd.DataFrame, targets: pd.DataFrame, look: Look) -> list[Card]:
    """Sales, target, accounts kept, NRR, new accounts, collection of the department."""
    before, new = _sum(rows, "accounts_before"), _sum(rows, "new_sales")
    base = _sum(rows, "base_sales")
    nrr = (rows["nrr"].astype(float) * rows["base_sales"].astype(float)).sum()
    is_key = bool(rows["has_key_accounts"].all())
    figures = [
        Card(
            _("Net sales of key accounts") if is_key else _("Net sales of accounts"),
            look.money_short(rows["net_sales"].sum()),
            look.change(rows["net_sales"].sum(), _sum(rows, "net_sales_before")),
        ),
        Card(
            _("Key accounts kept") if is_key else _("Accounts kept"),
            look.count(_sum(rows, "accounts_kept")),
            note=None if before is None else _("of {n}").format(n=look.count(before)),
        ),
        Card(
            _("NRR of key accounts") if is_key else _("NRR"),
            look.share(nrr / base if base else None),
        ),
        Card(
            _("New key accounts") if is_key else _("New accounts"),
            look.count(_sum(rows, "accounts_new")),
            note=None if new is None else look.money_short(new),
        ),
    ]
    if not targets.empty:
        figures.insert(1, attainment(targets, look, _("Target, all their accounts")))
    return figures


def _sum(rows: pd.DataFrame, column: str) -> float | None:
    """The sum of what is known; none where nothing is."""
    known = rows[column].dropna().astype(float)
    return None if known.empty else float(known.sum())


def attainment(targets: pd.DataFrame, look: Look, label: str = "") -> Card:
    """How much of the target is attained, and what the days so far ask for."""
    sold, target = targets["net_sales"].sum(), targets["target"].sum()
    so_far = targets["target_so_far"].sum()
    rate = None if so_far <= 0 else sold / so_far
    return Card(
        label or _("Target attained"),
        look.share(sold / target) if target > 0 else "–",
        note=_("of {amount}").format(amount=look.money_short(target))
        if is_missing(rate) or so_far >= target
        else _("{share} of what is due").format(share=look.share(rate)),
        help=_("Net sales over the target of the whole period; due so far is its share by days."),
    )


def part_planned(targets: pd.DataFrame, look: Look) -> str | None:
    """That targets are set for a part of the company's sales, and only that part is measured."""
    if not is_part_planned(targets):
        return None
    return _(
        "Targets are set for {share} of net sales: only these are measured by them, {sold} of "
        "{target}."
    ).format(
        share=look.share(targets["planned_share"].iloc[0]),
        sold=look.money_short(targets["net_sales"].iloc[0]),
        target=look.money_short(targets["target"].iloc[0]),
    )


def is_part_planned(targets: pd.DataFrame) -> bool:
    """Whether some of the company's sales have no target."""
    if targets.empty or is_missing(targets["planned_share"].iloc[0]):
        return False
    return bool(abs(float(targets["planned_share"].iloc[0]) - 1) > NEARLY_ALL)


def assumed_currency(targets: pd.DataFrame) -> str | None:
    """That the targets are taken to be in a currency which they do not name, where it matters."""
    if targets.empty or not targets["is_currency_assumed"].any():
        return None
    return _(
        "The targets name no currency: they are counted in {currency}. If they are in another one, "
        "load them again and answer which."
    ).format(currency=targets["currency"].iloc[0])


def targets_title(targets: pd.DataFrame, look: Look) -> str:
    """Over the targets: how many attain theirs."""
    over = int((targets["attainment_share"].astype(float) >= 1).sum())
    return _("{n} of {all} attain their target with all their accounts").format(
        n=look.count(over), all=look.count(len(targets))
    )


def value(code: object) -> str:
    """Who or what a row of the scorecard is about."""
    return growth_words.value(code)


def alike(row: dict[str, Any]) -> str:
    """How many of the accounts alike buy the category: 9 of 12; nothing where none is alike."""
    if is_missing(row["accounts_alike"]) or not row["accounts_alike"]:
        return ""
    return _("{n} of {all}").format(n=int(row["buyers_alike"]), all=int(row["accounts_alike"]))


def cohort_notes(cells: pd.DataFrame, measure: str) -> list[str]:
    """What the cells hold that are no share, and which are not over."""
    if cells.empty:
        return []
    told = []
    if (cells["accounts"] < FEW).any():
        text = (
            _("Of fewer than {n} accounts the cells say how many ordered, not a share.")
            if measure == "accounts_share"
            else _("Of fewer than {n} accounts no share is printed.")
        )
        told.append(text.format(n=FEW))
    if cells["is_partial"].any():
        told.append(_("Grey: the quarter is not over yet."))
    return told
