"""What was loaded, when, by whom; any version can be looked at and undone, an undo too."""

from datetime import UTC
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from charts import words
from charts.theme import Look
from data.book import merging
from data.closing import restating, undoing
from data.commands import report_text
from data.warehouse import Refused, Warehouse
from locales import _
from pages.exports.imports_tabs import loaded, quarantine
from pages.parts import account_table, layout, session
from pages.parts.sentences import names, no_sales
from pages.parts.text import md_escape

Version = dict[str, Any]
COLUMNS = (
    *("version", "when", "who", "what", "months", "rows_added", "rows_removed"),
    *("amount_added", "amount_removed", "source", "files"),
)


def show() -> None:
    """Draws the tab: the versions of the book shown, newest first, and what undoes them."""
    look, warehouse = session.look(), session.warehouse()
    versions = session.history()
    if versions.empty:
        layout.finding(_("What was loaded?"), _("Nothing is loaded yet."))
        return
    descriptions = pd.DataFrame([_description(row) for row in versions.to_dict("records")])
    layout.finding(_("What was loaded?"), _newest(versions.iloc[0].to_dict(), look))
    labels = {
        "when": words.column("made_at"),
        "what": _("What"),
        "months": _("Months"),
        "files": _("Files"),
    }
    loaded.show()
    shown = versions.drop(columns=["months", "file_names", "report"]).join(descriptions)
    shown.loc[shown["is_apart"], ["amount_added", "amount_removed"]] = None
    account_table.show(shown, "history", COLUMNS, totals=[], labels=labels)
    _undo(versions, warehouse, look)
    quarantine.show(warehouse, look)
    loaded.computed()


def _description(version: Version) -> dict[str, Any]:
    """When by the clock here, what in words, the months, and the names of the files."""
    made_at = version["made_at"].to_pydatetime()
    names = list(version["file_names"])
    apart = report_text.currencies(version)
    text = what(version)
    for part, sign in (("added", "+"), ("removed", "−")):
        for name, amount in apart[part].items():
            text = _("{told}, {more}").format(told=text, more=f"{sign}{amount:,.2f} {name}".strip())
    lines, money = report_text.not_sales(version)
    if lines:
        text = _("{told}, {more}").format(
            told=text, more=no_sales.in_version(version["kind"], lines, money, session.look())
        )
    if report_text.is_across(version):
        text = _("{told}, {more}").format(told=text, more=report_text.across())
    months = sorted(month[:7] for month in version["months"])
    return {
        "when": f"{made_at.replace(tzinfo=UTC).astimezone():%Y-%m-%d %H:%M}",
        "what": text,
        "is_apart": any(apart.values()),
        "months": _(" to ").join(dict.fromkeys([*months[:1], *months[-1:]])),
        "files": _(", ").join(names[:2]) + (" …" if len(names) > 2 else ""),
    }


def what(version: Version) -> str:
    """What a version did: the kind it loaded, or the version it undid; and what became of it."""
    text = words.kind(version["kind"])
    if version["action"] == "undo":
        text = _("Version {n} undone").format(n=version["undoes"])
    if version["action"] == merging.ACTION:
        text = names.of_version(*merging.merged_accounts(version["report"]))
    if version["is_in_force"]:
        return text
    return _("{what} (undone by {n})").format(what=text, n=version["undone_by"])


def _newest(version: Version, look: Look) -> str:
    return _("Version {n} is in force: {what}, {day}, by {who}.").format(
        n=version["version"],
        what=what(version),
        day=look.day(version["made_at"]),
        who=version["who"],
    )


def _undo(versions: pd.DataFrame, warehouse: Warehouse, look: Look) -> None:
    """Undoes one version after a second click; what builds on it is said, not undone."""
    left, right = st.columns([2, 3], vertical_alignment="bottom")
    chosen = left.selectbox(
        _("Version"),
        versions["version"].tolist(),
        format_func=lambda n: label(versions, n, look),
        key="undo_version",
    )
    actions = right.container(horizontal=True, vertical_alignment="center")
    _picture(actions, int(chosen))
    with actions.popover(_("Undo …"), icon=":material/undo:"):
        st.markdown(
            md_escape(
                _(
                    "What version {n} added leaves, and what it had replaced comes back. This "
                    "makes a new version, which can be undone as well."
                ).format(n=chosen)
            )
        )
        for text in restating.by_undo(warehouse, int(chosen)):
            st.warning(md_escape(text), icon=":material/lock:")
        if why := undoing.why_not(warehouse, int(chosen), session.who()):
            st.warning(md_escape(why), icon=":material/block:")
        elif st.button(_("Undo version {n}").format(n=chosen), type="primary", key="undo_now"):
            _undo_now(warehouse, int(chosen))


def _picture(place: DeltaGenerator, number: int) -> None:
    """A link to the overview as it is by what was known at a version."""
    held = [(key, value) for key, value in session.params_for() if key != "version"]
    place.page_link(
        "home/overview.py",
        label=_("See the picture at version {n}").format(n=number),
        icon=":material/history:",
        query_params=[*held, ("version", str(number))],
    )


def label(versions: pd.DataFrame, number: int, look: Look) -> str:
    """A version in a list of choices: its number, what it did, when."""
    version = versions[versions["version"] == number].iloc[0].to_dict()
    return _("{n} · {what} · {day}").format(
        n=number, what=what(version), day=look.day(version["made_at"])
    )


def _undo_now(warehouse: Warehouse, number: int) -> None:
    try:
        made = undoing.undo(warehouse, number, session.who())
    except Refused as refused:
        st.error(md_escape(str(refused)), icon=":material/block:")
        return
    st.toast(_("Version {n} is undone: version {made}.").format(n=number, made=made))
    st.rerun()
