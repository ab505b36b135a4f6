"""The same money with and without tax, in two columns: which of them counts is asked."""

from collections.abc import Mapping, Sequence

from data.ingest import context
from data.ingest.header import amount_choice
from data.ingest.header.mapped_file import Head
from data.ingest.header.tax_sides import WITH, side
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number
from data.report import Question
from locales import _

AMOUNT = "amount"


def ask_amount(
    head: Head,
    rows: Sequence[Sequence[str]],
    columns: dict[str, int],
    wanted: Mapping[str, str],
    questionnaire: Questionnaire,
) -> set[int]:
    """Ask which column is the amount where one is with tax and another is not; the places of these.

    Until it is answered, the one without tax stands in `columns`, so that there is a preview. It is
    settled where the call maps the amount, or where earlier files of the source had them all.
    """
    if all(column.name != AMOUNT for column in head.kind.columns):
        return set()
    if head.kind.name == "sales" and context.reads_at(context.MEANING):
        return amount_choice.choose(head, rows, columns, wanted, questionnaire)
    cells = head.header.cells
    others = {place for name, place in columns.items() if name != AMOUNT}
    sides = {
        place: side(cells[place], place == columns.get(AMOUNT))
        for place in range(len(cells))
        if place not in others and _holds_numbers(place, rows)
    }
    places = sorted((side, place) for place, side in sides.items() if side is not None)
    if not places or places[0][0] == places[-1][0] or places[-1][0] != WITH:
        return set()
    both = {place for _order, place in places}
    earlier = {normalized(header) for header in head.remembered.headers}
    is_known = AMOUNT in head.remembered.mapping and {normalized(cells[p]) for p in both} <= earlier
    if AMOUNT in wanted or is_known:
        return both
    question = Question(
        f"mapping:{AMOUNT}",
        _("The file has amounts with and without tax. Which are to be counted?"),
        tuple(cells[place] for _order, place in places),
        {
            cells[place]: [(r[place], r[place].strip()) for r in rows[:5] if place < len(r)]
            for _order, place in places
        },
    )
    answer = questionnaire.settle(question, [head.report], head.remembered.answers)
    columns[AMOUNT] = places[0][1] if answer is None else cells.index(answer)
    return both


def _holds_numbers(place: int, rows: Sequence[Sequence[str]]) -> bool:
    values = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    return bool(values) and all(map(is_number, values))
