"""Bytes to characters."""

import pytest

HEADER = "order_id,order_date,account_id,account_name,amount\n"
MUELLER = HEADER + "1,2026-01-05,A1,Müller GmbH,10.00\n2,2026-01-06,A2,Société Générale,5.50\n"
CHINESE = "订单号,订单日期,客户编号,客户名称,金额\n1,2026-01-05,A1,上海远航贸易有限公司,10.00\n"


def names(reading):
    return reading.table["account_name"].to_pylist()


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("cp1252", "windows-1252"),
    ],
)
def test_what_is_clear_needs_no_question(read_one, codec, said):
    reading = read_one(MUELLER.encode(codec))
    assert reading.report.status == "ready"
    assert reading.report.encoding == said
    assert names(reading) == ["Müller GmbH", "Société Générale"]
    assert reading.report.mapping["order_id"] == "order_id"


def test_headers_that_only_one_encoding_knows_settle_it(read_one):
    reading = read_one(CHINESE.encode("gb18030"))
    assert (reading.report.status, reading.report.encoding) == ("ready", "gb18030")
    assert names(reading) == ["上海远航贸易有限公司"]


def test_chinese_only_in_the_cells_is_asked_with_samples(read_one):
    text = HEADER + "1,2026-01-05,A1,上海远航贸易有限公司,10.00\n"
    reading = read_one(text.encode("gb18030"))
    question = reading.report.questions[0]
    assert question.key == "encoding"
    assert question.choices[0] == "gb18030"
    assert "上海远航贸易有限公司" in question.samples["gb18030"][0][1]
    assert len(question.choices) >= 2


def test_an_answered_encoding_is_used(read_one):
    text = HEADER + "1,2026-01-05,A1,株式会社トヨタ,10.00\n"
    asked = read_one(text.encode("shift_jis"))
    assert "shift_jis" in asked.report.questions[0].choices
    reading = read_one(text.encode("shift_jis"), answers={"encoding": "shift_jis"})
    assert reading.report.status == "ready"
    assert names(reading) == ["株式会社トヨタ"]


def test_an_answered_encoding_is_remembered(read_one):
    raw = (HEADER + "1,2026-01-05,A1,上海远航贸易有限公司,10.00\n").encode("gb18030")
    first = read_one(raw, answers={"encoding": "gb18030"})
    later = read_one(raw, remembered={"sales": first.memory})
    assert (later.report.status, later.report.encoding) == ("ready", "gb18030")
    plain = read_one(MUELLER, remembered={"sales": first.memory})
    assert plain.report.encoding == "utf-8"


def test_big5_is_asked(read_one):
    text = HEADER + "1,2026-01-05,A1,台灣積體電路製造股份有限公司,10.00\n"
    assert read_one(text.encode("big5")).report.questions[0].key == "encoding"
    reading = read_one(text.encode("big5"), answers={"encoding": "big5"})
    assert names(reading) == ["台灣積體電路製造股份有限公司"]


@pytest.mark.parametrize(
    ("codec", "name", "said"),
    [
        ("shift_jis", "東京工業株式会社", "shift_jis"),
        ("big5", "台灣機械股份有限公司", "big5"),
        ("cp949", "삼성전자 현대", "euc-kr"),
        ("cp1251", "Газпром нефть", "windows-1251"),
        ("koi8-r", "Ромашка", "koi8-r"),
        ("cp1250", "Łódź Śląsk", "windows-1250"),
        ("cp1254", "Şişli İzmir", "windows-1254"),
        ("cp1253", "Ελλάς Αθήνα", "windows-1253"),
        ("mac_roman", "Société Générale", "mac-roman"),
        ("cp850", "Société Générale", "cp850"),
    ],
)
def test_other_code_pages_are_shown_side_by_side(read_one, codec, name, said):
    raw = (HEADER + f"1,2026-01-05,A1,{name},10.00\n").encode(codec)
    question = read_one(raw).report.questions[0]
    assert (question.key, question.choices[0]) in (("encoding", said), ("encoding", "gb18030"))
    assert len(question.choices) >= 3
    assert name in question.samples[said][0][1]
    assert all(len(pairs) == 1 for pairs in question.samples.values())
    assert names(read_one(raw, answers={"encoding": said})) == [name]


