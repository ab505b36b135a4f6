"""Which kinds of export a header fits, and which of its cells may be a column still missing."""

import re
from collections.abc import Mapping, Sequence

from data.catalogue import KINDS, Column, Kind
from data.ingest.header.matching import Match, match
from data.ingest.model import SourceMemory
from data.ingest.values.dates import is_date
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number

NOBODY: Mapping[str, SourceMemory] = {}
CLUES: Mapping[str, tuple[str, ...]] = {
    "account_id": (
        *(
            "customer",
            "client",
            "account",
            "acct",
            "cust",
            "reseller",
            "dealer",
            "buyer",
            "partner",
        ),
        *("company", "shop", "retailer", "member", "kunde", "客户", "公司", "单位", "会员", "买家"),
    ),
    "date": ("date", "day", "datum", "日期", "时间"),
    "amount": (
        *("amount", "amt", "sales", "revenue", "value", "total", "sum", "turnover", "net", "gross"),
        *("betrag", "umsatz", "金额", "销售", "收入", "总额", "额"),
    ),
    "quantity": ("quantity", "qty", "units", "pieces", "menge", "数量"),
    "unit_price": ("price", "preis", "单价", "价"),
    "level": ("level", "grade", "等级", "级别", "关系"),
}
"""Words in a header that make it a candidate for a column, to be asked, never taken."""


def ranked(
    headers: Sequence[str],
    assigned: Mapping[str, str],
    remembered: Mapping[str, SourceMemory] = NOBODY,
) -> list[tuple[Kind, Match]]:
    """The kinds that the headers fit, the most plausible first.

    `assigned` and the mappings of the source's earlier files (column -> header) count as matches.
    A kind is ranked by the weight of its matched columns; a list of accounts must also match at
    least half of the headers, or any file with an account would be one.
    """
    ranking = []
    for kind in KINDS.values():
        names = {column.name for column in kind.readable}
        earlier = remembered.get(kind.name, SourceMemory()).mapping
        headers_of = {c: h for c, h in (dict(earlier) | dict(assigned)).items() if c in names}
        hit = match(headers, kind, headers_of)
        is_whole = not hit.lacks(kind)
        named = [h for h in headers if h.strip()]
        if kind.is_list and len(hit.columns) * 2 < len(named):
            continue
        if hit.columns and (is_whole or hit.weight >= 1):
            ranking.append((hit.weight, is_whole, kind, hit))
    ranking.sort(key=lambda entry: entry[:2], reverse=True)
    return [(kind, hit) for _weight, _is_whole, kind, hit in ranking]


def plausible(
    column: Column, headers: Sequence[str], free: Sequence[int], rows: Sequence[Sequence[str]]
) -> list[int]:
    """Positions among the free ones whose header and first values could be this column."""
    clue = {"account_name": "account_id", "sales_lost": "amount"}.get(column.name, column.name)
    clue = "date" if column.type == "date" else clue
    test = {"date": is_date, "money": is_number, "number": is_number}.get(column.type)
    hits = []
    for place in free:
        values = [row[place].strip() for row in rows if place < len(row) and row[place].strip()]
        fits = not test or (bool(values) and all(map(test, values)))
        if fits and _has_clue(headers[place], CLUES.get(clue, ())):
            hits.append(place)
    return hits


def _has_clue(header: str, clues: Sequence[str]) -> bool:
    words = {w.casefold() for w in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", header)}
    whole = normalized(header)
    return any(clue in words if clue.isascii() else clue in whole for clue in clues)
