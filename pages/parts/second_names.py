"""The second naming of the cells, where the ruler has it on: who bears which of eleven names."""

import pandas as pd

from analytics.scope import Scope
from locales import _
from pages.parts import small_table

NAMES = (
    *("champions", "loyal", "potential_loyalist", "new", "promising", "need_attention"),
    *("about_to_sleep", "at_risk", "cant_lose", "hibernating", "lost"),
)


def show(accounts: pd.DataFrame, scope: Scope) -> None:
    """Accounts and net sales of each of the eleven names, the names in their fixed order."""
    if scope.ruler.naming != "eleven" or scope.ruler.method == "pymc":
        return
    active = accounts[accounts["second_name"].notna()]
    found = (
        active.groupby("second_name")
        .agg(accounts=("account_id", "size"), net_sales=("net_sales", "sum"))
        .reindex(NAMES, fill_value=0)
        .rename_axis("second_name")
        .reset_index()
    )
    total = found["net_sales"].sum()
    found["sales_share"] = found["net_sales"] / total if total > 0 else None
    small_table.show(
        _("The eleven Western names"),
        found,
        "second_names",
        ("second_name", "accounts", "net_sales", "sales_share"),
    )
