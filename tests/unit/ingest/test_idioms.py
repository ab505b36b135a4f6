"""What programs and people write into CSV: each idiom is read exactly, asked or refused aloud."""

import pytest

HEADER = "order_id,order_date,account_name,amount\n"
ONE, TWO = "O1,2026-09-03,Acme,1.50\n", "O2,2026-09-04,Bolt,2.25\n"


def cells(reading, *columns):
    return [tuple(f"{row[c]}" for c in columns) for row in reading.table.to_pylist()]


EXACT = {
    "spaces before quotes": HEADER.replace(",", ", ") + 'O1, 2026-09-03, "Acme, Inc", 1.50\n',
    "an old end-of-file mark": HEADER + 'O1,2026-09-03,"Acme, Inc",1.50\n\x1a',
    "text that a spreadsheet must not read": HEADER + '="O1",2026-09-03,"Acme, Inc","=""1.50"""\n',
    "other digits": HEADER + 'O1,2026-09-03,"Acme, Inc",١.٥٠\n',
    "a total in German": HEADER + 'O1,2026-09-03,"Acme, Inc",1.50\nGesamtsumme,,,1.50\n',
    "a total with a date": HEADER + 'O1,2026-09-03,"Acme, Inc",1.50\nTotal,2026-09-30,,1.50\n',
    "all cells in quotes": '"order_id","order_date","account_name","amount"\n'
    '"O1","2026-09-03","Acme, Inc","1.50"\n',
    "carriage returns": HEADER.replace("\n", "\r") + 'O1,2026-09-03,"Acme, Inc",1.50\r',
    "blank cells at the end": HEADER + 'O1,2026-09-03,"Acme, Inc",1.50,,\n,,,,,\n',
    "a comment above": "# from the ERP\n" + HEADER + 'O1,2026-09-03,"Acme, Inc",1.50\n',
    "a mark behind the header": HEADER.replace("\n", ",\n") + 'O1,2026-09-03,"Acme, Inc",1.50\n',
    "a footer of several cells": HEADER
    + 'O1,2026-09-03,"Acme, Inc",1.50\n制表人:张三,审核:李四,,打印日期:2026-10-01\n',
    "single quotes": "'order_id','order_date','account_name','amount'\n"
    "'O1','2026-09-03','Acme, Inc','1.50'\n",
    "the header again": HEADER + HEADER + 'O1,2026-09-03,"Acme, Inc",1.50\n' + HEADER,
    "a line of units": HEADER + ',yyyy-mm-dd,,EUR\nO1,2026-09-03,"Acme, Inc",1.50\n',
    "two marks between cells": (HEADER + "O1,2026-09-03,Acme, Inc,1.50\n")
    .replace(", Inc", "+Inc")
    .replace(",", "||")
    .replace("+Inc", ", Inc"),
}


@pytest.mark.parametrize("idiom", EXACT)
def test_idioms_that_are_read_exactly(read_one, idiom):
    reading = read_one(EXACT[idiom])
    assert reading.report.status == "ready", reading.report
    wanted = ("order_id", "order_date", "account_name", "amount")
    assert cells(reading, *wanted) == [("O1", "2026-09-03", "Acme, Inc", "1.5000")]
    assert reading.report.records.add_up()


