"""The quick reader of plain files and the careful one come to the same, whatever the table."""

import csv
import io
import random
from pathlib import Path
from typing import Any

import pytest

from data.ingest.files import record_count, slices
from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read
from data.ingest.rows import fast_reader
from data.ingest.rows.row_reader import load_carefully

NAMES = ("Order No", "Order Date", "Customer ID", "Customer Name", "Amount", "Qty", "Note")
CELLS = {
    "Order No": (
        "A-1",
        "A-2",
        "a-2",
        "0017",
        "17.0",
        "",
        "n/a",
        "NULL",
        "1234567890123456000",
        "Total",
    ),
    "Order Date": (
        "2026-03-01",
        "2026-03-31",
        "2026-02-30",
        "1/4/2026",
        "13/4/2026",
        "x",
        " 2026-01-01",
    ),
    "Customer ID": ("C1", "C 1", " C1", "Ｃ1", "c-2", "7", "7.0", "-", "none"),
    "Customer Name": (
        "北京机械",
        "Müller & Söhne",
        'The "Best"',
        "A, B",
        "two\nlines",
        "",
        " x ",
        "Total",
        "Best 小计",
    ),
    "Amount": (
        "1",
        "12.5",
        "-3.10",
        "1,234.50",
        "1.234",
        "(5)",
        "0.12345",
        "n/a",
        "#REF!",
        "",
        "-0",
    ),
    "Qty": ("1", "2", "3.5", "", "99999999999999"),
    "Note": ("", "total", "Total", "printed 2026", "\ufffd", "it's", "--"),
}
OVER_LINES = ("two\nlines", "three\r\nlines\r\n", 'a "quoted"\n\nword', "one\rway")


def _table(rng: random.Random) -> bytes:
    """A table of random cells; most are well behaved, as exports are."""
    names = [name for name in NAMES if name in NAMES[1:5] or rng.random() < 0.7]
    calm, runs_over = rng.random() < 0.6, rng.random() < 0.3
    out = io.StringIO(newline="")
    quoting = rng.choice((csv.QUOTE_MINIMAL, csv.QUOTE_ALL))
    writer = csv.writer(
        out,
        delimiter=rng.choice(",;\t"),
        quoting=quoting,
        lineterminator=rng.choice(("\n", "\r\n", "\r")),
    )
    writer.writerow(names)
    for _row in range(rng.randint(0, 12)):
        cells = [CELLS[n][rng.randrange(2 if calm else len(CELLS[n]))] for n in names]
        if runs_over and rng.random() < 0.3:
            cells[names.index("Customer Name")] = rng.choice(OVER_LINES)
        if not calm and rng.random() < 0.1:
            cells = cells[: rng.randint(0, len(cells))]
        writer.writerow(cells)
    above = ("", "", "Sales report\n", "Sales report\nAll regions\n\n", "sep=,\n")
    text = rng.choice(above) + out.getvalue()
    if not calm and rng.random() < 0.2:
        text = text[: rng.randint(1, len(text))]
    return text.encode("utf-8-sig" if rng.random() < 0.3 else "utf-8")


def _come_to(reading: Reading) -> dict[str, Any]:
    table = reading.table
    return {
        "report": reading.report.to_json(),
        "table": None if table is None else (table.column_names, table.to_pylist()),
        "samples": reading.samples,
        "memory": reading.memory,
    }


@pytest.mark.parametrize("seed", range(10))
def test_both_readers_read_the_same(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(seed)
    quick = 0
    for number in range(30):
        path = tmp_path / f"{number}.csv"
        path.write_bytes(_table(rng))
        other = tmp_path / f"{number}-b.csv"
        other.write_bytes(_table(rng) if number % 3 else path.read_bytes())
        files = [InputFile(path.name, path), InputFile(other.name, other)]
        options = ReadOptions("sales", answers={"date_order": "dmy"} if number % 2 else {})
        with monkeypatch.context() as patch:
            patch.setattr(slices, "ROWS", 3)
            patch.setattr(record_count, "STEP", rng.choice((7, 64, 1 << 18)))
            patch.setattr(fast_reader, "NUMBERS_FROM", 0)
            patch.setattr(fast_reader, "DIFFERENT", 1)
            seen: list[bool] = []
            load_plain = fast_reader._read
            patch.setattr(
                fast_reader,
                "_read",
                lambda *args, f=load_plain, s=seen: _noted(f(*args), s),  # type: ignore[misc]
            )
            quickly = [_come_to(reading) for reading in read(files, options)]
            quick += sum(seen)
        with monkeypatch.context() as patch:
            patch.setattr("data.ingest.pipeline.load_together", lambda *_all: None)
            patch.setattr("data.ingest.pipeline.load", _carefully)
            carefully = [_come_to(reading) for reading in read(files, options)]
        assert quickly == carefully
    assert quick > 10


def _noted(parts: Any, seen: list[bool]) -> Any:
    seen.append(parts is not None)
    return parts


def _carefully(head: Any, _step: Any) -> Any:
    return load_carefully(head, fast_reader.count(head.source.utf8(), head.delimiter))
