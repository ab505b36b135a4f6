"""What the XML of an ods tells: a second reader beside the one that gives the values."""

import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from xml.parsers import expat

from data.ingest.files.workbooks import signs
from data.ingest.files.workbooks.facts import NO_RESULT, Facts
from data.ingest.files.workbooks.refusing import NotRead

BLOCK = 1 << 20
HIDDEN = ("collapse", "filter")
MOST_REPEATED = 1_000_000
"""Cells for which one cell may stand that has to be marked."""
_ERROR = re.compile(r"#[A-Z/0]+[!?]|#N/A|Err:\d{3}")
_WITH_ZEROS = re.compile("0[0-9]+")
CELLS = ("table-cell", "covered-table-cell")


def facts(path: Path) -> tuple[dict[str, Facts], bool]:
    """The facts of each table; dates are written out, so no day is counted."""
    scan = _Scan()
    parser = expat.ParserCreate()
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    try:
        with zipfile.ZipFile(path) as archive, archive.open("content.xml") as part:
            while block := part.read(BLOCK):
                parser.Parse(block, False)
            parser.Parse(b"", True)
    except (expat.ExpatError, KeyError, ValueError) as error:
        raise NotRead("damaged") from error
    for name, table in scan.sheets.items():
        table.is_filtered = name in scan.filtered
    return scan.sheets, False


class _Scan:
    """Follows the cells of all tables, first to last."""

    def __init__(self) -> None:
        self.sheets: dict[str, Facts] = {}
        self.filtered: set[str] = set()
        self.sheet = Facts()
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.cell: Mapping[str, str] | None = None
        self.written = ""
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        values = {key.rpartition(":")[2]: value for key, value in attributes.items()}
        self.depth += local == "table"
        if self.depth > 1:
            return
        if local == "table":
            self.sheet = self.sheets.setdefault(values.get("name", ""), Facts())
            self.row = 0
        elif local == "table-column" and values.get("visibility") in HIDDEN:
            self.sheet.hidden_columns += int(values.get("number-columns-repeated", 1))
        elif local == "table-row":
            self.rows, self.column = int(values.get("number-rows-repeated", 1)), 0
            self.sheet.hidden_rows += self.rows * (values.get("visibility") in HIDDEN)
        elif local in CELLS:
            self.cell, self.written = values, ""
            self.columns = int(values.get("number-columns-repeated", 1))
        elif local == "database-range" and values.get("display-filter-buttons") == "true":
            first = values.get("target-range-address", "").partition(":")[0]
            self.filtered.add(first.rpartition(".")[0].strip("'$"))

    def text(self, part: str) -> None:
        if self.cell is not None and len(self.written) < 20:
            self.written += part.strip()

    def end(self, name: str) -> None:
        local = name.rpartition(":")[2]
        if self.depth == 1 and local in CELLS:
            self._end_of_cell()
        elif self.depth == 1 and local == "table-row":
            self.row += self.rows
        self.depth -= local == "table"

    def _end_of_cell(self) -> None:
        cell, self.cell = self.cell or {}, None
        is_error = cell.get("formula") is not None and _ERROR.fullmatch(self.written)
        has_no_result = "formula" in cell and "value-type" not in cell and not self.written
        if self.written or has_no_result or cell.get("value") is not None:
            last = self.row + self.rows - 1, self.column + self.columns - 1
            self.sheet.reach(*last, has_value=not has_no_result)
        if is_error or has_no_result:
            mark = self.written if is_error else NO_RESULT
            for row, column in self._here():
                self.sheet.marks[row, column] = mark
        elif cell.get("value-type") == "float" and _WITH_ZEROS.fullmatch(self.written):
            for row, column in self._here():
                self.sheet.zeros.add(row, column, "0" * len(self.written))
        elif cell.get("value-type") == "currency" and (of := signs.of_code(cell.get("currency"))):
            for row, column in self._here():
                self.sheet.zeros.add(row, column, of)
        self.column += self.columns

    def _here(self) -> Iterator[tuple[int, int]]:
        """The places of the cell that ends, and of its repetitions."""
        if self.rows * self.columns > MOST_REPEATED:
            raise NotRead("too_large", f"{self.rows:,} × {self.columns:,}")
        rows = range(self.row, self.row + self.rows)
        columns = range(self.column, self.column + self.columns)
        return product(rows, columns)
