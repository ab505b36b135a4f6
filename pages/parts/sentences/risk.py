"""What the churn pages find, in words: answers of questions in, plain sentences out."""

from collections.abc import Sequence

import pandas as pd

from analytics.scope import Scope
from charts import words
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted


def why(reasons: pd.DataFrame, summary: pd.Series, look: Look) -> str:
    """Why accounts left: the dearest reason, its share, and what the first three make."""
    if int(summary["accounts"]) == 0:
        return _("No account is recorded as lost in this window.")
    lost = reasons[(reasons["accounts"] > 0) & (reasons["reason"] != "unclassified")]
    if lost.empty:
        return unclassified(int(summary["unclassified"]), look)
    top, money = lost.iloc[0], counted.number(reasons["sales_lost"].sum())
    facts = {
        "reason": words.reason(top["reason"]),
        "money": look.money_short(money),
        "part": look.money_short(top["sales_lost"]),
        "share": look.share(top["sales_share"]),
        "accounts": counted.accounts(int(summary["accounts"]), look),
    }
    if int(summary["losses"]) < counted.FEW or money <= 0:
        return _("{reason} cost most: {part} of the {money} lost with {accounts}.").format(**facts)
    if len(lost) < 4:
        return _("{reason} is {share} of the {money} lost with {accounts}.").format(**facts)
    together = look.share(counted.number(lost["sales_lost"].iloc[:3].sum()) / money)
    return _(
        "{reason} is {share} of the {money} lost with {accounts}; the first three reasons make "
        "{together}."
    ).format(**facts, together=together)


def of_whole_accounts(scope: Scope) -> list[str]:
    """That losses are of whole accounts, where the scope takes some of their lines only."""
    if not scope.has_what:
        return []
    return [
        _(
            "Losses are recorded for whole accounts: filters on order lines (product, category, "
            "where sold) do not narrow them."
        )
    ]


def reasons_title(summary: pd.Series, look: Look) -> str:
    """Title of the ranked reasons: how much of the loss was in our own hands."""
    if int(summary["losses"]) < counted.FEW or is_missing(summary["preventable_share"]):
        return _("What each reason cost")
    text = _("{share} of the sales lost were preventable")
    if int(summary["unclassified"]):
        text = _("{share} of the sales lost with a reason were preventable")
    return text.format(share=look.share(summary["preventable_share"]))


def quarters_title(quarters: pd.DataFrame, look: Look) -> str:
    """Title of the quarters: the reason and quarter that cost most."""
    lost = quarters[quarters["accounts"] > 0].sort_values("sales_lost", ascending=False)
    if lost.empty:
        return _("Sales lost by quarter")
    return _("Dearest: {reason} in {quarter}").format(
        reason=words.reason(lost.iloc[0]["reason"]),
        quarter=look.quarter(lost.iloc[0]["quarter_on"]),
    )


def breakdown_title(parts: pd.DataFrame, dimension: str, look: Look) -> str:
    """Title of the breakdown: where most was lost."""
    if parts.empty:
        return words.column(dimension)
    top = parts.iloc[0]
    return _("{value}: {money} lost with {accounts}").format(
        value=part(dimension, top["value"]),
        money=look.money_short(top["sales_lost"]),
        accounts=counted.accounts(int(top["accounts"]), look),
    )


def part(dimension: str, value: object) -> str:
    """A value of the breakdown as people read it; what nobody told us is said, not left blank."""
    if dimension == "level_before":
        return words.level(value)
    if is_missing(value):
        return _("Not known")
    return words.segment(value) if dimension == "segment_before" else str(value)


def without_reason(losses: int, look: Look) -> str:
    """Beside the preventable share: how many losses it does not count; empty for none."""
    if losses == 0:
        return ""
    return ngettext("{n} loss has no reason", "{n} losses have no reason", losses).format(
        n=look.count(losses)
    )


def unclassified(losses: int, look: Look) -> str:
    """How many losses wait for a reason, and what to do about it."""
    if losses == 0:
        return _("Every reason in the log is one of the seven.")
    return ngettext(
        "{n} loss in the log is unclassified: no word of the table stands in its reason.",
        "{n} losses in the log are unclassified: no word of the table stands in their reasons.",
        losses,
    ).format(n=look.count(losses))


def who(quiet: pd.DataFrame, summary: pd.Series, has_log: bool, look: Look) -> str:
    """Who is leaving: all that are silent, the lost apart, beside what the log records."""
    n, lost = len(quiet), int((quiet["silence"] == "lost").sum())
    facts = {
        "n": look.count(n),
        "lost": look.count(lost),
        "money": look.money_short(quiet["at_stake"].sum()),
        "recorded": counted.accounts(int(summary["accounts"]), look) if has_log else "",
    }
    if n == 0:
        going = _("No account is silent for longer than usual")
    else:
        going = ngettext(
            "{n} account is silent for longer than usual, {lost} of them lost; it bought {money} "
            "in the 12 months before",
            "{n} accounts are silent for longer than usual, {lost} of them lost; they bought "
            "{money} in the 12 months before",
            n,
        )
    text = _("{going}; recorded as lost: {recorded}.") if has_log else _("{going}.")
    return text.format(going=going.format(**facts), **facts)


def bands_title(bands: pd.DataFrame, look: Look) -> str:
    """Title of the rhythm bands: how many of those at risk came back, beside those on rhythm."""
    shares = bands.set_index("band")["came_back_share"]
    risk, usual = shares.get("at_risk"), shares.get("active")
    if is_missing(risk):
        return _("Silence of each account against its rhythm")
    if is_missing(usual):
        return _("Of those at risk in the past, {share} ordered within 90 days").format(
            share=look.share(risk)
        )
    return _(
        "Of those at risk in the past, {share} ordered within 90 days; of those on their rhythm "
        "{usual}"
    ).format(share=look.share(risk), usual=look.share(usual))


def band_accounts(band: str | None, rows: pd.DataFrame, look: Look) -> str:
    """Title of the accounts behind the bands, or behind the one clicked."""
    n = counted.accounts(len(rows), look)
    if band is None:
        return _("Silent for longer than usual: {accounts}").format(accounts=n)
    return _("{band}: {accounts}").format(band=words.silence(band), accounts=n)


def recorded(clicked: Sequence[str], losses: pd.DataFrame, look: Look) -> str:
    """Title of the recorded losses, or of those behind what was clicked."""
    n = counted.losses(len(losses), look)
    if not clicked:
        return n
    return _("{what}: {losses}").format(what=" · ".join(clicked), losses=n)
