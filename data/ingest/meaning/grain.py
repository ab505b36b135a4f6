"""Whether an amount is the line's, or the order's and repeated on each of its lines.

An amount that is equal on all lines of every order of several lines, beside products, quantities or
prices that differ, is most plausibly the order's: it is asked. Where quantity times price tells the
lines of such orders apart, that counts, and nobody is asked.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import Ints
from data.columns.fixed_point import product
from data.ingest import context, problems
from data.ingest.header import amount_roles
from data.ingest.meaning import order_groups
from data.ingest.meaning.order_amounts import AMOUNT, Columns, Files, Pattern, by_header, pattern_of
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.values.cells import BLANK
from data.report import Question
from locales import _, ngettext

GRAIN, LINE, ORDER = "grain", "line", "order"
FACTORS = ("quantity", "unit_price")
DETAILS = ("product", *FACTORS)
"""Lines that differ in none of these have equal amounts anyway."""
ENOUGH, ENOUGH_OF_LINES, ENOUGH_OF_ORDERS = 2, 4, 1
"""How many equal amounts are asked about; under a header that names the line; the order."""
SAMPLES = 3


def settle(
    kind: Kind,
    tables: Sequence[RawTable],
    columns: Sequence[Columns],
    wanted: bool,
    questionnaire: Questionnaire,
) -> list[Ints]:
    """The places in each file whose amount is the order's and counts on an earlier line, as
    answered.

    An amount of orders is taken out of `columns` where quantity times price counts instead, unless
    it is `wanted`.
    """
    again: list[Ints] = [np.empty(0, np.int64) for _table in tables]
    if kind.name != "sales" or not context.reads_at(context.MEANING):
        return again
    for numbers in by_header(tables, columns):
        files = Files([tables[n] for n in numbers], [columns[n] for n in numbers])
        if (pattern := pattern_of(files)) is None:
            continue
        if not wanted and _are_sums(files, pattern):
            _count_products(files)
            continue
        _fill_with_nought(files, pattern)
        if _counts_once(files, pattern, questionnaire):
            for number, places in zip(numbers, _counted_before(files, pattern), strict=True):
                again[number] = places
    return again


def _are_sums(files: Files, pattern: Pattern) -> bool:
    """Whether each order's amount is nearer to the sum of its lines, quantity times price, than to
    its first line."""
    if not files.have(*FACTORS):
        return False
    lines = product(*(files.numbers(name) for name in FACTORS))
    here = pattern.has_money
    if not lines.is_valid.all() or not here.any():
        return False
    starts = pattern.groups.places[pattern.groups.starts]
    amounts, first = pattern.amounts.whole[starts], lines.whole[starts]
    sums = pattern.groups.sums(lines.whole)
    return bool((np.abs(amounts - sums) < np.abs(amounts - first))[here].all())


def _count_products(files: Files) -> None:
    """Leave the amount of the orders out: quantity times price is the amount of the lines."""
    for table, columns in zip(files.tables, files.columns, strict=True):
        columns.pop(AMOUNT)
        report = table.head.report
        report.unmapped.append(report.mapping.pop(AMOUNT))
        text = _("{header} is the amount of whole orders; quantity × unit price counts.")
        report.warnings.append(text.format(header=problems.quoted(report.unmapped[-1])))


def _fill_with_nought(files: Files, pattern: Pattern) -> None:
    """Read blank amounts as 0 where all of them stand below the line that has their order's."""
    blanks = [np.flatnonzero(columns[AMOUNT].each_code() == BLANK) for columns in files.columns]
    starts = np.cumsum([0, *(len(table.rows) for table in files.tables)])
    places = np.concatenate([blank + start for blank, start in zip(blanks, starts, strict=False)])
    if not len(places) or not np.isin(places, pattern.lines_without).all():
        return
    for columns in files.columns:
        columns[AMOUNT] = columns[AMOUNT].with_nought()


