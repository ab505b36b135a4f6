"""Rows 1 to 20 of the bad-input catalogue: encodings, delimiters, quotes, line ends."""

import csv
import io

import pytest

from data.ingest.error_column_file import marked
from tests.catalogue.conftest import HEADER, Desk

GOOD = "O1,2026-09-03,Acme,1.50\nO2,2026-09-04,Bolt,2.25\n"
CHINESE = "订单号,订单日期,客户名称,金额\nO1,2026-09-03,上海远航贸易有限公司,12.50\n"


def names(reading):
    return reading.table["account_name"].to_pylist()


def test_01_utf8_bom(desk: Desk):
    reading = desk.ok(("\ufeff" + HEADER + GOOD).encode())
    assert reading.report.mapping["order_id"] == "order_id"
    assert reading.report.encoding == "utf-8-sig"


@pytest.mark.parametrize(
    ("codec", "mark"), [("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")]
)
def test_02_utf16_tab(desk: Desk, codec: str, mark: bytes):
    text = (HEADER + GOOD.replace("Acme", "Müller")).replace(",", "\t")
    reading = desk.ok(mark + text.encode(codec))
    assert (reading.report.encoding, reading.report.delimiter) == ("utf-16", "\t")
    assert names(reading) == ["Müller", "Bolt"]


def test_03_utf16_without_bom(desk: Desk):
    question = desk.asks((HEADER + GOOD).encode("utf-16-le"), "encoding")
    assert question.choices[0] == "utf-16-le"
    assert any("Acme" in text for _line, text in question.samples["utf-16-le"])


def test_04_gb18030_settled_by_its_headers(desk: Desk):
    reading = desk.ok(CHINESE.encode("gbk"))
    assert reading.report.encoding == "gb18030"
    assert names(reading) == ["上海远航贸易有限公司"]


def test_04_gb18030_in_cells_only_is_asked(desk: Desk):
    content = (HEADER + "O1,2026-09-03,上海远航贸易有限公司,12.50\n").encode("gb18030")
    assert desk.asks(content, "encoding").choices[0] == "gb18030"
    reading = desk.ok(content, answers={"encoding": "gb18030"})
    assert names(reading) == ["上海远航贸易有限公司"]


@pytest.mark.parametrize(
    ("codec", "name"), [("shift_jis", "東京工業株式会社"), ("big5", "台灣機械股份有限公司")]
)
def test_05_shift_jis_and_big5_show_decodings_side_by_side(desk: Desk, codec: str, name: str):
    content = (HEADER + f"O1,2026-09-03,{name},12.50\n").encode(codec)
    question = desk.asks(content, "encoding")
    assert len(question.choices) >= 2  # all that the bytes allow
    assert any(name in text for _line, text in question.samples[codec])
    assert names(desk.ok(content, answers={"encoding": codec})) == [name]


def test_06_cp1252(desk: Desk):
    text = HEADER + "O1,2026-09-03,Société Générale,1.50\nO2,2026-09-04,Müller,2.25\n"
    reading = desk.ok(text.encode("cp1252"))
    assert names(reading) == ["Société Générale", "Müller"]
    assert reading.report.encoding == "windows-1252"


def test_06_a_replacement_character_is_never_stored(desk: Desk):
    problem = desk.refuses(HEADER + "O1,2026-09-03,M\ufffdller,1.50\n")[0]
    assert (problem.row, problem.column) == (2, "account_name")


def test_07_mixed_encodings(desk: Desk):
    content = HEADER.encode() + b"O1,2026-09-03,M\xc3\xbcller,1\nO2,2026-09-04,M\xfcller,2\n"
    content += b"O3,2026-09-05,Soci\xe9t\xe9,2\n"
    assert desk.refuses(content)[0].row == 2
    marked = b"\xef\xbb\xbf" + HEADER.encode() + b'O1,2026-09-03,"two\nlines",1\n'
    marked += b"O2,2026-09-04,M\xfcller,2\n"
    problem = desk.refuses(marked)[0]
    assert (problem.row, problem.line) == (3, 4)
    for text, parts in ((content, (4, 1, 2, 1)), (marked, (3, 1, 1, 1))):
        told = desk.read(desk.put(text))[0].report.records
        assert (told.in_file, told.header, told.accepted, told.rejected) == parts


def test_08_double_encoded_utf8(desk: Desk):
    content = HEADER + "O1,2026-09-03,MÃ¼ller,1.50\n"
    question = desk.asks(content, "encoding")
    assert question.choices == ("utf-8-twice", "utf-8")
    assert names(desk.ok(content, answers={"encoding": "utf-8-twice"})) == ["Müller"]
    assert names(desk.ok(content, answers={"encoding": "utf-8"})) == ["MÃ¼ller"]


def test_09_semicolon_and_decimal_comma(desk: Desk):
    reading = desk.ok(HEADER.replace(",", ";") + "O1;2026-09-03;Acme;1,50\n")
    assert f"{reading.report.amount}" == "1.5000"


@pytest.mark.parametrize("mark", ["\t", "|", ";"])
def test_10_tab_pipe_and_sep_line(desk: Desk, mark: str):
    body = (HEADER + GOOD).replace(",", mark)
    assert desk.ok(body).report.delimiter == mark
    reading = desk.ok(f"sep={mark}\n" + body)
    assert (reading.report.records.preamble, reading.report.records.accepted) == (1, 2)


def test_11_a_file_that_widens_at_row_1001(desk: Desk):
    lines = [f"O{n},2026-09-03,Acme,1.50" for n in range(1_000)]
    problems = desk.refuses(HEADER + "\n".join([*lines, "O1001,2026-09-03,Acme,1.50,more"]) + "\n")
    assert [p.row for p in problems] == [1002]


