"""Where lines were sold and where their accounts belong, told apart in words."""

import pandas as pd

from charts import words
from locales import _


def home(dimension: str) -> str:
    """Name of the filter on accounts by their own region, department, salesperson, sales point."""
    return {
        "region": _("Accounts belong to region"),
        "department": _("Accounts belong to department"),
        "salesperson": _("Accounts belong to salesperson"),
        "sales_point": _("Accounts belong to sales point"),
    }.get(dimension) or words.column(dimension)


def sold_help() -> str:
    """What the filter on lines takes."""
    return _("Takes order lines by what they say themselves, as the charts draw them.")


def home_help() -> str:
    """What the filter on accounts takes."""
    return _(
        "Takes accounts, with all that they bought anywhere: by your accounts list, "
        "else by their latest order."
    )


def several(counted: pd.DataFrame, dimension: str) -> str | None:
    """That most accounts buy in several regions …; None where most buy in one."""
    row = counted[counted["dimension"] == dimension]
    if row.empty or 2 * row.iloc[0]["several_accounts"] <= row.iloc[0]["accounts"]:
        return None
    return _several()[dimension].format(
        n=int(row.iloc[0]["several_accounts"]), all=int(row.iloc[0]["accounts"])
    )


def _several() -> dict[str, str]:
    return {
        "region": _(
            "{n} of {all} accounts buy in several regions: to see what was sold in one, "
            "choose where it was sold."
        ),
        "department": _(
            "{n} of {all} accounts buy from several departments: to see what one sold, "
            "choose who sold it."
        ),
        "salesperson": _(
            "{n} of {all} accounts buy from several salespeople: to see what one sold, "
            "choose who sold it."
        ),
        "sales_point": _(
            "{n} of {all} accounts buy at several sales points: to see what one sold, "
            "choose where it was sold."
        ),
    }


def retention_parts(counted: pd.DataFrame, dimension: str) -> str | None:
    """Below retention by where sold, where most accounts buy in several: how its parts read."""
    if several(counted, dimension) is None:
        return None
    row = counted[counted["dimension"] == dimension].iloc[0]
    return _(
        "By where lines were sold. {n} of {all} accounts buy in several of these: one that buys in "
        "another part than last year is lost to the first, though not to the company, so the parts "
        "can all stand below the whole."
    ).format(n=int(row["several_accounts"]), all=int(row["accounts"]))
