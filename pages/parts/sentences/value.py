"""What the value pages find, in words."""

from datetime import date

import pandas as pd

from analytics.scope import Scope
from charts import words
from charts.palette import SEGMENTS
from charts.theme import Look
from locales import _, ngettext


def segments(found: pd.DataFrame, look: Look) -> str:
    """How much the important accounts make, and how many of them have gone quiet."""
    if alike := _all_in_one(found, look):
        return alike
    important = found[found["segment"].str.startswith("important")]
    accounts = int(important["accounts"].sum())
    total = found["net_sales"].sum()
    of_accounts = found.loc[found["segment"] != "unassigned", "net_sales"].sum()
    if not accounts:
        return _("No account is important by this ruler.")
    quiet = important[important["segment"].isin(["important_keep", "important_win_back"])]
    lapsed = int(found.loc[found["segment"] == "lapsed_important", "accounts"].sum())
    text = ngettext(
        "{n} important account makes {share} of sales; {quiet}.",
        "{n} important accounts make {share} of sales; {quiet}.",
        accounts,
    )
    sold = important["net_sales"].sum()
    share, of_all = (
        look.share(sold / whole) if whole > 0 else "–" for whole in (of_accounts, total)
    )
    if share != of_all:
        text = ngettext(
            "{n} important account makes {share} of the sales of accounts ({all} of all); {quiet}.",
            "{n} important accounts make {share} of the sales of accounts ({all} of all); {quiet}.",
            accounts,
        )
    return text.format(
        n=look.count(accounts),
        share=share,
        all=of_all,
        quiet=_quiet(int(quiet["accounts"].sum()), lapsed, look),
    )


def _all_in_one(found: pd.DataFrame, look: Look) -> str | None:
    """What to say where every scored account is in one segment, however important that is."""
    held = found[found["segment"].isin(SEGMENTS) & (found["accounts"] > 0)]
    if len(held) != 1:
        return None
    n, segment = int(held["accounts"].iloc[0]), words.segment(held["segment"].iloc[0])
    return ngettext(
        "The one account with an order in the window is in the segment {segment}.",
        "All {n} accounts are in one segment, {segment}: nothing tells them apart.",
        n,
    ).format(n=look.count(n), segment=segment)


def _quiet(n: int, lapsed: int, look: Look) -> str:
    """How many of the important have gone quiet, and how many more have lapsed."""
    if n == 0 and lapsed == 0:
        return _("none of them has gone quiet")
    going = ngettext("{n} of them has gone quiet", "{n} of them have gone quiet", n).format(
        n=look.count(n)
    )
    if lapsed == 0:
        return going
    gone = ngettext("{n} more has lapsed", "{n} more have lapsed", lapsed).format(
        n=look.count(lapsed)
    )
    return gone if n == 0 else _("{going}, {gone}").format(going=going, gone=gone)


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
    if len(held) == 1:
        return _one_cell(int(held["accounts"].iloc[0]), len(cells), look)
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


def _one_cell(n: int, cells: int, look: Look) -> str:
    return ngettext(
        "One cell of {all} holds the one active account.",
        "One cell of {all} holds all {n} active accounts: by their scores they are alike.",
        n,
    ).format(all=cells, n=look.count(n))


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
    return _("{segment}: {accounts} of the accounts, {sales} of all sales").format(
        segment=words.segment(top["segment"]),
        accounts=look.share(top["accounts"] / accounts),
        sales=look.share(top["net_sales"] / sales),
    )


def table_title(code: str | None, n: int, look: Look) -> str:
    """Over the table: which accounts it lists."""
    if code is None:
        return ngettext("All {n} account", "All {n} accounts", n).format(n=look.count(n))
    return selected_segment(code, n, look)
