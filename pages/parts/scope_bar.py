"""The scope row: one button for each filter, its label saying what is set.

Labels are read from the scope and widgets are set from it before they are drawn, so a deep link
shows its marks at once.
"""

from datetime import date

import streamlit as st

from analytics import years
from analytics.days import month_end, month_ends
from analytics.links import COMPARES
from analytics.scope import Scope
from charts.theme import Look
from locales import _
from pages.parts import filter_chips, scope_lines, session, window_advice
from pages.parts.sentences import ruler
from pages.parts.sentences import unfinished as unfinished_month
from pages.parts.text import md_escape

WINDOWS = ("3", "6", "12", "24", "36", "all")
WITHOUT = ("imports", "settings", "health")
"""Pages on which no filter acts; of the settings, the ruler's tab is laid on a day."""
MONTHS_OFFERED, QUARTERS_OFFERED = 4, 4


def show() -> None:
    """The row of filters, each a button with one or a few widgets behind it; on pages that do not
    go by it there is none."""
    scope = session.scope()  # a day that means nothing here is said on those pages too
    is_ruler = _is_ruler()
    if session.address() in WITHOUT and not is_ruler:
        return
    look = session.look()
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="scope_row"):
        _days(scope, look)
        if not is_ruler:
            filter_chips.show(scope)
            _key_accounts(scope)
        if session.held("version"):
            st.badge(_("Data version {n}").format(n=scope.version), icon=":material/history:")
        if session.held("currency"):
            st.badge(md_escape(scope.currency), icon=":material/payments:")
        if any(session.held(key) for key in session.SCOPE_KEYS):
            st.button(
                _("Clear"),
                key="scope_clear",
                type="tertiary",
                icon=":material/close:",
                on_click=session.hold,
                args=({key: [] for key in session.SCOPE_KEYS},),
            )


def _is_ruler() -> bool:
    return session.address() == "settings" and (session.param("tab") or "ruler") == "ruler"


def unfinished() -> None:
    """Says that the month of the picture is not all there, on pages that go by a day."""
    if session.address() in WITHOUT and not _is_ruler():
        return
    if sentence := unfinished_month.sentence(session.scope(), session.look()):
        st.caption(f":material/hourglass_bottom: {md_escape(sentence)}")


def lost_ruler() -> None:
    """Says that the link names a ruler that nobody has saved, so that the official one is used."""
    if name := session.lost_ruler():
        st.warning(
            md_escape(_("There is no ruler “{name}”: the official one is used.").format(name=name)),
            icon=":material/straighten:",
        )


def refused() -> None:
    """Says what of a link means nothing here; it is out of the address already."""
    for sentence in session.refused():
        st.warning(md_escape(sentence), icon=":material/link_off:")


def _days(scope: Scope, look: Look) -> None:
    label = f"{look.day(scope.as_of)} · {window_label(scope.window)}"
    with st.popover(md_escape(label), icon=":material/calendar_today:"):
        _as_of(scope)
        window(scope)
        window_advice.show(scope)
        _compare(scope)


def _as_of(scope: Scope) -> None:
    key = session.draw("scope_as_of", scope.as_of)
    first, last = years.offered(scope)
    st.date_input(
        _("As-of date"),
        key=key,
        format="YYYY-MM-DD",
        min_value=first,
        max_value=last,
        help=_("The day on which the picture is taken: only what happened up to it counts."),
        on_change=_hold_day,
        args=("as_of", key),
    )
    _ends(scope)


