"""One pile of files: what they are, how they were read, what is open, what they will change."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from charts import words
from charts.theme import Look
from data import catalogue
from data.intake import Proposal
from data.report import Question, Report
from data.staging import Change
from locales import _, ngettext
from pages.exports.imports_tabs import columns, said
from pages.exports.imports_tabs.desk import Desk, Pile
from pages.parts import downloads, layout, session
from pages.parts.text import md_escape

LISTED = 20
ROW = 30


def show(desk: Desk, pile: Pile, proposal: Proposal) -> bool:
    """Draws the pile; true when every tick that it asks for is set."""
    look = session.look()
    with st.container(border=True):
        _head(desk, pile, look)
        _files(desk, pile, proposal)
        for question in proposal.questions:
            _question(desk, pile, question)
        _problems(proposal.reports)
        columns.show(desk, pile, proposal)
        return _changes(desk, pile, proposal, look)


def _head(desk: Desk, pile: Pile, look: Look) -> None:
    """The kind, which can be changed, and how many files it holds."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    n = ngettext("{n} file", "{n} files", len(pile.files)).format(n=look.count(len(pile.files)))
    name = words.kind(pile.kind) if pile.kind else _("Kind not recognised")
    with left:
        layout.section(f"{name} · {n}")
    kinds = list(catalogue.KINDS)
    chosen = right.selectbox(
        _("What these files are"),
        kinds,
        index=kinds.index(pile.kind) if pile.kind in kinds else None,
        format_func=words.kind,
        placeholder=_("Say what these files are"),
        key=f"kind_{desk.round}_{pile.name}",
        label_visibility="collapsed",
    )
    if chosen and chosen != pile.kind:
        desk.retell(pile, chosen)
        st.rerun()


def _files(desk: Desk, pile: Pile, proposal: Proposal) -> None:
    """The files with their records, and the refused ones to leave out."""
    table = said.files_table(proposal.reports)
    st.dataframe(
        table,
        hide_index=True,
        row_height=ROW,
        height=ROW * (min(len(table), 8) + 1) + 2,
        key=f"table_{desk.round}_{pile.name}",
        column_config={
            "file_name": words.column("file_name"),
            "status": _("Status"),
            "in_file": st.column_config.NumberColumn(_("Records"), format="%,d"),
            "accepted": st.column_config.NumberColumn(_("To load"), format="%,d"),
            "rejected": st.column_config.NumberColumn(_("Left out"), format="%,d"),
            "months": words.column("month"),
            "encoding": _("Encoding"),
            "delimiter": _("Delimiter"),
        },
    )
    refused = [
        file.path
        for file, report in zip(pile.files, proposal.reports, strict=True)
        if report.status == "refused"
    ]
    if refused and len(refused) < len(desk.files):
        label = ngettext(
            "Leave out the {n} refused file", "Leave out the {n} refused files", len(refused)
        ).format(n=len(refused))
        if st.button(label, key=f"drop_{desk.round}_{pile.name}", icon=":material/remove:"):
            desk.drop(refused)
            st.rerun()


def _question(desk: Desk, pile: Pile, question: Question) -> None:
    """One thing that can be read in two ways, answered by a click."""
    key = f"answer_{desk.round}_{pile.name}_{question.key}"
    with st.container(border=True):
        st.markdown("**" + md_escape(question.text) + "**")
        answer = _answered(key, question)
        if question.samples:
            _samples(question)
        if answer:
            pile.answers[question.key] = answer
            st.rerun()


def _answered(key: str, question: Question) -> str | None:
    if question.key in {"lost_on"} and not question.choices:
        day = st.date_input(_("Day"), None, key=key, format="YYYY-MM-DD")
        return day.isoformat() if isinstance(day, date) else None
    if not question.choices:
        return st.text_input(_("Answer"), key=key).strip() or None
    return st.radio(
        md_escape(question.text),
        question.choices,
        index=None,
        format_func=lambda code: md_escape(said.choice(question.key, code)),
        key=key,
        label_visibility="collapsed",
    )


def _samples(question: Question) -> None:
    """How the first values read with each choice."""
    st.table(
        pd.DataFrame(
            {
                md_escape(said.choice(question.key, choice)): [
                    md_escape(f"{raw} → {parsed}") for raw, parsed in pairs[:5]
                ]
                for choice, pairs in question.samples.items()
            }
        ),
        border="horizontal",
        hide_index=True,
    )


def _problems(reports: Sequence[Report]) -> None:
    """The first problems in words, and all of them to download."""
    sentences = [p.sentence(report.file) for report in reports for p in report.errors]
    if not sentences:
        return
    total = sum(report.errors_total for report in reports)
    title = ngettext("{n} problem", "{n} problems", total).format(n=session.look().count(total))
    with st.expander(title, expanded=True, icon=":material/error:"):
        st.text("\n".join(sentences[:LISTED]))
        st.download_button(
            _("All problems"),
            lambda: downloads.csv_bytes(_problem_table(reports)),
            file_name="octant_problems.csv",
            mime="text/csv",
            key=f"problems_{reports[0].file}",
            on_click="ignore",
            icon=":material/download:",
        )


def _problem_table(reports: Sequence[Report]) -> pd.DataFrame:
    rows = [
        {"file_name": report.file} | problem.to_json()
        for report in reports
        for problem in report.errors
    ]
    return pd.DataFrame(rows).rename(columns=words.column)


def _changes(desk: Desk, pile: Pile, proposal: Proposal, look: Look) -> bool:
    """Rows and money by month, and the ticks for what is unusual; true when all are set."""
    touched = [change for change in proposal.changes if change.touches]
    if not touched:
        return True
    layout.section(_("What loading changes"))
    st.table(_changes_table(touched, look), border="horizontal", hide_index=True)
    key = f"{desk.round}_{pile.name}_{pile.asked}"
    ticked = True
    if removed := sum(change.removed for change in touched):
        label = ngettext(
            "{n} row that is loaded now goes away; I have seen it.",
            "{n} rows that are loaded now go away; I have seen it.",
            removed,
        )
        ticked &= st.checkbox(label.format(n=look.count(removed)), key=f"removed_{key}")
    book = None if session.is_demo() else session.scope().book
    if strange := said.outside(touched, book):
        months = _(", ").join(look.month(month) for month in strange)
        label = _("Outside the months loaded so far: {months}. They are meant.")
        ticked &= st.checkbox(label.format(months=months), key=f"outside_{key}")
    return ticked


def _changes_table(changes: Sequence[Change], look: Look) -> pd.DataFrame:
    rows = [
        {
            _("Month"): look.month(change.month) if change.month else _("The whole list"),
            _("Rows added"): look.count(change.added),
            _("Rows changed"): look.count(change.changed),
            _("Rows removed"): look.count(change.removed),
            _("Money before"): look.money(change.amount_before),
            _("Money after"): look.money(change.amount),
        }
        for change in changes
    ]
    return pd.DataFrame(rows)


def remarks(report: Report) -> None:
    """What is to be said of a file that was not loaded."""
    for text in report.warnings or [said.status(report)]:
        layout.note(f"{report.file}: {text}")
