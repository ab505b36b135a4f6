"""The column that names the currency of each record, found by its cells where no header is known.

Amounts in two currencies that nobody tells apart would be added, and nothing would show it.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import numpy as np
import pyarrow.compute as pc
from babel.numbers import list_currencies

from data.catalogue import Kind
from data.ingest import context
from data.ingest.meaning import vocabulary
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.unread_columns import UnreadColumn
from data.ingest.values import currency_names
from data.ingest.values.cells import bare
from data.ingest.values.numbers import currency_of
from data.report import Question
from locales import _, ngettext

NAME = "currency"
IGNORE = "ignore"
LOCAL = (
    *("local", "home", "base", "reporting", "functional", "group", "converted", "lcy", "company"),
    *("haus", "本位", "本币", "本幣", "记账", "報告", "报告", "基準", "locale", "société", "base"),
)
"""Parts of headers of money, and of currencies, into which an amount was converted."""
HEADED = (
    *("curr", "ccy", "crcy", "währung", "waehrung", "devise", "moneda", "valuta", "通貨"),
    *("币种", "币别", "货币", "幣別", "貨幣", "原币"),
)
"""Parts of headers of currencies."""
USUAL = ("EUR", "USD", "CNY", "GBP", "JPY", "CHF", "HKD", "TWD", "SGD", "AUD", "CAD", "INR")
"""Offered for records that name no currency, after those of the book."""
SAMPLES = 5


def find(kind: Kind, tables: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Take an unmapped column of currencies for the currency; ask where its header does not say so
    or several could be it."""
    if NAME not in {column.name for column in kind.columns} or kind.is_plan:
        return
    for table in tables if context.reads_at(context.MEANING) else ():
        if NAME not in table.cells and (places := _candidates(table)):
            place = _chosen(table, places, questionnaire)
            if place is not None:
                _take(table, place)


def fill_blanks(kind: Kind, tables: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Ask which currency records are in that name none beside others that do."""
    if kind.is_plan or not context.reads_at(context.MEANING):
        return
    blank = [(table, mask) for table in tables if (mask := _blank_beside_others(table)) is not None]
    if not blank:
        return
    count = sum(int(mask.sum()) for _table, mask in blank)
    question = _question(blank[0][0], count)
    reports = [table.head.report for table, _mask in blank]
    memory = blank[0][0].head.remembered.answers
    answer = questionnaire.settle(question, reports, memory, _is_code)
    for table, _mask in blank if answer else ():
        cells = table.cells[NAME]
        is_blank = pc.equal(pc.utf8_trim_whitespace(cells.raw), "")
        table.cells[NAME] = replace(cells, raw=pc.if_else(is_blank, answer, cells.raw))


def _candidates(table: RawTable) -> list[int]:
    """The unmapped columns of nothing but currencies; where the amount is said to be in the local
    currency those of local currencies, else the others."""
    places = [place for place, column in table.unread.items() if _is_currencies(column)]
    is_local = _is_local(table.head.name_of("amount"))
    fitting = [p for p in places if _is_local(table.unread[p].header) == is_local]
    return fitting or ([] if is_local else places)


def _is_currencies(column: UnreadColumn) -> bool:
    texts = [text for text in map(bare, column.cells.raw.to_pylist()) if text]
    if not texts or column.is_filled_only:
        return False
    if _is_headed(column.header):
        return all(map(_code, texts))
    # CUP, TOP and ALL are currencies and words: without a header only the usual codes count.
    return all(text.isupper() and currency_of(f"({text})", in_brackets=True) for text in texts)


def _is_headed(header: str) -> bool:
    kind = vocabulary.header_kinds().get(vocabulary.key(header))
    return kind == NAME or any(part in header.casefold() for part in HEADED)


def _is_local(header: str) -> bool:
    return any(part in header.casefold() for part in LOCAL)


@cache
def _codes() -> frozenset[str]:
    return frozenset(list_currencies())


def _code(text: str) -> str | None:
    """The currency that a cell is, by its name, sign or code."""
    if text.upper() in _codes():
        return text.upper()
    return currency_names.called(text) or currency_of(f"({text})", in_brackets=True)


def _chosen(table: RawTable, places: Sequence[int], questionnaire: Questionnaire) -> int | None:
    headed = [place for place in places if _is_headed(table.unread[place].header)]
    if len(headed) == 1:
        return headed[0]
    ordered = [*headed, *(place for place in places if place not in headed)]
    choices = {table.unread[place].header: place for place in ordered}
    question = Question(
        f"mapping:{NAME}",
        _("Which column says the currency of the amounts?"),
        (*choices, IGNORE),
        {header: _samples(table.unread[place]) for header, place in choices.items()},
    )
    memory = table.head.remembered.answers
    answer = questionnaire.settle(question, [table.head.report], memory)
    return None if answer == IGNORE else choices.get(answer or "", ordered[0])


def _samples(column: UnreadColumn) -> list[tuple[str, str]]:
    texts = [text for text in map(bare, column.cells.raw.to_pylist()) if text]
    return [(text, _code(text) or text) for text in texts[:SAMPLES]]


def _take(table: RawTable, place: int) -> None:
    """Make an unmapped column the currency, as if its header had been known."""
    column = table.unread.pop(place)
    table.cells[NAME] = column.cells
    report = table.head.report
    report.mapping[NAME] = column.header
    if column.header in report.unmapped:
        report.unmapped.remove(column.header)
    table.head.columns[NAME] = place


def _blank_beside_others(table: RawTable) -> "np.ndarray[tuple[int], np.dtype[np.bool_]] | None":
    """Which records have no currency, where others have one and no amount carries its sign."""
    if NAME not in table.cells:
        return None
    cells = table.cells[NAME]
    blank = np.array([not bare(text or "") for text in cells.raw.to_pylist()], dtype=bool)
    if blank.all() or not blank.any():
        return None
    if any(_has_sign(table, column.name) for column in table.head.kind.columns):
        return None
    mask = cells.each(blank)
    return mask if mask.any() else None


def _has_sign(table: RawTable, name: str) -> bool:
    """Whether the first cells of a money column carry their currency."""
    if table.head.kind.column(name).type != "money" or name not in table.cells:
        return False
    return any(currency_of(bare(text or "")) for text in table.cells[name].raw[:200].to_pylist())


def _question(table: RawTable, count: int) -> Question:
    named = dict.fromkeys(filter(None, map(_code, table.cells[NAME].raw.to_pylist())))
    header = "".join(table.head.header.cells)
    likely = ("CNY",) if any("一" <= c <= "鿿" for c in header) else ()
    book = (context.currency(), *context.currencies())
    offered = dict.fromkeys(code for code in (*book, *likely, *USUAL) if code)
    choices = (*(code for code in offered if code not in named), *named)
    text = ngettext(
        "{n} record names no currency beside others that do. Which is it in?",
        "{n} records name no currency beside others that do. Which are they in?",
        count,
    )
    return Question(NAME, text.format(n=f"{count:,}"), choices)


def _is_code(text: str) -> bool:
    return text in _codes()
