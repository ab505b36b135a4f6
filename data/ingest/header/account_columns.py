"""Decides which columns are the account: headers propose, the cells decide, else it is asked.

A customer is preferred to a party, a party to a person, these to what may be one's own company or a
ledger account; a column with several values is preferred to one that is nearly always the same.
"""

from collections.abc import Mapping, Sequence

from data.ingest import problems
from data.ingest.header.account_candidates import (
    ACCOUNT,
    CUSTOMER,
    LEDGER,
    MAIL,
    OWN,
    PARTY,
    PERSON,
    Candidate,
    agree,
    candidates,
    is_doubtful,
    repeats,
    tier_of,
)
from data.ingest.header.column_evidence import numbered_cells
from data.ingest.header.header_keys import folded
from data.ingest.header.mapped_file import Head
from data.ingest.header.mapping_questions import NONE, ask_header
from data.ingest.header.matching import Offer
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.kinds.shared import ACCOUNT as ACCOUNT_NEED
from locales import _

MANY = 3
"""So many different companies are customers rather than one's own."""
ROWS = 10
"""In so many rows the name of some account comes twice."""
Rows = Sequence[Sequence[str]]


def is_settled(header: str) -> bool:
    """Whether a remembered column may stay the account whatever its cells are."""
    return tier_of(header) not in (OWN, LEDGER)


def decide(
    head: Head,
    rows: Rows,
    offered: Sequence[Offer],
    columns: dict[str, int],
    assigned: Mapping[str, str],
    questionnaire: Questionnaire,
) -> None:
    """Put the account into `columns`; asks where the best candidate is open to doubt.

    `assigned`: columns that the options or the memory name. Until the question is answered the
    likeliest candidate stands in `columns`, so that there is a preview.
    """
    given = {name: columns[name] for name in ACCOUNT if name in assigned and name in columns}
    for name in set(ACCOUNT) - given.keys():
        columns.pop(name, None)
    ranking = _ranked(candidates(offered, head.header.cells, rows, set(columns.values())))
    first = (
        _given(head, given, rows) if given else _first(head, rows, ranking, columns, questionnaire)
    )
    if first is None:
        return
    columns[first.column] = first.place
    partner = next((c for c in ranking if _is_partner(c, first, head, ranking, rows)), None)
    if partner and partner.column not in columns:
        columns[partner.column] = partner.place


def _ranked(all_candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, the likeliest first.

    Companies with many values come before people, but people before a company that not all of
    them have; a "Name" of which none comes twice is that of an order, and comes late.
    """
    most = max((len(c.cells) for c in all_candidates if c.tier == CUSTOMER), default=0)

    def key(candidate: Candidate) -> tuple[bool, int, bool]:
        tier = candidate.tier
        if tier == OWN and candidate.is_name and candidate.distinct >= MANY:
            tier = PARTY
        if candidate.is_bare and len(candidate.cells) >= ROWS and not repeats(candidate):
            tier = LEDGER
        is_partly_blank = "company" in folded(candidate.header) and len(candidate.cells) < most
        return is_doubtful(candidate, all_candidates), tier, is_partly_blank

    return sorted(all_candidates, key=key)


def _given(head: Head, given: Mapping[str, int], rows: Rows) -> Candidate:
    """The column that was named, as a candidate."""
    name, place = next(iter(given.items()))
    header = head.header.cells[place]
    numbered = numbered_cells(place, rows)
    filled = tuple(cell for _row, cell in numbered)
    places = tuple(row for row, _cell in numbered)
    return Candidate(place, header, name, tier_of(header), 0, filled, places)


def _first(
    head: Head,
    rows: Rows,
    ranking: Sequence[Candidate],
    columns: Mapping[str, int],
    questionnaire: Questionnaire,
) -> Candidate | None:
    """The best candidate, asked where another may be meant; None where there is none."""
    if not ranking or not _is_open(ranking, columns, rows):
        return ranking[0] if ranking else None
    best, cells = ranking[0], head.header.cells
    places = [candidate.place for candidate in ranking]
    free = [place for place in range(len(cells)) if place not in columns.values()]
    is_unlikely = len(ranking) == 1 and (best.is_ledger or best.is_bare)
    answer = ask_header(
        head, rows, best.column, _text(ranking), places, free, questionnaire, is_unlikely
    )
    if answer is None:
        return best
    if answer == NONE and NONE not in cells:
        head.report.refuse(problems.missing(ACCOUNT_NEED, cells))
        return None
    chosen = Candidate(cells.index(answer), answer, best.column, CUSTOMER, 0, ())
    return next((candidate for candidate in ranking if candidate.header == answer), chosen)


def _is_open(ranking: Sequence[Candidate], columns: Mapping[str, int], rows: Rows) -> bool:
    """Whether the best candidate may be the wrong one."""
    best = ranking[0]
    others = [c for c in ranking[1:] if c.column == best.column or not agree(best, c, rows)]
    if not best.cells:
        return False
    companies = [c for c in others if c.tier == OWN and not c.is_ledger]
    if best.is_bare and (companies or not _is_order_list(others, columns)):
        return True
    if best.tier == LEDGER:
        return best.distinct < MANY or bool(others)
    people = [c for c in others if c.tier in (PARTY, PERSON) and not is_doubtful(c, ranking)]
    return (
        is_doubtful(best, ranking)
        or any(c.tier == CUSTOMER and not c.is_ledger and is_doubtful(c, ranking) for c in others)
        or (best.tier in (PARTY, PERSON) and any(not is_doubtful(c, ranking) for c in companies))
        or (best.tier == OWN and bool(people))
    )


def _is_order_list(others: Sequence[Candidate], columns: Mapping[str, int]) -> bool:
    """Whether a mere "Name" can be of nothing but the account: ledger accounts stand beside it,
    or the product has a column, or there are orders and no goods."""
    goods = {"quantity", "unit_price"} & columns.keys()
    has_orders = "order_id" in columns or "invoice_no" in columns
    return any(c.is_ledger for c in others) or "product" in columns or (has_orders and not goods)


def _text(ranking: Sequence[Candidate]) -> str:
    header = problems.quoted(ranking[0].header)
    if ranking[0].is_ledger:
        return _("Is {header} the customer? It looks like an account of the ledger.").format(
            header=header
        )
    if len(ranking) == 1:
        return _("Is {header} the customer?").format(header=header)
    return _("Which column is the customer?")


def _is_partner(
    other: Candidate,
    first: Candidate,
    head: Head,
    ranking: Sequence[Candidate],
    rows: Rows,
) -> bool:
    """Whether a candidate is the number to the account's name, or the name to its number."""
    if other.column == first.column or other.place == first.place or is_doubtful(other, ranking):
        return False
    memory = head.remembered
    if {*ACCOUNT} & memory.mapping.keys() and _was_left(other, head):
        return False
    if other.tier == CUSTOMER and first.tier == CUSTOMER:
        return True
    if other.tier in (PERSON, LEDGER, MAIL) or not agree(first, other, rows):
        return False
    is_proved = repeats(first) or not other.is_bare
    return is_proved and (other.distinct > 1 or first.distinct <= 1)


def _was_left(other: Candidate, head: Head) -> bool:
    """Whether earlier files of the source had this header and it was not the account."""
    earlier = {normalized(h) for h in head.remembered.headers}
    used = {normalized(h) for h in head.remembered.mapping.values()}
    header = normalized(other.header)
    return header in earlier and header not in used
