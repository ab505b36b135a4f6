"""The list that an account was opened from: the way back to it, and to the accounts beside it."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

from locales import _
from pages.parts import menu, session
from pages.parts.text import md_escape

PARAM = "from"
"""The parameter of an account's page that names the table it was opened from."""


@dataclass(frozen=True)
class _List:
    """The accounts of a table in their order, and the page with its own parameters."""

    address: str
    params: tuple[tuple[str, str], ...]
    ids: pd.Series


def remember(key: str, accounts: pd.DataFrame) -> None:
    """Keeps the order of a table's accounts for as long as this reader stays."""
    params = tuple(session.params_of_page())
    session.keep(_kept(key), _List(session.address(), params, accounts["account_id"]))


def bar(account: str) -> None:
    """Above an account: back to the list, the account before and the one after it."""
    key = session.param(PARAM) or ""
    kept: _List | None = session.kept(_kept(key))
    if kept is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="account_list"):
        st.page_link(
            menu.path(kept.address),
            label=md_escape(_("Back to {page}").format(page=menu.title(kept.address))),
            icon=":material/arrow_back:",
            query_params=[*session.params_for(), *kept.params],
        )
        _beside(account, key, kept)


def _beside(account: str, key: str, kept: _List) -> None:
    """The accounts before and after this one; nothing where the list no longer has it."""
    places = np.flatnonzero((kept.ids == account).to_numpy())
    if not len(places):
        return
    at = int(places[0])
    if at > 0:
        _link(_("Previous"), "chevron_left", key, kept, at - 1)
    st.caption(_("{n} of {all}").format(n=at + 1, all=len(kept.ids)))
    if at + 1 < len(kept.ids):
        _link(_("Next"), "chevron_right", key, kept, at + 1)


def _link(label: str, icon: str, key: str, kept: _List, at: int) -> None:
    account = str(kept.ids.iloc[at])
    st.page_link(
        menu.path("account"),
        label=label,
        icon=f":material/{icon}:",
        query_params=session.params_for(**{PARAM: key, "account": account}),
    )


def _kept(key: str) -> str:
    return f"account_list_{key}"
