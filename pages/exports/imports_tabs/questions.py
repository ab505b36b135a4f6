"""What can be read in more than one way, answered by a click; and what was answered, to change."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from data.ingest.model import InputFile
from data.intake import Proposal
from data.report import Question, Report
from locales import _, ngettext
from pages.exports.imports_tabs import choices
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import layout
from pages.parts.text import md_escape

SAMPLES, NAMES = 5, 3


def show(upload: UploadSession, group: FileGroup, proposal: Proposal) -> None:
    """The open questions of a group of files, and the answers given now or for an earlier file
    of its source, which can be taken back."""
    questions = proposal.questions
    for question in questions:
        _ask(upload, group, question, _asked_of(group, proposal, question))
    _show_remembered(upload, group, proposal.reports)
    open_keys = {question.key for question in questions}
    given = {key: answer for key, answer in group.answers.items() if key not in open_keys}
    if not given:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        answers = _("; ").join(choices.choice(key, answer) for key, answer in given.items())
        layout.note(_("Answered: {answers}").format(answers=answers))
        if st.button(
            _("Ask again"),
            type="tertiary",
            icon=":material/undo:",
            key=f"again_{upload.round}_{group.name}",
        ):
            group.answers.clear()
            group.rounds += 1
            st.rerun()


def _show_remembered(upload: UploadSession, group: FileGroup, reports: Sequence[Report]) -> None:
    known = {key: answer for report in reports for key, answer in report.remembered.items()}
    if not known:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        answers = _("; ").join(choices.choice(key, answer) for key, answer in known.items())
        layout.note(
            _("As answered for an earlier file of this source: {answers}").format(answers=answers)
        )
        if st.button(
            _("Ask me again"),
            type="tertiary",
            icon=":material/undo:",
            key=f"remembered_{upload.round}_{group.name}",
        ):
            group.asks_again = True
            group.rounds += 1
            st.rerun()


def _asked_of(group: FileGroup, proposal: Proposal, question: Question) -> list[InputFile]:
    """The files that a question is about."""
    pairs = zip(group.files, proposal.reports, strict=True)
    return [file for file, report in pairs if question.key in {q.key for q in report.questions}]


def _ask(
    upload: UploadSession, group: FileGroup, question: Question, files: Sequence[InputFile]
) -> None:
    key = f"answer_{upload.round}_{group.rounds}_{group.name}_{question.key}"
    with st.container(border=True):
        st.markdown("**" + md_escape(choices.question(question)) + "**")
        answer = _answered(key, question)
        if question.samples:
            _samples(question)
        if len(files) < len(upload.files):
            _leave_out(upload, files, key)
        if answer:
            group.answers[question.key] = answer
            st.rerun()


def _leave_out(upload: UploadSession, files: Sequence[InputFile], key: str) -> None:
    """Which files are asked about, and the click that leaves them out."""
    names = _(", ").join(file.name for file in files[:NAMES]) + (" …" if len(files) > NAMES else "")
    label = ngettext("Leave {n} file out", "Leave {n} files out", len(files))
    with st.container(horizontal=True, vertical_alignment="center"):
        layout.note(_("Asked of: {files}").format(files=names))
        if st.button(
            label.format(n=len(files)),
            type="tertiary",
            icon=":material/remove:",
            key=f"leave_{key}",
        ):
            upload.drop(file.path for file in files)
            st.rerun()


def _answered(key: str, question: Question) -> str | None:
    chosen: str | None = st.radio(
        md_escape(choices.question(question)),
        question.choices,
        index=None,
        format_func=lambda code: md_escape(choices.choice(question.key, code)),
        key=key,
        label_visibility="collapsed",
    )
    if question.key == "lost_on" and chosen is None:
        day = st.date_input(_("Another day"), None, key=f"{key}_day", format="YYYY-MM-DD")
        return day.isoformat() if isinstance(day, date) else None
    return chosen


def _samples(question: Question) -> None:
    """How the first values read with each choice; once, where they read alike."""
    texts = {
        choices.choice(question.key, choice): [choices.example(*pair) for pair in pairs[:SAMPLES]]
        for choice, pairs in question.samples.items()
    }
    if len(set(map(tuple, texts.values()))) == 1:
        texts = {_("For example"): next(iter(texts.values()))}
    columns = {
        md_escape(name): pd.Series([md_escape(text) for text in column], dtype=object)
        for name, column in texts.items()
    }
    st.table(pd.DataFrame(columns).fillna(""), border="horizontal", hide_index=True)
