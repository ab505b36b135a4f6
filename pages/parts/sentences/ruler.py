"""The ruler in words: how the three scores are given and where high begins."""

from collections.abc import Sequence

import pandas as pd

from analytics.scope import Scope
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext

HOLES_NAMED = 6


def in_words(scope: Scope, fit: pd.DataFrame, look: Look) -> list[str]:
    """The method, the scores, the split and the window in force, a sentence each.

    `fit`: the question book_fit, the values of the own book.
    """
    return [
        *_method(scope, fit, look),
        split(scope),
        window(scope, look),
        *standing(scope, look),
        *_choices(scope),
    ]


def name(scope: Scope) -> str:
    """The ruler in a few words: its saved name, the method, the split, what is not usual."""
    ruler = scope.ruler
    parts = [method(ruler.method), split_name(ruler.split)]
    if scope.ruler_name:
        parts.insert(0, scope.ruler_name)
    if ruler.is_measured and ruler.cut_points == "moving":
        parts.append(standings()["moving"])
    if scope.level == "group":
        parts.append(levels()["group"])
    return " · ".join(parts)


def standings() -> dict[str, str]:
    """Whose cut-points count."""
    return {"frozen": _("Frozen ruler"), "moving": _("Moving ruler")}


def standing(scope: Scope, look: Look) -> list[str]:
    """Whether the cut-points stand still from picture to picture, and what that means."""
    ruler = scope.ruler
    if not ruler.is_measured:
        return []
    if ruler.is_frozen:
        told = [
            _(
                "Frozen: the same cut-points hold in every month; who changes segment has changed "
                "itself."
            )
        ]
        if scope.fitted_on:
            day = look.day(scope.fitted_on)
            told.append(_("They were cut by the accounts of {day}.").format(day=day))
        return told
    if ruler.cut_points == "moving":
        return [
            _(
                "Moving: every month is cut by its own accounts; an account can fall because "
                "others rose."
            )
        ]
    return [
        _("Not frozen yet: until a ruler is confirmed every picture is cut by its own accounts.")
    ]


def namings() -> dict[str, str]:
    """The second names that the cells can have."""
    return {
        "none": _("None"),
        "eleven": _("Eleven Western names"),
        "own": _("Our own names"),
    }


def holes(cells: Sequence[tuple[int, int, int]], total: int) -> str:
    """The cells that a rule set leaves without a name."""
    named = [f"R {r} F {f} M {m}" for r, f, m in cells[:HOLES_NAMED]]
    rest = len(cells) - len(named)
    text = ngettext(
        "{n} of {all} cells would have no tier: {cells}.",
        "{n} of {all} cells would have no tier: {cells}.",
        len(cells),
    )
    more = _(" and {n} more").format(n=rest) if rest else ""
    return text.format(n=len(cells), all=total, cells=_(", ").join(named) + more)


def method(code: str | None) -> str:
    """The name of a method of scoring."""
    names = {
        "book": _("Own book"),
        "standard": _("Standard"),
        "quintile": _("Quintile"),
        "r_rfm": _("R rfm"),
        "pymc": _("pymc-marketing"),
    }
    return names.get(code or "", code or "–")


def split_name(code: str | None) -> str:
    """The name of a way to tell high from low."""
    names = {
        "cutoff": _("Cut-off"),
        "mean_score": _("Mean score"),
        "mean": _("Mean"),
        "median": _("Median"),
    }
    return names.get(code or "", code or "–")


def frequencies() -> dict[str, str]:
    """What frequency can count."""
    return {"orders": _("Orders"), "days": _("Purchase days"), "months": _("Active months")}


def monetaries() -> dict[str, str]:
    """What the money of an account can be."""
    return {"net_sales": _("Net sales"), "margin": _("Margin"), "average_order": _("Average order")}


def levels() -> dict[str, str]:
    """What can count as one customer."""
    return {"account": _("Account"), "group": _("Group")}


def populations() -> dict[str, str]:
    """Among whom scores can be given."""
    return {"all": _("All accounts"), "scope": _("The filtered ones")}


def split(scope: Scope) -> str:
    """Where high begins on each axis."""
    ruler = scope.ruler
    if ruler.split == "cutoff":
        r, f, m = ruler.cutoff or (3, 4, 4)
        return _("High means: R from score {r}, F from score {f}, M from score {m}.").format(
            r=r, f=f, m=m
        )
    return {
        "mean_score": _("High means: a score at or above the mean score of all active accounts."),
        "mean": _("High means: a value at or better than the mean of all active accounts."),
        "median": _("High means: a value at or better than the median of all active accounts."),
    }.get(ruler.split or "", "")


