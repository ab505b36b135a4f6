"""Describes a file that fits no kind: what it seems to be, or which kind is nearest."""

from collections.abc import Sequence

from data.catalogue import KINDS
from data.ingest import problems
from data.ingest.header import foreign_lists
from data.ingest.header.matching import match
from data.ingest.values.header_text import normalized
from data.report import Problem
from locales import _

CLUES = {
    "visits": ("visit", "meeting", "calldate", "calltype", "purpose", "拜访", "走访", "跟进"),
    "opportunities": ("opportunity", "stage", "probability", "pipeline", "商机", "赢率"),
    "contacts": ("email", "phone", "mobile", "jobtitle", "邮箱", "手机", "电话", "联系人"),
    "service": ("ticket", "severity", "complaint", "工单", "投诉", "服务请求"),
    "contracts": ("contract", "renewal", "合同"),
    "stock": ("warehouse", "onhand", "stock", "库存", "仓库"),
}
"""What a file of none of our kinds may hold -> words of its headers."""


def unknown(cells: Sequence[str]) -> Problem:
    """The headers, the kinds there are, and what the file looks like."""
    do = _("say on the page what the file is and which header is which column")
    guess = [text for text in [_seems(cells) or _nearest(cells)] if text]
    return problems.of_file(
        _("the headers {headers}").format(headers=", ".join(map(problems.quoted, cells[:40]))),
        _("the columns of one of: {kinds}").format(kinds=", ".join(KINDS)),
        _("; ").join([*guess, do]),
        "--kind KIND --map COLUMN=HEADER",
    )


def _seems(cells: Sequence[str]) -> str:
    names = {
        "visits": _("it looks like a list of visits, which is no kind of ours"),
        "opportunities": _("it looks like a list of opportunities, which is no kind of ours"),
        "contacts": _("it looks like a list of contacts, which is no kind of ours"),
        "service": _("it looks like a list of service requests, which is no kind of ours"),
        "contracts": _("it looks like a list of contracts, which is no kind of ours"),
        "stock": _("it looks like a list of stock, which is no kind of ours"),
        "purchases": _("it looks like a list of purchases, which is no kind of ours"),
    }
    plain = [normalized(cell) for cell in cells]
    hits = {what: sum(any(c in p for c in clues) for p in plain) for what, clues in CLUES.items()}
    hits["purchases"] = foreign_lists.suppliers(cells)
    best = max(hits, key=lambda what: hits[what])
    return names[best] if hits[best] else ""


def _nearest(cells: Sequence[str]) -> str:
    """The kind of ours that knows most of the headers, and what it needs besides."""
    hits = {name: match(cells, kind) for name, kind in KINDS.items()}
    lacking = {name: hit.lacks(KINDS[name]) for name, hit in hits.items()}
    name = max(hits, key=lambda n: (hits[n].weight, -len(lacking[n]), len(hits[n].columns)))
    if not hits[name].columns:
        return ""
    lacks = lacking[name]
    if not lacks:
        return _("nothing but account and date fits {kind}").format(kind=name)
    needed = _(" and ").join(" / ".join("+".join(a) for a in need) for need in lacks)
    return _("the nearest kind is {kind}, which also needs {columns}").format(
        kind=name, columns=needed
    )
