"""Money in thousands, 万元 or millions by its header: asked before it is multiplied."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

from data.ingest import problems
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
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
_UNIT_PART = re.compile(r"[(\[](.+?)[)\]]|\bin (.+)$")


def unit(header: str) -> Decimal:
    """How many a header counts as one: 10000 for 金额(万元), 1 where it names no unit."""
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
    """The format of a column of amounts, multiplied where its header or a line above says so and
    the answer does.

    Files that count in other units than the first one are refused.
    """
    name = plain_format.column.name
    having = [sheet for sheet in sheets if name in sheet.cells]
    if plain_format.column.type != "money" or not having:
        return plain_format
    factor, text = _unit_of(having[0], name)
    for sheet in having:
        if _unit_of(sheet, name)[0] != factor:
            sheet.head.report.refuse(_other_unit(sheet.head.name_of(name), having[0], name))
    if factor == 1:
        return plain_format
    samples = list(
        islice(
            ((t, plain_format.parse(t)) for t in cells if plain_format.parse(t) is not None),
            SAMPLES,
        )
    )
    question = _question(text, text == having[0].head.name_of(name), factor, samples)
    answer = questionnaire.settle(question, [sheet.head.report for sheet in having], memory)
    if answer == AS_IS:
        return plain_format

    def parse(text: str) -> Any:
        value = plain_format.parse(text)
        product = None if value is None else value * factor
        return None if product is None or abs(product) >= LIMIT else product

    return replace(plain_format, parse=parse, at_once=None)


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
        {
            MULTIPLY: [(t, f"{(value * factor).normalize():,f}") for t, value in samples],
            AS_IS: [(t, f"{value:,f}") for t, value in samples],
        },
    )


def _other_unit(header: str, first: RawTable, name: str) -> Problem:
    mixed = _("the header {header}, with another unit than {other} in {file}").format(
        header=problems.quoted(header),
        other=problems.quoted(first.head.name_of(name)),
        file=first.head.file.name,
    )
    return problems.of_file(mixed, _("one unit in all files"), _("load these files one by one"))
