"""What the value pages find, in words."""

from datetime import date

import pandas as pd

from analytics.scope import Scope
from charts import words
from charts.numbers import is_missing
from charts.palette import SEGMENTS
from charts.theme import Look
from locales import _, ngettext

MOST, EVEN, FEW_SCORES, FEW_ACCOUNTS = 0.6, 0.5, 3, 5


def segments(found: pd.DataFrame, look: Look) -> str:
    """How much the important accounts make, and how many of them have gone quiet."""
    important = found[found["segment"].str.startswith("important")]
    accounts = int(important["accounts"].sum())
    total = found["net_sales"].sum()
    if not accounts:
        return _("No account is important by this ruler.")
    quiet = important[important["segment"].isin(["important_keep", "important_win_back"])]
    n = int(quiet["accounts"].sum())
    share = look.share(important["net_sales"].sum() / total) if total > 0 else "–"
    return _("{accounts} make {share} of sales; {quiet}.").format(
        accounts=ngettext("{n} important account", "{n} important accounts", accounts).format(
            n=look.count(accounts)
        ),
        share=share,
        quiet=_quiet(n, look),
    )


def _quiet(n: int, look: Look) -> str:
    if n == 0:
        return _("none of them has gone quiet")
    return ngettext("{n} of them has gone quiet", "{n} of them have gone quiet", n).format(
        n=look.count(n)
    )


def adds_up(found: pd.DataFrame, against: date | None, look: Look) -> str:
    """What the board and the states beside it add up to, and what changes are against."""
    total = _("All together: {accounts} accounts, {sales} net sales.").format(
        accounts=look.count(found["accounts"].sum()), sales=look.money(found["net_sales"].sum())
    )
    if against is None:
        base = _("There is no base to compare with.")
    else:
        base = _("Changes are against {day}.").format(day=look.day(against))
    return _("{sentence} {more}").format(sentence=total, more=base)


def cube(cells: pd.DataFrame, look: Look) -> str:
    """How many cells are used, and how much the heaviest makes."""
    held = cells[cells["accounts"] > 0]
    if held.empty:
        return _("No account has an order in the window.")
    total = held["net_sales"].sum()
    top = held.loc[held["net_sales"].astype(float).idxmax()]
    n = int(top["accounts"])
    return _(
        "{cells} of {all} cells hold all {accounts} active accounts; the heaviest, {top}, makes "
        "{share} of sales."
    ).format(
        cells=len(held),
        all=len(cells),
        accounts=look.count(held["accounts"].sum()),
        top=ngettext("{n} account", "{n} accounts", n).format(n=look.count(n)),
        share=look.share(top["net_sales"] / total) if total > 0 else "–",
    )


def warnings(
    found: pd.DataFrame,
    cuts: pd.DataFrame,
    figures: "pd.Series[object]",
    scope: Scope,
    look: Look,
) -> list[str]:
    """What makes the segments say less than they seem to, and what to do about it."""
    actives, class_a = figures["active_accounts"], figures["class_a_accounts"]
    if 0 < int(actives) < FEW_ACCOUNTS:  # type: ignore[call-overload]
        return [*_short_history(scope), _too_few(int(actives), look)]  # type: ignore[call-overload]
    told = [*_short_history(scope), *_one_holds_most(found, look), *_few_scores(cuts)]
    if not is_missing(class_a) and int(actives) and int(class_a) / int(actives) > EVEN:  # type: ignore[call-overload]
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


def _one_holds_most(found: pd.DataFrame, look: Look) -> list[str]:
    eight = found[found["segment"].isin(SEGMENTS)]
    accounts = int(eight["accounts"].sum())
    if not accounts:
        return []
    top = eight.loc[eight["accounts"].astype(int).idxmax()]
    share = int(top["accounts"]) / accounts
    if share <= MOST:
        return []
    return [
        _(
            "{segment} holds {share} of the accounts: the ruler hardly tells them apart. Try the "
            "quintile method, or another window or split."
        ).format(segment=words.segment(top["segment"]), share=look.share(share))
    ]


def _few_scores(cuts: pd.DataFrame) -> list[str]:
    used = {axis: _used(cuts, axis) for axis in ("r", "f", "m")}
    return [
        _(
            "{axis} uses {used} of 5 scores: too few distinct values. Try the own book, a longer "
            "window, or another measure."
        ).format(axis=words.axis(axis), used=n)
        for axis, n in used.items()
        if 0 < n < FEW_SCORES
    ]


def selected_segment(code: str, n: int, look: Look) -> str:
    """Over the table: which accounts it lists."""
    return ngettext("{segment}: {n} account", "{segment}: {n} accounts", n).format(
        segment=words.segment(code), n=look.count(n)
    )


def cell_title(cell: tuple[int, int, int] | None, n: int, look: Look) -> str:
    """Over the table: the cell whose accounts it lists, or all active ones."""
    if cell is None:
        return ngettext("All {n} active account", "All {n} active accounts", n).format(
            n=look.count(n)
        )
    r, f, m = cell
    return ngettext(
        "Cell R {r} · F {f} · M {m}: {n} account", "Cell R {r} · F {f} · M {m}: {n} accounts", n
    ).format(r=r, f=f, m=m, n=look.count(n))


def colours() -> dict[str, str]:
    """What the cells of the cube can be coloured by."""
    return {
        "segment": _("Segment"),
        "net_sales": _("Net sales an account"),
        "margin": _("Margin an account"),
    }


def pictures() -> dict[str, str]:
    """How the cube can be drawn."""
    return {"grids": _("Grids"), "solid": _("3D to turn")}


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


def frequency_label(scope: Scope) -> str:
    """What frequency counts by this ruler."""
    return {"days": _("Purchase days"), "months": _("Active months"), "lines": _("Lines")}.get(
        scope.ruler.kind_of_frequency or "", _("Orders")
    )


def bars_title(found: pd.DataFrame, look: Look) -> str:
    """The gap that the bars show: who is many and makes little, or few and makes much."""
    eight = found[found["segment"].isin(SEGMENTS)]
    accounts, sales = found["accounts"].sum(), found["net_sales"].sum()
    if not accounts or sales <= 0:
        return _("Share of sales (bar) and of accounts (tick)")
    top = eight.loc[eight["net_sales"].astype(float).idxmax()]
    return _("{segment}: {accounts} of the accounts, {sales} of the sales").format(
        segment=words.segment(top["segment"]),
        accounts=look.share(top["accounts"] / accounts),
        sales=look.share(top["net_sales"] / sales),
    )


def table_title(code: str | None, n: int, look: Look) -> str:
    """Over the table: which accounts it lists."""
    if code is None:
        return ngettext("All {n} account", "All {n} accounts", n).format(n=look.count(n))
    return selected_segment(code, n, look)
