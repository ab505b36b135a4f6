"""Words for totals in many languages: rows that have them are left out, companies that do are not.

In all stories the first account bought for 100.50 and 20, the second for 30.25: 150.75.
"""

from decimal import Decimal

import pytest

from data.ingest import context
from data.ingest.values.total_words import is_named_total, speaking, whose_total

HEADER = "order_id,order_date,account_name,amount\n"
TWO = "1,2026-09-03,Acme,100.50\n2,2026-09-04,Acme,20.00\n"
LAST = "3,2026-09-05,Bolt,30.25\n"


def outcome(reading):
    records = reading.report.records
    return reading.report.status, records.accepted, records.totals, reading.report.amount


@pytest.mark.parametrize(
    ("one", "other", "all_"),
    [
        ("Acme 汇总", "Bolt 汇总", "总计"),
        ("Acme 小计", "Bolt小计", "汇总"),
        ("Acme Ergebnis", "Bolt Ergebnis", "Gesamtergebnis"),
        ("Acme Total", "Bolt Total", "Grand Total"),
        ("Acme 集計", "Bolt 集計", "総計"),
        ("小計", "小計", "合計"),
        ("Zwischensumme", "Zwischensumme", "Gesamtsumme"),
        ("Sous-total", "Sous-total", "Total général"),
        ("Totale parziale", "Totale parziale", "Totale generale"),
        ("Acme Totaal", "Bolt Totaal", "Eindtotaal"),
        ("Acme Итог", "Bolt Итог", "Общий итог"),
        ("Acme 요약", "Bolt 요약", "총합계"),
        ("本页小计", "本页小计", "** 合　计 **"),
    ],
)
def test_sums_below_each_account_are_left_out_without_a_question(read_one, one, other, all_):
    """120.50 below Acme's, 30.25 below Bolt's and 150.75 below all, without a day and with one."""
    for day in ("", "2026-09-30"):
        rows = f"{TWO},{day},{one},120.50\n{LAST},{day},{other},30.25\n,{day},{all_},150.75\n"
        assert outcome(read_one(HEADER + rows)) == ("ready", 3, 3, Decimal("150.75"))


@pytest.mark.parametrize(
    ("down", "up"),
    [
        ("过次页", "承前页"),
        ("Carried forward", "Brought forward"),
        ("c/f", "b/f"),
        ("À reporter", "Report à nouveau"),
        ("A riportare", "Riporto"),
        ("Suma y sigue", "Suma anterior"),
        ("次頁繰越", "前頁繰越"),
        ("Übertrag auf Folgeseite", "Übertrag"),
    ],
)
def test_what_is_carried_from_page_to_page_counts_as_a_total(read_one, down, up):
    """120.50 stands at the foot of a page and again at the head of the next."""
    for day in ("", "2026-09-04"):
        rows = f"{TWO},{day},{down},120.50\n,{day},{up},120.50\n{LAST}"
        reading = read_one(HEADER + rows)
        assert outcome(reading) == ("ready", 3, 2, Decimal("150.75"))
        assert not reading.report.warnings


@pytest.mark.parametrize(
    "name",
    [
        *("Summe GmbH", "Total Energies", "汇总科技有限公司", "合计科技", "Ergebnis Consulting"),
        *(
            "Totale Benessere Srl",
            "Suma Foods",
            "Transport",
            "Report",
            "Subtotal Fashion",
            "株式会社東京時計",
        ),
        *("上海设计", "Toplam Lojistik", "Ensemble", "Sum Capital"),
    ],
)
def test_a_company_that_is_called_so_is_an_account(read_one, name):
    rows = f"{TWO}3,2026-09-05,{name},310\n4,2026-09-06,{name},20\n"
    assert outcome(read_one(HEADER + rows)) == ("ready", 4, 0, Decimal("450.50"))


def test_an_order_is_no_total_for_its_money_and_a_name(read_one):
    """Total Energies orders for 120.50, which Acme's two orders come to by chance."""
    rows = f"{TWO}3,2026-09-05,Total Energies,120.50\n4,2026-09-06,Bolt,1\n"
    report = read_one(HEADER + rows).report
    assert [(q.key, q.choices[0]) for q in report.questions] == [("totals", "keep")]


@pytest.mark.parametrize("word", ["Opening balance", "期初余额", "Saldo anterior", "Saldovortrag"])
def test_a_balance_is_asked_about_with_and_without_a_day(read_one, word):
    """5,000 owed before the first day are no sale: 150.75 are."""
    for day in ("2026-09-01", ""):
        content = f"{HEADER},{day},{word},5000\n{TWO}{LAST}"
        [question] = read_one(content).report.questions
        assert (question.key, question.choices[0]) == ("totals", "leave_out")
        reading = read_one(content, answers={"totals": "leave_out"})
        assert outcome(reading) == ("ready", 3, 1, Decimal("150.75"))


@pytest.mark.parametrize("word", ["Average", "平均值", "Mittelwert"])
def test_an_average_is_no_record(read_one, word):
    asked = read_one(f"{HEADER}{TWO}{word},2026-09-30,,60.25\n").report.questions
    assert [(q.key, q.choices[0]) for q in asked] == [("totals", "leave_out")]
    left_out = read_one(f"{HEADER}{TWO}{word},,,60.25\n")
    assert outcome(left_out) == ("ready", 2, 1, Decimal("120.50"))
    assert not left_out.report.warnings


@pytest.mark.parametrize("word", ["Acme 汇总", "小計", "Acme Ergebnis", "承前页"])
def test_a_reader_of_the_first_level_knows_none_of_these(read_one, word):
    before = context.now() | {context.READER: f"{context.FIRST}"}
    reading = read_one(f"{HEADER}{TWO}9,2026-09-30,{word},120.50\n", settings=before)
    assert reading.report.records.totals == (1 if word == "小計" else 0)


def test_the_name_beside_the_word():
    assert whose_total("Acme GmbH Ergebnis") == "acme gmbh"
    assert whose_total("Summe für Acme") == "acme"
    assert whose_total("合计：远航") == "远航"
    assert is_named_total("总　计")
    assert not is_named_total("Transport")


def test_long_columns_are_searched_as_short_ones_are():
    """Of many thousand texts the few with a word are found by a pattern, of a few each is read."""
    import pyarrow as pa

    words = ["Acme 汇总", "Total Acme", "sub total", "(b/f)", "小 计:", "Sum of Amount", "Totalt"]
    names = [f"Customer {number} Summer Tota" for number in range(5_000)]
    assert speaking(pa.array([*names, *words])) == list(range(5_000, 5_000 + len(words)))
    assert speaking(pa.array(words)) == list(range(len(words)))


@pytest.mark.parametrize("total", ["620.50", "120.50", "500.50"])
def test_a_printed_total_may_count_all_rows_or_only_sales(read_one, total):
    """100.50 and 20 were sold and 500 cancelled: no other sum than these two is right."""
    rows = "order_id,order_date,account_name,Status,amount\n1,2026-09-03,Acme,Completed,100.50\n"
    rows += f"2,2026-09-04,Cole,Cancelled,500\n3,2026-09-04,Bolt,Completed,20\nTotal,,,,{total}\n"
    reading = read_one(rows, answers={"meaning:status:cancelled": "leave_out"})
    assert outcome(reading)[2:] == (1, Decimal("120.50"))
    assert bool(reading.report.warnings) == (total == "500.50")
