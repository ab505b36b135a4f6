"""What others build on is named: in the first contract, held here, or in docs/contract.md."""

import ast
import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import duckdb
import typer

from analytics import cli_query, engine
from analytics.cache import Kept
from analytics.scope import Scope
from data.__main__ import app
from data.catalogue import KINDS
from data.report import Cells, Listed, MonthChange, Problem, Question, Records, Report
from data.warehouse import Warehouse

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
ACCOUNT = "account_id account_name "
COLUMNS = {
    "sales": ACCOUNT + "order_id line_id order_date amount quantity unit_price cost margin product "
    "category region department salesperson sales_point currency",
    "accounts": ACCOUNT + "parent owner is_key_account key_reason key_since account_type "
    "account_kind industry region department salesperson size own_revenue credit_grade "
    "credit_limit payment_days risk_flag",
    "churn": ACCOUNT + "lost_on reason sales_lost competitor note recorded_by",
    "relationships": ACCOUNT + "assessed_on level assessed_by note",
}
ASKED = (
    "encoding delimiter header date_order decimal orders duplicates partial currency lost_on "
    "month_empty mapping:"
)
COMMANDS = {
    "load": "--kind --source --mode --map --answer --dry-run --json",
    "history": "--json",
    "undo": "--json",
    "verify": "--json",
    "backup": "--json",
    "restore": "--json",
    "rebuild": "--json",
    "demo": "--lines --json",
    "read": "-o --json",
}
REPORT = (
    "file kind source status version encoding delimiter mapping unmapped records months amount "
    "rounded questions errors errors_total "
    "in_file header preamble blank totals accepted rejected month added removed key text choices "
    "row line column found expected do"
)
RULES = (
    "method r_cuts f_cuts m_cuts weights split cutoff kind_of_frequency kind_of_monetary level "
    "population compare"
)
QUESTIONS = {
    "rfm": ACCOUNT + "state last_order_on recency_days frequency monetary r_score f_score m_score "
    "weighted_score tier segment",
    "segments": "segment accounts net_sales margin",
    "rfm_cube": "r_score f_score m_score accounts net_sales margin segment segment_share",
    "pareto": ACCOUNT + "net_sales sales_share cumulative_sales_share cumulative_accounts_share "
    "abc_class",
    "churn_reasons": "reason accounts sales_lost",
    "relationship_levels": "level accounts net_sales",
    "late_accounts": ACCOUNT + "last_order_on usual_interval_days silent_days ratio band net_sales",
    "migration": "from_state to_state accounts net_sales",
}
MARKS = {"a": "account_id", "d": "dimension", "g": "grain"}
HANDED_ON = {
    "data/ingest/checks/missing_month.py": {"lost_on"},
    "data/ingest/header/wide_questions.py": {"rows_for", "targets_for"},
    "data/ingest/meaning/rows.py": {"meaning:"},
}
"""Keys of questions that a function is given by its caller."""


def section(title: str) -> str:
    """What stands below a heading of docs/contract.md."""
    return TEXT.split(f"\n## {title}\n", 1)[1].split("\n## ", 1)[0]


def rows(title: str) -> Iterator[list[str]]:
    """The cells of its tables."""
    for line in section(title).splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def words(text: str) -> set[str]:
    """The names that stand in a text as code."""
    return {
        word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[\w:-]+", code)
    }


