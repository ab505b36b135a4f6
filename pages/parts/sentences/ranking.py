"""What the tab *Ranking* says."""

from collections.abc import Mapping

import pandas as pd

from charts import words
from charts.names import brief
from charts.theme import Look
from locales import _, ngettext


def ranking(ranked: pd.DataFrame, look: Look) -> str:
    first = ranked.iloc[0]
    graded = int((ranked["grade"] == "A").sum())
    text = ngettext(
        "{account} ranks first with {score} of 100 points; {n} account has grade A.",
        "{account} ranks first with {score} of 100 points; {n} accounts have grade A.",
        graded,
    )
    return text.format(
        account=brief(first["account_name"]),
        score=look.number(first["score"]),
        n=look.count(graded),
    )


def ranking_in_words(grades: pd.DataFrame, look: Look) -> list[str]:
    reach = dict(zip(grades["grade"], grades["accounts_share_to"], strict=True))
    return [
        _(
            "Each index becomes a percentile rank from 0 to 1 among the accounts with an order in "
            "the window; where lower is better (collection period, overdue) it is turned round. "
            "Ranks times weights add up to 100 points. What is not known of an account counts as "
            "the middle; an index that is known of nobody does not count."
        ),
        _("Grade A is the best {a} of the accounts, B up to {b}, C up to {c}, D the rest.").format(
            a=look.share(reach["A"]), b=look.share(reach["B"]), c=look.share(reach["C"])
        ),
    ]


def weights_label(weights: Mapping[str, float], known: set[str], look: Look) -> str:
    counts = [name for name in weights if name in known and weights[name] > 0]
    text = ngettext("{n} index counts: {list}", "{n} indices count: {list}", len(counts))
    total = sum(weights[name] for name in counts) or 1
    told = (f"{words.column(n)} {look.share(weights[n] / total)}" for n in counts)
    return text.format(n=look.count(len(counts)), list=" · ".join(told))


def weights_note() -> str:
    return _("Only the proportions of the weights matter. The link holds them.")


def index_missing(name: str) -> str:
    needs = {
        "margin": _("Needs the cost in the order lines."),
        "collection_days": _("Needs invoices (receivables) with their payments."),
        "overdue": _("Needs invoices (receivables)."),
        "industry_sales": _("Needs the industry in the accounts list."),
        "own_revenue": _("Needs the customer's own revenue in the accounts list."),
        "fit_score": _("Needs the fit of needs (a score of your team) in the accounts list."),
    }
    return needs.get(name, _("Needs more data."))


def in_force(saved: pd.DataFrame, look: Look) -> str:
    """Whose weights these are before anybody moves a slider."""
    official = saved[saved["is_in_force"]]
    if official.empty:
        return _("No ranking is official yet: the shipped weights are used.")
    row = official.iloc[0]
    return _("“{name}” is the official ranking since {day}, set by {who}.").format(
        name=row["name"], day=look.day(row["from_on"]), who=row["who"]
    )


def weights_in_words(weights: Mapping[str, float], look: Look) -> str:
    """The indices that count, each with its share of the weights."""
    counts = {name: weight for name, weight in weights.items() if weight > 0}
    total = sum(counts.values()) or 1
    return " · ".join(f"{words.column(n)} {look.share(w / total)}" for n, w in counts.items())


def scores_title(ranked: pd.DataFrame, look: Look) -> str:
    return _("Scores from {low} to {high}").format(
        low=look.number(ranked["score"].min(), 0), high=look.number(ranked["score"].max(), 0)
    )


def waterfall_title(row: pd.Series, accounts: int, look: Look) -> str:
    return _("{account}: place {place} of {n}, grade {grade}").format(
        account=brief(row["account_name"]),
        place=look.count(row["place"]),
        n=look.count(accounts),
        grade=row["grade"],
    )


def grades_title(ranked: pd.DataFrame, look: Look) -> str:
    counts = ranked["grade"].value_counts()
    return _("Grade A {a}, B {b}, C {c}, D {d} accounts").format(
        **{name.lower(): look.count(int(counts.get(name, 0))) for name in "ABCD"}
    )


def of_index(name: str) -> str:
    """The heading of a column that holds the points or the percentile of an index."""
    index, _line, figure = name.rpartition("_")
    if figure == "points":
        return _("{index}, points").format(index=words.column(index))
    return _("{index}, percentile").format(index=words.column(index))
