"""F21: an export that is big, or that cannot be written. It is whole, or a message and no half."""

import io
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from analytics.__main__ import app as analytics
from analytics.output import as_csv
from data.__main__ import app
from data.commands.terminal import run
from data.commands.whole_file import written_whole
from pages.parts.downloads import csv_bytes, xlsx_bytes
from tests.faults.books import export
from tests.faults.kept import Tried

ROWS = 100_000


@pytest.fixture(scope="module")
def frame() -> pd.DataFrame:
    """A table as long as the longest that people export."""
    names = [f"=Account {n}" for n in range(ROWS)]
    return pd.DataFrame({"account_name": names, "net_sales": [Decimal(n) / 4 for n in range(ROWS)]})


@contextmanager
def small_files(limit: int) -> Iterator[None]:
    """No file can be longer than so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_f21_a_hundred_thousand_rows_as_csv(frame: pd.DataFrame, tried: Tried) -> None:
    again = pd.read_csv(io.BytesIO(csv_bytes(frame)), dtype=str)
    assert len(again) == ROWS
    assert again["net_sales"].map(Decimal).sum() == frame["net_sales"].sum()
    assert len(as_csv(pa.Table.from_pandas(frame)).splitlines()) == ROWS + 1
    tried["rows"] = ROWS


def test_f21_a_hundred_thousand_rows_as_a_workbook(frame: pd.DataFrame, tried: Tried) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx_bytes(frame)))
    rows = book.get_sheet_by_index(0).to_python()
    assert len(rows) == ROWS + 1
    assert rows[-1] == [f"=Account {ROWS - 1}", (ROWS - 1) / 4]
    tried["rows"] = ROWS


def test_f21_no_half_file_of_a_question(
    own_home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path, 2026, 1, 300)
    assert run(app, "python -m data", ["load", str(tmp_path / "2026-01-0.csv")]) == 0
    target = tmp_path / "rfm.csv"
    ask = ["rfm", "--format", "csv", "-o", str(target)]
    with written_whole(target) as file:
        file.write("of last month\n")
    with small_files(500):
        assert run(analytics, "python -m analytics", ask) != 0
    assert "rfm.csv cannot be written" in capsys.readouterr().err
    assert target.read_text() == "of last month\n"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    assert run(analytics, "python -m analytics", ask) == 0
    assert len(target.read_text().splitlines()) == 18


def test_f21_no_half_file_of_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = export(tmp_path, 2026, 1, 300)
    target = tmp_path / "clean.csv"
    with small_files(500):
        assert run(app, "python -m data", ["read", str(source), "-o", str(target)]) == 1
    assert "Do: " in capsys.readouterr().err
    assert not target.exists()
    assert run(app, "python -m data", ["read", str(source), "-o", str(target)]) == 0
    assert len(target.read_text().splitlines()) == 301
    assert run(app, "python -m data", ["read", str(source), "-o", "/dev/null"]) == 0
