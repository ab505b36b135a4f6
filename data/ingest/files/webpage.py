"""Tables of a web page: what many programs write and call .xls."""

import csv
import io
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from data.ingest.files.decoding import NotText, export_again, problem, strictly
from data.ingest.files.source import Merged
from data.report import Problem
from locales import _

_CHARSET = re.compile(rb"""charset\s*=\s*["']?([\w-]+)""", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")
MOST = 1_000
"""A cell that claims more columns or rows than this is taken as one that lies."""


@dataclass
class Table:
    """A table's rows, all of one width, and the cells that run over several rows."""

    rows: list[list[str]] = field(default_factory=list)
    merged: tuple[Merged, ...] = ()


def tables(raw: bytes) -> dict[str, Table]:
    """The tables of a page that hold data, by number: "1", "2", …"""
    parser = _Page()
    parser.feed(_text(raw))
    parser.close()
    parser.end_tables()
    filled = [table for table in parser.done if any(any(row) for row in table.rows)]
    return {str(number): _squared(table) for number, table in enumerate(filled, 1)}


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def _text(raw: bytes) -> str:
    """Decoded by its mark, by what it declares, or as UTF-8; strictly."""
    declared = _CHARSET.search(raw[:4096])
    name = "utf-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    elif raw.startswith(b"\xef\xbb\xbf"):
        name = "utf-8-sig"
    elif declared:
        name = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}.get(
            declared.group(1).decode().lower(), declared.group(1).decode()
        )
    try:
        text = strictly(raw, name)
    except LookupError:
        text = None
    if text is None:
        reason = _("bytes that are no {encoding}").format(encoding=name)
        raise NotText(_undecodable(reason, bool(declared)))
    return text


def _undecodable(reason: str, is_declared: bool) -> Problem:
    if is_declared:
        return problem(reason, _("the encoding that the page declares"), export_again())
    wanted = _("UTF-8, as the page names no encoding")
    return problem(reason, wanted, _("save it as CSV UTF-8 or as .xlsx, and load that"))


def _squared(table: Table) -> Table:
    width = max(len(row) for row in table.rows)
    return Table([row + [""] * (width - len(row)) for row in table.rows], table.merged)


class _Page(HTMLParser):
    """Collects tables; what stands inside a table inside a cell is that cell's text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[Table] = []
        self.depth = self.silent = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.below: dict[tuple[int, int], None] = {}

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.done.append(Table())
                self.below = {}
        elif tag in ("script", "style"):
            self.silent += 1
        elif self.depth == 1 and tag == "tr":
            self._end_cell()
            self.done[-1].rows.append([])
        elif self.depth == 1 and tag in ("td", "th"):
            self._end_cell()
            values = dict(attributes)
            self.span = (_count(values.get("colspan")), _count(values.get("rowspan")))
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "table" and self.depth:
            if self.depth == 1:
                self._end_cell()
            self.depth -= 1
        elif tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._end_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(data)

    def end_tables(self) -> None:
        """A page that stops in the middle keeps what it had."""
        if self.depth:
            reason = _("a page that ends in the middle of its table")
            raise NotText(problem(reason, _("a whole page"), export_again()))

    def _end_cell(self) -> None:
        if self.cell is None:
            return
        table = self.done[-1]
        if not table.rows:
            table.rows.append([])
        text = _SPACE.sub(" ", "".join(self.cell)).strip(" ")
        self.cell = None
        here, row = len(table.rows) - 1, table.rows[-1]
        while (here, len(row)) in self.below:
            row.append("")
        first, (wide, high) = len(row), self.span
        row += [text] + [""] * (wide - 1)
        if high > 1:
            table.merged += (Merged(here, here + high - 1, first, first + wide - 1),)
            spots = (
                (r, c) for r in range(here + 1, here + high) for c in range(first, first + wide)
            )
            self.below |= dict.fromkeys(spots)


def _count(text: str | None) -> int:
    return min(int(text), MOST) if text and text.isdecimal() and int(text) > 0 else 1
