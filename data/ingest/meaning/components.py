"""Lines that are equal but for a tax, a person, a parcel or a part: are they one line?

A line joined with its two taxes stands twice, one split over two people as well; its money counts
once. Only lines of one order are compared, and only where a column of that sort tells them apart,
or where they have one line number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from data.catalogue import Kind
from data.columns.dictionary_column import DictionaryColumn, FixedPointColumn, Ints, Mask
from data.ingest import context, problems
from data.ingest.header import amount_roles
from data.ingest.meaning.order_groups import SAMPLE, first_cells
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.report import LISTED, Listed, Question
from locales import _, ngettext

COMPONENTS, ONE, EACH = "components", "one", "each"
OF_PEOPLE = ("salesperson", "department", "sales_point")
NOT_COMPARED = (*OF_PEOPLE, "region", "cost", "margin", "margin_rate", "tax", "discount")
"""What the parts of one line may differ in; in all else they have to be equal."""
_PARTS = re.compile(
    r"tax|vat\b|\b[gph]st\b|steuer|mwst|\biva\b|\btva\b|税|稅"
    r"|\brep\b|agent|person|employee|commission|split|vertreter|vendeur|vendedor|分摊|分攤|提成|佣金"
    r"|component|\bparts?\b|\bbom\b|ingredient|bundle item|komponente|composant|组件|組件|子件|部品"
    r"|tracking|shipment|parcel|package|carton|sendung|colis|运单|快递|包裹"
    r"|payment|tender|voucher|zahlung|paiement|pago\b|支付|付款|收款",
    re.IGNORECASE,
)
"""Headers of what one line may have several of; batches and serial numbers make lines."""
SAMPLES = 3


@dataclass(frozen=True)
class _Equals:
    """Records that are equal where they are compared, group by group in the order of the file:
    `places`, the number of each one's group, and the headers of what tells them apart."""

    places: Ints
    groups: Ints
    headers: Sequence[str]


def leave_out(kind: Kind, tables: Sequence[RawTable], questionnaire: Questionnaire) -> None:
    """Leave out all but the first of lines that are one line, where that is the answer."""
    if kind.name != "sales" or not context.reads_at(context.MEANING):
        return
    for table in tables:
        if equals := _equals(table):
            memory = table.head.remembered.answers
            question = _question(table, equals)
            answer = questionnaire.settle(question, [table.head.report], memory) or ONE
            if answer == ONE:
                _leave_out(table, equals)


def _equals(table: RawTable) -> _Equals | None:
    """The lines of a file that may be one; judged on its first records before all are compared."""
    names = [name for name in table.cells if name not in NOT_COMPARED]
    has_money = "amount" in names or {"quantity", "unit_price"} <= set(names)
    if "order_id" not in names or not has_money or len(table.rows) < 2:
        return None
    if len(table.rows) > SAMPLE and _among(table, names, SAMPLE) is None:
        return None
    return _among(table, names, len(table.rows))


def _among(table: RawTable, names: Sequence[str], count: int) -> _Equals | None:
    places = np.flatnonzero(_has_order_and_money(table, count))
    groups: Ints = np.zeros(len(places), np.int64)
    for name in sorted(names, key=lambda n: n not in ("order_id", "amount")):
        codes: Ints = _codes(table.cells[name], count)[places].astype(np.int64)
        groups = _numbered(groups * (int(codes.max(initial=0)) + 1) + codes)
        several = np.bincount(groups)[groups] > 1
        places, groups = places[several], groups[several]
        if not len(places):
            return None
    return _told_apart(table, places, _numbered(groups), count)


def _numbered(keys: Ints) -> Ints:
    numbers: Ints = np.unique(keys, return_inverse=True)[1].astype(np.int64)
    return numbers


def _codes(cells: DictionaryColumn, count: int) -> Ints:
    """A number for each of the first records, the same for equal cells."""
    first = first_cells(cells, count)
    if isinstance(first, FixedPointColumn):
        whole = np.concatenate([np.where(n.is_valid, n.whole, -1) for n in first.numbers])
        return _numbered(whole)
    return first.index


def _has_order_and_money(table: RawTable, count: int) -> Mask:
    """Which of the first records have an order number and an amount that is not 0."""
    has_both = np.ones(min(count, len(table.rows)), np.bool_)
    for name in ("order_id", "amount"):
        cells = table.cells.get(name)
        if cells is None or isinstance(cells, FixedPointColumn):
            continue
        first = first_cells(cells, count)
        used = np.unique(first.index)
        texts = first.raw.take(used).to_pylist()
        empty = [not text.strip(" -") or not text.strip(" 0.,-") for text in texts]
        is_empty = np.zeros(len(first.raw), np.bool_)
        is_empty[used] = [not t.strip() for t in texts] if name == "order_id" else empty
        has_both &= ~is_empty[first.index]
    return has_both


