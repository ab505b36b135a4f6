"""Rows 61 to 70 of the bad-input catalogue: workbooks, sizes, hostile content."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from data.ingest.assemble import result_table
from data.ingest.files.workbooks import budget
from data.ingest.rows import fast_reader
from tests.catalogue.books import HEAD, ORDERS, changed, ods, write, xlsb, xlsx, zipped
from tests.catalogue.conftest import HEADER, Desk
from tests.catalogue.old_books import DIV_0, PASSWORD, Error, compound, xls

XLS = Path(__file__).parent.parent / "fixtures" / "workbooks" / "orders.xls"
SHEET = "xl/worksheets/sheet1.xml"


def told(reading):
    columns = ("order_id", "order_date", "account_name", "amount")
    return [
        (row["order_id"], f"{row['order_date']}", row["account_name"], row["amount"])
        for row in reading.table.select(columns).to_pylist()
    ]


EXPECTED = [
    ("O1", "2026-09-03", "Acme", Decimal("1.5")),
    ("O2", "2026-09-04", "Müller", Decimal("2.25")),
]


def page(rows, before=""):
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html>{before}<body><table border=1>{lines}</table></body></html>"


def test_61_csv_that_is_a_workbook(desk: Desk):
    reading = desk.ok(xlsx(), "orders.csv")
    assert told(reading) == EXPECTED
    assert (reading.report.encoding, reading.report.sheet) == ("xlsx", "Orders")
    assert reading.report.delimiter is None


def test_61_xls_that_is_a_web_page(desk: Desk):
    rows = [HEAD, ("O1", "2026-09-03", "Acme", "1.50"), ("O2", "2026-09-04", "M&uuml;ller", "2.25")]
    assert told(desk.ok(page(rows), "orders.xls")) == EXPECTED
    chinese = page([HEAD, ("O1", "2026-09-03", "上海", "1")], '<meta charset="gb2312">')
    assert told(desk.ok(chinese.encode("gbk"), "orders.xls"))[0][2] == "上海"


def test_61_a_page_with_two_tables_is_asked(desk: Desk):
    content = page([HEAD, ("O1", "2026-09-03", "Acme", "1.50")]) + page([("Note",), ("x",)])
    assert desk.asks(content, "sheet").choices == ("1", "2")
    assert len(told(desk.ok(content, answers={"sheet": "1"}))) == 1


def test_61_real_old_and_open_workbooks(desk: Desk):
    assert [row[2] for row in told(desk.ok(XLS, "orders.xls"))] == ["Müller", "上海远航"]
    rows = [HEAD, ("O1", "2026-09-03", "Acme", "1.50")]
    assert told(desk.ok(ods(rows), "orders.ods")) == EXPECTED[:1]
    assert told(desk.ok(xlsb(rows), "orders.xlsb")) == EXPECTED[:1]


def test_61_a_renamed_zip(desk: Desk):
    assert "zip" in desk.refuses(zipped({"orders.csv": HEADER.encode()}), "orders.xlsx")[0].found
    assert desk.refuses(xlsx()[:-200], "orders.xlsx")


@pytest.mark.parametrize(
    "content",
    ['[\n  {"order_id": "O1", "amount": 1.5}\n]', '{"order_id":"O1"}\n{"order_id":"O2"}\n'],
)
def test_61_json_named_csv(desk: Desk, content: str):
    assert "JSON" in desk.refuses(content, "orders.csv")[0].found


def test_61_names_in_braces_are_no_json(desk: Desk):
    rows = '{3F2504E0},2026-09-03,Acme,1.5\n"{""x"": 1}",2026-09-04,Acme,2.5\n'
    assert [row[0] for row in told(desk.ok(HEADER + rows))] == ["{3F2504E0}", '{"x": 1}']


def test_62_password(desk: Desk):
    about = b"\x04\x00\x04\x00\x40\x00\x00\x00<encryption/>"
    locked = compound({"EncryptionInfo": about, "EncryptedPackage": bytes(range(256)) * 40})
    for content in (locked, xls([HEAD, ("O1", "2026-09-03", "Acme", 1.5)], before=PASSWORD)):
        problem = desk.refuses(content, "orders.xlsx")[0]
        assert "password" in problem.found
        assert "remove the password" in problem.do


@pytest.mark.parametrize(
    "content",
    [
        compound({"Book": b""}),
        b"\x09\x00\x04\x00\x02\x00\x10\x00",
        b"\x09\x04\x06\x00" + b"\0" * 20,
    ],
)
def test_62_old_workbooks(desk: Desk, content: bytes):
    problem = desk.refuses(content, "orders.xls")[0]
    assert "Excel 97" in problem.found
    assert "xlsx" in problem.do


def test_62_other_office_files(desk: Desk):
    assert "no workbook" in desk.refuses(compound({"WordDocument": b""}), "orders.doc")[0].found


def test_63_several_sheets(desk: Desk):
    def more(book, sheet):
        other = book.add_worksheet("Old")
        write(other, [HEAD, *ORDERS, *ORDERS], book.add_format({"num_format": "yyyy-mm-dd"}))
        other.hide()
        book.add_worksheet("Empty")

    content = xlsx(more=more)
    question = desk.asks(content, "sheet", "orders.xlsx")
    assert question.choices == ("Orders", "Old")
    assert "hidden" in question.samples["Old"][0][0]
    assert told(desk.ok(content, answers={"sheet": "Orders"})) == EXPECTED
    hidden = desk.read(desk.put(content), answers={"sheet": "Old", "duplicates": "keep"})[0]
    assert any("hidden" in warning for warning in hidden.report.warnings)


JULY = [("O1", datetime(2026, 7, 3), "Acme", 1.5), ("O2", datetime(2026, 7, 4), "Müller", 2.25)]
AUGUST = [("O3", datetime(2026, 8, 3), "Acme", 4), ("O4", datetime(2026, 8, 4), "Bolt", 8)]


def months(august=AUGUST, other=HEAD, july=JULY):
    """A workbook with a sheet of July and one of August."""

    def more(book, _sheet):
        second = book.add_worksheet("Aug")
        write(
            second,
            [("Sales of August",), other, *august],
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )

    return xlsx([HEAD, *july], more)


def test_63_sheets_under_one_header_can_be_read_together(own_desk: Desk):
    question = own_desk.asks(months(), "sheet", "orders.xlsx")
    assert question.choices[0] == "all"
    assert [name for name, _rows in question.samples["all"]] == ["Orders", "Aug"]
    [reading] = own_desk.stores(own_desk.put(months(), "orders.xlsx"), answers={"sheet": "all"})
    assert [(m.month.month, m.amount) for m in reading.report.months] == [
        (7, Decimal("3.75")),
        (8, Decimal(12)),
    ]
    later = months([("O5", datetime(2026, 9, 3), "Acme", 16)])
    [again] = own_desk.read(own_desk.put(later, "orders.xlsx"))
    assert (again.report.status, again.report.amount) == ("ready", Decimal("19.75"))


def test_63_errors_in_sheets_read_together_name_their_own_row(desk: Desk):
    content = months([*AUGUST, ("O5", "soon", "Acme", 1)])
    [problem] = desk.refuses(content, "orders.xlsx", answers={"sheet": "all"})
    said = problem.sentence("orders.xlsx")
    assert said.startswith('orders.xlsx › Aug › row 5 › column "order_date": found "soon"')


def test_63_a_remembered_sheet_hides_no_other_under_the_same_header(own_desk: Desk):
    first = own_desk.put(months(), "orders.xlsx")
    [july] = own_desk.stores(first, answers={"sheet": "Orders"})
    assert july.report.unread == ["Aug"]
    assert any('not read: "Aug"' in text for text in july.report.warnings)
    assert ("sheet", "Aug") in [(i.what, i.found) for i in july.report.listed]
    [same] = own_desk.read(first)
    assert [q.key for q in same.report.questions] == ["sheet"]
    [other] = own_desk.read(first, answers={"sheet": "Aug"})
    assert (other.report.status, other.report.amount) == ("ready", Decimal(12))
    new = own_desk.put(months([("O9", datetime(2026, 8, 30), "Acme", 5)]), "orders.xlsx")
    assert [q.key for q in own_desk.read(new)[0].report.questions] == ["sheet"]


def test_63_a_remembered_sheet_is_read_beside_others_that_are_named(own_desk: Desk):
    notes = ("Who", "Said", "What", "Then")
    own_desk.stores(own_desk.put(months(other=notes), "a.xlsx"), answers={"sheet": "Orders"})
    later = [("O7", datetime(2026, 9, 3), "Acme", 7)]
    [next_] = own_desk.read(own_desk.put(months(other=notes, july=later), "b.xlsx"))
    assert next_.report.status == "ready"
    assert any('not read: "Aug"' in text for text in next_.report.warnings)


def test_63_hidden_rows_and_filters_are_stated(desk: Desk):
    def more(_book, sheet):
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.autofilter(0, 0, 2, 3)

    reading = desk.ok(xlsx(more=more))
    assert told(reading) == EXPECTED
    assert any("1 row is hidden" in warning for warning in reading.report.warnings)
    assert any("filter" in warning for warning in reading.report.warnings)


FORMS = {"xls": xls, "xlsb": xlsb, "ods": ods}
THREE = [HEAD, ("O1", "2026-09-03", "Acme", 1.5), ("O2", "2026-09-04", "Müller", 2.25)]


@pytest.mark.parametrize("form", FORMS)
def test_63_what_is_hidden_is_stated_of_every_form(desk: Desk, form: str):
    content = FORMS[form](THREE, hidden_rows=[1], hidden_columns=[2, 3], is_filtered=True)
    reading = desk.ok(content, f"orders.{form}")
    assert (told(reading), reading.report.encoding) == (EXPECTED, form)
    rows, columns, shown = reading.report.warnings
    assert rows.startswith("1 row is hidden")
    assert columns.startswith("2 columns are hidden")
    assert "filter" in shown
    assert desk.ok(FORMS[form](THREE), f"orders.{form}").report.warnings == []


def test_63_hidden_columns_and_sheets_of_an_xlsx(desk: Desk):
    def more(book, sheet):
        sheet.set_column(1, 2, None, None, {"hidden": True})
        other = book.add_worksheet("Old")
        other.write(0, 0, "note")
        other.hide()

    reading = desk.ok(xlsx(more=more), answers={"sheet": "Orders"})
    assert any("2 columns are hidden" in warning for warning in reading.report.warnings)
    assert any('not read: "Old"' in warning for warning in reading.report.warnings)


def test_63_errors_name_the_sheet(desk: Desk):
    problem = desk.refuses(xlsx([HEAD, *ORDERS, ("O3", "soon", "Acme", 1)]), "orders.xlsx")[0]
    said = problem.sentence("orders.xlsx")
    assert said.startswith('orders.xlsx › Orders › row 4 › column "order_date": found "soon"')


def test_64_a_formula_without_its_result(desk: Desk):
    def more(_book, sheet):
        sheet.write_formula(3, 3, "=D2+D3", None, "")

    content = xlsx([HEAD, *ORDERS, ("O3", "2026-09-05", "Acme")], more)
    content = changed(content, SHEET, lambda part: part.replace(b"<v></v>", b""))
    problem = desk.refuses(content)[0]
    assert (problem.row, problem.column) == (4, "amount")
    assert "without its result" in problem.found


def test_64_a_formula_with_an_empty_result(desk: Desk):
    def more(_book, sheet):
        sheet.write_formula(1, 4, "=1+1", None, "")

    content = xlsx([(*HEAD, "category"), *ORDERS], more)
    text = changed(content, SHEET, lambda part: part.replace(b'<c r="E2"', b'<c r="E2" t="str"'))
    assert desk.ok(text).report.records.accepted == 2, "an empty text is a result"
    for cell in (b"<c ", b"<c  "):
        for empty in (b"<v></v>", b"<v/>", b""):
            none = changed(
                content,
                SHEET,
                lambda p, c=cell, e=empty: p.replace(b"<v></v>", e).replace(b"<c ", c),
            )
            problem = desk.refuses(none)[0]
            assert (problem.row, problem.column) == (2, "category")
            assert "without its result" in problem.found


def test_37_text_among_the_numbers_of_a_workbook(desk: Desk):
    def book(*amounts):
        rows = [(f"O{n}", "2026-09-03", "Acme", a) for n, a in enumerate(amounts)]
        return xlsx([HEAD, *rows], strings_to_numbers=False)

    for text in ("1,234", "1.234"):
        problem = desk.refuses(book(2.5, text))[0]
        assert (problem.row, problem.column) == (3, "amount")
        assert "could be two" in problem.expected
    assert f"{desk.ok(book(2.5, '1,234.50', '1,000')).report.amount}" == "2237.0000"
    assert desk.asks(book(2, "1,234"), "decimal").choices == ("point", "comma")
    told = desk.ok(book(2, "1,234"), answers={"decimal": "comma"})
    assert f"{told.report.amount}" == "3.2340"


def test_64_an_error_in_a_cell_is_never_a_blank(desk: Desk):
    def more(_book, sheet):
        sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")

    problem = desk.refuses(xlsx([(*HEAD, "quantity"), *ORDERS], more))[0]
    assert (problem.row, problem.column) == (2, "quantity")
    assert "#DIV/0!" in problem.found


@pytest.mark.parametrize("of_formula", [False, True])
@pytest.mark.parametrize("form", FORMS)
def test_64_errors_in_cells_of_every_form(desk: Desk, form: str, of_formula: bool):
    bad = Error(DIV_0, of_formula)
    for column, cell in (("quantity", 3), ("category", "Tools")):
        rows = [(*HEAD, column), (*THREE[1], cell), (*THREE[2], bad)]
        problem = desk.refuses(FORMS[form](rows), f"orders.{form}")[0]
        assert (problem.row, problem.column) == (3, column)
        assert "#DIV/0!" in problem.found
    alone = desk.refuses(FORMS[form]([*THREE, (None, bad, None, None)]), f"orders.{form}")
    assert alone[0].row == 4


def test_64_merged_cells_are_filled_only_when_declared(desk: Desk):
    def more(_book, sheet):
        sheet.merge_range(1, 2, 2, 2, "Acme")

    blank = (*ORDERS[1][:2], None, ORDERS[1][3])
    content = xlsx([HEAD, ORDERS[0], blank], more)
    question = desk.asks(content, "merged")
    assert question.choices == ("leave", "fill")
    assert [row[2] for row in told(desk.ok(content, answers={"merged": "fill"}))] == ["Acme"] * 2
    left = desk.ok(content, answers={"merged": "leave"})
    assert [row[2] for row in told(left)] == ["Acme", None]


def test_64_days_counted_from_1904(desk: Desk):
    assert told(desk.ok(xlsx(date_1904=True))) == EXPECTED
    serial = 45748 - 1462
    reading = desk.ok(xlsx([HEAD, ("O1", serial, "Acme", 1.5)], date_1904=True))
    assert told(reading)[0][1] == "2025-04-01"


@pytest.mark.parametrize("form", ["csv", "xlsx", "xlsb"])
def test_65_exactly_as_many_rows_as_a_sheet_can_hold(
    desk: Desk, here: pytest.MonkeyPatch, form: str
):
    assert result_table.SHEET_LIMIT == 1_048_576
    here.setattr(result_table, "SHEET_LIMIT", 3)
    text = HEADER + "O1,2026-09-03,Acme,1.50\nO2,2026-09-04,Bolt,2.25\n"
    content = {"csv": text.encode(), "xlsx": xlsx(THREE), "xlsb": xlsb(THREE)}[form]
    reading = desk.ok(content)
    assert reading.report.records.in_file == 3
    assert any("cut off" in warning for warning in reading.report.warnings)
    here.setattr(result_table, "SHEET_LIMIT", 4)
    assert desk.ok(content).report.warnings == []


def test_66_a_giant_cell_and_many_columns(desk: Desk, here: pytest.MonkeyPatch):
    giant = desk.refuses(HEADER + f'O1,2026-09-03,"{"x" * 5_000_000}",1.50\n')[0]
    assert giant.row == 2
    wide = ",".join(f"c{n}" for n in range(20_000))
    assert "20000" in desk.refuses(f"{wide}\n{wide}\n")[0].found
    cells = [*HEAD, *(f"c{n}" for n in range(3_000))]
    assert "3004" in desk.refuses(xlsx([cells, *ORDERS]))[0].found
    for line in ('"' * 200_000, "," * 200_000):
        assert desk.read(desk.put(line))[0].report.status in ("refused", "needs_answer")
    here.setattr(fast_reader, "RECORD_LIMIT", 2)
    many = desk.refuses(HEADER + "O1,2026-09-03,Acme,1.50\n" * 2)[0]
    assert (many.found, many.expected) == ("3 records", "no more than 2")


def test_67_a_zip_bomb(desk: Desk):
    bomb = changed(xlsx(), SHEET, lambda part: part + b" " * 50_000_000)
    assert len(bomb) < 200_000
    assert "unpacks" in desk.refuses(bomb)[0].found


def test_67_a_sheet_with_a_cell_at_its_far_corner(desk: Desk):
    sparse = xlsx(more=lambda _book, sheet: sheet.write(1_048_575, 16_383, "x"))
    assert len(sparse) < 20_000
    assert "too large" in desk.refuses(sparse)[0].found


def test_67_other_workbooks_with_a_cell_at_the_far_corner(desk: Desk):
    rows = [HEAD, ("O1", "2026-09-03", "Acme", "1.50")]
    assert "too large" in desk.refuses(xlsb(rows, far=(1_048_575, 16_383)), "x.xlsb")[0].found
    repeated = (
        b'<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        b'table:number-columns-repeated="16380" office:value-type="string"><text:p>x</text:p>'
        b"</table:table-cell></table:table-row></table:table>"
    )
    sparse = changed(ods(rows), "content.xml", lambda p: p.replace(b"</table:table>", repeated))
    assert "too large" in desk.refuses(sparse, "x.ods")[0].found


def test_67_a_workbook_that_takes_too_long_or_too_much_costs_a_message(
    desk: Desk, here: pytest.MonkeyPatch
):
    here.setattr(budget, "SECONDS", -60.0)
    assert "come to an end" in desk.refuses(xlsx(), "orders.xlsx")[0].found
    here.setattr(budget, "SECONDS", 60.0)
    here.setattr(budget, "TEXT", -(1 << 20))
    assert "too large" in desk.refuses(xlsx(), "orders.xlsx")[0].found


def test_67_what_is_repeated_in_a_small_workbook_is_not_written_out(desk: Desk):
    """A text of a million letters, of which each of 2,000 cells has all."""
    strings = '<si><t>{}</t></si><si><t xml:space="preserve">order_id'.format("x" * 1_000_000)
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(4, 2_004))
    part = "xl/sharedStrings.xml"
    big = changed(xlsx(), part, lambda old: old.replace(b"<si><t>order_id", strings.encode(), 1))
    rows = b"</sheetData>"
    big = changed(big, SHEET, lambda old: old.replace(rows, cells.encode() + rows))
    assert len(big) < 30_000
    assert desk.refuses(big, "orders.xlsx")[0].do


def test_67_a_small_workbook_of_nearly_empty_rows(desk: Desk):
    """A cell in every hundredth row, far to the right: 20 million places."""
    cells = "".join(
        f'<row r="{n}"><c r="S{n}"><v>1</v></c></row>' for n in range(4, 1_000_000, 100)
    )
    rows = b"</sheetData>"
    sparse = changed(xlsx(), SHEET, lambda old: old.replace(rows, cells.encode() + rows))
    assert "too large" in desk.refuses(sparse, "orders.xlsx")[0].found


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_68_a_document_type(desk: Desk, part: str):
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    content = changed(xlsx(), part, lambda old: old.replace(b"?>", b"?>" + entity, 1))
    assert "document type" in desk.refuses(content)[0].found


def test_68_macros_and_links_are_ignored(desk: Desk):
    def more(_book, sheet):
        sheet.write_url(0, 6, "http://127.0.0.1:9/never", string="more")

    content = changed(xlsx(more=more), "docProps/app.xml", lambda old: old)
    assert told(desk.ok(content)) == EXPECTED


HOSTILE = [
    '=HYPERLINK("http://x")',
    "+1",
    "@x",
    "<img src=x onerror=alert(1)>",
    "![](http://x/y.png)",
    '"; DROP TABLE sales; --',
    "'; DROP TABLE sales; --",
]


def test_69_hostile_names_are_stored_exactly(own_desk: Desk):
    rows = [(f"O{n}", "2026-09-03", name, n) for n, name in enumerate(HOSTILE)]
    reading = own_desk.stores(own_desk.put(xlsx([HEAD, *rows], strings_to_formulas=False)))[0]
    assert reading.report.status == "loaded"
    with own_desk.book.cursor() as cursor:
        stored = cursor.execute("select account_name from account_names order by 1").fetchall()
    assert [name for (name,) in stored] == sorted(HOSTILE)


@pytest.mark.parametrize(
    "name", ["../../x.csv", "x" * 300 + ".csv", "\u202evsc.slx", "📈.csv", "a/b\\c\nd.csv"]
)
def test_70_hostile_file_names(own_desk: Desk, name: str):
    reading = own_desk.stores(own_desk.put(HEADER + "O1,2026-09-03,Acme,1.50\n", name))[0]
    assert (reading.report.status, reading.report.file) == ("loaded", name)
    kept = [path.name for path in (own_desk.book.home / "uploads").iterdir()]
    assert len(kept) == 1
    assert len(bytes.fromhex(kept[0])) == 32