@pytest.mark.parametrize("text", ["SOCIÉTÉ", "¿Qué? – n° 5", "Ærø", "São João", "€ 5 · 10 m²"])
def test_what_reads_like_western_words_is_not_asked(read_one, text):
    reading = read_one((HEADER + f"1,2026-01-05,A1,{text},10.00\n").encode("cp1252"))
    assert (reading.report.status, names(reading)) == ("ready", [text])


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("said", ["utf-8", "utf-8-sig"])
def test_what_looks_encoded_twice_may_stand(read_one, mark, said):
    raw = (mark + HEADER + "1,2026-01-05,A1,Â¡Hola!,10.00\n").encode()
    assert read_one(raw).report.questions[0].choices == ("utf-8-twice", "utf-8")
    kept = read_one(raw, answers={"encoding": said})
    assert names(kept) == ["Â¡Hola!"]
    assert kept.memory.answers["encoding"] == said, "and is not asked again"
    repaired = read_one(raw, answers={"encoding": "utf-8-twice"})
    assert (names(repaired), repaired.report.mapping["order_id"]) == (["¡Hola!"], "order_id")


def test_an_encoding_answered_for_one_file_does_not_stop_another(read_all):
    chinese = (HEADER + "1,2026-01-05,A1,上海远航贸易有限公司,10.00\n").encode("gb18030")
    twice = HEADER + "2,2026-01-05,A1,MÃ¼ller,10.00\n"
    first, second = read_all(chinese, twice, answers={"encoding": "gb18030"})
    assert (first.report.status, second.report.status) == ("ready", "needs_answer")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_mark_is_asked_the_likely_order_first(read_one, codec):
    reading = read_one(MUELLER.encode(codec))
    assert reading.report.status == "needs_answer"
    assert reading.report.questions[0].choices[0] == codec
    answered = read_one(MUELLER.encode(codec), answers={"encoding": codec})
    assert names(answered) == ["Müller GmbH", "Société Générale"]


def test_text_encoded_twice_is_offered_repaired(read_one):
    twice = MUELLER.encode().decode("cp1252").encode()
    reading = read_one(twice)
    assert reading.report.questions[0].key == "encoding"
    assert reading.report.questions[0].choices == ("utf-8-twice", "utf-8")
    repaired = read_one(twice, answers={"encoding": "utf-8-twice"})
    assert names(repaired) == ["Müller GmbH", "Société Générale"]
    kept = read_one(twice, answers={"encoding": "utf-8"})
    assert names(kept)[0] == "MÃ¼ller GmbH"


def test_two_encodings_in_one_file_are_refused_with_the_row(read_one):
    lines = [f"{n},2026-01-05,A{n},Müller GmbH,1.00\n".encode() for n in range(2, 9)]
    lines[3] = lines[3].decode().encode("cp1252")
    reading = read_one(HEADER.encode() + b"".join(lines))
    assert reading.report.status == "refused"
    assert reading.report.errors[0].row == 5


def test_a_lost_character_is_never_stored(read_one):
    reading = read_one(HEADER + "1,2026-01-05,A1,M\ufffdller,10.00\n")
    assert reading.report.status == "refused"
    assert reading.report.errors[0].column == "account_name"


def test_a_nul_byte_is_refused_with_its_row(read_one):
    reading = read_one(HEADER + "1,2026-01-05,A1,ok,1\n2,2026-01-05,A\x002,bad,1\n")
    problem = reading.report.errors[0]
    assert (reading.report.status, problem.row, problem.column) == ("refused", 3, "account_id")
    assert reading.report.records.accepted == 1


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\n\n  \n", "empty"),
        (b"PK\x03\x04rest of a workbook", "workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Office"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table>", "page"),
        (b"order_id,a\xfe\xff\x81\n1,2\n", "bytes"),
    ],
)
def test_what_is_no_csv_is_refused_in_words(read_one, content, found):
    reading = read_one(content)
    assert reading.report.status == "refused"
    assert found in reading.report.errors[0].found
    assert reading.table is None
