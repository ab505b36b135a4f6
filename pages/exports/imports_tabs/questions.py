"""What can be read in more than one way, answered by a click; and what was answered, to change."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd
import streamlit as st

from data.column_values import MEANING, short
from data.ingest.model import InputFile
from data.intake import Proposal
from data.report import Question, Report
from locales import _, ngettext
from pages.exports.imports_tabs import choices, value_meanings
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import layout
from pages.parts.text import md_escape

SAMPLES, NAMES = 5, 3
MANY, FIRST = 5, 4
"""Of more than MANY columns of the file the FIRST ones are shown, the others are in a list."""


def show(upload: UploadSession, group: FileGroup, proposal: Proposal) -> None:
    """The open questions of a group of files, and the answers given now or for an earlier file
    of its source, which can be taken back."""
    questions = proposal.questions
    values = value_meanings.asked(proposal)
    in_table = {question.key for _column, _value, question in values}
    for question in questions:
        if question.key not in in_table:
            _ask(upload, group, question, _asked_of(group, proposal, {question.key}))
    if values:
        _ask_values(upload, group, values, _asked_of(group, proposal, in_table))
    _show_remembered(upload, group, proposal.reports)
    open_keys = {question.key for question in questions}
    given = {key: answer for key, answer in group.answers.items() if key not in open_keys}
    if not given:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        answers = _answers(given, proposal.reports)
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
        answers = _answers(known, reports)
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


def _answers(answers: Mapping[str, str], reports: Sequence[Report]) -> str:
    """Answers in words, those about values of one column together."""
    others = {k: answer for k, answer in answers.items() if not k.startswith(MEANING)}
    texts = [choices.choice(key, answer) for key, answer in others.items()]
    return _("; ").join([*texts, *value_meanings.answered(answers, reports)])


def _asked_of(group: FileGroup, proposal: Proposal, keys: Collection[str]) -> list[InputFile]:
    """The files that questions are about."""
    pairs = zip(group.files, proposal.reports, strict=True)
    return [file for file, report in pairs if any(q.key in keys for q in report.questions)]


def _ask_values(
    upload: UploadSession,
    group: FileGroup,
    values: value_meanings.Asked,
    files: Sequence[InputFile],
) -> None:
    key = f"values_{upload.round}_{group.rounds}_{group.name}"
    with st.container(border=True):
        answers = value_meanings.ask(key, group.kind, values)
        if len(files) < len(upload.files):
            _leave_out(upload, files, key)
        if answers:
            group.answers |= answers
            st.rerun()


def _ask(
    upload: UploadSession, group: FileGroup, question: Question, files: Sequence[InputFile]
) -> None:
    key = f"answer_{upload.round}_{group.rounds}_{group.name}_{question.key}"
    with st.container(border=True):
        st.markdown("**" + md_escape(choices.question(question)) + "**")
        answer = _answered(key, question)
        if question.samples and not _has_captions(question):
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
    shown = _shown(question)
    chosen: str | None = st.radio(
        md_escape(choices.question(question)),
        shown,
        index=None,
        format_func=lambda code: md_escape(choices.choice(question.key, code)),
        captions=_captions(question, shown) if _has_captions(question) else None,
        key=key,
        label_visibility="collapsed",
    )
    if chosen is None and len(shown) < len(question.choices):
        chosen = st.selectbox(
            _("Another one"),
            question.choices[len(shown) :],
            index=None,
            format_func=lambda code: choices.choice(question.key, code),
            key=f"{key}_other",
            placeholder=_("none of these"),
        )
    if question.key == "lost_on" and chosen is None:
        day = st.date_input(_("Another day"), None, key=f"{key}_day", format="YYYY-MM-DD")
        return day.isoformat() if isinstance(day, date) else None
    return chosen


def _shown(question: Question) -> tuple[str, ...]:
    """The choices that stand side by side: the likeliest ones where there are many."""
    is_long = len(question.choices) > MANY and question.key.startswith(choices.MAPPING)
    return question.choices[:FIRST] if is_long else question.choices


def _has_captions(question: Question) -> bool:
    """Whether the choices are columns of the file: the first cells stand below the name of each."""
    return question.key.startswith(choices.MAPPING) and bool(question.samples)


def _captions(question: Question, shown: Sequence[str]) -> list[str]:
    cells = {choice: [cell for _raw, cell in question.samples.get(choice, [])] for choice in shown}
    return [
        md_escape(" · ".join(short(cell) for cell in cells[choice][:SAMPLES] if cell))
        for choice in shown
    ]


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
