"""What the values of unread columns count as: one small table for a group of files, one button."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Literal

import streamlit as st

from data.column_values import MEANING, ColumnValues, columns, money, name
from data.intake import Proposal
from data.report import ASK, Question, Report, ValueMeaning
from locales import _, ngettext
from pages.parts import layout, session
from pages.parts.sentences import no_sales
from pages.parts.text import md_escape

Side = Literal["left", "right"]

COUNT, SUBTRACT, LEAVE_OUT = "count", "subtract", "leave_out"
CHOICES = (COUNT, SUBTRACT, LEAVE_OUT)
WIDTHS = (5, 2, 3, 4)
SIDES: tuple[Side, ...] = ("right", "right", "left")
OTHERS = 3
"""How many values that count anyway are named beside those asked about."""

Asked = list[tuple[ColumnValues, ValueMeaning, Question]]


def asked(proposal: Proposal) -> Asked:
    """The values to ask about, those of one column together."""
    questions = {q.key: q for q in proposal.questions if q.key.startswith(MEANING)}
    return [
        (column, value, questions[value.key])
        for column in columns(proposal.reports)
        for value in column.asked
        if value.key in questions
    ]


def ask(key: str, kind: str | None, rows: Asked) -> dict[str, str] | None:
    """Draws the table; the answer to each question once the button is clicked, else None."""
    st.markdown("**" + md_escape(_title(kind, rows)) + "**")
    layout.note(_("The likeliest answer is set for each. Nothing is taken before you click."))
    has_money = any(column.has_money for column, _value, _question in rows)
    with st.form(key, border=False):
        chosen = {}
        with st.container(gap="xsmall"):
            for number, (column, group) in enumerate(groupby(rows, lambda row: row[0])):
                _heads(column.header, has_money, is_first=not number)
                for _column, value, question in group:
                    chosen[question.key] = _row(key, value, question, has_money)
                _others(column)
        is_taken = st.form_submit_button(
            ngettext("Take this answer", "Take these answers", len(rows)),
            type="primary",
            icon=":material/check:",
            key=f"{key}_take",
        )
    return chosen if is_taken else None


def _title(kind: str | None, rows: Asked) -> str:
    """What the table is about; where all values would count, somebody chose the column."""
    if any(question.choices[0] != COUNT for _column, _value, question in rows):
        return no_sales.question(kind, [value for _column, value, _q in rows], session.look())
    headers = dict.fromkeys(column.header for column, _value, _question in rows)
    return _("What do the values of {headers} count as?").format(headers=_(", ").join(headers))


def _heads(header: str, has_money: bool, is_first: bool) -> None:
    """The header of the file over its values; over the first ones also what stands beside them."""
    first, *others = st.columns(WIDTHS, vertical_alignment="bottom")
    first.markdown(f"**{md_escape(header)}**")
    if is_first:
        names = (_("Lines"), _("Money") if has_money else "", _("Counts as"))
        for cell, name, side in zip(others, names, SIDES, strict=True):
            cell.caption(md_escape(name), text_alignment=side)


def _row(key: str, value: ValueMeaning, question: Question, has_money: bool) -> str:
    text, lines, worth, choice = st.columns(WIDTHS, vertical_alignment="center")
    text.markdown(md_escape(name(value)))
    lines.markdown(md_escape(session.look().count(value.rows)), text_alignment="right")
    if has_money:
        worth.markdown(md_escape(money(value.amounts)), text_alignment="right")
    answer: str = choice.selectbox(
        _("{header}, {value}: counts as").format(header=value.header, value=name(value)),
        CHOICES,
        index=CHOICES.index(question.choices[0]),
        format_func=lambda code: choice_text(code),
        key=f"{key}_{question.key}",
        label_visibility="collapsed",
    )
    return answer


def _others(column: ColumnValues) -> None:
    """The values of the column that count without a question."""
    if not column.others:
        return
    parts = [
        _("{value} {money}").format(value=name(v), money=money(v.amounts))
        if column.has_money
        else name(v)
        for v in column.others
    ]
    more = " …" if len(parts) > OTHERS else ""
    layout.note(_("Counts anyway: {values}").format(values=" · ".join(parts[:OTHERS]) + more))


def choice_text(code: str) -> str:
    """What a value counts as, as the end of a sentence."""
    texts = {COUNT: _("Counts"), SUBTRACT: _("Is subtracted"), LEAVE_OUT: _("Is left out")}
    return texts.get(code, code)


def answered(answers: Mapping[str, str], reports: Sequence[Report]) -> list[str]:
    """The answers about values in short, one text for each column."""
    texts = []
    for column in columns(reports):
        if answers.get(column.key) == ASK:
            texts.append(_("{header} decides what counts").format(header=column.header))
        by_choice: dict[str, list[str]] = {}
        for value in column.asked:
            if value.key in answers:
                by_choice.setdefault(answers[value.key], []).append(name(value))
        if by_choice:
            texts.append(_column_text(column.header, by_choice))
    return texts


def _column_text(header: str, by_choice: Mapping[str, Sequence[str]]) -> str:
    words = {COUNT: _("counted"), SUBTRACT: _("subtracted"), LEAVE_OUT: _("left out")}
    parts = [
        _("{values} → {choice}").format(values=_(", ").join(values), choice=words.get(code, code))
        for code, values in by_choice.items()
    ]
    return _("{header}: {parts}").format(header=header, parts=_(", ").join(parts))