def _counts_once(files: Files, pattern: Pattern, questionnaire: Questionnaire) -> bool:
    """Whether the amount counts once an order, as answered; asks where enough speaks for it."""
    memory = files.tables[0].head.remembered.answers
    is_known = GRAIN in memory or GRAIN in questionnaire.given
    if _weight(files, pattern) < (1 if is_known else _enough(files.header)):
        return False
    question = _question(files, pattern)
    reports = [table.head.report for table in files.tables]
    is_order = (questionnaire.settle(question, reports, memory) or ORDER) == ORDER
    for report in reports if is_order else ():
        text = _(
            "{header} counts once an order, on its first line: figures by product are those of "
            "whole orders."
        )
        report.warnings.append(text.format(header=problems.quoted(files.header)))
    return is_order


def _enough(header: str) -> int:
    if amount_roles.is_of_line(header):
        return ENOUGH_OF_LINES
    return ENOUGH_OF_ORDERS if amount_roles.role(header) == amount_roles.ORDER else ENOUGH


def _weight(files: Files, pattern: Pattern) -> int:
    """How many equal amounts stand beside lines that differ."""
    groups, telling = pattern.groups, pattern.repeats
    names = [name for name in DETAILS if files.have(name)] or ["line_id"]
    details = {name: _codes(files, name) for name in names if files.have(name)}
    differ = {name: groups.differ(codes) for name, codes in details.items()}
    if amount_roles.role(files.header) != amount_roles.ORDER:
        telling = telling & np.logical_or.reduce(
            [np.zeros(len(telling), np.bool_), *differ.values()]
        )
    if files.have(*FACTORS) and _is_product(files, pattern):
        return 0
    pieces = differ.get("quantity", np.zeros(len(telling), np.bool_))
    return int(pattern.repetitions[telling].sum()) + int((pieces & telling).any())


def _codes(files: Files, name: str) -> Ints:
    if name in FACTORS:
        return files.numbers(name).whole
    return np.concatenate(order_groups.shared_codes([columns[name] for columns in files.columns]))


def _is_product(files: Files, pattern: Pattern) -> bool:
    """Whether the amounts of the lines are quantity times price after all."""
    lines = product(*(files.numbers(name) for name in FACTORS)).whole[pattern.groups.places]
    return bool((np.abs(lines - pattern.amounts.whole[pattern.groups.places]) <= 100).mean() > 0.5)


def _counted_before(files: Files, pattern: Pattern) -> Iterator[Ints]:
    """The places in each file whose order has had the same amount on an earlier line."""
    is_again = order_groups.repeats_before(pattern.orders, pattern.amounts.whole)
    ends = np.cumsum([len(table.rows) for table in files.tables])[:-1]
    yield from (np.flatnonzero(mask) for mask in np.split(is_again, ends))


def _question(files: Files, pattern: Pattern) -> Question:
    groups, numbers = pattern.groups, np.flatnonzero(pattern.repeats)
    orders = len(numbers)
    text = ngettext(
        "{header} is the same on all lines of {n} order with several lines, and differs within "
        "none. Does it count once an order, or on each line?",
        "{header} is the same on all lines of {n} orders with several lines, and differs within "
        "none. Does it count once an order, or on each line?",
        orders,
    ).format(header=problems.quoted(files.header), n=f"{orders:,}")
    samples: dict[str, list[tuple[str, str]]] = {ORDER: [], LINE: []}
    for number in numbers[:SAMPLES].tolist():
        first, size = int(groups.places[groups.starts[number]]), int(groups.sizes[number])
        amount = pattern.amounts.value(first)
        written = f"{_order_of(files, first)}: {' + '.join([f'{amount:,.2f}'] * min(size, 4))}"
        samples[ORDER].append((written, f"{amount:,.2f}"))
        samples[LINE].append((written, f"{amount * size:,.2f}"))
    return Question(GRAIN, text, (ORDER, LINE), samples)


def _order_of(files: Files, place: int) -> str:
    """The order number of a record of all files."""
    for table, columns in zip(files.tables, files.columns, strict=True):
        if place < len(table.rows):
            return columns["order_id"].cell(place)
        place -= len(table.rows)
    return ""
