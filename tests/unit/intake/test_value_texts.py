"""Questions about values, and columns that nothing reads, as the commands print them."""

import json
from pathlib import Path

import pytest

from data.__main__ import app
from data.column_values import columns, money, name, unasked
from data.commands.question_text import quoted
from data.commands.terminal import run
from data.report import Report, ValueMeaning

ORDERS = """order_id,order_date,account_id,amount,Order Status,Lane
A1,2026-01-10,ana,50,Completed,Red
A2,2026-01-11,ana,20,Cancelled,Red
A3,2026-01-12,ben,5,Draft,Blue
A4,2026-01-13,ben,7,Cancelled,Red
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jan.csv").write_text(ORDERS)
    (tmp_path / "feb.csv").write_text(ORDERS.replace("2026-01", "2026-02").replace("A", "B"))
    return tmp_path


def data(*arguments: str) -> int:
    return run(app, "python -m data", list(arguments))


def lines(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_values_are_one_block_with_their_sums_and_answers(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data("load", "jan.csv", "feb.csv") == 1
    printed = lines(capsys)
    assert printed[printed.index(next(p for p in printed if "Question" in p)) :] == [
        "Question: 2 values may be no sales. What do they count as: count, subtract, leave_out?",
        "    Order Status: Cancelled · 4 records · 54.00",
        '        --answer "meaning:order status:cancelled=leave_out"',
        "    Order Status: Draft · 2 records · 10.00",
        '        --answer "meaning:order status:draft=leave_out"',
    ]


def test_a_rehearsal_lists_the_columns_that_decide_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data("load", "jan.csv", "--dry-run") == 1
    told = [p for p in lines(capsys) if "decides nothing" in p]
    assert told == [
        "    Lane decides nothing: Red 77.00 · Blue 5.00. "
        "--answer meaning:lane=ask asks what each value counts as."
    ]
    assert data("load", "jan.csv") == 1
    assert not [p for p in lines(capsys) if "decides nothing" in p]
    assert data("load", "jan.csv", "--answer", "meaning:lane=ask") == 1
    assert "        --answer meaning:lane:red=count" in lines(capsys)


def test_what_is_left_out_is_said_when_it_is_loaded(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = [
        *("--answer", "meaning:order status:cancelled=leave_out"),
        *("--answer", "meaning:order status:draft=leave_out"),
    ]
    assert data("load", "jan.csv", *answers) == 0
    first, second = lines(capsys)
    assert first.endswith(
        "1 record of sales, 2026-01, 50.00, 3 lines left out as no sales (32.00)."
    )
    assert second == '    Columns that are not read: "Lane".'
    assert data("load", "feb.csv", "--json") == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert report["not_sales"] == [{"month": "2026-02", "rows": 3, "amounts": {"": 32}}]


def test_the_command_names_its_option_and_the_report_too(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "bad.csv").write_text("order_id,order_date,account_id\nA1,2026-01-01,ana\n")
    assert data("load", "bad.csv") == 1
    assert "(in a command: --map amount=HEADER)" in capsys.readouterr().out
    assert data("load", "bad.csv", "--json") == 1
    (report,) = json.loads(capsys.readouterr().out)
    (problem,) = report["errors"]
    assert problem["do"].endswith("(in a command: --map amount=HEADER)")


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("meaning:status:paid", "meaning:status:paid"),
        ("meaning:order status:paid", '"meaning:order status:paid"'),
        ("meaning:cancelled:*", '"meaning:cancelled:*"'),
        ("meaning:rate(%25):13", '"meaning:rate(%25):13"'),
        ("meaning:a$b:`x`", "'meaning:a$b:`x`'"),
    ],
)
def test_a_key_is_one_word_of_a_shell(key: str, word: str) -> None:
    assert quoted(key) == word


def value(header: str, text: str, rows: int, amount: int, is_asked: bool = False) -> ValueMeaning:
    key = f"meaning:{header.lower()}:{text.lower()}"
    return ValueMeaning(header, text, key, rows, {"": amount}, "count", is_asked)


def test_columns_that_differ_in_money_come_first_and_numbers_last() -> None:
    values = [
        *(value("Lane", "Red", 1, 5), value("Lane", "Blue", 1, 5)),
        *(value("Rate", "13", 1, 4), value("Rate", "0", 1, 6)),
        *(value("Team", "A", 2, 3), value("Team", "B", 1, 7)),
        *(value("State", "Void", 1, 3, is_asked=True), value("State", "Paid", 1, 7)),
    ]
    report = Report("a.csv", values=values)
    assert [column.header for column in unasked([report])] == ["Team", "Rate", "Lane"]
    assert columns([report])[0].key == "meaning:lane"


def test_all_filled_cells_of_a_flag_are_one_value() -> None:
    flag = "meaning:cancelled at:*"
    days = [ValueMeaning("Cancelled at", f"2026-01-0{n}", flag, 1, {}, "", True) for n in (1, 2)]
    blank = ValueMeaning("Cancelled at", "", flag, 5, {}, "count", False)
    (column,) = columns([Report("a.csv", values=[blank, *days])])
    assert [(name(v), v.rows) for v in column.asked] == [("filled in, for example 2026-01-01", 2)]
    assert [(name(v), v.rows) for v in column.others] == [("(blank)", 5)]


def test_currencies_stand_side_by_side() -> None:
    assert money({"EUR": 1200, "USD": -80}) == "1,200.00 EUR, -80.00 USD"
    assert money({}) == "0.00"
