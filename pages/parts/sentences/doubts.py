"""What makes the segments say less than they seem to, in words, and what to do about it."""

import math

import pandas as pd

from analytics.scope import Scope
from charts import words
from charts.palette import SEGMENTS
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted

MOST, EVEN, FEW_SCORES, FEW_ACCOUNTS = 0.6, 0.5, 3, 5
SMALL, EVENLY = 20, 0.8
"""In a book of fewer accounts a shape shows only where the mark is reached as late as can be."""


def is_even(class_a: int, actives: int) -> bool:
    """Whether so many of the accounts are needed for 80% of sales that hardly any stands out."""
    if actives < SMALL:
        return actives > 1 and class_a >= math.ceil(actives * EVENLY)
    return class_a / actives > EVEN


def warnings(
    found: pd.DataFrame,
    cuts: pd.DataFrame,
    figures: "pd.Series[object]",
    scope: Scope,
    look: Look,
) -> list[str]:
    """What makes the segments say less than they seem to, and what to do about it."""
    actives, class_a = (
        int(counted.number(figures[name])) for name in ("active_accounts", "class_a_accounts")
    )
    if 0 < actives < FEW_ACCOUNTS:
        return [*_short_history(scope), _too_few(actives, look)]
    method = scope.ruler.method
    told = [*_short_history(scope), *_one_holds_most(found, method, look)]
    if actives >= SMALL:
        told += _few_scores(cuts, method)
    if actives and is_even(class_a, actives):
        told.append(
            _(
                "Sales are spread evenly ({a} of {n} accounts make 80%); segments say little here."
            ).format(a=look.count(class_a), n=look.count(actives))
        )
    return told


def _too_few(n: int, look: Look) -> str:
    """So few accounts that a segment says no more than the account's own page."""
    return ngettext(
        "Only {n} account has an order in the window: look at it by itself; scores by rank need "
        "five accounts and more.",
        "Only {n} accounts have an order in the window: look at them one by one; scores by rank "
        "need five accounts and more.",
        n,
    ).format(n=look.count(n))


def _short_history(scope: Scope) -> list[str]:
    if scope.book is None or scope.book.first_order_on is None or scope.window is None:
        return []
    if scope.book.first_order_on <= scope.window_from:
        return []
    n = scope.book.months_of_sales
    if n >= scope.window:
        return []
    there = ngettext("{n} month", "{n} months", n).format(n=n)
    return [
        _(
            "The window is {window} months, the book holds {there}: all there is. Recency and "
            "frequency will say more as history grows."
        ).format(window=scope.window, there=there)
    ]


def _one_holds_most(found: pd.DataFrame, method: str | None, look: Look) -> list[str]:
    eight = found[found["segment"].isin(SEGMENTS)]
    accounts = int(eight["accounts"].sum())
    if not accounts:
        return []
    top = eight.loc[eight["accounts"].astype(int).idxmax()]
    share = int(top["accounts"]) / accounts
    if share <= MOST:
        return []
    if method == "quintile":
        said = _(
            "{segment} holds {share} of the accounts: the ruler hardly tells them apart. Try "
            "another window or split."
        )
    else:
        said = _(
            "{segment} holds {share} of the accounts: the ruler hardly tells them apart. Try the "
            "quintile method, or another window or split."
        )
    return [said.format(segment=words.segment(top["segment"]), share=look.share(share))]


def _few_scores(cuts: pd.DataFrame, method: str | None) -> list[str]:
    """The axes on which too few scores are used, those of as many together."""
    axes: dict[int, list[str]] = {}
    for axis in ("r", "f", "m"):
        axes.setdefault(_used(cuts, axis), []).append(words.axis(axis))
    few = {n: names for n, names in sorted(axes.items()) if 0 < n < FEW_SCORES}
    return [
        _("{axes}: {used} of 5 scores used, too few distinct values. {advice}").format(
            axes=_(", ").join(names), used=n, advice=_advice(method)
        )
        for n, names in few.items()
    ]


def _advice(method: str | None) -> str:
    if method == "book":
        return _("Try a longer window or another measure.")
    return _("Try the own book, a longer window, or another measure.")


def unused_scores(cuts: pd.DataFrame, best: int = 5) -> list[str]:
    """Which axes give fewer scores than there are."""
    used = {axis: _used(cuts, axis) for axis in ("r", "f", "m")}
    told = [
        _("{axis}: {used} of {best} scores used").format(axis=words.axis(axis), used=n, best=best)
        for axis, n in used.items()
        if 0 < n < best
    ]
    if not told:
        return []
    return [_("{what}; what no account gets stays empty.").format(what=_("; ").join(told))]


def _used(cuts: pd.DataFrame, axis: str) -> int:
    return int(((cuts["axis"] == axis) & (cuts["accounts"] > 0)).sum())
