"""The accounts that stand elsewhere on the board than they did at another data version."""

import pandas as pd

COLUMNS = ("account_id", "account_name", "from_segment", "to_segment")


def moved_accounts(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Who changed segment (or state), from two answers of `accounts_list`; largest sales first.

    Columns account_id, account_name, from_segment, to_segment (None where the version does not
    know the account), net_sales_before, net_sales, difference.
    """
    joined = _places(before).merge(
        _places(after), how="outer", on="account_id", suffixes=("_before", "")
    )
    joined["account_name"] = joined["account_name"].fillna(joined["account_name_before"])
    joined = joined.rename(columns={"place_before": "from_segment", "place": "to_segment"})
    for name in ("net_sales_before", "net_sales"):
        joined[name] = joined[name].fillna(0.0)
    joined["difference"] = joined["net_sales"] - joined["net_sales_before"]
    elsewhere = joined["from_segment"].fillna("") != joined["to_segment"].fillna("")
    wanted = [*COLUMNS, "net_sales_before", "net_sales", "difference"]
    order = joined[["net_sales_before", "net_sales"]].max(axis=1)
    found = joined.assign(order=order)[elsewhere].sort_values(
        ["order", "account_id"], ascending=[False, True]
    )
    return found[wanted].reset_index(drop=True)


def _places(accounts: pd.DataFrame) -> pd.DataFrame:
    """Each account with the segment it is in, else the state that stands beside the segments."""
    state = accounts["state"].where(accounts["state"] != "active", "not_scored")
    return pd.DataFrame(
        {
            "account_id": accounts["account_id"],
            "account_name": accounts["account_name"],
            "place": accounts["segment"].fillna(state),
            "net_sales": accounts["net_sales"].astype("float64"),
        }
    )
