"""`python -m data read`: any table as plain CSV, and what was left out of it."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from data.ingest.inspect import inspect
from data.ingest.model import InputFile
from tests.catalogue.books import xlsx

SPECTRUM = Path(__file__).parent.parent.parent / "fixtures" / "csv_spectrum"


@pytest.fixture
def see(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Run the command on a content: exit code, standard output, standard error."""
    from data.__main__ import app
    from data.commands.terminal import run

    def go(content: str | bytes, *options: str, name: str = "x.csv") -> tuple[int, str, str]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = run(app, "data", ["read", str(path), *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return go


def test_any_table_comes_out_as_utf_8_with_commas(see: Any) -> None:
    code, out, err = see("﻿city;visits\r\nKöln;3\r\nNew York, NY;4\r\n".encode())
    assert (code, out) == (0, 'city,visits\nKöln,3\n"New York, NY",4\n')
    assert "utf-8-sig" in err
    assert "';'" in err
    assert "Header: row 1" in err


def test_what_is_left_out_is_said_with_its_row(see: Any) -> None:
    text = "Report\ncity,visits,by\nKöln,3,Ana\n\nBonn,4\nTotal,7,\n"
    code, out, err = see(text)
    assert (code, out) == (1, "city,visits,by\nKöln,3,Ana\n")
    assert "row 1 (preamble)" in err
    assert "row 6 (total)" in err
    assert "x.csv › row 5: found 2 cells" in err


def test_json_tells_the_same_and_the_table_goes_to_a_file(see: Any, tmp_path: Path) -> None:
    clean = tmp_path / "clean.csv"
    code, out, _err = see("a|b\n1|x\n2|y\n", "-o", str(clean), "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["encoding"], told["delimiter"], told["header_row"]) == ("utf-8", "|", 1)
    assert told["header"] == ["a", "b"]
    assert told["records"]["in_file"] == 3
    assert told["records"]["accepted"] == 2
    assert clean.read_bytes() == b"a,b\n1,x\n2,y\n"


def test_a_workbook_and_its_sheet(see: Any) -> None:
    code, out, err = see(xlsx([("city", "visits"), ("Köln", 3.5)]), name="x.xlsx")
    assert (code, out) == (0, "city,visits\nKöln,3.5\n")
    assert "Sheet: Orders" in err


def test_a_choice_of_sheets_is_asked_and_answered(see: Any) -> None:
    def more(book: Any, _sheet: Any) -> None:
        book.add_worksheet("Second").write(0, 0, "only")

    content = xlsx([("city", "visits"), ("Köln", 3)], more)
    code, out, err = see(content, name="x.xlsx")
    assert (code, out) == (1, "")
    assert "--answer sheet=Orders, Second" in err
    code, out, _err = see(content, "--answer", "sheet=Orders", name="x.xlsx")
    assert (code, out) == (0, "city,visits\nKöln,3\n")


def test_comments_between_the_records_are_no_columns(see: Any) -> None:
    marks = "# made at night\n# by the till\ncity;visits\n# north\nKöln;3\n# south\nUlm;4\n# end\n"
    _code, out, err = see(marks)
    assert out == "city;visits\nKöln;3\nUlm;4\n".replace(";", ",")
    assert "row 2 (preamble)" in err
    assert "x.csv › row 4" in err


def test_a_known_word_in_a_comment_is_no_header(see: Any) -> None:
    _code, out, err = see("x,y\n# comment\n1,2\n# comment\n# comment\n3,4\n")
    assert out == "x,y\n1,2\n3,4\n"
    assert "Header: row 1" in err


def test_a_row_of_several_cells_among_rows_of_one_is_no_header(see: Any) -> None:
    _code, out, err = see("Remarks\nfine\nlate, but here\nlost\n")
    assert out == "Remarks\nfine\nlost\n"
    assert "x.csv › row 3: found 2 cells" in err


def test_a_title_of_two_cells_is_no_header(see: Any) -> None:
    _code, out, err = see("Region: North,Month: May\ncity,visits,by\nUlm,4,Ana\nBonn,5,Bo\n")
    assert out == "city,visits,by\nUlm,4,Ana\nBonn,5,Bo\n"
    assert "row 1 (preamble): Region: North | Month: May" in err


def test_without_a_header_the_commonest_width_holds(see: Any) -> None:
    _code, out, err = see("1\ta\tx\n2\tb\ty\tz\n3\tc\tx\n")
    assert out == "column 1,column 2,column 3\n1,a,x\n3,c,x\n"
    assert "x.csv › row 2: found 4 cells" in err


def test_what_cannot_be_read_is_said_in_words(see: Any) -> None:
    code, out, err = see(b"%PDF-1.7")
    assert (code, out) == (1, "")
    assert "found a PDF" in err


@pytest.mark.parametrize(
    "rows",
    [
        [["a", "b"], ["line\nbreak", 'say "x"'], ["carriage\rreturn", ""], [" spaced ", ","]],
        [["only"], [""], ["x"]],
    ],
)
def test_what_comes_out_reads_back_the_same(
    see: Any, tmp_path: Path, rows: list[list[str]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    _code, out, _err = see(text.getvalue())
    back = list(csv.reader(io.StringIO(out, newline="")))
    assert back == [row for row in rows if any(row)]


@pytest.mark.parametrize("path", sorted(SPECTRUM.glob("csvs/*.csv")), ids=lambda p: p.stem)
def test_csv_spectrum_gives_its_published_json(see: Any, path: Path) -> None:
    code, out, _err = see(path.read_bytes())
    assert code == 0
    header, *rows = csv.reader(io.StringIO(out, newline=""))
    published = json.loads((SPECTRUM / "json" / f"{path.stem}.json").read_text(encoding="utf-8"))
    told = published if isinstance(published, list) else [published]
    if path.stem == "location_coordinates":  # here the JSON has another number than its CSV
        told[0]["Contact Phone Number"] = "2095257564"
    assert [dict(zip(header, row, strict=True)) for row in rows] == told


def test_the_command_line_itself(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a,b\n1,x\n", encoding="utf-8")
    command = [sys.executable, "-m", "data", "read", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "a,b\n1,x\n"


def test_every_record_is_accounted_for(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,"x\n2,y\nTotal,3\n', encoding="utf-8")
    inspection = inspect(InputFile("x.csv", path), {})
    assert inspection.report.records.add_up()
    assert inspection.report.errors_total == 1
