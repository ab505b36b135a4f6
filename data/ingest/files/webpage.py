"""Tables of a web page: what many programs write and call .xls."""

import csv
import io
import re
from dataclasses import dataclass, field

from data.ingest.files.decoding import NotText, export_again, problem, strictly
from data.ingest.files.html_tokens import CutOff, Tag, tokens
from data.ingest.files.workbooks.budget import Budget
from data.ingest.files.workbooks.facts import Area, Facts
from data.report import Problem
from locales import _

_CHARSET = re.compile(rb"""charset\s{0,9}=\s{0,9}["']?([\w-]{1,40})""", re.IGNORECASE)
ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "iso-8859-1": "cp1252"}
"""What is meant by the names that pages use."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
MOST = 1_000
"""A cell that claims more columns or rows than this is taken as one that lies."""
DIGITS = 6


@dataclass
class Table:
    """A table's rows, all of one width, and the cells that run over several rows."""

    rows: list[list[str]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    cells: int = 0


def tables(raw: bytes, charset: str | None = None) -> dict[str, Table]:
    """The tables of a page that hold data, by number: "1", "2", …

    `charset`: its encoding, where something else than the page says it. Raises NotText for a page
    that is cut off or in no encoding, NotRead for one that takes too much.
    """
    budget = Budget(len(raw))
    page = _Page(budget)
    try:
        for token in tokens(_text(raw, charset)):
            page.take(token)
    except CutOff:
        page.depth = max(1, page.depth)
    page.end_tables()
    filled = [table for table in page.done if any(any(row) for row in table.rows)]
    return {str(place): _squared(table, budget) for place, table in enumerate(filled, 1)}


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


def _text(raw: bytes, charset: str | None) -> str:
    """Decoded by its mark, by what it declares, or as UTF-8; strictly."""
    declared = _CHARSET.search(raw[:4096])
    name = "utf-8"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = "utf-16"
    elif raw.startswith(b"\xef\xbb\xbf"):
        name = "utf-8-sig"
    elif charset or declared:
        name = charset or (declared[1].decode() if declared else name)
        name = ALIASES.get(name.lower(), name)
    try:
        text = strictly(raw, name)
    except LookupError:
        text = None
    if text is None:
        reason = _("bytes that are no {encoding}").format(encoding=name)
        raise NotText(_undecodable(reason, bool(charset or declared)))
    return text


def _undecodable(reason: str, is_declared: bool) -> Problem:
    if is_declared:
        return problem(reason, _("the encoding that the page declares"), export_again())
    wanted = _("UTF-8, as the page names no encoding")
    return problem(reason, wanted, _("save it as CSV UTF-8 or as .xlsx, and load that"))


def _squared(table: Table, budget: Budget) -> Table:
    width = max(len(row) for row in table.rows)
    height = len(table.rows)
    budget.take_area(Facts(last_row=height, last_column=width, cells=table.cells))
    rows = [row + [""] * (width - len(row)) for row in table.rows]
    return Table(rows, table.merged, table.cells)


class _Page:
    """Collects tables; what stands inside a table inside a cell is that cell's text."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.done: list[Table] = []
        self.depth = self.silent = 0
        self.cell: list[str] | None = None
        self.span = (1, 1)
        self.covered: dict[int, int] = {}
        """Column -> the last row, from 0, that a cell of a row above runs over."""

    def take(self, token: Tag | str) -> None:
        """The next tag or text of the page."""
        if isinstance(token, str):
            if self.cell is not None and not self.silent:
                self.cell.append(token)
            return
        if token.opens:
            self._start(token)
        if token.closes:
            self._end(token.name)

    def _start(self, tag: Tag) -> None:
        if tag.name == "table":
            self.depth += 1
            if self.depth == 1:
                self.done.append(Table())
                self.covered = {}
        elif tag.name in ("script", "style"):
            self.silent += 1
        elif self.depth == 1 and tag.name == "tr":
            self._end_cell()
            self.done[-1].rows.append([])
            self.budget.check_time()
        elif self.depth == 1 and tag.name in ("td", "th"):
            self._end_cell()
            spans = tag.attributes.get("colspan", ""), tag.attributes.get("rowspan", "")
            self.span = (_count(spans[0]), _count(spans[1]))
            self.cell = []
        elif tag.name == "br" and self.cell is not None:
            self.cell.append(" ")

    def _end(self, name: str) -> None:
        if name == "table" and self.depth:
            if self.depth == 1:
                self._end_cell()
            self.depth -= 1
        elif name in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif self.depth == 1 and name in ("td", "th", "tr"):
            self._end_cell()

    def end_tables(self) -> None:
        """Refuses a page that stops in the middle."""
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
        before = len(row)
        while self.covered.get(len(row), -1) >= here:
            row.append("")
        first, (wide, high) = len(row), self.span
        table.cells += 1
        self.budget.take_cells(first + wide - before, table.cells)
        row += [text] + [""] * (wide - 1)
        if high > 1:
            last = here + high - 1
            table.merged.append((here, last, first, first + wide - 1))
            for column in range(first, first + wide):
                self.covered[column] = max(last, self.covered.get(column, -1))


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text[:DIGITS]):
        return 1
    return MOST if len(text) > DIGITS else min(int(text), MOST)
