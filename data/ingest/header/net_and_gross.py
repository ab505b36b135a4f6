"""The same money with and without tax, in two columns: which of them counts is asked."""

import re
from collections.abc import Mapping, Sequence

from data.ingest.header.mapped_file import Head
from data.ingest.questions import Questionnaire
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number
from data.report import Question
from locales import _

AMOUNT = "amount"
WITHOUT, PLAIN, WITH = 0, 1, 2
"""The sides of tax that a header can be on, in the order in which they are offered."""
_MONEY_WORDS = frozenset(
    ("amount", "amt", "sales", "revenue", "value", "total", "sum", "turnover", "betrag", "umsatz")
)
_MONEY_SIGNS = ("金额", "销售额", "合计", "收入", "总额", "净额", "营业额")
_TAX = r"\d*(percent)?(sales)?(tax|vat|gst|mwst|ust)"
_WITHOUT = re.compile(
    rf"不含税|未含税|未税|去税|(excl|excluding|exkl|without|ohne|ex|before|pre){_TAX}|{_TAX}excl"
)
_WITH = re.compile(rf"含税|价税合计|(incl|including|inkl|inc|with|mit){_TAX}|{_TAX}incl")


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
    cells = head.header.cells
    others = {place for name, place in columns.items() if name != AMOUNT}
    sides = {
        place: _side(cells[place], place == columns.get(AMOUNT))
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


def _side(header: str, is_amount: bool) -> int | None:
    """On which side of tax an amount is; None for a header that is no amount."""
    words = {w.casefold() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", header)}
    whole = normalized(header)
    if "单价" in whole:
        return None
    if not (is_amount or words & _MONEY_WORDS or any(sign in whole for sign in _MONEY_SIGNS)):
        return None
    if words & {"net", "netto"} or _WITHOUT.search(whole):
        return WITHOUT
    if words & {"gross", "brutto"} or _WITH.search(whole):
        return WITH
    return PLAIN if is_amount else None


def _holds_numbers(place: int, rows: Sequence[Sequence[str]]) -> bool:
    values = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
    return bool(values) and all(map(is_number, values))