def _told_apart(table: RawTable, places: Ints, groups: Ints, count: int) -> _Equals | None:
    """Those of equal records that differ in what one line may have several of."""
    order = np.lexsort((places, groups))
    places, groups = places[order], groups[order]
    starts = np.flatnonzero(np.diff(groups, prepend=-1))
    differ = _differ(table.row_hashes[:count][places], starts)
    by_header = {
        header: _differ(codes[places], starts) for header, codes in _other_columns(table, count)
    }
    has_number = _have_numbers(table, places[starts])
    is_part = differ & (has_number | _are_parts(table, by_header, differ))
    taken = np.repeat(is_part, np.diff(starts, append=len(places)))
    if not taken.any():
        return None
    headers = [header for header, mask in by_header.items() if (mask & is_part).any()]
    return _Equals(places[taken], _numbered(groups[taken]), headers)


def _differ(values: Ints, starts: Ints) -> Mask:
    """For each group whether its records have different values."""
    highest, lowest = (f.reduceat(values, starts) for f in (np.maximum, np.minimum))
    mask: Mask = highest != lowest
    return mask


def _other_columns(table: RawTable, count: int) -> Iterator[tuple[str, Ints]]:
    """The columns in which lines are not compared, and the unmapped ones whose cells are kept."""
    for name in NOT_COMPARED:
        if name in table.cells:
            yield table.head.name_of(name), _codes(table.cells[name], count)
    for column in table.unread.values():
        if not column.is_filled_only:
            yield column.header, _codes(column.cells, count)


def _are_parts(table: RawTable, by_header: Mapping[str, Mask], differ: Mask) -> Mask:
    """For each group of equal records whether what tells them apart is of that sort."""
    people = [table.head.name_of(name) for name in OF_PEOPLE if name in table.cells]
    nowhere = np.zeros(len(differ), np.bool_)
    telling = [mask for header, mask in by_header.items() if header in people or _is_part(header)]
    are_parts: Mask = np.logical_or.reduce([nowhere, *telling])
    hidden = [c.header for c in table.unread.values() if c.is_filled_only]
    if any(map(_is_part, hidden)):  # more different cells than are kept: nothing else may differ
        are_parts |= ~np.logical_or.reduce([nowhere, *by_header.values()])
    return are_parts


def _have_numbers(table: RawTable, places: Ints) -> Mask:
    """Which records have a line number: in one order it is one line's."""
    cells = table.cells.get("line_id")
    if cells is None:
        return np.zeros(len(places), np.bool_)
    return np.array([bool(cells.cell(place).strip()) for place in places.tolist()], np.bool_)


def _is_part(header: str) -> bool:
    return bool(_PARTS.search(header)) or amount_roles.role(header) == amount_roles.TAX


def _leave_out(table: RawTable, equals: _Equals) -> None:
    """Keep the first record of each group, and what repeats it exactly."""
    starts = np.flatnonzero(np.diff(equals.groups, prepend=-1))
    first = table.row_hashes[equals.places[starts]]
    rest = equals.places[table.row_hashes[equals.places] != first[equals.groups]]
    report = table.head.report
    if len(rest) and len(report.listed) < LISTED:
        header = equals.headers[0] if equals.headers else None
        text = _("parts of a line that counts once")
        report.listed.append(Listed("not_sale", int(table.rows[rest[0]]), header, text, len(rest)))
    report.records.not_sales += len(rest)
    table.leave_out(rest)


def _question(table: RawTable, equals: _Equals) -> Question:
    lines = int(equals.groups.max()) + 1
    columns = ", ".join(map(problems.quoted, equals.headers)) or _("a column that is not read")
    text = ngettext(
        "{n} line stands several times, equal but for {columns}. Is it one line?",
        "{n} lines stand several times each, equal but for {columns}. Is each of them one line?",
        lines,
    ).format(n=f"{lines:,}", columns=columns)
    samples = []
    for group in range(min(lines, SAMPLES)):
        places = equals.places[equals.groups == group]
        rows = ", ".join(str(int(row)) for row in table.rows[places][:5])
        samples.append((_("rows {rows}").format(rows=rows), _record(table, int(places[0]))))
    return Question(COMPONENTS, text, (ONE, EACH), {ONE: samples, EACH: samples})


def _record(table: RawTable, place: int) -> str:
    """What is equal in the records of a group, in the order of the file."""
    names = sorted(table.cells, key=lambda name: table.head.columns.get(name, 0))
    cells = (table.cells[n].cell(place).strip() for n in names if n not in NOT_COMPARED)
    return " | ".join(cell for cell in cells if cell)
