"""Which window shows enough of the book, in words."""

import pandas as pd

from charts.theme import Look
from locales import _, ngettext


def suggested(found: pd.DataFrame) -> str:
    """The window that is suggested, as a link writes it: 12, 24, 36 or all.

    The shortest that shows enough, else the longest that the history fills; all where there is
    less history than the shortest needs.
    """
    enough, loaded = found[found["is_enough"]], found[found["is_loaded"]]
    if not enough.empty:
        return str(int(enough["window_months"].min()))
    return "all" if loaded.empty else str(int(loaded["window_months"].max()))


def suggestion(found: pd.DataFrame, look: Look) -> str:
    """The suggested window and why."""
    code, history = suggested(found), int(found["history_months"].iloc[0])
    if code == "all":
        return ngettext(
            "Suggested window: {n} month, all there is.",
            "Suggested window: {n} months, all there is.",
            history,
        ).format(n=look.count(history))
    row = found[found["window_months"] == int(code)].iloc[0]
    facts = {
        "n": code,
        "orders": look.number(row["median_orders"]),
        "lapsed": look.share(row["lapsed_share"]),
    }
    if bool(row["is_enough"]):
        return _(
            "Suggested window: {n} months, the shortest in which the median account has at least "
            "3 orders ({orders}) and at most 20% lapse ({lapsed})."
        ).format(**facts)
    return _(
        "Suggested window: {n} months, the longest that is loaded. No window shows both 3 orders "
        "of the median account and at most 20% lapsed; in this one it is {orders} and {lapsed}."
    ).format(**facts)
