"""close and reopen as people and scheduled jobs use them."""

import json
from pathlib import Path

import pytest

from data.__main__ import app
from data.commands.terminal import run

HEADER = "order_id,account_id,order_date,amount,salesperson\n"


@pytest.fixture(autouse=True)
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    rows = [f"A{m},ana,2026-0{m}-10,50,Kim\n" for m in range(1, 5)]
    rows += [f"B{m},ben,2026-0{m}-10,20.5,Lee\n" for m in range(1, 4)]
    (tmp_path / "sales.csv").write_text(HEADER + "".join(rows))
    assert data("load", "sales.csv") == 0
    return tmp_path


def data(*arguments: str) -> int:
    return run(app, "python -m data", list(arguments))


def test_close_says_what_is_missing_and_closes(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert data("close", "2026-04") == 0
    assert capsys.readouterr().out.splitlines() == [
        "salesperson Lee: sales in 3 of the 6 months before, none in 2026-04; "
        "last order 2026-03-10.",
        "Last orders: Lee 2026-03-10, Kim 2026-04-10.",
        "2026-04 is closed at version 1: 1 line, 1 account, 50.00.",
    ]
    assert data("close", "2026-04") == 1
    assert "closed already" in capsys.readouterr().err


def test_close_as_json_and_reopen(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert data("close", "2026-03", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["closed"] == [{"currency": None, "net_sales": 70.5, "lines": 2, "accounts": 2}]
    assert said["is_usual"]
    assert [p["salesperson"] for p in said["salespeople"]] == ["Kim", "Lee"]
    assert data("reopen", "2026-03", "--json") == 0
    assert json.loads(capsys.readouterr().out)["version"] == 1
    assert data("reopen", "2026-03") == 1
    assert data("verify") == 0


def test_a_rehearsal_closes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert data("close", "2026-04", "--dry-run", "--json") == 0
    capsys.readouterr()
    assert data("reopen", "2026-04") == 1


def test_what_is_no_month_or_version_is_a_usage_error() -> None:
    assert data("close", "April") == 2
    assert data("close", "2026-04", "--version", "9") == 2


def test_rows_set_aside_are_said_before_a_close_and_given_back(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "may.csv").write_text(HEADER + "A5,ana,2026-05-10,50,Kim\nB5,ben,2026-05-11,x,Lee\n")
    assert data("load", "may.csv", "--set-aside") == 0
    capsys.readouterr()
    assert data("close", "2026-05") == 0
    out = capsys.readouterr().out
    assert "1 row of 2026-05 is set aside and not counted." in out
    assert "Nothing that usually sells is missing" not in out
    assert data("history") == 0
    assert "may.csv (version 2, sales): 1 row is set aside" in capsys.readouterr().out
    assert data("aside", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["number"], told["records"], told["first_month"]) == (2, 1, "2026-05")
    assert data("aside", "2", "-o", "mend.csv") == 0
    text = (desk / "mend.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].endswith(",Error #2")
    (desk / "mend.csv").write_text(text.replace("2026-05-11,x", "2026-05-11,7"))
    capsys.readouterr()
    assert data("load", "mend.csv") == 0
    assert "this import restates it by +7.00" in capsys.readouterr().out
    assert data("aside") == 0
    assert capsys.readouterr().out == "No rows are set aside.\n"
    assert data("aside", "2") == 2


def test_undoing_what_a_closed_month_holds_takes_who_may_close(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert data("close", "2026-04") == 0
    assert data("closers", "Somebody Else") == 0
    capsys.readouterr()
    assert data("undo", "1") == 1
    told = capsys.readouterr().err
    assert told.startswith("Undoing version 1 changes 2026-04, which is closed, and ")
    assert told.endswith(" may not close or reopen months. Do: ask Somebody Else.\n")


def test_a_month_without_sales_does_not_look_complete(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    capsys.readouterr()
    assert data("close", "2025-06", "--dry-run", "--json") == 0
    assert not json.loads(capsys.readouterr().out)["is_usual"]
    assert data("close", "2025-06", "--dry-run") == 0
    said = "No sales of 2025-06 are loaded at version {}. Do: load the month."
    assert capsys.readouterr().out.splitlines()[0] == said.format(1)
    monkeypatch.setenv("OCTANT_HOME", str(desk / "another"))
    assert data("close", "2025-06") == 1
    assert said.format(0) in capsys.readouterr().err
