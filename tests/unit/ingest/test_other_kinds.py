"""Losses, assessments and lists of accounts."""

import pytest

CHURN = (
    "account_id,status,reason,sales_lost\n"
    "A1,Stayed,,1\nA2,Churned,price,2.50\nA3,Churned,quality,3\nA4,Joined,,4\n"
)


def test_a_list_of_everybody_asks_what_lost_means_and_when(read_one):
    reading = read_one(CHURN)
    questions = {q.key: q.choices for q in reading.report.questions}
    assert (
        questions["status"] == ("Churned", "Joined", "Stayed")
        or questions["status"][0] == "Churned"
    )
    assert questions["lost_on"][0] == "2026-10-31"
    reading = read_one(CHURN, answers={"status": "Churned", "lost_on": "2022-06-30"})
    records = reading.report.records
    assert (records.accepted, records.not_losses) == (2, 2)
    assert float(reading.report.amount) == 5.5
    assert {f"{d}" for d in reading.table["lost_on"].to_pylist()} == {"2022-06-30"}
    assert [f"{m.month}" for m in reading.report.months] == ["2022-06-01"]
    assert records.add_up()


def test_rows_that_are_no_losses_need_no_date(read_one):
    text = "account_id,lost_on,状态\nA1,,正常\nA2,2026-01-31,流失\n"
    reading = read_one(text, answers={"状态": "x", "status": "流失"})
    assert reading.report.status == "ready"
    assert reading.report.records.accepted == 1


def test_one_status_only_is_no_question(read_one):
    reading = read_one("account_id,lost_on,status\nA1,2026-01-31,Lost\nA2,2026-01-30,Lost\n")
    assert reading.report.status == "ready"
    assert reading.report.records.accepted == 2


def test_a_loss_names_its_account(read_one):
    reading = read_one(
        "account_id,account_name,lost_on,reason\n,,2026-01-31,price\n,Ann,2026-01-31,price\n"
    )
    assert [p.row for p in reading.report.errors] == [2]


@pytest.mark.parametrize(
    ("cell", "level"),
    [
        ("3", 3),
        ("3.0", 3),
        ("Level 2", 2),
        ("4级", 4),
        ("3 partner", 3),
        ("Buyer–Seller", 1),
        ("preferred supplier", 2),
        ("PARTNER", 3),
        ("战略联盟", 4),
        ("5", None),
        ("2 partner", None),
        ("friend", None),
    ],
)
def test_levels_by_number_or_name(read_one, cell, level):
    reading = read_one(f"account_id,assessed_on,level\nA1,2026-01-31,{cell}\n")
    if level is None:
        assert [p.column for p in reading.report.errors] == ["level"]
    else:
        assert reading.table["level"].to_pylist() == [level]


def test_lists_have_flags_and_choices_in_both_languages(read_one):
    text = (
        "account_id,account_name,is_key_account,key_reason,account_type,payment_days,credit_limit\n"
        "A1,One,Yes,strategic,交易型,30,1000\nA2,Two,否,规模,Strategic,,\nA3,Three,,80/20,consultative,14,n/a\n"
    )
    table = read_one(text).table
    assert table["is_key_account"].to_pylist() == [True, False, None]
    assert table["key_reason"].to_pylist() == ["strategic", "scale", "share"]
    assert table["account_type"].to_pylist() == ["transactional", "strategic", "consultative"]
    assert table["payment_days"].to_pylist() == [30, None, 14]


def test_an_account_listed_twice_with_other_values_is_refused(read_one):
    reading = read_one("account_id,account_name,industry\nA1,One,x\na1,One,y\n")
    assert [p.row for p in reading.report.errors] == [3]
    named = read_one("account_name,industry,region\nOne,x,N\n one ,y,N\n")
    assert [p.row for p in named.report.errors] == [3]


def test_an_empty_list_is_asked(read_one):
    question = read_one("account_id,account_name\n").report.questions[0]
    assert (question.key, question.choices) == ("month_empty", ("skip", "empty"))
