"""Several indices as one score: weights of percentile ranks, and the grade by the place.

An index that is not known for an account counts as the middle (0.5), so that nobody gains or loses
by a gap; one that is known for nobody does not count at all.
"""

import math
from collections.abc import Mapping

import pandas as pd

MIDDLE = 0.5
SCALE = 100


def weighed(ranks: pd.DataFrame, weights: Mapping[str, float]) -> pd.DataFrame:
    """One row per account and index that counts: weight (of all 1), standing (0 to 1), points.

    `ranks` is the question index_ranks. Points of one account add up to its score, 0 to 100.
    """
    known = ranks.groupby("index_name")["percentile"].transform("count") > 0
    weight = ranks["index_name"].map(dict(weights)).fillna(0.0).astype("float64").clip(lower=0)
    counted = ranks[known & (weight > 0)].copy()
    counted["weight"] = weight[counted.index]
    total = counted.drop_duplicates("index_name")["weight"].sum()
    counted["weight"] = counted["weight"] / total if total else 0.0
    counted["standing"] = counted["percentile"].astype("float64").fillna(MIDDLE)
    counted["points"] = SCALE * counted["weight"] * counted["standing"]
    return counted


def scores(parts: pd.DataFrame, grades: pd.DataFrame) -> pd.DataFrame:
    """One row per account, the best first: score, place, grade (A to D by share of the accounts).

    `parts` is what `weighed` gives, `grades` the rule. Accounts with equal scores share the better
    grade; ties stand by account id.
    """
    summed = parts.groupby(["account_id", "account_name"])["points"].sum().round(6)
    ranked: pd.DataFrame = summed.rename("score").reset_index()
    ranked = ranked.sort_values(["score", "account_id"], ascending=[False, True], ignore_index=True)
    ranked["place"] = ranked["score"].rank(method="min", ascending=False).astype(int)
    ranked["grade"] = [_grade(place, len(ranked), grades) for place in ranked["place"]]
    return ranked


def _grade(place: int, accounts: int, grades: pd.DataFrame) -> str:
    """The grade of a place: the first floor(n·p) accounts, at least one, have the first grade."""
    for grade, upto in zip(grades["grade"], grades["accounts_share_to"], strict=True):
        if place <= max(1, math.floor(accounts * float(upto) + 1e-9)):
            return str(grade)
    return str(grades["grade"].iloc[-1])
