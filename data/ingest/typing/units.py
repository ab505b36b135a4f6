"""Money in thousands, 万元 or millions, as a header says it: asked before it is multiplied."""

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
"""How lines above a table say it; no number of something ("capital 500万元")."""
_SAID = re.compile(r"[(\[](.+?)[)\]]|\bin (.+)$")


def unit(header: str) -> Decimal:
    """How many a header counts as one: 10000 for 金额(万元), 1 where it says nothing."""
    plain = unicodedata.normalize("NFKC", header).casefold()
    said = " ".join(part for found in _SAID.findall(plain) for part in found if part)
    eastern = "".join(c for c in plain if not c.isascii())
    for factor, words in _UNITS:
        if re.search(words, said) or re.search(words, eastern):
            return factor
    return Decimal(1)


def unit_above(lines: Iterable[str]) -> tuple[Decimal, str]:
    """How many the money below some lines counts as one, and the line that says so; 1 and "" where
    none does."""
    for line in lines:
        plain = unicodedata.normalize("NFKC", line).casefold()
        for factor, pattern in _ABOVE:
            if re.search(pattern, plain):
                return factor, line
    return Decimal(1), ""


def _unit_of(sheet: RawTable, name: str) -> tuple[Decimal, str]:
    """In what a column of a file counts, and where that is said: in its header, or above it."""
    header = sheet.head.name_of(name)
    factor = unit(header)
    return (factor, header) if factor != 1 else unit_above(sheet.head.above)


def counted(
    own: ColumnFormat,
    sheets: Sequence[RawTable],
    cells: Iterable[str],
    questionnaire: Questionnaire,
    memory: Mapping[str, str],
) -> ColumnFormat:
    """The format of a column of amounts, multiplied where its header or a line above says so and
    the answer does.

    Files that count in other units than the first one are refused.
    """
    name = own.column.name
    having = [sheet for sheet in sheets if name in sheet.cells]
    if own.column.type != "money" or not having:
        return own
    factor, said = _unit_of(having[0], name)
    for sheet in having:
        if _unit_of(sheet, name)[0] != factor:
            sheet.head.report.refuse(_other_unit(sheet.head.name_of(name), having[0], name))
    if factor == 1:
        return own
    samples = list(islice(((t, own.parse(t)) for t in cells if own.parse(t) is not None), SAMPLES))
    question = _question(said, said == having[0].head.name_of(name), factor, samples)
    answer = questionnaire.settle(question, [sheet.head.report for sheet in having], memory)
    if answer == AS_IS:
        return own

    def parse(text: str) -> Any:
        value = own.parse(text)
        product = None if value is None else value * factor
        return None if product is None or abs(product) >= LIMIT else product

    return replace(own, parse=parse, at_once=None)


def _question(
    said: str, is_header: bool, factor: Decimal, samples: Sequence[tuple[str, Decimal]]
) -> Question:
    text = _("The header {header} counts in units of {n}. Multiply its numbers by that?")
    if not is_header:
        text = _("The line {header} above the table counts in units of {n}. Multiply by that?")
    return Question(
        "unit",
        text.format(header=problems.quoted(said), n=f"{factor:,}"),
        (MULTIPLY, AS_IS),
        {
            MULTIPLY: [(t, f"{(value * factor).normalize():,f}") for t, value in samples],
            AS_IS: [(t, f"{value:,f}") for t, value in samples],
        },
    )


def _other_unit(header: str, first: RawTable, name: str) -> Problem:
    said = _("the header {header}, with another unit than {other} in {file}").format(
        header=problems.quoted(header),
        other=problems.quoted(first.head.name_of(name)),
        file=first.head.file.name,
    )
    return problems.of_file(said, _("one unit in all files"), _("load these files one by one"))
