"""Workbooks that are one XML file: SpreadsheetML, which Excel 2003 and many systems write as .xls.

Cells may leave places out (ss:Index), and run over several columns and rows (ss:MergeAcross,
ss:MergeDown). Days are written out as such.
"""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO
from xml.parsers import expat

from data.ingest.files.workbooks import zeros
from data.ingest.files.workbooks.budget import Budget
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.files.workbooks.xml_table import Attributes, Table, text_of

FORM = "xml"
BLOCK = 1 << 16
BETWEEN = " "
"""Parts a namespace from its name."""
_DECLARED = re.compile(rb"""encoding\s{0,9}=\s{0,9}["']([\w.-]{1,40})["']""")
WIDE = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "big5": "big5"}
"""Encodings that XML files declare and the parser does not know."""
MOST_COLUMNS = 16_384
EURO = {"Euro Currency": "[$€-2]"}
"""A format that has a name."""


def tables(path: Path, budget: Budget) -> tuple[list[Table], bool]:
    """Every worksheet, and whether bare numbers of days count from 1904. Raises NotRead."""
    scan = _Scan()
    with path.open("rb") as file:
        declared = _DECLARED.search(file.read(BLOCK).partition(b"?>")[0])
        encoding = WIDE.get(declared[1].decode().lower()) if declared else None
        file.seek(0)
        parser = _parser(scan, "utf-8" if encoding else None)
        try:
            for block in _blocks(file, encoding):
                parser.Parse(block, False)
                budget.check_time()
            parser.Parse(b"", True)
        except (expat.ExpatError, ValueError, IndexError) as error:
            raise NotRead("damaged", str(error)[:200]) from error
    for table in scan.tables:
        budget.take_area(table.facts)
    return scan.tables, scan.is_1904


def _parser(scan: "_Scan", encoding: str | None) -> expat.XMLParserType:
    """A parser that refuses document types, so that nothing in the file stands for more."""
    parser = expat.ParserCreate(encoding, BETWEEN)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_dtd
    parser.StartElementHandler = scan.start
    parser.EndElementHandler = scan.end
    parser.CharacterDataHandler = scan.text
    return parser


def _refuse_dtd(*_about: object) -> None:
    raise NotRead("dtd")


def _blocks(file: BinaryIO, encoding: str | None) -> Iterator[bytes]:
    """The bytes of a file; as UTF-8 where they are in an `encoding`."""
    decoder = codecs.getincrementaldecoder(encoding)() if encoding else None
    while block := file.read(BLOCK):
        yield decoder.decode(block).encode() if decoder else block


class _Scan:
    """Follows the elements of a workbook, first to last."""

    def __init__(self) -> None:
        self.tables: list[Table] = []
        self.is_1904 = False
        self.patterns: dict[str, str | None] = {}
        self.column_styles: dict[int, str] = {}
        self.next_column = 0
        self.row_style: str | None = None
        self.path: list[str] = [""]
        self.row = self.column = -1
        self.rows_of_row = 1
        self.style = self.kind = self.value = ""
        self.cell: Attributes = {}
        self.parts: list[str] | None = None

    def start(self, name: str, attributes: Attributes) -> None:
        place = self.path[-1], name.rpartition(BETWEEN)[2]
        self.path.append(place[1])
        values = {key.rpartition(BETWEEN)[2]: value for key, value in attributes.items()}
        match place:
            case "Row", "Cell":
                self._start_of_cell(values)
            case "Cell", "Data":
                self.kind, self.parts = values.get("Type", "String"), []
            case "Table", "Row":
                self._start_of_row(values)
            case "Workbook", "Worksheet":
                self.tables.append(Table(values.get("Name", f"{len(self.tables) + 1}")))
                self.row, self.next_column, self.column_styles = -1, 0, {}
            case "WorksheetOptions", "Visible":
                self.parts = []
            case _:
                self._setting(place, values)

    def _setting(self, place: tuple[str, str], values: Attributes) -> None:
        match place:
            case "Styles", "Style":
                self.style = values.get("ID", "")
                self.patterns[self.style] = self.patterns.get(values.get("Parent", ""))
            case "Style", "NumberFormat":
                code = values.get("Format", "")
                self.patterns[self.style] = zeros.patterns({0: EURO.get(code, code)}, [0]).get(0)
            case "Table", "Column":
                self._start_of_column(values)
            case "Worksheet", "AutoFilter":
                self.tables[-1].facts.is_filtered = True
            case "ExcelWorkbook", "Date1904":
                self.is_1904 = True

    def _start_of_column(self, values: Attributes) -> None:
        first = int(values["Index"]) - 1 if "Index" in values else self.next_column
        width = 1 + int(values.get("Span", 0))
        self.next_column = first + width
        if not 0 <= first < self.next_column <= MOST_COLUMNS:
            raise NotRead("too_large", f"{self.next_column:,}")
        self.tables[-1].facts.hidden_columns += width * (values.get("Hidden") == "1")
        if style := values.get("StyleID"):
            self.column_styles |= dict.fromkeys(range(first, first + width), style)

    def _pattern(self) -> str | None:
        """How the cell shows numbers: by its own style, that of its row, or of its column."""
        styles = self.cell.get("StyleID"), self.row_style, self.column_styles.get(self.column)
        return self.patterns.get(next(filter(None, styles), ""))

    def _start_of_row(self, values: Attributes) -> None:
        self.row = int(values["Index"]) - 1 if "Index" in values else self.row + 1
        self.rows_of_row, self.column = 1 + int(values.get("Span", 0)), -1
        self.row_style = values.get("StyleID")
        self.tables[-1].facts.hidden_rows += self.rows_of_row * (values.get("Hidden") == "1")

    def _start_of_cell(self, values: Attributes) -> None:
        self.column = int(values["Index"]) - 1 if "Index" in values else self.column + 1
        self.cell, self.value, self.parts = values, "", None

    def text(self, part: str) -> None:
        if self.parts is not None:
            self.parts.append(part)

    def end(self, name: str) -> None:
        self.path.pop()
        place = self.path[-1], name.rpartition(BETWEEN)[2]
        match place:
            case "Cell", "Data":
                self.value = text_of(self.kind, "".join(self.parts or ()), self._pattern())
                self.parts = None
            case "Row", "Cell":
                self.tables[-1].put(self.row, self.column, self.value, self.cell)
                self.column += max(0, int(self.cell.get("MergeAcross", 0)))
            case "Table", "Row":
                self.row += self.rows_of_row - 1
            case "WorksheetOptions", "Visible":
                self.tables[-1].is_visible = "Hidden" not in "".join(self.parts or ())
                self.parts = None
