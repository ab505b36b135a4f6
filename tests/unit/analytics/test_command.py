"""`python -m analytics`: the contract of the command line."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from analytics.__main__ import app
from data import demo
from data.home import demo_home
from tests.unit.analytics.book_builder import story

COLUMNS = (
    "account_id account_name state last_order_on recency_days frequency monetary "
    "r_score f_score m_score weighted_score tier segment"
)


@pytest.fixture
def home(own_home: Path) -> Path:
    book = story(
        own_home,
        """
        order  account  on          amount     region
        A1     ana      2026-01-10  1234567.89  North
        A2     ana      2026-02-10        0.0001 North
        B1     =bob     2026-02-10       10.00  South
        """,
    )
    book.warehouse.close()
    return own_home


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_json(home: Path) -> None:
    code, out, _err = run("rfm", "--as-of", "2026-02-28", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert list(rows[0])[:13] == COLUMNS.split()
    assert rows[0]["monetary"] == 1234567.8901
    assert '"monetary": 1234567.8901,' in out
    assert rows[0]["last_order_on"] == "2026-02-10"
    assert rows[0]["published_segment"] is None


def test_csv_is_inert_in_a_spreadsheet(home: Path) -> None:
    code, out, _err = run("rfm", "--where", "region=South", "--format", "csv")
    assert code == 0
    assert out.splitlines()[1].startswith("'=bob,'=Bob,active,2026-02-10,18,1,10,")


def test_a_file(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    assert run("pareto", "--format", "csv", "-o", str(file)) == (0, "", "")
    assert file.read_text("utf-8").count("\n") == 3
    code, _out, err = run("pareto", "-o", str(tmp_path / "no" / "file"))
    assert code == 2
    assert "cannot be written" in err


def test_filters_are_or_within_a_column(home: Path) -> None:
    both = ("--where", "region=North", "--where", "region=south")
    code, out, _err = run("rfm", *both, "--format", "json")
    assert (code, len(json.loads(out))) == (0, 2)
    code, out, _err = run("rfm", *both, "--where", "account_id=ANA", "--format", "json")
    assert [row["account_id"] for row in json.loads(out)] == ["ana"]


def test_a_filter_on_a_column_of_the_answer(home: Path) -> None:
    where = ("--where", "state=Active", "--where", "account_name=ana", "--format", "json")
    code, out, _err = run("rfm", *where)
    assert (code, [row["account_id"] for row in json.loads(out)]) == (0, ["ana"])
    code, out, _err = run("rfm", "--where", "state=lapsed_general", "--format", "json")
    assert (code, json.loads(out)) == (0, [])


def test_rules_and_the_questions_own_parameters(home: Path) -> None:
    code, out, _err = run("rfm", "--set", "weights=1,0,0", "--set", "method=standard")
    assert code == 0
    assert "VVVVVIP" in out
    code, out, _err = run("account_profile", "--set", "account_id=ana", "--format", "json")
    assert (code, json.loads(out)[0]["account_id"]) == (0, "ana")


def test_the_list_of_questions(home: Path) -> None:
    code, out, _err = run()
    assert code == 0
    assert "rfm_cube" in out
    assert "main_currency" not in out


@pytest.mark.parametrize(
    "words",
    [
        ["weather"],
        ["rfm", "--window", "5"],
        ["rfm", "--as-of", "yesterday"],
        ["rfm", "--version", "9"],
        ["rfm", "--format", "xml"],
        ["rfm", "--set", "method=best"],
        ["rfm", "--set", "ruler=Nobody"],
        ["rfm", "--set", "tiers=30,36,52,68,84"],
        ["rfm", "--set", "cut_points=still"],
        ["rfm", "--set", "colour=red"],
        ["rfm", "--set", "method"],
        ["rfm", "--where", "region=East"],
        ["rfm", "--where", "account_id=nobody"],
        ["rfm", "--where", "colour=red"],
        ["account_profile"],
        ["account_profile", "--set", "account_id=nobody"],
        ["sales_results", "--set", "dimension=planet"],
        ["churn_by", "--set", "dimension=product"],
        ["sales_by_period", "--set", "dimension=region", "--set", "grain=week"],
        ["targets_by_period", "--set", "dimension=region", "--set", "grain=day"],
        ["rfm", "--bogus"],
    ],
)
def test_what_means_nothing_is_said_in_a_sentence(home: Path, words: list[str]) -> None:
    code, out, err = run(*words)
    assert (code, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


@pytest.fixture
def small_company(monkeypatch: pytest.MonkeyPatch) -> None:
    """The made-up company in 1,000 lines, so that it is made at once."""
    whole = demo.generate
    monkeypatch.setattr(demo, "generate", lambda folder, last: whole(folder, last, 1_000))


@pytest.mark.usefixtures("small_company")
def test_before_anything_is_loaded_the_made_up_company_answers_and_says_so(own_home: Path) -> None:
    code, out, err = run("segments", "--format", "json")
    assert code == 0
    assert sum(row["net_sales"] for row in json.loads(out)) > 0
    assert "made-up company" in err
    code, out, err = run("rfm", "--format", "csv")
    assert (code, out.splitlines()[0].split(",")[0]) == (0, "account_id")
    assert len(out.splitlines()) > 10
    assert "made-up company" in err
    assert "half a minute" not in err  # it is there since the first question
    assert demo_home().is_dir()


def test_the_list_of_questions_says_that_nothing_is_loaded_without_making_anything(
    own_home: Path,
) -> None:
    code, out, err = run()
    assert (code, "late_accounts" in out) == (0, True)
    assert "made-up company" in err
    assert not own_home.exists()


def test_a_company_of_ones_own_is_not_called_made_up(home: Path) -> None:
    assert run()[2] == ""
    assert run("segments")[2] == ""
