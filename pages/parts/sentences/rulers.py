"""The rulers that were saved, and what another one would change, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import pandas as pd

from analytics import ruler
from analytics.preview import Preview
from analytics.scope import Scope
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import ruler as told

SHOWN = 60
"""Characters of a ruler that cannot be read."""
BY_SCORE = ("cutoff", "mean_score")
"""The splits into high and low that go by scores."""
Colour = Literal["green", "gray", "blue", "orange"]


def finding(saved: pd.DataFrame, look: Look) -> str:
    """Which ruler is in force, since when and by whom."""
    official = saved[saved["is_in_force"]]
    if official.empty:
        return _("No ruler is official yet: accounts are measured by the shipped rules.")
    row = official.iloc[0]
    if ruler.read_content(str(row["content"])) is None:
        return _(
            "“{name}”, the official ruler since {day}, cannot be read: the one before it is used. "
            "Do: take it back, and save it anew."
        ).format(name=row["name"], day=look.day(row["from_on"]))
    return _("“{name}” is the official ruler since {day}, set by {who}.").format(
        name=row["name"], day=look.day(row["from_on"]), who=row["who"]
    )


def to_confirm(scope: Scope, look: Look) -> str:
    """Why there is something to confirm."""
    return _(
        "These are the values of your own book on {day}. Until somebody confirms them they are "
        "found anew in every picture, and accounts can change segment because others rose."
    ).format(day=look.day(scope.as_of))


def new_fit(fitted_on: date, found: Preview, look: Look) -> str:
    """How old the fit is and what a new one would change."""
    return _("The ruler was fitted on {day}, a year ago or more. {change}").format(
        day=look.day(fitted_on), change=_moved(found, look)
    )


def preview_title(found: Preview, look: Look, *, is_changed: bool) -> str:
    """Over the preview: how many accounts would move."""
    if not is_changed:
        return _("What the ruler in force gives")
    if not found.compared:
        return _("What these choices give")
    return _moved(found, look)


def preview_note(found: Preview, in_force: Scope, draft: Scope, look: Look) -> str:
    """That nothing is saved yet, and what the movers are worth."""
    unsaved = _("These choices hold in your own link only, until they are saved.")
    if in_force.level != draft.level:
        groups = _("Groups and accounts cannot be compared one by one.")
        return _("{sentence} {more}").format(sentence=unsaved, more=groups)
    if found.movers.empty and not found.tier_movers:
        return unsaved
    sales = look.money(found.movers["net_sales"].sum())
    moved = _("The movers have {sales} of net sales; {tiers} would change tier.").format(
        sales=sales,
        tiers=ngettext("{n} account", "{n} accounts", found.tier_movers).format(
            n=look.count(found.tier_movers)
        ),
    )
    return _("{sentence} {more}").format(sentence=unsaved, more=moved)


def movers_title(n: int, look: Look) -> str:
    """Over the table of movers."""
    return ngettext("{n} account that would move", "{n} accounts that would move", n).format(
        n=look.count(n)
    )


def _moved(found: Preview, look: Look) -> str:
    n = len(found.movers)
    if n == 0:
        return _("No account would change its segment.")
    return ngettext(
        "{n} of {all} accounts would change its segment.",
        "{n} of {all} accounts would change their segment.",
        n,
    ).format(n=look.count(n), all=look.count(found.compared))


def coverage(scope: Scope, look: Look) -> list[str]:
    """That every cell has one segment and one tier, and one second name where these are on.

    Split by values, a cell has accounts of several segments; each account still has one.
    """
    cells = look.count(scope.ruler.best_score**3)
    if (scope.ruler.split or "cutoff") in BY_SCORE:
        said = [_("Each of the {n} cells has exactly one segment and one tier.").format(n=cells)]
    else:
        text = _(
            "Each of the {n} cells has exactly one tier. Segments are split by values, not by "
            "scores: each account has one, and a cell shows its mix."
        )
        said = [text.format(n=cells)]
    if scope.ruler.naming != "none" and scope.ruler.method != "pymc":
        said.append(_("Each of the {n} cells has exactly one second name.").format(n=cells))
    return said


def saved(name: str, from_on: date, *, is_official: bool) -> str:
    """What saving did."""
    if is_official:
        return _("“{name}” is the official ruler from {day} on.").format(name=name, day=from_on)
    return _("“{name}” is saved; this link uses it.").format(name=name)


def badges(row: Mapping[str, object]) -> list[tuple[str, Colour]]:
    """The standing of a saved ruler in a word or two."""
    if not row["is_taken_back"] and ruler.read_content(str(row["content"])) is None:
        return [(_("Cannot be read"), "orange")]
    return standing(row)


def standing(row: Mapping[str, object]) -> list[tuple[str, Colour]]:
    """How something that was saved stands, a ruler or a ranking: in force, taken back …"""
    if row["is_taken_back"]:
        return [(_("Taken back"), "gray")]
    if row["is_in_force"]:
        return [(_("In force"), "green")]
    return [(_("Official"), "blue")] if row["is_official"] else [(_("Saved"), "gray")]


def summary(row: Mapping[str, object]) -> str:
    """A saved ruler in one line: method, split, window, what is not usual."""
    content = ruler.read_content(str(row["content"]))
    if content is None:
        return str(row["content"])[:SHOWN]
    rules = ruler.from_content(content)
    parts = [told.method(rules.method), told.split_name(rules.split)]
    if window := content.get("window"):
        parts.append(_("all history") if window == "all" else _months(int(window)))
    if rules.is_measured:
        parts.append(told.standings()[rules.cut_points or "frozen"])
    if content.get("level") == "group":
        parts.append(told.levels()["group"])
    return " · ".join(parts)


def _months(n: int) -> str:
    return ngettext("{n} month", "{n} months", n).format(n=n)


def who(row: Mapping[str, object], look: Look) -> str:
    """Since when it holds, who saved it and when."""
    text = _("Holds from {day}; saved by {who} on {saved}.").format(
        day=look.day(row["from_on"]), who=row["who"], saved=look.day(row["saved_at"])
    )
    if is_missing(row["taken_by"]):
        return text
    gone = _("Taken back by {who}.").format(who=row["taken_by"])
    return _("{sentence} {more}").format(sentence=text, more=gone)


def older(n: int, look: Look) -> str:
    """How many older ones the list leaves out."""
    text = ngettext("{n} older one is in the ledger.", "{n} older ones are in the ledger.", n)
    return text.format(n=look.count(n))