REFUSED = {
    "a quote too many": (HEADER + '""O1","2026-09-03","Acme","1"\n' + TWO, 2),
    "a quote too few": (HEADER + 'O1","2026-09-03","Acme","1"\n' + TWO, 2),
    "another delimiter in the middle": (HEADER + ONE + TWO.replace(",", ";"), 3),
    "another delimiter after a gap": (HEADER + ONE + "\n" + TWO.replace(",", ";"), 4),
    "another table below": (HEADER + ONE + "\nproduct,quantity\nA,3\n", 4),
    "a shorter record behind a longer header": (
        HEADER.replace("\n", ",\n") + "O1,2026-09-03,A\n",
        2,
    ),
    "an end within a record": (
        HEADER.replace("\n", ",\n") + ONE.replace("\n", ",\n") + TWO[:-2],
        3,
    ),
    "zeros behind the text": ((HEADER + ONE + TWO).encode() + bytes(200), 4),
    "a comment between records": (HEADER + ONE + "# checked, by, Ana, 3\n" + TWO, 3),
    "an escape code": (HEADER + "O1,2026-09-03,\x1b[1mAcme,1\n", 2),
    "a quote that swallows": (HEADER + ONE + 'O2,2026-09-04,"Bolt,2\nO3,2026-09-05,Coil,3\n', 3),
    "the file cut in a character": ((HEADER + ONE + "O2,2026-09-04,Mü").encode()[:-1], 3),
}


@pytest.mark.parametrize("idiom", REFUSED)
def test_idioms_that_are_refused_at_their_row(read_one, idiom):
    content, row = REFUSED[idiom]
    reading = read_one(content, kind="sales")
    assert (reading.report.status, reading.table) == ("refused", None)
    assert row in [problem.row for problem in reading.report.errors], reading.report.errors
    assert reading.report.records.add_up()
    for problem in reading.report.errors:
        assert problem.sentence("x.csv").count("found") == 1 + problem.found.count("found")
        assert problem.found.count("ending in the middle") <= 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"\x1f\x8b\x08\x00rest", "packed"),
        (
            b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">'
            b"<Table/></Workbook>",
            "no sheet with data",
        ),
        (b"7z\xbc\xaf\x27\x1crest", "packed"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"SQLite format 3\x00" + bytes(99), "database"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"\xff\xfe", "empty"),
    ],
)
def test_what_is_no_table_is_said(read_one, content, found):
    report = read_one(content).report
    assert (report.status, report.questions) == ("refused", [])
    assert found in report.errors[0].found


def test_two_digit_years_beside_a_month_in_letters_are_asked(sales):
    asked = sales("1,03-Sep-26,A,1\n").report.questions[0]
    assert (asked.key, asked.choices) == ("date_order", ("dmy", "ymd"))
    assert asked.samples["dmy"] == [("03-Sep-26", "2026-09-03")]
    assert sales("1,26-09-03,A,1\n").report.questions[0].choices == ("ymd", "dmy")


def test_a_backslash_before_a_quote_is_asked(read_one):
    content = HEADER + 'O1,2026-09-03,"Pipe 1/2\\", steel",1.50\nO2,2026-09-03,"C:\\x",2\n'
    question = next(q for q in read_one(content).report.questions if q.key == "escape")
    assert question.choices == ("backslash", "plain")
    assert question.samples["backslash"][0][1] == 'O1,2026-09-03,"Pipe 1/2"", steel",1.50'
    told = read_one(content, answers={"escape": "backslash"})
    assert cells(told, "account_name") == [('Pipe 1/2", steel',), ("C:x",)]
    literal = HEADER + 'O1,2026-09-03,"C:\\",1.50\n'
    assert read_one(literal).report.status == "needs_answer"
    assert cells(read_one(literal, answers={"escape": "plain"}), "account_name") == [("C:\\",)]


def test_indian_groups_are_thousands(sales):
    assert sales('1,2026-09-03,A,"12,34,567.50"\n').report.amount == 1234567.5


def test_a_file_cut_off_in_its_last_number_is_refused(sales):
    lines = [f"{n},2026-09-0{n},A,{n}25.50" for n in range(1, 7)]
    whole = "\n".join(lines)
    assert sales(whole).report.status == "ready", "a last line need not end"
    for lost in range(1, len(lines[-1]) - 1):
        report = sales(whole[:-lost]).report
        if whole[:-lost].endswith("\n") or lost == 3:
            continue
        assert report.status == "refused", whole[:-lost][-20:]
        assert any("cut off at row 7" in problem.do for problem in report.errors)
    assert sales("\n".join(lines[:-1]) + "\n6,2026-09-06,A,625\n").report.status == "ready"
    varied = "\n".join([*lines[:3], "4,2026-09-04,A,4", lines[4], "6,2026-09-06,A,6"])
    assert sales(varied).report.status == "ready"


