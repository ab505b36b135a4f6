"""The close of a month: is it all there, who stands by which version, what was restated since."""

from datetime import date

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import words
from charts.theme import Look
from data.closing import closes as closing
from data.closing import completeness
from data.closing.completeness import Completeness
from data.warehouse import Refused
from locales import _
from pages.parts import account_table, at_work, layout, session, small_table
from pages.parts.sentences import versions as sentences
from pages.parts.text import md_escape

QUESTIONS = ("restated_months", "restated_accounts")
CLOSED = (
    *("month", "closed_version", "closed_on", "closed_by"),
    *("net_sales_closed", "net_sales", "difference"),
)
RESTATED = ("month", "account_name", "net_sales_closed", "net_sales", "difference", "restated_in")


def show() -> None:
    """Draws the tab: the month to close next, then what is closed and what changed since."""
    layout.needs_sales()
    scope, look = _whole_book(), session.look()
    months = session.ask("restated_months", scope)
    month = _to_close()
    if month is None:
        latest = _last_closed()
        before = sum(one < latest for one in closing.open_months(session.warehouse()))
        question = _("Is the month complete?")
        layout.finding(question, sentences.all_closed(latest, before, look))
        _choose(None, look)
    else:
        _check(month, scope, look)
    if not months.empty:
        _closed(months, scope, look)
    layout.computed(QUESTIONS, scope)


def _whole_book() -> Scope:
    """The version and currency shown, of all accounts: a close is of the whole book."""
    scope = session.scope()
    return session.settled(Scope(version=scope.version, currency=scope.currency))


def _to_close() -> date | None:
    """The month chosen in the URL where it is open, else the next to close."""
    chosen = session.param("month") or ""
    months = closing.open_months(session.warehouse())
    chosen_months = [month for month in months if f"{month:%Y-%m}" == chosen]
    return chosen_months[0] if chosen_months else closing.next_month(session.warehouse())


def _last_closed() -> date:
    """The latest month whose close is in force; there is one when no month is left to propose."""
    rows = closing.closings(session.warehouse())
    latest: date = rows.loc[rows["reopened_at"].isna(), "month"].iloc[0]
    return latest


def _check(month: date, scope: Scope, look: Look) -> None:
    """The completeness check of a month, and the button that closes it."""
    check = completeness.check(session.warehouse(), month, scope.version)
    layout.finding(_("Is the month complete?"), sentences.complete(check, look))
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    with left:
        _choose(month, look)
    with right:
        _close(month, scope, look)
    _figures(check, scope, look)
    if check.has_empty_days:
        layout.note(sentences.unusual_days(check, look))
    small_table.show(
        _("Sold in at least 3 of the 6 months before, and not in this one"),
        sentences.silent_values(check),
        "silent_values",
        ("dimension", "value", "months", "last_order_on"),
        empty=_("Nobody and nothing: salespeople, regions and categories all sold."),
        labels={"dimension": _("Dimension"), "value": _("Name"), "months": _("Months with sales")},
    )
    small_table.show(
        _("The last order of each salesperson"),
        pd.DataFrame([vars(person) for person in check.salespeople]),
        "salespeople",
        ("salesperson", "last_order_on", "lines"),
        empty=_("No line names a salesperson."),
        labels={"lines": _("Lines of the month")},
    )


def _choose(month: date | None, look: Look) -> None:
    """The open months, also those before the last close."""
    months = closing.open_months(session.warehouse())[::-1]
    if not months:
        return
    key = session.draw("close_month", month)
    st.selectbox(
        _("Month to close"),
        months,
        index=None,
        placeholder=_("An earlier month"),
        key=key,
        format_func=look.month,
        on_change=_took,
        args=(key,),
    )


def _took(key: str) -> None:
    month = session.chosen(key)
    session.set_param("month", f"{month:%Y-%m}" if month else None)


def _close(month: date, scope: Scope, look: Look) -> None:
    facts = {"month": look.month(month), "version": scope.version}
    with st.popover(_("Close …"), icon=":material/lock:"):
        st.markdown(
            md_escape(
                _(
                    "Version {version} becomes the official close of {month}. Later exports may "
                    "still change it; every difference is then shown as a restatement of the "
                    "closed figure. A close can be undone by reopening."
                ).format(**facts)
            )
        )
        at_work.ask("closes")
        label = _("Close {month} at version {version}").format(**facts)
        if st.button(md_escape(label), type="primary", key="close_now"):
            try:
                closing.close(session.warehouse(), month, session.who(), scope.version)
            except Refused as refused:
                st.error(md_escape(str(refused)), icon=":material/block:")
                return
            session.set_param("month", None)
            st.toast(_("{month} is closed at version {version}.").format(**facts))
            st.rerun()


def _figures(check: Completeness, scope: Scope, look: Look) -> None:
    """What would be closed: the figures of the month in the currency shown, then in others."""
    every = closing.figures(session.warehouse(), check.month, check.version)
    nothing = {"net_sales": 0, "lines": 0, "accounts": 0}
    shown = next((row for row in every if row["currency"] == scope.currency), nothing)
    usual = check.usual_days_without_lines
    layout.cards(
        [
            layout.Card(words.column("net_sales"), look.money_short(shown["net_sales"])),
            layout.Card(words.column("lines"), look.count(shown["lines"])),
            layout.Card(words.column("accounts"), look.count(shown["accounts"])),
            layout.Card(
                _("Days without lines"),
                look.count(check.days_without_lines),
                note=None if usual is None else _("usually {n}").format(n=look.number(usual)),
            ),
        ]
    )
    layout.notes(sentences.others([row for row in every if row is not shown], look))


def _closed(months: pd.DataFrame, scope: Scope, look: Look) -> None:
    """The closed months, reopening one, and every difference since by month and account."""
    labels = {"net_sales": _("Net sales now")}
    small_table.show(sentences.closed(months, look), months, "closed", CLOSED, labels=labels)
    _reopen(months, look)
    rows = session.ask("restated_accounts", scope)
    if rows.empty:
        return
    layout.section(_("Restatements since the close"))
    account_table.show(rows, "restated_accounts", RESTATED, totals=["difference"], labels=labels)


def _reopen(months: pd.DataFrame, look: Look) -> None:
    with st.popover(_("Reopen …"), icon=":material/lock_open:"):
        month = st.selectbox(
            _("Month to reopen"), list(months["month"]), format_func=look.month, key="reopen_month"
        )
        st.markdown(
            md_escape(
                _("The closed figure is no longer compared with. The history keeps the close.")
            )
        )
        at_work.ask("reopens")
        if st.button(_("Reopen"), type="primary", key="reopen_now"):
            try:
                closing.reopen(session.warehouse(), month, session.who())
            except Refused as refused:
                st.error(md_escape(str(refused)), icon=":material/block:")
                return
            st.toast(_("{month} is open again.").format(month=look.month(month)))
            st.rerun()
