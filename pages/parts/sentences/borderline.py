"""How close an account stands to another segment, else to another score: "2 days from R 3"."""

import pandas as pd

from analytics.scope import Scope
from charts import axes
from charts.numbers import is_missing
from charts.theme import Look
from locales import _, ngettext


def texts(accounts: pd.DataFrame, scope: Scope, look: Look) -> "pd.Series[str]":
    """The mark of each account, none where no line is near."""
    marks = (
        [text(row, scope, look) for row in accounts.to_dict("records")]
        if "borderline_step" in accounts
        else [None] * len(accounts)
    )
    return pd.Series(marks, index=accounts.index, dtype=object)


def text(row: "dict[str, object] | pd.Series[object]", scope: Scope, look: Look) -> str | None:
    """The step to the line and the score beyond it; None for an account that is near no line."""
    axis, score = row.get("borderline"), row.get("borderline_score")
    if is_missing(axis) or is_missing(row.get("borderline_step")):
        return None
    if axis == "m" and float(row["borderline_step"]) < 1 and not is_missing(score):  # type: ignore[arg-type]
        return _("on the edge to {score}").format(score=f"M {int(score)}")  # type: ignore[call-overload]
    step = _step(str(axis), float(row["borderline_step"]), scope, look)  # type: ignore[arg-type]
    if is_missing(score):
        return _("{step} from the {axis} line").format(step=step, axis=str(axis).upper())
    beyond = f"{str(axis).upper()} {int(score)}"  # type: ignore[call-overload]
    return _("{step} from {beyond}").format(step=step, beyond=beyond)


def _step(axis: str, step: float, scope: Scope, look: Look) -> str:
    if axis == "m":
        return look.money_short(step)
    if axis == "r":
        return ngettext("{n} day", "{n} days", round(step)).format(n=look.count(step))
    kind = scope.ruler.kind_of_frequency or "orders"
    return axes.counted(look.count(step), round(step), kind)