def test_the_last_account_of_a_list_is_no_footer(read_one):
    listed = read_one("account_id,account_name,owner\nA1,Acme,eve\nG1,Generated Power Inc,\n")
    assert listed.report.records.accepted == 2
    named = read_one("account_name,owner\nAcme,eve\nSmith & Sons Ltd,\n")
    assert named.report.records.accepted == 2
    noted = read_one("account_name,owner\nAcme,eve\n\nPrinted by Ana Smith,\n")
    assert (noted.report.records.accepted, noted.report.listed[0].what) == (1, "footer")


def test_the_next_file_of_a_source_is_known_by_its_headers(read_one):
    text = "Zamówienie;Dzień;Kontrahent;Kwota\nO1;13.09.2026;Acme;1,50\n"
    names = ("order_id", "order_date", "account_name", "amount")
    mapping = dict(zip(names, text.partition("\n")[0].split(";"), strict=True))
    assert read_one(text).report.status == "refused"
    first = read_one(text, kind="sales", mapping=mapping)
    later = read_one("Umsatz 2026\n\n" + text, remembered={"sales": first.memory})
    assert (later.report.status, later.report.kind) == ("ready", "sales")
    assert later.report.mapping == mapping
    headless = read_one("O1,2026-09-03,Total,1.50\n", remembered={"sales": first.memory})
    assert [q.key for q in headless.report.questions] == ["header"]


@pytest.mark.parametrize(
    ("header", "times"),
    [
        ("金额(万元)", 10_000),
        ("销售额（千元）", 1_000),
        ("Umsatz (TEUR)", 1_000),
        ("Revenue [k€]", 1_000),
        ("sales ('000)", 1_000),
        ("Umsatz (Mio. EUR)", 1_000_000),
    ],
)
def test_money_in_thousands_is_asked(read_one, header, times):
    content = f'order_id,order_date,account_name,"{header}"\nO1,2026-09-03,Acme,1.5\nTotal,,,1.5\n'
    question = read_one(content).report.questions[0]
    assert (question.key, question.choices) == ("unit", ("multiply", "as_is"))
    assert question.samples["multiply"] == [("1.5", f"{int(times * 1.5):,}")]
    told = read_one(content, answers={"unit": "multiply"})
    assert (told.report.amount, told.report.warnings) == (times * 1.5, []), "its total as well"
    assert read_one(content, answers={"unit": "as_is"}).report.amount == 1.5
    later = read_one(content, remembered={"sales": told.memory})
    assert (later.report.status, later.report.amount) == ("ready", times * 1.5)


@pytest.mark.parametrize(
    "header", ["amount (EUR)", "amount (net)", "净额", "revenue in EUR", "amount_eur", "sales"]
)
def test_other_headers_of_money_count_in_ones(read_one, header):
    content = f"order_id,order_date,account_name,{header}\nO1,2026-09-03,Acme,1.5\n"
    reading = read_one(content)
    assert (reading.report.status, reading.report.amount) == ("ready", 1.5)
    named = ["EUR"] if "EUR" in header.upper() else [None]
    assert reading.table["currency"].to_pylist() == named


def test_files_of_one_call_count_in_one_unit(read_all):
    head, row = "order_id,order_date,account_name,", "\nO{n},2026-09-03,Acme,1.5\n"
    files = [head + "金额(万元)" + row.format(n=1), head + "金额(元)" + row.format(n=2)]
    first, second = read_all(*files, answers={"unit": "multiply"})
    assert (first.report.status, second.report.status) == ("ready", "refused")
    assert "万元" in second.report.errors[0].found
