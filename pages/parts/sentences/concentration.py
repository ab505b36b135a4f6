"""What the tab *80/20* says, and the marks of the classes."""

import math
from typing import Any

import pandas as pd

from charts.frames import numeric
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted

FIFTH = 5
"""From so many accounts on there is a top fifth of them."""


def pareto(curve: pd.DataFrame, mark: float, look: Look) -> str:
    """The heading of 80/20: how many accounts make it, and what the top fifth makes."""
    known = curve[curve["cumulative_sales_share"].notna()]
    if known.empty:
        return _("No account has net sales in the window.")
    said = _makers_said(known, mark, look)
    others = len(curve) - len(known)
    if not others:
        return said
    more = ngettext(
        "{n} account has none above zero.", "{n} accounts have none above zero.", others
    )
    return _("{sentence} {more}").format(sentence=said, more=more.format(n=look.count(others)))


def _makers_said(known: pd.DataFrame, mark: float, look: Look) -> str:
    """Who makes the mark; of under five accounts there is no top fifth, but a largest one."""
    if len(known) == 1:
        return _("One account makes all the net sales.")
    n, top = _makers(known, mark), max(1, math.floor(len(known) * 0.2 + 1e-9))
    if len(known) < FIFTH:
        text = ngettext(
            "{n} of {all} accounts makes {mark} of net sales; the largest makes {share}.",
            "{n} of {all} accounts make {mark} of net sales; the largest makes {share}.",
            n,
        )
    else:
        text = ngettext(
            "{n} of {all} account makes {mark} of net sales; the top 20% make {share}.",
            "{n} of {all} accounts make {mark} of net sales; the top 20% make {share}.",
            n,
        )
    share = known["cumulative_sales_share"].iloc[top - 1]
    return text.format(
        n=look.count(n), all=look.count(len(known)), mark=look.share(mark), share=look.share(share)
    )


def _makers(known: pd.DataFrame, mark: float) -> int:
    """So many accounts reach the mark, the one that crosses it among them."""
    return int(
        (numeric(known["cumulative_sales_share"]).shift(fill_value=0.0) < mark - 1e-12).sum()
    )


def pareto_title(curve: pd.DataFrame, mark: float, look: Look) -> str:
    known = curve[curve["cumulative_sales_share"].notna()]
    if known.empty:
        return _("Net sales over accounts")
    share = _makers(known, mark) / len(known)
    return _("{share} of the accounts make {mark} of net sales").format(
        share=look.share(share), mark=look.share(mark)
    )


def deciles_title(tenths: pd.DataFrame, look: Look) -> str:
    if tenths.empty:
        return _("Tenths of the accounts")
    first = tenths.iloc[0]
    if is_missing(first["margin_share"]):
        return _("The top 10% make {sales} of sales").format(sales=look.share(first["sales_share"]))
    return _("The top 10% make {sales} of sales and {margin} of margin").format(
        sales=look.share(first["sales_share"]), margin=look.share(first["margin_share"])
    )


def classes_title(accounts: pd.DataFrame, look: Look) -> str:
    counts = accounts["abc_class"].value_counts()
    return _("Class A {a}, class B {b}, class C {c} accounts").format(
        **{name.lower(): look.count(int(counts.get(name, 0))) for name in "ABC"}
    )


def class_on(day: Any, look: Look) -> str:
    return _("Class on {day}").format(day=look.day(day))


def changes_title(moved: pd.DataFrame, accounts: pd.DataFrame, day: Any, look: Look) -> str:
    if accounts["abc_class_before"].isna().all():
        return _("The book does not reach back to {day}").format(day=look.day(day))
    before = moved["abc_class_before"]
    is_known = before.isin(["A", "B", "C"])
    up = int((is_known & (moved["abc_class"] < before)).sum())
    new = int((~is_known).sum())
    text = (
        _("Since {day}, {up} accounts rose a class, {down} fell, {new} came in as A or B")
        if new
        else _("Since {day}, {up} accounts rose a class and {down} fell")
    )
    return text.format(
        day=look.day(day),
        up=look.count(up),
        down=look.count(int(is_known.sum()) - up),
        new=look.count(new),
    )


def list_title(found: pd.DataFrame, look: Look) -> str:
    counts = found["agreement"].value_counts()
    if not found["is_key_account"].any():
        text = _("No key accounts are listed; {computed} accounts are class A by their sales")
        return text.format(computed=look.count(int(counts.get("computed_only", 0))))
    text = _(
        "{both} key accounts are class A, {listed} are not; {computed} class A accounts are none"
    )
    return text.format(
        both=look.count(int(counts.get("both", 0))),
        listed=look.count(int(counts.get("listed_only", 0))),
        computed=look.count(int(counts.get("computed_only", 0))),
    )


def effort_missing() -> str:
    return _(
        "Effort: share of orders, until activities are loaded. (Visits, hours and service cases "
        "cannot be loaded yet.)"
    )


def marks_label(marks: pd.Series, look: Look) -> str:
    return _("A to {a}, B to {b} · money {rate} a year").format(
        a=look.share(marks["a_share_to"]),
        b=look.share(marks["b_share_to"]),
        rate=look.share(marks["cost_of_money_rate"]),
    )


def marks_in_words(marks: pd.Series, look: Look) -> list[str]:
    return [
        _(
            "Class A is the accounts that together make the first {a} of net sales, B up to {b}, "
            "C the rest and all without net sales above zero."
        ).format(a=look.share(marks["a_share_to"]), b=look.share(marks["b_share_to"]))
    ]


def tenth(decile: int, n: int, look: Look) -> str:
    """The tenth of the accounts that was picked."""
    text = _("Top 10%: {accounts}") if decile == 1 else _("Tenth {decile}: {accounts}")
    return text.format(decile=decile, accounts=counted.accounts(n, look))
