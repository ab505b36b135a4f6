"""Accounts of the same name show their id."""

import pandas as pd

from pages.parts.equal_names import with_ids


def test_equal_names_show_their_id_and_others_do_not() -> None:
    answer = pd.DataFrame(
        {
            "account_id": ["C1", "C2", "C3", "C2", "Acme"],
            "account_name": ["Acme", " ACME", "Bolt", " ACME", "Acme"],
            "net_sales": [1, 2, 3, 4, 5],
        }
    )
    names = with_ids(answer)["account_name"].tolist()
    assert names == ["Acme (C1)", " ACME (C2)", "Bolt", " ACME (C2)", "Acme"]
    assert answer["account_name"].tolist()[0] == "Acme", "what is kept stays as it is"


def test_one_account_in_many_rows_is_one_name() -> None:
    answer = pd.DataFrame({"account_id": ["C1", "C1"], "account_name": ["Acme", "Acme"]})
    assert with_ids(answer) is answer
    assert with_ids(answer[["account_name"]])["account_name"].tolist() == ["Acme", "Acme"]


def test_a_missing_name_stays_missing() -> None:
    answer = pd.DataFrame({"account_id": ["C1", None, "C2"], "account_name": ["A", None, "A"]})
    assert with_ids(answer)["account_name"].isna().tolist() == [False, True, False]
