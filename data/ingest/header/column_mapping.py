"""Maps the headers of a file to columns: as the options say, as remembered, by synonym, or asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.ingest import context, problems
from data.ingest.header import account_columns, foreign_lists, net_and_gross
from data.ingest.header.account_candidates import ACCOUNT
from data.ingest.header.column_evidence import judged
from data.ingest.header.mapped_file import Head
from data.ingest.header.mapping_questions import ask_missing, ask_new
from data.ingest.header.matching import Offer, assign, match, offers
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.ingest.values.total_words import says_total
from locales import _

Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Mapped:
    """Column -> position, and the positions that no column took."""

    columns: dict[str, int]
    free: list[int]


def map_columns(
    head: Head, rows: Rows, wanted: Mapping[str, str], questionnaire: Questionnaire
) -> Mapped:
    """The columns of the file; asks about what is new, and about what is missing or refuses it."""
    cells = head.header.cells
    assigned = _assigned(head, wanted)
    rows = [row for row in rows if not _is_total(row)] or rows
    if context.reads_at(context.MEANING):
        columns = _by_evidence(head, rows, assigned, wanted, questionnaire)
    else:
        columns = match(cells, head.kind, assigned).columns
    free = [i for i in range(len(cells)) if i not in columns.values()]
    if head.report.status == "refused":
        return Mapped(columns, free)
    sides = net_and_gross.ask_amount(head, rows, columns, wanted, questionnaire)
    ask_new(head, columns, [place for place in free if place not in sides], questionnaire)
    ask_missing(head, rows, columns, free, questionnaire)
    free = [i for i in range(len(cells)) if i not in columns.values()]
    return Mapped(columns, free)


def _assigned(head: Head, wanted: Mapping[str, str]) -> dict[str, str]:
    """Column -> header, of what the options name and what the source's earlier files had."""
    names = {c.name for c in head.kind.readable}
    there = {normalized(c) for c in head.header.cells}
    taken = {normalized(h) for h in wanted.values()}
    known = {
        c: h
        for c, h in head.remembered.mapping.items()
        if c in names and normalized(h) in there - taken
    }
    if context.reads_at(context.MEANING) and _has_orders(head):
        known = {
            c: h for c, h in known.items() if c not in ACCOUNT or account_columns.is_settled(h)
        }
    return known | {c: h for c, h in wanted.items() if c in names}


def _by_evidence(
    head: Head,
    rows: Rows,
    assigned: Mapping[str, str],
    wanted: Mapping[str, str],
    questionnaire: Questionnaire,
) -> dict[str, int]:
    """The columns as headers propose and cells decide; refuses purchases and payments."""
    cells, kind = head.header.cells, head.kind
    offered = _judged(head, rows, assigned)
    columns = assign(cells, kind, assigned, offered).columns
    if not _has_orders(head):
        return columns
    if problem := foreign_lists.refusal(kind, cells, offered, rows, wanted):
        head.report.refuse(problem)
    else:
        account_columns.decide(head, rows, offered, columns, assigned, questionnaire)
    return columns


def _judged(head: Head, rows: Rows, assigned: Mapping[str, str]) -> list[Offer]:
    cells, kind = head.header.cells, head.kind
    named = {normalized(header) for header in assigned.values()}
    decided = {place for place, cell in enumerate(cells) if normalized(cell) in named}
    return judged(offers(cells, kind), kind, cells, rows, decided)


def _has_orders(head: Head) -> bool:
    """Whether a file of this kind lists what accounts ordered, owe or are worth, day by day."""
    return head.kind.month_column is not None and not head.kind.is_plan


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