def _ends(scope: Scope) -> None:
    """The latest month-ends and quarter-ends of the book, each a click."""
    last = scope.book.last_order_on if scope.book else None
    if last is None:
        return
    look = session.look()
    over = month_ends(month_end(last), MONTHS_OFFERED + 3 * QUARTERS_OFFERED)
    ends = [end for end in reversed(over) if end <= last or end == scope.as_of]
    quarters = [end for end in ends if end.month % 3 == 0][:QUARTERS_OFFERED]
    for name, label, days, text in (
        ("month", _("Month-ends"), ends[:MONTHS_OFFERED], look.month),
        ("quarter", _("Quarter-ends"), quarters, look.quarter),
    ):
        chosen = scope.as_of if scope.as_of in days else None
        key = session.draw(f"scope_{name}_end", chosen)
        st.pills(label, days, format_func=text, key=key, on_change=_hold_day, args=("as_of", key))


def _hold_day(param: str, key: str) -> None:
    day = session.chosen(key)
    session.hold({param: [day.isoformat()] if day else []})


def window(scope: Scope, widget: str = "scope_window") -> None:
    """The choice of the window; it stands in the scope row and beside the ruler."""
    current = "all" if scope.window is None else str(scope.window)
    key = session.draw(widget, current)
    st.segmented_control(
        _("Window"),
        WINDOWS if current in WINDOWS else (current, *WINDOWS),
        key=key,
        required=True,
        format_func=lambda w: _("all") if w == "all" else w,
        help=_("Months up to the as-of date that count."),
        on_change=session.hold_one,
        args=("window", key),
    )


def _compare(scope: Scope) -> None:
    is_date = scope.compare not in COMPARES
    key = session.draw("scope_compare", "date" if is_date else scope.compare)
    names = {
        "last_year": _("Last year"),
        "period_before": _("Period before"),
        "date": _("A date"),
    }
    if scope.compare == "target":
        names["target"] = _("Target")
    st.segmented_control(
        _("Compare with"),
        list(names),
        key=key,
        required=True,
        format_func=lambda code: names[code],
        on_change=_hold_compare,
        args=(key, scope),
    )
    if is_date:
        day = session.draw("scope_compare_on", date.fromisoformat(scope.compare))
        first, last = years.of_book(scope.book)
        st.date_input(
            _("Compare with the picture of"),
            key=day,
            format="YYYY-MM-DD",
            min_value=first,
            max_value=last,
            on_change=_hold_day,
            args=("compare", day),
        )


def _hold_compare(key: str, scope: Scope) -> None:
    chosen = session.chosen(key)
    if chosen == "date" and scope.as_of:
        chosen = date(scope.as_of.year - 1, scope.as_of.month, 1).isoformat()
    session.hold({"compare": [chosen] if chosen else []})


def _key_accounts(scope: Scope) -> None:
    """Which accounts: key accounts only, and whether a group counts as one."""
    key = session.draw("scope_key_accounts", scope.key_accounts_only)
    is_group = scope.level == "group"
    names = [_("Groups")] * is_group
    if scope.key_accounts_only or not is_group:
        names.append(_("Key accounts"))
    is_set = scope.key_accounts_only or is_group
    with st.popover(" · ".join(names), type="primary" if is_set else "secondary"):
        st.toggle(
            _("Key accounts only"),
            key=key,
            help=_("Only accounts that your accounts list names as key accounts."),
            on_change=_hold_flag,
            args=("key_accounts", key),
        )
        _level(scope)


def _level(scope: Scope) -> None:
    """What counts as one customer; a book that knows no groups need not choose."""
    is_group = scope.level == "group"
    if not is_group and not session.ask("group_members", scope)["members"].iloc[0]:
        return
    names = ruler.levels()
    key = session.draw("scope_level", scope.level)
    st.segmented_control(
        _("One customer is"),
        list(names),
        key=key,
        required=True,
        format_func=names.__getitem__,
        help=_("A group is a parent account and all under it, counted as one customer."),
        on_change=session.hold_one,
        args=("level", key),
    )


def _hold_flag(param: str, key: str) -> None:
    session.hold({param: ["yes"] if session.chosen(key) else []})


def window_label(window: int | None) -> str:
    """The window in words: 12 months, all history."""
    return scope_lines.window(window)
