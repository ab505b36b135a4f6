"""What can be read in more than one way, answered by a click; and what was answered, to change."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from data.intake import Proposal
from data.report import Question, Report
from locales import _
from pages.exports.imports_tabs import choices
from pages.exports.imports_tabs.desk import Desk, Pile
from pages.parts import layout
from pages.parts.text import md_escape

SAMPLES = 5


def show(desk: Desk, pile: Pile, proposal: Proposal) -> None:
    """The open questions of a pile, and the answers given, now or for an earlier file of its
    source, which can be taken back."""
    questions = proposal.questions
    for question in questions:
        _ask(desk, pile, question)
    _show_remembered(desk, pile, proposal.reports)
    open_keys = {question.key for question in questions}
    given = {key: answer for key, answer in pile.answers.items() if key not in open_keys}
    if not given:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        told = _("; ").join(choices.choice(key, answer) for key, answer in given.items())
        layout.note(_("Answered: {answers}").format(answers=told))
        if st.button(
            _("Ask again"),
            type="tertiary",
            icon=":material/undo:",
            key=f"again_{desk.round}_{pile.name}",
        ):
            pile.answers.clear()
            pile.rounds += 1
            st.rerun()


def _show_remembered(desk: Desk, pile: Pile, reports: Sequence[Report]) -> None:
    known = {key: answer for report in reports for key, answer in report.remembered.items()}
    if not known:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        told = _("; ").join(choices.choice(key, answer) for key, answer in known.items())
        layout.note(
            _("As answered for an earlier file of this source: {answers}").format(answers=told)
        )
        if st.button(
            _("Ask me again"),
            type="tertiary",
            icon=":material/undo:",
            key=f"remembered_{desk.round}_{pile.name}",
        ):
            pile.asks_again = True
            pile.rounds += 1
            st.rerun()


def _ask(desk: Desk, pile: Pile, question: Question) -> None:
    key = f"answer_{desk.round}_{pile.rounds}_{pile.name}_{question.key}"
    with st.container(border=True):
        st.markdown("**" + md_escape(question.text) + "**")
        answer = _answered(key, question)
        if question.samples:
            _samples(question)
        if answer:
            pile.answers[question.key] = answer
            st.rerun()


def _answered(key: str, question: Question) -> str | None:
    chosen: str | None = st.radio(
        md_escape(question.text),
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
        choices.choice(question.key, choice): [
            f"{raw} → {parsed}" for raw, parsed in pairs[:SAMPLES]
        ]
        for choice, pairs in question.samples.items()
    }
    if len(set(map(tuple, texts.values()))) == 1:
        texts = {_("For example"): next(iter(texts.values()))}
    columns = {
        md_escape(name): pd.Series([md_escape(text) for text in column], dtype=object)
        for name, column in texts.items()
    }
    st.table(pd.DataFrame(columns).fillna(""), border="horizontal", hide_index=True)
