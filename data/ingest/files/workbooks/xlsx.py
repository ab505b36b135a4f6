"""What the XML of an xlsx tells beyond its values: hidden rows, formulas without a result."""

import posixpath
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO
from xml.parsers import expat

from data.ingest.files.workbooks import zeros
from data.ingest.files.workbooks.facts import NO_RESULT, Facts
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.files.workbooks.safety import plain_name

BLOCK = 1 << 20
LETTERS = 3
"""Letters of the farthest column."""
Start = Callable[[str, Mapping[str, str]], None]


def counts_from_1904(path: Path) -> bool:
    """Whether days are counted from 1904, as old Macintoshes did."""
    answers: list[bool] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "workbookPr":
            answers.append(attributes.get("date1904", "0") in ("1", "true", "on"))

    with zipfile.ZipFile(path) as archive:
        _walk(archive, _workbook_part(archive), start)
    return any(answers)


def patterns(archive: zipfile.ZipFile) -> dict[int, str]:
    """Style of cells -> how it shows numbers with zeros before them, for those that do."""
    codes: dict[str, str] = {}
    styles: list[str] = []
    section = ""

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal section
        local = _local(name)
        if local in ("numFmts", "cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            section = local
        elif local == "numFmt" and section == "numFmts":
            codes[attributes["numFmtId"]] = attributes["formatCode"]
        elif local == "xf" and section == "cellXfs":
            styles.append(attributes.get("numFmtId", "0"))

    part = next((p for p in targets(archive, _workbook_part(archive), "/styles").values()), None)
    if part is not None:
        _walk(archive, part, start)
    return zeros.patterns(codes, styles)


def careful_facts(
    archive: zipfile.ZipFile, part: str, patterns: Mapping[int, str] | None = None
) -> Facts:
    """Read the XML of one sheet element by element, whatever it is like.

    `patterns`: style -> how it shows numbers with zeros before them.
    """
    scan = _Scan(patterns or {})
    _walk(archive, part, scan.start, scan.text)
    scan.end_of_cell()
    return scan.facts


class _Scan:
    """Follows the cells of a sheet, first to last."""

    def __init__(self, patterns: Mapping[int, str]) -> None:
        self.facts, self.patterns = Facts(), patterns
        self.row, self.column = -1, -1
        self.has_formula = self.has_value = self.is_error = self.in_value = False
        self.is_text = False
        self.written = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        local = _local(name)
        self.in_value = local in ("v", "t")
        if local == "c":
            self.end_of_cell()
            self._cell(attributes)
        elif local in ("v", "is"):
            self.has_value = True
        elif local == "f":
            self.has_formula = True
        elif local == "row":
            self.end_of_cell()
            self.row = int(attributes.get("r", self.row + 2)) - 1
            self.column = -1
            self.facts.hidden_rows += attributes.get("hidden") in ("1", "true")
        elif local == "col" and attributes.get("hidden") in ("1", "true"):
            width = int(attributes["max"]) - int(attributes["min"]) + 1
            self.facts.hidden_columns += width
        elif local == "autoFilter":
            self.facts.is_filtered = True

    def text(self, part: str) -> None:
        if self.in_value and len(self.written) < 20:
            self.written += part.strip()

    def _cell(self, attributes: Mapping[str, str]) -> None:
        self.column += 1
        if reference := attributes.get("r"):
            self.row, self.column = place(reference)
        if of := self.patterns.get(int(attributes.get("s", 0))):
            self.facts.zeros.add(self.row, self.column, of)
        self.is_error, self.is_text = attributes.get("t") == "e", attributes.get("t") == "str"
        self.written = ""

    def end_of_cell(self) -> None:
        """What the cell that was read last came to."""
        facts = self.facts
        is_empty_text = self.is_text and self.has_value
        if self.has_formula and not self.written and not is_empty_text:
            facts.marks[self.row, self.column] = NO_RESULT
        elif self.is_error and self.has_value:
            facts.marks[self.row, self.column] = self.written
        if self.has_formula or self.has_value:
            facts.reach(self.row, self.column, self.has_value and bool(self.written))
        self.has_formula = self.has_value = self.is_error = self.in_value = False


def place(reference: str) -> tuple[int, int]:
    """ "B3" -> (2, 1)."""
    letters = reference.rstrip("0123456789")
    if len(letters) > LETTERS:
        raise NotRead("damaged", reference[:20])
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the zip that holds a sheet."""
    return parts(archive)[sheet]


def parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """The part of the zip that holds each sheet, by its name."""
    workbook = _workbook_part(archive)
    ids: dict[str, str] = {}

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "sheet":
            ids[attributes["name"]] = next(
                value for key, value in attributes.items() if key.endswith(":id")
            )

    _walk(archive, workbook, start)
    part_by_id = targets(archive, workbook)
    return {name: part_by_id[place] for name, place in ids.items() if place in part_by_id}


def targets(archive: zipfile.ZipFile, workbook: str, kind: str = "") -> dict[str, str]:
    """The parts that a workbook names, by their ids; those of a `kind` alone."""
    parts: dict[str, str] = {}
    folder, name = posixpath.split(workbook)

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "Relationship" and attributes.get("Type", "").endswith(kind):
            path = posixpath.join("/" + folder, attributes["Target"])
            parts[attributes["Id"]] = posixpath.normpath(path).lstrip("/")

    _walk(archive, f"{folder}/_rels/{name}.rels".lstrip("/"), start)
    return parts


def _workbook_part(archive: zipfile.ZipFile) -> str:
    documents: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if _local(name) == "Relationship" and attributes["Type"].endswith("/officeDocument"):
            documents.append(attributes["Target"].lstrip("/"))

    _walk(archive, "_rels/.rels", start)
    return documents[0]


def _walk(
    archive: zipfile.ZipFile, part: str, start: Start, text: Callable[[str], None] | None = None
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    if text is not None:
        parser.CharacterDataHandler = text
    with entry(archive, part) as stream:
        while block := stream.read(BLOCK):
            parser.Parse(block, False)
        parser.Parse(b"", True)


def entry(archive: zipfile.ZipFile, part: str) -> IO[bytes]:
    """A part of a workbook, opened; writers differ in the case and the slashes of its name."""
    names = {plain_name(name): name for name in archive.namelist()}
    return archive.open(names[plain_name(part)])


def _local(name: str) -> str:
    return name.rpartition(":")[2]
