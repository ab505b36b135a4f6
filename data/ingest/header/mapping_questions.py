"""Asks which header is which column, where neither the options nor the headers settle it."""

from collections.abc import Collection, Sequence

from data.ingest import context, problems
from data.ingest.error_column import is_mark
from data.ingest.header.mapped_file import Head
from data.ingest.header.plausible import plausible
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.report import Question
from locales import _

IGNORE, NONE = "ignore", "none"
"""The choices that a new header is no column of ours, and that no header is the column that is
needed: then the file is refused for lacking it."""
Rows = Sequence[Sequence[str]]


def ask_header(
    head: Head,
    rows: Rows,
    column: str,
    text: str,
    places: Sequence[int],
    others: Collection[int],
    questionnaire: Questionnaire,
    is_unlikely: bool = False,
) -> str | None:
    """The header that is a column, as answered; None while it is not, NONE where no header is.

    `places`: the likely ones, the likeliest first; `others`: those that may be chosen as well.
    `is_unlikely`: none of them is likely, which is then the first choice.
    """
    cells = head.header.cells
    offered = (*places, *(i for i in others if i not in places and cells[i]))
    choices = tuple(cells[i] for i in offered)
    if is_unlikely:
        choices = (NONE, *choices)
    elif len(choices) == 1 and context.reads_at(context.MEANING):
        choices = (*choices, NONE)
    samples = {cells[i]: [(r[i], r[i].strip()) for r in rows[:5] if i < len(r)] for i in offered}
    question = Question(f"mapping:{column}", text, choices, samples)
    return questionnaire.settle(question, [head.report], head.remembered.answers)


def ask_new(
    head: Head, columns: dict[str, int], free: Sequence[int], questionnaire: Questionnaire
) -> None:
    """Ask about headers that the source's earlier files did not have and nobody matches."""
    earlier = {normalized(h) for h in head.remembered.headers}
    if not earlier:
        return
    for place in free:
        header = head.header.cells[place]
        if not header or normalized(header) in earlier or is_mark(header):
            continue
        open_columns = [c.name for c in head.kind.columns if c.name not in columns]
        question = Question(
            f"mapping:{header}",
            _("The column {header} is new. Which of ours is it?").format(
                header=problems.quoted(header)
            ),
            (IGNORE, *open_columns),
        )
        answer = questionnaire.settle(question, [head.report], head.remembered.answers)
        if answer and answer != IGNORE:
            columns[answer] = place


def ask_missing(
    head: Head,
    rows: Rows,
    columns: dict[str, int],
    free: Sequence[int],
    questionnaire: Questionnaire,
) -> None:
    """For each unmet need: ask where a header may be it, refuse where none may."""
    lacks = [
        need
        for need in head.kind.needs
        if not any(set(alternative) <= columns.keys() for alternative in need)
    ]
    hopeless = []
    for need in lacks:
        if not any(_ask_columns(head, rows, a, columns, free, questionnaire) for a in need):
            hopeless.append(need)
    if head.kind.status:
        hopeless = [n for n in hopeless if n != ((head.kind.month_column,),)]
    if hopeless:
        head.report.refuse(problems.missing(hopeless, head.header.cells))


def _ask_columns(
    head: Head,
    rows: Rows,
    alternative: Sequence[str],
    columns: dict[str, int],
    free: Sequence[int],
    questionnaire: Questionnaire,
) -> bool:
    """Ask for the columns of one alternative; False when no header may be one of them."""
    cells = head.header.cells
    offers = {
        name: plausible(head.kind.column(name), cells, free, rows)
        for name in alternative
        if name not in columns
    }
    if not all(offers.values()):
        return False
    for name, places in offers.items():
        text = _("Which column is {column}?").format(column=problems.quoted(name))
        answer = ask_header(head, rows, name, text, places, free, questionnaire)
        if answer == NONE and NONE not in cells:
            head.report.refuse(problems.missing([[[name]]], cells))
        elif answer:
            columns[name] = cells.index(answer)
    return True
