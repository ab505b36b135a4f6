"""Which column says the currency, by its cells; and what blank cells beside others are in."""

import pytest

HEADER = "order_id,order_date,account_id,amount,"


def sheet(header: str, first: str, second: str) -> str:
    return f"{HEADER}{header}\n1,2026-01-01,C1,1000,{first}\n2,2026-01-02,C2,500,{second}"


@pytest.mark.parametrize(
    ("header", "first", "second", "codes"),
    [
        ("Transaction Currency", "EUR", "USD", ["EUR", "USD"]),
        ("Trx Curr", "EUR", "SEK", ["EUR", "SEK"]),
        ("原币币种", "人民币", "美元", ["CNY", "USD"]),
        ("Währung", "Euro", "US-Dollar", ["EUR", "USD"]),
        ("取引通貨", "日本円", "米ドル", ["JPY", "USD"]),
        ("Sign of currency", "€", "£", ["EUR", "GBP"]),
        ("Route", "CUP", "TOP", [None, None]),
    ],
)
def test_a_column_of_currencies_is_the_currency(read_one, header, first, second, codes):
    reading = read_one(sheet(header, first, second))
    assert reading.report.questions == []
    assert reading.table["currency"].to_pylist() == codes


def test_the_currency_of_the_document_before_that_of_the_report(read_one):
    text = (
        "order_id,order_date,account_id,amount,Reporting Currency,Billing Currency\n"
        "1,2026-01-01,C1,1000,EUR,EUR\n2,2026-01-02,C2,500,EUR,USD"
    )
    assert read_one(text).table["currency"].to_pylist() == ["EUR", "USD"]


def test_codes_under_a_strange_header_ask(read_one):
    reading = read_one(sheet("Ledger", "EUR", "USD"))
    assert [(q.key, q.choices) for q in reading.report.questions] == [
        ("mapping:currency", ("Ledger", "ignore"))
    ]
    ignored = read_one(sheet("Ledger", "EUR", "USD"), answers={"mapping:currency": "ignore"})
    assert ignored.table["currency"].to_pylist() == [None, None]


def test_blank_beside_others_asks_which_it_is(read_one):
    text = sheet("Currency", "", "USD")
    [question] = read_one(text).report.questions
    assert (question.key, "USD" in question.choices) == ("currency", True)
    reading = read_one(text, answers={"currency": "DKK"})
    assert reading.table["currency"].to_pylist() == ["DKK", "USD"]
