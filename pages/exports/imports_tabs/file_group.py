"""One group of files: what they are, how they were read, what is open, what they will change."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import pandas as pd
import streamlit as st

from charts import words
from charts.theme import Look
from data import catalogue
from data.intake import Proposal
from data.report import Report
from data.sandbox.reader import marked
from locales import _, ngettext
from pages.exports.imports_tabs import (
    bad_rows,
    columns,
    messages,
    month_table,
    moves,
    questions,
    unread_values,
    value_meanings,
)
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import downloads, layout, session
from pages.parts.sentences import no_sales
from pages.parts.text import md_escape

LISTED, FILES = 20, 5
ROW = 30


def show(upload: UploadSession, group: FileGroup, proposal: Proposal) -> bool:
    """Draws the group; true when every tick that it asks for is set."""
    look = company_look()
    with st.container(border=True):
        _head(upload, group, look)
        _files(upload, group, proposal)
        questions.show(upload, group, proposal)
        _problems(group, proposal.reports)
        bad_rows.show(upload, group, proposal.reports)
        _noticed(proposal.reports)
        columns.show(upload, group, proposal)
        unread_values.show(upload, group, proposal)
        return _changes(upload, group, proposal, look)


def company_look() -> Look:
    """How money of the company's own book reads; the made-up company's currency is not it."""
    return replace(session.look(), currency=None) if session.is_demo() else session.look()


def _head(upload: UploadSession, group: FileGroup, look: Look) -> None:
    """The kind, which can be changed, and how many files it holds."""
    left, right = st.columns([3, 2], vertical_alignment="center")
    n = ngettext("{n} file", "{n} files", len(group.files)).format(n=look.count(len(group.files)))
    name = words.kind(group.kind) if group.kind else _("Kind not recognised")
    with left:
        layout.section(f"{name} · {n}")
    kinds = list(catalogue.KINDS)
    chosen = right.selectbox(
        _("What these files are"),
        kinds,
        index=kinds.index(group.kind) if group.kind in kinds else None,
        format_func=words.kind,
        placeholder=_("Say what these files are"),
        key=f"kind_{upload.round}_{group.name}",
        label_visibility="collapsed",
    )
    if chosen and chosen != group.kind:
        upload.change_kind(group, chosen)
        st.rerun()


def _files(upload: UploadSession, group: FileGroup, proposal: Proposal) -> None:
    """The files with their records, and the refused ones to leave out."""
    table = messages.files_table(proposal.reports)
    rare = ("no_records", "not_losses", "not_sales")
    table = table.drop(columns=[name for name in rare if not table[name].any()])
    st.dataframe(
        table,
        hide_index=True,
        row_height=ROW,
        height=ROW * (min(len(table), 8) + 1) + 2,
        key=f"table_{upload.round}_{group.name}",
        column_config={
            "file_name": words.column("file_name"),
            "status": _("Status"),
            "in_file": st.column_config.NumberColumn(_("Records"), format="%,d"),
            "accepted": st.column_config.NumberColumn(_("To load"), format="%,d"),
            "no_records": st.column_config.NumberColumn(_("Totals, notes, blanks"), format="%,d"),
            "not_losses": st.column_config.NumberColumn(_("Not lost"), format="%,d"),
            "not_sales": st.column_config.NumberColumn(
                _("No sales") if group.kind == "sales" else _("Not counted"), format="%,d"
            ),
            "rejected": st.column_config.NumberColumn(_("Left out"), format="%,d"),
            "months": words.column("month"),
            "encoding": _("Encoding"),
            "delimiter": _("Delimiter"),
        },
    )
    layout.notes(messages.cells(proposal.reports, company_look()))
    if not value_meanings.asked(proposal):
        layout.notes(no_sales.left_out(group.kind, proposal.reports, company_look()))
    refused = [
        file.path
        for file, report in zip(group.files, proposal.reports, strict=True)
        if report.status == "refused"
    ]
    if refused and len(refused) < len(upload.files):
        label = ngettext(
            "Leave out the {n} refused file", "Leave out the {n} refused files", len(refused)
        ).format(n=len(refused))
        if st.button(label, key=f"drop_{upload.round}_{group.name}", icon=":material/remove:"):
            upload.drop(refused)
            st.rerun()


def _problems(group: FileGroup, reports: Sequence[Report]) -> None:
    """The first problems in words; all of them, and the files to mend, to download."""
    texts = (p.sentence(report.file) for report in reports for p in report.errors)
    sentences = list(islice(texts, LISTED))
    if not sentences:
        return
    total = sum(report.errors_total for report in reports)
    title = ngettext("{n} problem", "{n} problems", total).format(n=session.look().count(total))
    with st.expander(title, expanded=True, icon=":material/error:"):
        st.text("\n".join(sentences))
        with st.container(horizontal=True):
            table = partial(_problem_table, reports)
            name = "octant_problems.csv"
            _download(_("All problems"), lambda: downloads.csv_bytes(table()), name, group.name)
            wrong = [pair for pair in zip(group.files, reports, strict=True) if pair[1].errors]
            for file, report in wrong[:FILES]:
                label = _("{file} with an Error column").format(file=file.name)
                name = downloads.named(file.name, "errors")
                _download(md_escape(label), partial(marked, file, report), name, file.path.name)


def _download(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    st.download_button(
        label,
        make,
        file_name=file_name,
        mime="text/csv",
        key=f"download_{key}",
        on_click="ignore",
        icon=":material/download:",
    )


def _noticed(reports: Sequence[Report]) -> None:
    """What stops nothing but is worth seeing: rows left out, cells read as blank, warnings."""
    rows = [
        {
            "file_name": report.file,
            "what": messages.noticed(listed.what),
            "row": listed.row,
            "column": listed.column,
            "found": listed.found,
            "count": listed.count,
        }
        for report in reports
        for listed in report.listed
    ]
    warnings = [report for report in reports if report.warnings]
    if not rows and not warnings:
        return
    n = sum(row["count"] for row in rows) + len(warnings)
    title = ngettext("{n} thing to notice", "{n} things to notice", n)
    title = title.format(n=session.look().count(n))
    with st.expander(title, expanded=bool(warnings), icon=":material/visibility:"):
        remarks(warnings[:LISTED])
        if rows:
            labels = {"what": _("What"), "count": _("How often")}
            names = {name: labels.get(name, words.column(name)) for name in rows[0]}
            st.dataframe(pd.DataFrame(rows), hide_index=True, column_config=names, row_height=ROW)


def _problem_table(reports: Sequence[Report]) -> pd.DataFrame:
    rows = [
        {"file_name": report.file} | problem.to_json() | {"do": problem.do}
        for report in reports
        for problem in report.errors
    ]
    return pd.DataFrame(rows).rename(columns=words.column)


def _changes(upload: UploadSession, group: FileGroup, proposal: Proposal, look: Look) -> bool:
    """Rows and money by month, and the ticks for what is unusual; true when all are set."""
    changes = [change for change in proposal.changes if change.touches]
    if not changes:
        return True
    layout.section(_("What loading changes"))
    layout.notes(messages.totals(group.kind, proposal, look))
    month_table.show(changes, look)
    moves.show(proposal, look)
    key = f"{upload.round}_{group.name}_{group.asked}"
    ticked = True
    if removed := sum(change.removed for change in changes):
        label = ngettext(
            "{n} row that is loaded now goes away; I have seen it.",
            "{n} rows that are loaded now go away; I have seen it.",
            removed,
        )
        ticked &= st.checkbox(label.format(n=look.count(removed)), key=f"removed_{key}")
    book = None if session.is_demo() else session.scope().book
    if strange := messages.outside(changes, book):
        months = _(", ").join(look.month(month) for month in strange)
        label = _("Outside the months loaded so far: {months}. They are meant.")
        ticked &= st.checkbox(label.format(months=months), key=f"outside_{key}")
    return ticked


def remarks(reports: Sequence[Report]) -> None:
    """What is to be said of files beside their figures: what was noticed, what was not loaded."""
    for report in reports:
        texts = list(report.warnings)
        if report.status in {"unchanged", "held", "refused", "needs_answer"} and not texts:
            texts = [messages.status(report)]
        for text in texts:
            layout.note(_("{file}: {text}").format(file=report.file, text=text))