def window(scope: Scope, look: Look) -> str:
    """The days that count."""
    if scope.window is None:
        return _("All history up to {day} counts.").format(day=look.day(scope.as_of))
    return _("The {n} months up to {day} count.").format(n=scope.window, day=look.day(scope.as_of))


def _method(scope: Scope, fit: pd.DataFrame, look: Look) -> list[str]:
    if scope.ruler.method == "book":
        return own_book(fit, look)
    if scope.ruler.method == "standard":
        return _standard(scope, look)
    return {
        "quintile": [
            _(
                "Quintile: accounts are ranked on each axis; the best fifth gets 5, the worst "
                "fifth 1; equal values always get equal scores."
            )
        ],
        "r_rfm": [
            _(
                "R rfm: cut-points are the 20, 40, 60 and 80% quantiles plus 1, as the R package "
                "rfm takes them; every line as given is a transaction."
            )
        ],
        "pymc": [
            _(
                "pymc-marketing: purchase days and the mean amount per purchase day over all "
                "history, cut at the quartiles; scores go from 1 to 4."
            )
        ],
    }.get(scope.ruler.method or "", [])


def own_book(fit: pd.DataFrame, look: Look) -> list[str]:
    """The own-book ruler with its fitted values in plain sentences."""
    told = [
        _(
            "R, by each account's own rhythm: 5 for a silence up to 0.5 of its usual interval, "
            "4 up to 1, 3 up to 1.5, 2 up to 3 intervals, else 1."
        )
    ]
    if fit.empty:
        return told
    values = fit.iloc[0]
    if not is_missing(values["interval_days"]):
        told.append(
            _(
                "Accounts with fewer than three order days take the book's usual interval, "
                "{n} days."
            ).format(n=look.number(values["interval_days"]))
        )
    if not is_missing(values["orders"]):
        told.append(
            _(
                "F, against the book's median of {n} orders: 5 from {n2} orders, 4 from {n1} (at "
                "least 2), 3 from {n05}, 2 from {n025}, else 1."
            ).format(**_orders(float(values["orders"]), look))
        )
    if not is_missing(values["m5_from"]):
        cuts = {f"m{n}": look.money_short(values[f"m{n}_from"]) for n in (2, 3, 4, 5)}
        told.append(
            _(
                "M, by the book's own 80/20: 5 from {m5} (they make the first half of sales), 4 "
                "from {m4} (up to 80%), 3 from {m3} (up to 95%), 2 from {m2} (up to 99%), else 1."
            ).format(**cuts)
        )
    return told


def _orders(median: float, look: Look) -> dict[str, str]:
    times = {"n": 1.0, "n2": 2.0, "n1": 1.0, "n05": 0.5, "n025": 0.25}
    return {name: look.number(median * by, 2) for name, by in times.items()}


def _standard(scope: Scope, look: Look) -> list[str]:
    ruler = scope.ruler
    told = []
    if ruler.r_cuts:
        r5, r4, r3, r2 = (look.count(cut) for cut in ruler.r_cuts)
        told.append(
            _(
                "R: 5 for a last order up to {r5} days ago, 4 up to {r4}, 3 up to {r3}, 2 up to "
                "{r2} days, else 1."
            ).format(r5=r5, r4=r4, r3=r3, r2=r2)
        )
    if ruler.f_cuts:
        f2, f3, f4, f5 = (look.count(cut) for cut in ruler.f_cuts)
        told.append(
            _("F: 5 from {f5} orders, 4 from {f4}, 3 from {f3}, 2 from {f2}, else 1.").format(
                f5=f5, f4=f4, f3=f3, f2=f2
            )
        )
    if ruler.m_cuts:
        m2, m3, m4, m5 = (look.money_tick(cut) for cut in ruler.m_cuts)
        told.append(
            _("M: 5 from {m5}, 4 from {m4}, 3 from {m3}, 2 from {m2}, else 1.").format(
                m5=m5, m4=m4, m3=m3, m2=m2
            )
        )
    return told


def _choices(scope: Scope) -> list[str]:
    """What was chosen other than usual."""
    told = []
    if scope.ruler.population == "scope":
        told.append(_("Scores are given among the accounts of the filters only."))
    frequency = {
        "days": _("Frequency counts distinct purchase days."),
        "months": _("Frequency counts months with an order."),
    }.get(scope.ruler.kind_of_frequency or "")
    monetary = {
        "margin": _("Monetary is the margin of the lines whose cost is known."),
        "average_order": _("Monetary is the average order."),
    }.get(scope.ruler.kind_of_monetary or "")
    if scope.level == "group":
        told.append(_("A group (a parent and all under it) counts as one customer."))
    return told + [text for text in (frequency, monetary) if text]
