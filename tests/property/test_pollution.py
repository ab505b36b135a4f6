"""Every polluted file comes out exact, or is refused or asked aloud: no record is lost or made up.

What pollution does to the letters of one cell (a stray quote inside of a name) is no loss: the file
says so. So cells are compared without quotes, spaces and the marks of comments.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read
from tests.property.polluted import HEADER, Polluted, files

FILES = list(files())
NEITHER_ASKED_NOR_REFUSED = 0.15
"""At least this share of the files is read exactly: refusing everything would be safe as well."""


@pytest.fixture(scope="module")
def readings() -> Iterator[list[tuple[Polluted, Reading]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "polluted.csv"
        found = []
        for file in FILES:
            path.write_bytes(file.content)
            found.append((file, read([InputFile(path.name, path)], ReadOptions(kind="sales"))[0]))
        yield found


def plain(record: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(re.sub(r"[\s\"'#]", "", cell) for cell in record)


def told(reading: Reading) -> Counter[tuple[str, ...]]:
    assert reading.table is not None
    rows = reading.table.select(HEADER).to_pylist()
    return Counter(plain(tuple(f"{row[name] or ''}" for name in HEADER)) for row in rows)


def wanted(file: Polluted) -> Counter[tuple[str, ...]]:
    return Counter(plain((*record[:3], f"{float(record[3]):.4f}")) for record in file.records)


def test_no_record_is_lost_or_made_up(readings: list[tuple[Polluted, Reading]]) -> None:
    wrong = [
        (file.name, wanted(file) - told(reading), told(reading) - wanted(file))
        for file, reading in readings
        if reading.report.status == "ready" and told(reading) != wanted(file)
    ]
    assert wrong == []


def test_every_record_is_accounted_for(readings: list[tuple[Polluted, Reading]]) -> None:
    assert [f.name for f, reading in readings if not reading.report.records.add_up()] == []


def test_what_is_not_read_is_said(readings: list[tuple[Polluted, Reading]]) -> None:
    for file, reading in readings:
        report = reading.report
        if report.status != "ready":
            assert report.errors or report.questions, file.name
        for problem in report.errors:
            assert problem.found, file.name
            assert problem.do, file.name


def test_enough_is_read(readings: list[tuple[Polluted, Reading]]) -> None:
    exact = sum(reading.report.status == "ready" for _file, reading in readings)
    assert len(FILES) > 900
    assert exact > NEITHER_ASKED_NOR_REFUSED * len(FILES)


def test_what_only_marks_the_dialect_is_read(readings: list[tuple[Polluted, Reading]]) -> None:
    """The usual delimiters, quotes doubled, every end of line, blank lines, a byte more or less."""
    names = [
        *(f'dialect {d!r} " {how} doubled' for d in ",;\t|" for how in ("minimal", "all", "text")),
        *(f"ends {e!r} last {last!r}" for e in ("\n", "\r\n", "\r") for last in (e, "", e * 3)),
        *("ends mixed", "above titles", "above sep", "above blank lines", "below notes"),
        *("below total", "between 4 blank", "between 4 commas", "between 4 subtotal"),
    ]
    status = {file.name: reading.report.status for file, reading in readings}
    assert {name: status[name] for name in names} == dict.fromkeys(names, "ready")
