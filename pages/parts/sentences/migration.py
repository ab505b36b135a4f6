"""Who moved between the segments, in words."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from analytics.scope import Scope
from charts import words
from charts.names import brief
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted

FELL, ROSE = ("fell", "lapsed"), ("rose", "returned")
MOVED = (*FELL, *ROSE, "new")


def directions() -> dict[str, str]:
    """Which movers the table can show."""
    return {
        "all": _("All who moved"),
        "fell": _("Fell"),
        "lapsed": _("Lapsed"),
        "rose": _("Rose"),
        "returned": _("Returning"),
        "new": _("New"),
    }


def measures() -> dict[str, str]:
    """What the pictures can be sized by."""
    return {"accounts": _("Accounts"), "net_sales": _("Net sales"), "margin": _("Margin")}


def cut_points() -> dict[str, str]:
    """The two ways to measure months: by their own accounts, or all alike."""
    return {"moving": _("Moving ruler"), "frozen": _("Frozen ruler")}


def finding(moves: pd.DataFrame, look: Look) -> str:
    """How many rose and fell, and the sales of those who fell."""
    fell = moves[moves["direction"].isin(FELL)]
    rose = moves[moves["direction"].isin(ROSE)]
    new = int((moves["direction"] == "new").sum())
    if fell.empty and rose.empty and not new:
        return _("Nobody moved between the segments.")
    parts = []
    if not fell.empty:
        parts.append(
            _("{accounts} with {money} of sales fell").format(
                accounts=counted.accounts(len(fell), look),
                money=look.money_short(_most(fell)),
            )
        )
    if not rose.empty:
        parts.append(
            _("{accounts} with {money} rose").format(
                accounts=counted.accounts(len(rose), look), money=look.money_short(_most(rose))
            )
        )
    if new:
        parts.append(
            ngettext("{n} is new to the book", "{n} are new to the book", new).format(
                n=look.count(new)
            )
        )
    return _("{parts}.").format(parts=_("; ").join(parts))


def _most(movers: pd.DataFrame) -> float:
    """The money that moved: now, or then where it was more."""
    pair = movers[["net_sales", "net_sales_before"]].astype("float64").fillna(0)
    return float(pair.max(axis=1).sum())


def because(moves: pd.DataFrame, scope: Scope, look: Look) -> pd.Series:
    """Why each account moved: the axis that moved first with how much, or that the others moved."""
    told = [_because(row, scope, look) for row in moves.to_dict("records")]
    return pd.Series([text or None for text in told], index=moves.index, dtype=object)


def _because(row: Mapping[str, object], scope: Scope, look: Look) -> str:
    match row["moved_because"]:
        case "others_rose":
            return _("the others rose")
        case "others_fell":
            return _("the others fell")
        case "recency":
            return _("R: silent for {before} → {now} days").format(
                before=look.count(row["recency_days_before"]), now=look.count(row["recency_days"])
            )
        case "frequency":
            return _frequency(scope).format(
                before=look.count(row["frequency_before"]), now=look.count(row["frequency"])
            )
        case "monetary":
            return _("M: {before} → {now}").format(
                before=look.money_short(row["monetary_before"]),
                now=look.money_short(row["monetary"]),
            )
    return ""


def _frequency(scope: Scope) -> str:
    return {
        "days": _("F: {before} → {now} purchase days"),
        "months": _("F: {before} → {now} active months"),
    }.get(scope.ruler.kind_of_frequency or "", _("F: {before} → {now} orders"))


def ruler_note(
    moves: pd.DataFrame, other: pd.DataFrame, is_moving: bool, cut_on: date | None, look: Look
) -> str:
    """How many moved only because the ruler did, and by whose day's accounts the frozen one is cut.

    `moves` by the ruler shown, `other` by the other one.
    """
    parts = [_ruler_moved(moves, other, is_moving, look)]
    if not is_moving and moves["to_state"].tolist() != other["to_state"].tolist():
        parts.append(
            _("By the moving ruler: {what}").format(what=finding(other, look)),
        )
    if cut_on is not None:
        text = _("The frozen ruler was cut by the accounts of {day}.")
        parts.append(text.format(day=look.day(cut_on)))
    return " ".join(parts)


def _ruler_moved(moves: pd.DataFrame, other: pd.DataFrame, is_moving: bool, look: Look) -> str:
    here = set(moves.loc[moves["direction"].isin(("rose", "fell")), "account_id"])
    there = set(other.loc[other["direction"].isin(("rose", "fell")), "account_id"])
    if moves["to_state"].tolist() == other["to_state"].tolist() and here == there:
        return _("By the moving and the frozen ruler the same accounts moved.")
    n = len(here - there) if is_moving else len(there - here)
    if is_moving:
        return ngettext(
            "{n} account moved only because the others did: by the frozen ruler it stayed.",
            "{n} accounts moved only because the others did: by the frozen ruler they stayed.",
            n,
        ).format(n=look.count(n))
    return ngettext(
        "The moving ruler would move {n} account more, because the others moved.",
        "The moving ruler would move {n} accounts more, because the others moved.",
        n,
    ).format(n=look.count(n))


def table_title(pair: tuple[str, str] | None, n: int, look: Look) -> str:
    """Over the table of accounts."""
    if pair is None:
        return _("Who moved: {accounts}, most money first").format(
            accounts=counted.accounts(n, look)
        )
    return _("{before} → {now}: {accounts}").format(
        before=words.segment(pair[0]),
        now=words.segment(pair[1]),
        accounts=counted.accounts(n, look),
    )


def matrix_title(moves: pd.DataFrame, look: Look) -> str:
    """Over the matrix: how many stayed where they were."""
    stayed = int((moves["direction"] == "stayed").sum())
    return _("{share} stayed where they were; blue rose, amber fell").format(
        share=look.share(stayed / len(moves) if len(moves) else None)
    )


def flows_title(moves: pd.DataFrame, look: Look) -> str:
    """Over the flows: the largest that is not staying."""
    movers = moves[moves["direction"].isin((*FELL, *ROSE))]
    if movers.empty:
        return _("The groups then and now")
    pairs = movers[["from_state", "to_state"]].value_counts()
    before, now = pairs.index[0]
    return _("Most often: {before} → {now}, {accounts}").format(
        before=words.segment(before),
        now=words.segment(now),
        accounts=counted.accounts(int(pairs.iloc[0]), look),
    )


def months_title(months: pd.DataFrame, look: Look) -> str:
    """Over the months: the important accounts a year ago, or when the book begins, and now."""
    days = sorted(months.loc[months["accounts"] > 0, "picture_on"].unique())
    if len(days) < 2:
        return _("The eight segments month by month")
    then = days[-13] if len(days) > 12 else days[0]
    important = months[months["segment"].str.startswith("important")]
    before, now = (
        important.loc[important["picture_on"] == day, "accounts"].sum() for day in (then, days[-1])
    )
    return _("Important accounts: {now} now, {before} in {month}").format(
        now=look.count(now), before=look.count(before), month=look.month(then)
    )


def upload_note(upload: "pd.Series[Any]", between: Scope, look: Look) -> str:
    """What "since the last upload" compares: the upload, and the picture before it."""
    return _(
        "The last upload is version {version} of {day}, by {who}. Before it, in version {before}, "
        "the picture was that of {then}; now it is that of {now}."
    ).format(
        version=upload["version"],
        day=look.day(upload["made_at"]),
        who=upload["who"],
        before=between.compare_version,
        then=look.day(between.migrated_from),
        now=look.day(between.as_of),
    )


def sql_notes(between: Scope) -> list[str]:
    """What the SQL takes from elsewhere: the picture before the upload, the frozen ruler."""
    told = []
    if between.compare_version is not None:
        told.append(
            _(
                "In the SQL the relations earlier_states and earlier_unassigned are those of data "
                "version {n}."
            ).format(n=between.compare_version)
        )
    if between.ruler.is_moving:
        told.append(_("In the SQL the relation unmoved_accounts is that of the frozen ruler."))
    return told


def home_since_upload(moves: pd.DataFrame, uploaded_on: date, look: Look) -> list[str]:
    """For the home page: who fell and who rose with the last upload, the largest by name."""
    return _fell_and_rose(
        moves,
        _("With the upload of {day} {accounts} fell to a weaker segment. The largest: {names}"),
        _("With the upload of {day} {accounts} rose to a stronger segment. The largest: {names}"),
        uploaded_on,
        look,
    )


def home_lines(moves: pd.DataFrame, scope: Scope, look: Look) -> list[str]:
    """For the home page: who fell and who rose since the month-end before, the largest by name."""
    return _fell_and_rose(
        moves,
        _("Since {day}, {accounts} fell to a weaker segment. The largest: {names}"),
        _("Since {day}, {accounts} rose to a stronger segment. The largest: {names}"),
        scope.month_end_before,
        look,
    )


def _fell_and_rose(moves: pd.DataFrame, fell: str, rose: str, day: date, look: Look) -> list[str]:
    told = []
    for directions, text in ((FELL, fell), (ROSE, rose)):
        movers = moves[moves["direction"].isin(directions)]
        if not movers.empty:
            told.append(
                text.format(
                    day=look.day(day),
                    accounts=counted.accounts(len(movers), look),
                    names=_(", ").join(map(brief, movers["account_name"].head(3))),
                )
            )
    return told
