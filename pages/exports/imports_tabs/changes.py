"""What changed on the board between two data versions: accounts that moved, figures restated."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from analytics.versions.moved import moved_accounts
from charts import words
from charts.theme import Look
from locales import _
from pages.exports.imports_tabs import history
from pages.parts import account_table, layout, session
from pages.parts.sentences import versions as sentences

QUESTIONS = ("accounts_list", "restatements", "figures")
MOVED = (
    *("account_name", "from_segment", "to_segment"),
    *("net_sales_before", "net_sales", "difference"),
)
RESTATED = ("month", "account_name", "net_sales_before", "net_sales", "difference")


def show() -> None:
    """Draws the tab: two versions to choose, then what is not the same in them."""
    versions = session.history()
    if len(versions) < 2:
        layout.finding(
            _("What changed on the board?"),
            _("There is one version at most: nothing to compare yet."),
        )
        return
    place = st.container()
    before, after = _choose(versions, session.look())
    then, now = _scope(before), _scope(after)
    look = session.look()
    accounts_moved = moved_accounts(
        session.ask("accounts_list", then), session.ask("accounts_list", now)
    )
    moved = accounts_moved.dropna(subset=["from_segment", "to_segment"])
    rows = session.ask("restatements", now, version_before=before)
    restated = rows[~rows["is_new_month"].astype(bool)]
    with place:
        layout.finding(
            _("What changed on the board?"),
            sentences.changed(before, after, len(moved), restated, look),
        )
    if then.as_of != now.as_of:
        layout.note(sentences.days(then.as_of, now.as_of, look))
    layout.notes(sentences.known_to_one(accounts_moved, before, after, look))
    layout.notes(sentences.new_months(rows[rows["is_new_month"].astype(bool)], look))
    layout.cards(_cards(then, now, len(moved), restated, look))
    named = _("Net sales, version {n}")
    labels = {"net_sales_before": named.format(n=before), "net_sales": named.format(n=after)}
    if not accounts_moved.empty:
        layout.section(_("Accounts that changed segment, came or went"))
        account_table.show(accounts_moved, "moved", MOVED, totals=["difference"], labels=labels)
    if not restated.empty:
        layout.section(sentences.restated(restated, look))
        account_table.show(restated, "restated", RESTATED, totals=["difference"], labels=labels)
    layout.computed(QUESTIONS, now)


def _choose(versions: pd.DataFrame, look: Look) -> tuple[int, int]:
    """The two versions, from the URL; the last two unless chosen, the earlier one first."""
    numbers = [int(n) for n in versions["version"]]
    labels = {n: history.label(versions, n, look) for n in numbers}
    left, right = st.columns(2)
    with left:
        before = _pick(_("Version before"), "before", numbers, numbers[1], labels)
    with right:
        after = _pick(_("Version after"), "after", numbers, numbers[0], labels)
    return before, after


def _pick(title: str, param: str, numbers: list[int], usual: int, labels: dict[int, str]) -> int:
    wanted = session.param(param) or ""
    chosen = int(wanted) if wanted.isdecimal() and int(wanted) in numbers else usual
    key = session.draw(f"changes_{param}", chosen)
    st.selectbox(
        title,
        numbers,
        key=key,
        format_func=lambda n: labels[n],
        on_change=_took,
        args=(param, key),
    )
    return chosen


def _took(param: str, key: str) -> None:
    session.set_param(param, str(session.chosen(key)))


def _scope(version: int) -> Scope:
    """The scope that holds, at a version: its own as-of date and ruler where none is chosen."""
    held: dict[str, Any] = {key: session.held(key) for key in session.SCOPE_KEYS}
    params = {key: values for key, values in held.items() if values}
    return session.settled(replace(Scope.from_params(params), version=version))


def _cards(
    then: Scope, now: Scope, moved: int, restated: pd.DataFrame, look: Look
) -> list[layout.Card]:
    before = session.ask("figures", then).iloc[0]
    after = session.ask("figures", now).iloc[0]
    was = _("was {value}")
    return [
        layout.Card(
            words.column("net_sales"),
            look.money_short(after["net_sales"]),
            sentences.difference(after["net_sales"], before["net_sales"], look),
            was.format(value=look.money_short(before["net_sales"])),
        ),
        layout.Card(
            _("Active accounts"),
            look.count(after["active_accounts"]),
            note=was.format(value=look.count(before["active_accounts"])),
        ),
        layout.Card(_("Accounts that changed segment"), look.count(moved)),
        layout.Card(
            _("Months restated"),
            look.count(restated["month"].nunique()),
            sentences.difference(
                restated["net_sales"].sum(), restated["net_sales_before"].sum(), look
            ),
        ),
    ]
