"""What the page of relationship levels finds, in words."""

import pandas as pd

from charts import words
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import counted

NOT_ASSESSED = "none"
"""How the level of an account that nobody assessed is written where a chart was clicked."""


def levels(levels: pd.DataFrame, matrix: pd.DataFrame, look: Look) -> str:
    """How many accounts are partners or allies, what they buy, and who stands at risk."""
    close = levels[levels["level"] >= 3]
    n, everyone = int(close["accounts"].sum()), int(levels["accounts"].sum())
    sales, total = (
        counted.number(close["net_sales"].sum()),
        counted.number(levels["net_sales"].sum()),
    )
    facts = {
        "n": look.count(n),
        "all": look.count(everyone),
        "share": look.share(sales / total) if total > 0 else look.share(None),
    }
    if n == 0:
        close_ones = _("None of {all} accounts is a partner or ally").format(**facts)
    else:
        close_ones = ngettext(
            "{n} of {all} accounts is a partner or ally with {share} of sales",
            "{n} of {all} accounts are partners or allies with {share} of sales",
            n,
        ).format(**facts)
    risky = corner(matrix, "at_risk")
    if risky == 0:
        return _("{sentence}.").format(sentence=close_ones)
    at_risk = ngettext(
        "{n} important account stands on level 1", "{n} important accounts stand on level 1", risky
    ).format(n=look.count(risky))
    return _("{first}; {second}.").format(first=close_ones, second=at_risk)


def corner(matrix: pd.DataFrame, code: str) -> int:
    """How many accounts stand in a corner where value and relationship disagree."""
    return int(matrix.loc[matrix["corner"] == code, "accounts"].sum())


def levels_title(levels: pd.DataFrame, look: Look) -> str:
    """Title of the distribution: how much of the book nobody assessed."""
    unknown = levels[levels["level"].isna()]
    n, everyone = int(unknown["accounts"].sum()), int(levels["accounts"].sum())
    if n == 0 or everyone == 0:
        return _("Every account is assessed")
    return ngettext("{n} account is not assessed", "{n} accounts are not assessed", n).format(
        n=look.count(n)
    )


def quarters_title(quarters: pd.DataFrame, look: Look) -> str:
    """Title of the quarters: how the close relationships grew or shrank."""
    close = quarters[quarters["level"] >= 3]
    if close.empty:
        return _("Levels by quarter")
    first, last = close["quarter_on"].min(), close["quarter_on"].max()
    before = int(close.loc[close["quarter_on"] == first, "accounts"].sum())
    now = int(close.loc[close["quarter_on"] == last, "accounts"].sum())
    return _("Partners and allies: {before} in {first}, {now} in {last}").format(
        before=look.count(before),
        first=look.quarter(first),
        now=look.count(now),
        last=look.quarter(last),
    )


def matrix_title(matrix: pd.DataFrame, look: Look) -> str:
    """Title of level against segment: the two corners that mean work."""
    return _(
        "Where value and relationship disagree: {at_risk} at risk, {over_served} over-served"
    ).format(
        at_risk=look.count(corner(matrix, "at_risk")),
        over_served=look.count(corner(matrix, "over_served")),
    )


def behind(level: str | None, segment: str | None, rows: pd.DataFrame, look: Look) -> str:
    """Title of the list: all accounts, or those of the level and segment that were clicked."""
    n = counted.accounts(len(rows), look)
    chosen = [words.level(None if level == NOT_ASSESSED else level)] if level else []
    chosen += [words.segment(segment)] if segment else []
    if not chosen:
        return _("Everybody in the scope: {accounts}").format(accounts=n)
    return _("{chosen}: {accounts}").format(chosen=" · ".join(chosen), accounts=n)
