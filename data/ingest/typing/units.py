"""Money in thousands, 万元 or millions: by its header it is asked, by its cells it is read."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from data.ingest import context, problems
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.values import unit_words
from data.ingest.values.column_format import ColumnFormat
from data.ingest.values.numbers import LIMIT
from data.report import Problem, Question
from locales import _

MULTIPLY, AS_IS = "multiply", "as_is"
SAMPLES = 5
_MONEY = r"(?=\s?(?:€|\$|£|¥|eur|usd|gbp|chf|cny|rmb|元|$|[)\]]))"
_UNITS = (
    (Decimal(10) ** 8, r"亿|億"),
    (Decimal(10) ** 6, rf"百万|百萬|\b(?:mio|mln|mn|millions?)\b|\bm{_MONEY}"),
    (Decimal(10) ** 4, r"万|萬"),
    (Decimal(10) ** 3, rf"千|'000|\b000s?\b|\b(?:thousands?|tsd)\b|\b[kt]{_MONEY}"),
)
_ABOVE = tuple(
    (
        factor,
        rf"(?:(?:^|[\s(,;]|金额|货币)(?:单位|單位)|^units?)\s*: *[^,;:]{{0,6}}?(?:{words})"
        r"(?=[\s),;]|$|.{0,2}元|人民币)"
        rf"|(?<![\d .,])(?:{eastern})元|\((?:{words})"
        rf"|\b(?:in|amounts?|figures|values)\b(?: \w+){{0,3}} (?:{words})",
    )
    for (factor, words), eastern in zip(_UNITS, ("亿|億", "百万|百萬", "万|萬", "千"), strict=True)
)
"""How lines above a table name their unit; no number of something ("capital 500万元")."""
_UNIT_PART = re.compile(r"[(\[](.{1,100}?)[)\]]|\bin (.{1,200})$")


def unit(header: str) -> Decimal:
    """How many a header counts as one: 10000 for 金额(万元), 1 where it names no unit."""
    if context.reads_at(context.MEANING):
        factor, _bare = unit_words.of_header(header)
        if factor != unit_words.ONE:
            return factor
    plain = unicodedata.normalize("NFKC", header).casefold()
    western = " ".join(part for match in _UNIT_PART.findall(plain) for part in match if part)
    eastern = "".join(c for c in plain if not c.isascii())
    for factor, words in _UNITS:
        if re.search(words, western) or re.search(words, eastern):
            return factor
    return Decimal(1)


def unit_above(lines: Iterable[str]) -> tuple[Decimal, str]:
    """The unit of the money below some lines, and the line that names it; 1 and "" without one."""
    for line in lines:
        plain = unicodedata.normalize("NFKC", line).casefold()
        for factor, pattern in _ABOVE:
            if re.search(pattern, plain):
                return factor, line
    return Decimal(1), ""


def _unit_of(sheet: RawTable, name: str) -> tuple[Decimal, str]:
    """The unit of a column, and the text that names it: its header, or a line above the table."""
    header = sheet.head.name_of(name)
    factor = unit(header)
    return (factor, header) if factor != 1 else unit_above(sheet.head.above)


def counted(
    plain_format: ColumnFormat,
    sheets: Sequence[RawTable],
    cells: Iterable[str],
    questionnaire: Questionnaire,
    memory: Mapping[str, str],
) -> ColumnFormat:
    """The format of a column of amounts: with the units of its cells, else multiplied where its
    header or a line above says so and the answer does.

    Files that count in other units than the first one are refused.
    """
    name = plain_format.column.name
    having = [sheet for sheet in sheets if name in sheet.cells]
    if plain_format.column.type != "money" or not having:
        return plain_format
    if any(_cells_with_unit(sheet.cells[name].raw) for sheet in having):
        return _with_units_of_cells(plain_format, having, list(cells), questionnaire)
    factor, text = _unit_of(having[0], name)
    for sheet in having:
        if _unit_of(sheet, name)[0] != factor:
            sheet.head.report.refuse(_other_unit(sheet.head.name_of(name), having[0], name))
    if factor == 1:
        return plain_format
    question = _question(
        text, text == having[0].head.name_of(name), factor, _read(plain_format, cells)
    )
    answer = questionnaire.settle(question, [sheet.head.report for sheet in having], memory)
    return plain_format if answer == AS_IS else _times(plain_format, lambda _text: factor)


def _read(plain_format: ColumnFormat, cells: Iterable[str]) -> list[tuple[str, Decimal]]:
    """The first cells that are numbers, as written and as read."""
    pairs = ((text, plain_format.parse(text)) for text in cells)
    return list(islice(((text, value) for text, value in pairs if value is not None), SAMPLES))


def _times(plain_format: ColumnFormat, factor_of: Callable[[str], Decimal]) -> ColumnFormat:
    """The format with each cell, taken without its unit, multiplied by its factor."""

    def parse(text: str) -> Any:
        value = plain_format.parse(unit_words.without_unit(text))
        product = None if value is None else value * factor_of(text)
        return None if product is None or abs(product) >= LIMIT else product

    return replace(plain_format, parse=parse, at_once=None)


def _cells_with_unit(raw: pa.Array) -> bool:
    """Whether any cell ends with a unit."""
    if not context.reads_at(context.MEANING):
        return False
    return bool(pc.any(pc.match_substring_regex(raw, unit_words.CELL)).as_py())


def _with_units_of_cells(
    plain_format: ColumnFormat,
    having: Sequence[RawTable],
    cells: Sequence[str],
    questionnaire: Questionnaire,
) -> ColumnFormat:
    """Cells such as 12k, read exactly; where others have no unit it is asked what these count in,
    for each file anew: what held for one says nothing of the next."""
    units = [unit_words.of_cell(text)[1] for text in cells]
    bare = [text for text, unit in zip(cells, units, strict=True) if unit == unit_words.ONE]
    numbers = _read(plain_format, (text for text in bare if text.strip("0.,")))
    shared = max((unit for unit in units if unit != unit_words.ONE), key=units.count)
    answer = AS_IS
    if numbers:
        question = _mixed(next(c for c in cells if c not in bare), shared, numbers)
        reports = [sheet.head.report for sheet in having]
        answer = questionnaire.settle(question, reports) or AS_IS
    of_bare = shared if answer == MULTIPLY else unit_words.ONE

    def factor_of(text: str) -> Decimal:
        unit = unit_words.of_cell(text)[1]
        return of_bare if unit == unit_words.ONE else unit

    return _times(plain_format, factor_of)


def _mixed(cell: str, factor: Decimal, samples: Sequence[tuple[str, Decimal]]) -> Question:
    """Whether cells without a unit beside others with one count in that unit."""
    text = _("Some amounts have a unit ({cell}), others none ({bare}). What do these count in?")
    return Question(
        "unit",
        text.format(cell=cell, bare=samples[0][0]),
        (AS_IS, MULTIPLY),
        _samples(factor, samples),
    )


def _question(
    where: str, is_header: bool, factor: Decimal, samples: Sequence[tuple[str, Decimal]]
) -> Question:
    text = _("The header {header} counts in units of {n}. Multiply its numbers by that?")
    if not is_header:
        text = _("The line {header} above the table counts in units of {n}. Multiply by that?")
    return Question(
        "unit",
        text.format(header=problems.quoted(where), n=f"{factor:,}"),
        (MULTIPLY, AS_IS),
        _samples(factor, samples),
    )


def _samples(
    factor: Decimal, numbers: Sequence[tuple[str, Decimal]]
) -> dict[str, list[tuple[str, str]]]:
    return {
        MULTIPLY: [(text, f"{(value * factor).normalize():,f}") for text, value in numbers],
        AS_IS: [(text, f"{value:,f}") for text, value in numbers],
    }


def _other_unit(header: str, first: RawTable, name: str) -> Problem:
    mixed = _("the header {header}, with another unit than {other} in {file}").format(
        header=problems.quoted(header),
        other=problems.quoted(first.head.name_of(name)),
        file=first.head.file.name,
    )
    return problems.of_file(mixed, _("one unit in all files"), _("load these files one by one"))
