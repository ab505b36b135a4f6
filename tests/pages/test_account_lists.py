"""From a table to an account, on to the next one, and back to the table."""

from collections.abc import Callable
from pathlib import Path

from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]


def address(cell: object) -> dict[str, str]:
    """The parameters of an account's address in a table."""
    query = str(cell).partition("?")[2].partition("#")[0]
    return dict(part.split("=") for part in query.split("&"))


def test_an_account_knows_the_list_it_was_opened_from(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py", region="East", segment="important_value")
    accounts = [address(cell) for cell in at.dataframe[0].value["account_name"]]
    second = accounts[1]
    for key, value in second.items():
        at.query_params[key] = value
    at.switch_page("account/account.py").run()
    assert not at.exception
    links = {link.proto.label.replace("\\", ""): link.proto for link in at.get("page_link")}
    assert f"2 of {len(accounts)}" in [caption.value for caption in at.caption]
    assert f"account={accounts[0]['account']}" in links["Previous"].query_string
    assert f"account={accounts[2]['account']}" in links["Next"].query_string
    assert "segment=important_value" in links["Back to Segments"].query_string
    assert "region=East" in links["Back to Segments"].query_string


def test_an_account_of_a_link_has_no_list(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py")
    account = address(at.dataframe[0].value["account_name"].iloc[0])
    alone = open_page("account/account.py", **account)
    assert "Next" not in [link.proto.label for link in alone.get("page_link")]