def test_12_fewer_cells(desk: Desk):
    problems = desk.refuses(HEADER + "O1,2026-09-03,Acme\n" + GOOD)
    assert [p.row for p in problems] == [2]


def test_13_trailing_empty_columns(desk: Desk):
    reading = desk.ok("".join(f"{line},,,\n" for line in (HEADER + GOOD).splitlines()))
    assert reading.report.records.accepted == 2
    problem = desk.refuses(HEADER + GOOD + "O3,2026-09-05,Coil,1.00,,7\n")[0]
    assert problem.row == 4


def test_14_unquoted_comma_in_a_name_shows_both_readings(desk: Desk):
    problem = desk.refuses(HEADER + GOOD + "O3,2026-09-05,Smith, John & Co,1.00\n")[0]
    assert problem.row == 4
    assert "5" in problem.found
    assert "Smith | John" in problem.found.replace("  ", " ")
    assert '"Smith, John & Co"' in problem.do


def test_15_unescaped_inner_quote(desk: Desk):
    reading = desk.ok(HEADER + 'O1,2026-09-03,"Pipe 1/2" steel",1.50\nO2,2026-09-04,5" disc,1\n')
    assert names(reading) == ['Pipe 1/2" steel', '5" disc']


def test_16_unclosed_quote(desk: Desk):
    problems = desk.refuses(HEADER + 'O1,2026-09-03,"Acme,1.50\n' + GOOD)
    assert [p.row for p in problems] == [2]


TWO_QUOTES = [
    'O2,2026-09-04,"A,10\nO3,2026-09-05,B",20\n',
    'O2,2026-09-04,"A,10\nO3,2026-09-05,C,15\n\nO4,2026-09-05,B",5\n',
    '"O2,2026-09-04,A,10\nO3",2026-09-05,B,20\n',
]


@pytest.mark.parametrize("rows", TWO_QUOTES)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_16_two_stray_quotes_around_whole_records_are_asked(desk: Desk, rows: str, end: str):
    content = (HEADER + GOOD + rows + "O9,2026-09-09,Last,7\n").replace("\n", end)
    question = desk.asks(content, "line_breaks")
    assert question.choices == ("records", "cell")
    assert question.samples["records"][0] == ("row 4", "O2 | 2026-09-04 | A | 10")
    assert question.samples["cell"][0][1].count("⏎")
    reading = desk.ok(content, answers={"line_breaks": "records"})
    plain = desk.ok(HEADER + GOOD + rows.replace('"', "") + "O9,2026-09-09,Last,7\n")
    assert reading.report.amount == plain.report.amount
    assert names(reading) == names(plain)


def test_16_stray_quotes_around_amounts_are_refused_or_answered(desk: Desk):
    content = HEADER + GOOD + 'O3,2026-09-04,A,"10\nO4,2026-09-05,B,20"\n'
    assert desk.refuses(content)[0].row == 4
    answers = {"line_breaks": "records"}
    assert names(desk.ok(content, answers=answers))[2:] == ["A", "B"]
    dirty = content.replace("Bolt", "Total").replace("2.25", "9.75")
    assert len(names(desk.ok(dirty, answers=answers | {"totals": "keep"}))) == 4


def test_16_bad_rows_are_marked_where_they_stand_in_the_file(desk: Desk):
    file = desk.put(HEADER + TWO_QUOTES[0] + 'O8,2026-09-08,"X\nY",1\nO9,2026-09-09,Last,many\n')
    [refused] = desk.read(file, answers={"line_breaks": "records"})
    rows = list(csv.reader(io.StringIO(marked(file, refused.report).decode("utf-8-sig"))))
    assert [row[0] for row in rows if "expected a number" in row[-1]] == ["O9"]


def test_16_a_cell_of_several_lines_that_are_no_records_is_one(desk: Desk):
    rows = 'O3,2026-09-05,"Acme, Ltd\nHarbour Road 5, Bay",10\nO4,2026-09-06,"B\nC,D,E",5\n'
    assert len(names(desk.ok(HEADER + GOOD + rows))) == 4
    whole = HEADER + GOOD + TWO_QUOTES[0]
    assert len(names(desk.ok(whole, answers={"line_breaks": "cell"}))) == 3


def test_17_newline_inside_quotes(desk: Desk):
    reading = desk.ok(HEADER + 'O1,2026-09-03,"Acme\nLtd",1.50\nO2,2026-09-04,Bolt,2\n')
    assert names(reading) == ["Acme\nLtd", "Bolt"]
    assert reading.table["row"].to_pylist() == [2, 3]
    assert reading.table["line"].to_pylist() == [2, 4]


def test_17_a_problem_names_its_line_beside_the_record(desk: Desk):
    problem = desk.refuses(HEADER + 'O1,2026-09-03,"Acme\nLtd",1.50\nO2,2026-09-04,Bolt,x\n')[0]
    assert problem.sentence("a.csv").startswith("a.csv › row 3, line 4 › column")


@pytest.mark.parametrize("ends", [["\r"], ["\r\n", "\n", "\r"]])
def test_18_line_ends(desk: Desk, ends: list[str]):
    lines = (HEADER + GOOD).splitlines()
    content = "".join(line + ends[n % len(ends)] for n, line in enumerate(lines))
    assert names(desk.ok(content.encode())) == ["Acme", "Bolt"]


@pytest.mark.parametrize("dirt", ["\x00", "\x07", "\x1b"])
def test_19_control_characters(desk: Desk, dirt: str):
    problem = desk.refuses(HEADER + GOOD + f"O3,2026-09-05,Co{dirt}il,1.00\n")[0]
    assert (problem.row, problem.column) == (4, "account_name")


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \n\n"])
def test_20_empty_file(desk: Desk, content: bytes):
    assert "empty" in desk.refuses(content)[0].found
