"""Open questions and unread columns in words, each with the option that answers it."""

import shlex
from collections.abc import Iterator, Sequence

from data.column_values import ColumnValues, columns, money, name, unasked
from data.report import ASK, Question, Report, ValueMeaning
from locales import _, ngettext

SAMPLES = 5
SIGNS = frozenset(" '()*?[]{}&;<>|!#~")
UNREAD, VALUES = 8, 6
"""How many unread columns are listed, and how many values of each."""

Lines = Iterator[str]


def questions(reports: Sequence[Report]) -> Lines:
    """Every question once, with how to answer; those about values are one block."""
    open_questions = {q.key: q for report in reports for q in report.questions}
    asked = [
        (column, [value for value in column.asked if value.key in open_questions])
        for column in columns(reports)
    ]
    in_block = {value.key for _column, values in asked for value in values}
    for question in open_questions.values():
        if question.key not in in_block:
            yield from _question(question)
    if in_block:
        yield from _values(asked, open_questions)


def unread(report: Report) -> Lines:
    """The columns with few values that decide nothing, with the money of each value."""
    for column in unasked([report])[:UNREAD]:
        values = " · ".join(_value(value, column) for value in column.values[:VALUES])
        more = " …" if len(column.values) > VALUES else ""
        text = _("    {header} decides nothing: {values}. {option} asks what each value counts as.")
        option = f"--answer {quoted(f'{column.key}={ASK}')}"
        yield text.format(header=column.header, values=values + more, option=option)


def examples(question: Question) -> list[str]:
    """Up to five cells that every choice reads alike: they tell what the question is about."""
    return [] if _differ(question) else _shown(next(iter(question.samples.values()), []))


def samples(question: Question, choice: str) -> list[str]:
    """Up to five cells as this choice reads them; nothing where every choice reads them alike."""
    return _shown(question.samples.get(choice, [])) if _differ(question) else []


def quoted(text: str) -> str:
    """A text as one word of a command, whatever a shell would make of its signs."""
    if any(sign in text for sign in '"$`\\'):
        return shlex.quote(text)
    return f'"{text}"' if any(sign in text for sign in SIGNS) else text


def _question(question: Question) -> Lines:
    yield _("Question: {text}").format(text=question.text)
    yield from (f"    {text}" for text in examples(question))
    for choice in question.choices:
        yield f"    --answer {quoted(f'{question.key}={choice}')}"
        yield from (f"        {text}" for text in samples(question, choice))


def _values(
    asked: Sequence[tuple[ColumnValues, Sequence[ValueMeaning]]],
    open_questions: dict[str, Question],
) -> Lines:
    """The values asked about, column by column, each with its likeliest answer."""
    n = sum(len(values) for _column, values in asked)
    text = ngettext(
        "Question: {n} value may be no sale. What does it count as: count, subtract, leave_out?",
        "Question: {n} values may be no sales. What do they count as: count, subtract, leave_out?",
        n,
    )
    yield text.format(n=n)
    for column, values in asked:
        for value in values:
            rows = ngettext("{n} record", "{n} records", value.rows).format(n=f"{value.rows:,}")
            worth = money(value.amounts)
            yield f"    {column.header}: {name(value)} · {rows} · {worth}"
            likeliest = f"{value.key}={open_questions[value.key].choices[0]}"
            yield f"        --answer {quoted(likeliest)}"


def _value(value: ValueMeaning, column: ColumnValues) -> str:
    if column.has_money:
        return f"{name(value)} {money(value.amounts)}"
    rows = ngettext("{n} record", "{n} records", value.rows).format(n=f"{value.rows:,}")
    return f"{name(value)} {rows}"


def _differ(question: Question) -> bool:
    found = [question.samples.get(choice, []) for choice in question.choices]
    return len(found) == 1 or any(own != found[0] for own in found)


def _shown(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{raw} → {read}" if raw and raw != read else read for raw, read in pairs[:SAMPLES]]
