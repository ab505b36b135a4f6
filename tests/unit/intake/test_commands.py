"""The commands as people and scheduled jobs use them: exit codes, sentences, JSON."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from data.__main__ import app
from data.commands.terminal import run
from data.home import demo_home, home
from data.warehouse import Warehouse

HEADER = "order_id,account_id,order_date,amount\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "jan.csv").write_text(HEADER + "A1,ana,2026-01-10,50\nA2,ben,2026-01-20,20.5\n")
    (tmp_path / "bad.csv").write_text(HEADER + "A1,ana,2026-02-30,50\n")
    (tmp_path / "late.csv").write_text(HEADER + "A3,ana,2026-01-30,1\n")
    return tmp_path


def data(*arguments: str) -> int:
    return run(app, "python -m data", list(arguments))


def test_load_says_what_came_of_the_file(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data("load", "jan.csv") == 0
    said = capsys.readouterr().out
    assert said == "jan.csv: loaded as version 1: 2 records of sales, 2026-01, 70.50.\n"


def test_load_as_json_follows_the_contract(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data("load", "jan.csv", "--json") == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert {k: report[k] for k in ("file", "kind", "source", "status", "version", "amount")} == {
        "file": "jan.csv",
        "kind": "sales",
        "source": "main",
        "status": "loaded",
        "version": 1,
        "amount": 70.5,
    }
    (month,) = report["months"]
    assert (month["month"], month["added"], month["removed"], month["amount"]) == (
        *("2026-01", 2, 0, 70.5),
    )
    assert report["records"]["accepted"] == 2
    assert report["questions"] == report["errors"] == report["unmapped"] == []


def test_a_question_shows_how_each_choice_reads(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    days = [f"0{n}/0{n + 1}/2026" for n in range(1, 8)]
    rows = "".join(f"A{n},ana,{day},5\n" for n, day in enumerate(days))
    (desk / "asks.csv").write_text(HEADER + rows)
    assert data("load", "asks.csv") == 1
    said = capsys.readouterr().out.splitlines()
    at = said.index("    --answer date_order=mdy")
    assert said[at + 1 : at + 6] == [f"        {d} → 2026-{d[:2]}-{d[3:5]}" for d in days[:5]]
    assert len(said) == at + 6, "five samples of each reading"
    japanese = HEADER + "A1,東京工業株式会社,2026-01-10,5\n"
    (desk / "asks.csv").write_bytes(japanese.encode("shift_jis"))
    assert data("load", "asks.csv", "--dry-run") == 1
    said = capsys.readouterr().out.splitlines()
    assert sum(line.startswith("    --answer encoding=") for line in said) >= 3
    first = said.index("    --answer encoding=shift_jis")
    assert "東京工業株式会社" in said[first + 1]


def test_a_refused_file_exits_1_and_names_the_place(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data("load", "jan.csv", "bad.csv") == 1
    said = capsys.readouterr().out
    assert 'bad.csv › row 2 › column "order_date": found "2026-02-30"' in said
    assert "jan.csv: held" in said


def test_a_repeated_record_is_shown_with_what_it_says(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "twice.csv").write_text(HEADER + "A1,ana,2026-01-10,50\nA2,ben,2026-01-20,20.5\n" * 2)
    assert data("load", "twice.csv") == 1
    said = capsys.readouterr().out.splitlines()
    at = said.index("    twice.csv › row 2, row 4 → A1 | ana | 2026-01-10 | 50")
    assert said[at + 1] == "    twice.csv › row 3, row 5 → A2 | ben | 2026-01-20 | 20.5"
    assert said[at + 2] == "    --answer duplicates=keep"


def test_a_question_exits_1_and_says_how_to_answer(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert data("load", "jan.csv") == 0
    assert data("load", "late.csv") == 1
    assert "--answer partial=add" in capsys.readouterr().out
    assert data("load", "late.csv", "--answer", "partial=add") == 0


def test_a_rehearsal_stores_nothing(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data("load", "jan.csv", "--dry-run", "--json") == 0
    (report,) = json.loads(capsys.readouterr().out)
    assert (report["status"], report["version"]) == ("loaded", None)
    assert data("load", "jan.csv", "--dry-run") == 0
    assert "would load 2 records" in capsys.readouterr().out
    assert data("load", "bad.csv", "--dry-run") == 1
    assert data("history") == 0
    assert "Nothing is loaded yet." in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["load", "nowhere.csv"],
        ["load", "jan.csv", "--kind", "visits"],
        ["load", "jan.csv", "--mode", "mix"],
        ["load", "jan.csv", "--map", "amount"],
        ["load", "jan.csv", "--map", "colour=Amount"],
        ["load", "jan.csv", "--answer", "keep"],
        ["load"],
        ["undo"],
        ["undo", "7"],
        ["undo", "x"],
        ["demo", "--until", "yesterday"],
        ["unload"],
        [],
    ],
)
def test_usage_exits_2_without_a_traceback(
    desk: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert data(*arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_command_that_is_stopped_says_so_and_stores_nothing(
    desk: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("data.importing.loading._write_rows", stopped)
        assert data("load", "jan.csv") == 130
    assert capsys.readouterr().err.strip() == "Stopped."
    assert data("load", "jan.csv") == 0


def test_history_and_undo(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data("load", "jan.csv")
    assert data("undo", "1", "--json") == 0
    capsys.readouterr()
    assert data("history", "--json") == 0
    told: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert [(v["version"], v["action"], v["undoes"], v["undone_by"]) for v in told] == [
        (2, "undo", 1, None),
        (1, "import", None, 2),
    ]
    assert told[1]["months"] == ["2026-01"]
    assert told[1]["amount_added"] == 70.5
    assert data("history") == 0
    said = capsys.readouterr().out
    assert "2 rows added (70.50)" in said
    assert "Undone by version 2." in said
    assert data("undo", "1") == 1


def test_verify_and_rebuild(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data("load", "jan.csv")
    assert data("verify") == 0
    assert data("rebuild") == 0
    assert data("verify", "--json") == 0
    next((home() / "uploads").iterdir()).unlink()
    assert data("verify") == 1
    assert "is missing" in capsys.readouterr().out
    assert data("rebuild") == 1


def test_a_book_that_is_open_elsewhere_is_said_plainly(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import duckdb

    def locked(*_: object, **_named: object) -> None:
        raise duckdb.IOException('IO Error: Could not set lock on file "x"')

    monkeypatch.setattr(duckdb, "connect", locked)
    assert data("history") == 1
    assert "is open in another Octant" in capsys.readouterr().err


def test_what_nobody_expected_gets_an_id_and_a_log_line(
    desk: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_: Path) -> Warehouse:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Warehouse, "open", broken)
    assert data("history") == 1
    said = capsys.readouterr().err
    (line,) = (home() / "log" / "errors.jsonl").read_text().splitlines()
    assert json.loads(line)["error_id"] in said
    assert "secret" not in said


def test_the_made_up_company_lives_apart(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert data("demo", "--lines", "2000") == 0
    assert data("demo", "--lines", "1000") == 0
    capsys.readouterr()
    assert data("history") == 0
    assert "Nothing is loaded yet." in capsys.readouterr().out
    warehouse = Warehouse.open(demo_home())
    assert warehouse.version() == 7
    warehouse.close()


def test_a_rehearsal_says_what_would_change(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data("load", "jan.csv")
    capsys.readouterr()
    jan = (desk / "jan.csv").read_text(encoding="utf-8").splitlines()
    later = jan[1].replace("2026-01", "2026-02")
    assert later != jan[1]
    (desk / "jan.csv").write_text("\n".join([*jan[:-1], later, ""]), encoding="utf-8")
    assert data("load", "jan.csv", "--answer", "partial=replace", "--dry-run") == 0
    said = capsys.readouterr().out
    assert "sales, 2026-01: 1 row removed; 70.50 becomes" in said
    assert "sales, 2026-02: 1 row added; the month is new, with" in said
    assert "Accounts that change most:" in said


def test_a_pipe_is_no_file_to_load(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What can be read once only would be hashed and then found empty; a pipe may wait for ever."""
    os.mkfifo(desk / "pipe.csv")
    for words in (["load"], ["load", "--dry-run"], ["read"], ["restore"]):
        assert data(*words, "pipe.csv") == 2
        assert "is a pipe or a device" in " ".join(capsys.readouterr().err.split())


def test_a_source_has_a_name(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A job whose variable is not set must not make a system of its own."""
    assert data("load", "jan.csv", "--source", " ") == 2
    assert "--source is empty" in capsys.readouterr().err
    assert data("load", "jan.csv", "--source", " old \n erp ", "--json") == 0
    assert json.loads(capsys.readouterr().out)[0]["source"] == "old erp"


def test_rows_set_aside_are_written_and_told_as_json(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (desk / "bad.csv").write_text(HEADER + "A1,ana,2026-02-30,50\nA2,ana,2026-02-03,5\n")
    assert data("load", "bad.csv", "--set-aside") == 0
    capsys.readouterr()
    assert data("aside", "1", "-o", "mend.csv", "--json") == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["number"], told["records"]) == (1, 1)
    assert "2026-02-30" in (desk / "mend.csv").read_text(encoding="utf-8-sig")
