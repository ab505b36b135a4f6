"""The one list of the silent, in words: how many, why each one stands in it, what they bought."""

from typing import Any

import pandas as pd

from charts import words
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted

FIRST = 10
"""How many accounts the overview names."""


def phrase(n: int, look: Look) -> str:
    """How many are silent, for the middle of a sentence."""
    if n == 0:
        return _("none is silent for longer than usual")
    return ngettext(
        "{n} is silent for longer than usual", "{n} are silent for longer than usual", n
    ).format(n=look.count(n))


def call_title(silent: pd.DataFrame, look: Look) -> str:
    """Over the accounts to call: how many there are in all, and what they bought before."""
    n = len(silent)
    if not n:
        return _("Every account is on its rhythm")
    facts = {
        "accounts": counted.accounts(n, look),
        "money": look.money_short(silent["at_stake"].sum()),
    }
    if n <= FIRST:
        return _(
            "Call these: {accounts} bought {money} in the 12 months before they fell silent"
        ).format(**facts)
    return _(
        "Call these ten first: all {accounts} that are silent bought {money} in the 12 months "
        "before"
    ).format(**facts)


def by_band(silent: pd.DataFrame, look: Look) -> str:
    """The bands told apart: accounts and money of each."""
    parts = []
    for code in ("late", "at_risk", "lost", "lapsed_important"):
        rows = silent[silent["silence"] == code]
        if len(rows):
            parts.append(
                _("{band} {n} ({money})").format(
                    band=words.silence(code),
                    n=look.count(len(rows)),
                    money=look.money_short(rows["at_stake"].sum()),
                )
            )
    return " · ".join(parts)


def whose_rhythm(silent: pd.DataFrame, look: Look) -> str:
    """How many are measured by the book's interval, since they ordered on fewer than three days."""
    by_book = int((silent["rhythm_of"] == "book").sum())
    if not by_book:
        return ""
    return _(
        "{n} of {all} are measured by the book's rhythm: they ordered on fewer than three days."
    ).format(n=look.count(by_book), all=counted.accounts(len(silent), look))


def seasonal(accounts: pd.DataFrame, look: Look) -> str:
    """How many are silent, but were so in the same weeks of last year: they are in no list."""
    n = int(accounts["is_seasonal"].sum())
    if not n:
        return ""
    return ngettext(
        "{n} account is out of season: as silent as in the same weeks of last year, not late.",
        "{n} accounts are out of season: as silent as in the same weeks of last year, not late.",
        n,
    ).format(n=look.count(n))


def reasons(silent: pd.DataFrame, look: Look) -> "pd.Series[str]":
    """Why each account stands in the list, in words."""
    return pd.Series(
        [_reason(row, look) for row in silent.to_dict("records")],
        index=silent.index,
        dtype="str",
    )


def _reason(row: dict[Any, Any], look: Look) -> str:
    """One account: its band, how long it is silent, and what is usual."""
    silent, usual = row["silent_days"], row["usual_interval_days"]
    if is_missing(silent) or is_missing(usual):
        return words.silence(row["silence"])
    facts = {
        "band": words.silence(row["silence"]),
        "days": look.count(silent),
        "usual": look.count(round(float(usual))),
    }
    if row["silence"] == "lapsed_important":
        return _("{band}: no order in the window, silent for {days} days").format(**facts)
    if row["rhythm_of"] == "book":
        return _("{band}: silent for {days} days, {usual} are usual in the book").format(**facts)
    return _("{band}: silent for {days} days, {usual} are usual here").format(**facts)