def asked_keys() -> Iterator[str]:
    """The key of every question that an import asks; of a composed one its beginning."""
    for path in sorted((ROOT / "data").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Question":
                yield from _keys(node.args[0], name)


def _keys(key: ast.expr, name: str) -> Iterator[str]:
    if isinstance(key, ast.BinOp):
        key = key.left
    if isinstance(key, ast.JoinedStr):
        key = key.values[0]
    if isinstance(key, ast.Constant):
        yield str(key.value)
        return
    said = ast.unparse(key)
    module: Any = import_module(name.removesuffix(".py").replace("/", "."))
    yield from [getattr(module, said)] if hasattr(module, said) else HANDED_ON[name]


def test_every_column_of_an_export_is_named() -> None:
    told = {kind: words(text) for kind, text in rows("Columns")}
    told = {kind.strip("`"): names for kind, names in told.items()}
    for kind in KINDS.values():
        known = set(COLUMNS.get(kind.name, "").split()) | told.get(kind.name, set())
        assert {column.name for column in kind.readable} <= known, kind.name


def test_what_a_kind_needs_is_bold() -> None:
    for kind, text in rows("Columns"):
        name = kind.strip("`")
        needed = {column for need in KINDS[name].needs for either in need for column in either}
        if name not in COLUMNS:
            assert words("".join(re.findall(r"\*\*(.+?)\*\*", text))) == needed, name


def test_every_question_of_an_import_is_named() -> None:
    keys = set(asked_keys())
    told = {
        name.partition(":")[0]
        for key, *_rest in rows("Questions of an import")
        for name in words(key)
    }
    assert {"sheet", "account:", "mapping:", "rows_for"} <= keys
    assert {key.rstrip(":") for key in keys - set(ASKED.split())} <= told


def test_every_command_and_option_is_named() -> None:
    told: dict[str, set[str]] = {}
    for names, added, _json in rows("Commands"):
        for name in re.findall(r"`(\w+)", names):
            told[name] = words(added) | {"--json"}
    commands: dict[str, Any] = vars(typer.main.get_command(app))["commands"]
    assert commands.keys() <= told.keys()
    for name, command in commands.items():
        options = {option for given in command.params for option in given.opts}
        known = set(COMMANDS.get(name, "").split()) | told[name]
        assert {option for option in options if option.startswith("-")} <= known, name


def test_every_key_of_a_report_is_named() -> None:
    parts = (
        Report("x", cells=Cells()),
        Records(),
        Cells(),
        MonthChange(date(2026, 9, 1)),
        Question("key", "text", ()),
        Problem(None, None, None, "", "", ""),
        Listed("total", 1, None, ""),
    )
    told = words(section("Commands")) | set(REPORT.split())
    assert {key for part in parts for key in part.to_json()} <= told


def test_every_setting_and_filter_of_an_answer_is_named() -> None:
    told = {name for names, _value in rows("Settings") for name in words(names)}
    assert set(cli_query.SETTINGS) <= told | set(RULES.split())
    assert {*cli_query.WHERE, cli_query.KEY_ACCOUNT} <= words(section("Settings"))


def test_every_answer_is_named_with_columns_and_settings_that_it_has(tmp_path: Path) -> None:
    told = {name: (set(columns.split()), "") for name, columns in QUESTIONS.items()} | dict(
        answers()
    )
    assert told.keys() == set(engine.questions())
    kept = Kept()
    with closing(Warehouse.open(tmp_path)) as book, book.cursor() as cursor:
        for name, (columns, marks) in told.items():
            own, answered = ask(cursor, name, kept)
            assert columns <= answered, name
            assert own - {"without", "version_before"} == {MARKS[mark] for mark in marks}, name
    assert added().keys() <= QUESTIONS.keys()


def answers() -> Iterator[tuple[str, tuple[set[str], str]]]:
    """Each question that the page names, the columns it is said to have, and its marks."""
    for names, _sentence, columns in rows("Questions"):
        whole = re.sub(r"all of `(\w+)`", lambda found: f"`{QUESTIONS[found[1]]}`", columns)
        for name, marks in re.findall(r"`(\w+)`((?: \*\w\*)*)", names):
            yield name, (words(whole), re.sub(r"\W", "", marks))
    for name, columns in added().items():
        yield name, (columns | set(QUESTIONS[name].split()), "")


def added() -> dict[str, set[str]]:
    """The columns that questions of the first contract have got."""
    first = section("Questions").split("The others.")[0]
    return {name: words(f"`{told}`") for name, told in re.findall(r"`(\w+)` `([^`]+)`", first)}


def ask(cursor: duckdb.DuckDBPyConnection, name: str, kept: Kept) -> tuple[set[str], set[str]]:
    """The parameters of a question's own, and the columns of its answer from an empty book."""
    own: dict[str, None] = {}
    try:
        answered = engine.table(cursor, name, Scope(), kept)
    except engine.WrongParameter as wrong:
        own = dict.fromkeys(wrong.own)
        answered = engine.table(cursor, name, Scope(), kept, **own)
    return set(own), set(answered.column_names)
