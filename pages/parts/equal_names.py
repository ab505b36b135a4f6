"""Accounts of the same name, told apart by their id wherever an answer shows both."""

import pandas as pd


def with_ids(answer: pd.DataFrame) -> pd.DataFrame:
    """The answer with the id behind each name that several of its accounts have.

    Case and spaces around do not tell names apart. An answer without names, or without equal ones,
    comes back as it is.
    """
    if not {"account_id", "account_name"} <= set(answer.columns):
        return answer
    pairs = answer[["account_id", "account_name"]].dropna().drop_duplicates()
    folded = pairs["account_name"].astype(str).str.strip().str.casefold()
    several = pairs[folded.duplicated(keep=False)]
    several = several[several["account_name"] != several["account_id"]]
    if several.empty:
        return answer
    is_meant = answer["account_id"].isin(several["account_id"])
    named = answer["account_name"].astype(str) + " (" + answer["account_id"].astype(str) + ")"
    return answer.assign(account_name=answer["account_name"].mask(is_meant, named))
