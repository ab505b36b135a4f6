"""Maps the headers of a file to columns: as the options say, as remembered, by synonym, or asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.ingest import problems
from data.ingest.error_column import is_mark
from data.ingest.header import net_and_gross
from data.ingest.header.kind_detection import plausible
from data.ingest.header.mapped_file import Head
from data.ingest.header.matching import match
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.ingest.values.total_words import says_total
from data.report import Question
from locales import _

IGNORE = "ignore"


@dataclass(frozen=True)
class Mapped:
    """Column -> position, and the positions that no column took."""

    columns: dict[str, int]
    free: list[int]


def map_columns(
    head: Head,
    rows: Sequence[Sequence[str]],
    wanted: Mapping[str, str],
    questionnaire: Questionnaire,
) -> Mapped:
    """The columns of the file; asks about what is new, and about what is missing or refuses it."""
    kind, cells = head.kind, head.header.cells
    names = {c.name for c in kind.readable}
    there = {normalized(c) for c in cells}
    known = {
        c: h for c, h in head.remembered.mapping.items() if c in names and normalized(h) in there
    }
    taken = {normalized(h) for h in wanted.values()}
    known = {c: h for c, h in known.items() if normalized(h) not in taken}
    assigned = known | {c: h for c, h in wanted.items() if c in names}
    columns = match(cells, kind, assigned).columns
    free = [i for i in range(len(cells)) if i not in columns.values()]
    rows = [row for row in rows if not _is_total(row)] or rows
    sides = net_and_gross.ask_amount(head, rows, columns, wanted, questionnaire)
    _ask_new(head, columns, [place for place in free if place not in sides], questionnaire)
    _ask_missing(head, rows, columns, free, questionnaire)
    free = [i for i in range(len(cells)) if i not in columns.values()]
    return Mapped(columns, free)


def _is_total(row: Sequence[str]) -> bool:
    """Whether a row is blank or one of totals: no example of what its columns hold."""
    return says_total(next((cell for cell in row if cell.strip()), "Total"))


def refuse_wrong_mapping(heads: Sequence[Head], wanted: Mapping[str, str]) -> None:
    """Refuse files for a wanted column that none of their kinds has, or a header that is not there.

    A column that another kind's file of the call has does not concern a file without the header.
    """
    for column, header in wanted.items():
        able = [h for h in heads if column in _names(h)]
        for head in heads if not able else ():
            error = _("the wish for a column {column}").format(column=problems.quoted(column))
            _refuse_mapping(head, error, _names(head))
        for head in able:
            others = [h for h in able if h is head or h.kind is not head.kind]
            if not any(normalized(header) in map(normalized, h.header.cells) for h in others):
                error = _("no header {header}").format(header=problems.quoted(header))
                _refuse_mapping(head, error, [c for c in head.header.cells if c])


def _names(head: Head) -> list[str]:
    return [column.name for column in head.kind.readable]


def _refuse_mapping(head: Head, error: str, choices: Sequence[str]) -> None:
    wanted = _("one of: {choices}").format(choices=", ".join(choices))
    head.report.refuse(problems.of_file(error, wanted, _("correct the mapping")))


def _ask_new(
    head: Head, columns: dict[str, int], free: list[int], questionnaire: Questionnaire
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


def _ask_missing(
    head: Head,
    rows: Sequence[Sequence[str]],
    columns: dict[str, int],
    free: list[int],
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
        if not any(_ask(head, rows, a, columns, free, questionnaire) for a in need):
            hopeless.append(need)
    if head.kind.status:
        hopeless = [n for n in hopeless if n != ((head.kind.month_column,),)]
    if hopeless:
        head.report.refuse(problems.missing(hopeless, head.header.cells))


def _ask(
    head: Head,
    rows: Sequence[Sequence[str]],
    alternative: Sequence[str],
    columns: dict[str, int],
    free: list[int],
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
        others = [i for i in free if i not in places and cells[i]]
        choices = tuple(cells[i] for i in (*places, *others))
        question = Question(
            f"mapping:{name}",
            _("Which column is {column}?").format(column=problems.quoted(name)),
            choices,
            {
                cells[i]: [(r[i], r[i].strip()) for r in rows[:5] if i < len(r)]
                for i in (*places, *others)
            },
        )
        answer = questionnaire.settle(question, [head.report], head.remembered.answers)
        if answer:
            columns[name] = cells.index(answer)
    return True
