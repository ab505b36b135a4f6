"""What the picture of the loaded months says."""

import pandas as pd

from charts import words
from charts.theme import Look
from locales import _, ngettext

NAMED = 3
"""So many missing months are named; of more, the number is told."""


def title(months: pd.DataFrame, look: Look) -> str:
    """How many months of sales are there, from when to when, and which of them are missing."""
    sales = months[(months["kind"] == "sales") & months["month"].notna()].sort_values("month")
    if sales.empty:
        return _("No sales are loaded yet")
    missing = sales.loc[sales["lines"] == 0, "month"]
    n = len(sales) - len(missing)
    ends = dict.fromkeys([look.month(sales["month"].iloc[0]), look.month(sales["month"].iloc[-1])])
    span = ngettext("{n} month of sales: {span}", "{n} months of sales: {span}", n).format(
        n=look.count(n), span=_(" to ").join(ends)
    )
    if missing.empty:
        return _("{span}, none missing").format(span=span)
    if len(missing) > NAMED:
        return _("{span}; {n} months are missing").format(span=span, n=look.count(len(missing)))
    named = _(", ").join(look.month(month) for month in missing)
    return _("{span}; missing: {months}").format(span=span, months=named)


def without_months(months: pd.DataFrame, look: Look) -> list[str]:
    """Beside the picture: the lists, which have no months."""
    told = []
    for row in months[months["month"].isna()].itertuples():
        rows = ngettext("{n} row", "{n} rows", int(row.lines)).format(n=look.count(row.lines))
        told.append(_("{kind}: {rows}").format(kind=words.kind(row.kind), rows=rows))
    return told
