"""How fast questions are answered, beside the same question written by hand.

    python -m benchmarks.questions [--lines N] [--runs N] [--home FOLDER]

The made-up company with that many lines goes through the ordinary import (once, when a home is
given and kept). Then each question is answered by Octant, by one DuckDB query written for this very
question on the same file, and by pandas on a frame of the same orders that is in memory already.
The three take turns in one process; the table gives medians and ratios (above 1: Octant is slower).
Octant's time includes settling the scope, composing, binding and making the frame. Before that the
answers are compared.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from analytics import book, engine
from analytics.scope import Scope
from benchmarks import with_pandas
from data.demo import generate
from data.ingest.model import InputFile, ReadOptions
from data.intake import confirm, propose
from data.warehouse import Warehouse

BY_HAND = Path(__file__).parent / "by_hand"
QUESTIONS = ("rfm", "segments", "pareto", "late_accounts")
COMPARED = {
    "rfm": ["account_id", "r_score", "f_score", "m_score", "segment", "state"],
    "segments": ["segment", "accounts", "net_sales"],
    "pareto": ["account_id", "net_sales", "cumulative_sales_share", "abc_class"],
    "late_accounts": ["account_id", "at_stake", "band"],
}
Ways = dict[str, Callable[[], pd.DataFrame]]


def main() -> None:
    """Prepare, compare, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--home", type=Path, help="keep the loaded company here and use it again")
    options = asked.parse_args()
    with nullcontext(options.home) if options.home else tempfile.TemporaryDirectory() as home:
        warehouse = loaded(Path(home), options.lines)
        with warehouse.cursor() as connection:
            report(connection, max(5, options.runs))
        warehouse.close()


def loaded(home: Path, lines: int) -> Warehouse:
    """The warehouse with the made-up company in it, loaded now if the home is empty."""
    warehouse = Warehouse.open(home)
    if warehouse.version() == 0:
        files = [InputFile(path.name, path) for path in generate(home / "exports", lines=lines)]
        start = time.perf_counter()
        confirm(warehouse, propose(warehouse, files, ReadOptions()), who="benchmark")
        print(f"loaded in {time.perf_counter() - start:.1f} s")
    return warehouse


def report(connection: duckdb.DuckDBPyConnection, runs: int) -> None:
    """Print what was asked of how much, then medians and ratios, question by question."""
    lines, orders = connection.sql(read("size")).fetchall()[0]
    print(f"{lines:,} lines, {orders:,} orders; {runs} runs each; {os.cpu_count()} cores")
    print(
        f"{'question':<16}{'octant':>10}{'by hand':>10}{'pandas':>10}{'/ hand':>9}{'/ pandas':>10}"
    )
    memory = frames(connection)
    for question in QUESTIONS:
        ways = ways_to_ask(connection, question, memory)
        agree(question, {name: way() for name, way in ways.items()})
        octant, hand, pandas = measured(ways, runs).values()
        times = "".join(f"{seconds * 1000:>7.0f} ms" for seconds in (octant, hand, pandas))
        print(f"{question:<16}{times}{octant / hand:>9.2f}{octant / pandas:>10.2f}")


def frames(connection: duckdb.DuckDBPyConnection) -> tuple[pd.DataFrame, "pd.Series[str]"]:
    """The orders and the account ids as pandas has them when it starts."""
    names = connection.sql(read("names")).df().set_index("account_key").account_id
    return connection.sql(read("orders")).df(), names


def ways_to_ask(
    connection: duckdb.DuckDBPyConnection,
    question: str,
    memory: tuple[pd.DataFrame, "pd.Series[str]"],
) -> Ways:
    """The three ways to answer a question, each of which gives the whole answer as a frame."""
    as_of = book.settle(connection, Scope()).as_of
    assert as_of is not None
    bound: dict[str, Any] = {
        "as_of": as_of,
        "window_from": (pd.Timestamp(as_of + timedelta(days=1)) - pd.DateOffset(months=12)).date(),
    }
    text = read(question)
    if question in ("segments", "late_accounts"):
        text = f"with rfm as (\n{read('rfm')})\nfrom (\n{text})"
    in_pandas = getattr(with_pandas, question)
    return {
        "octant": lambda: engine.ask(connection, question, Scope()),
        "hand": lambda: engine.frame(connection.sql(text, params=bound).to_arrow_table()),
        "pandas": lambda: in_pandas(*memory, pd.Timestamp(as_of)),
    }


def agree(question: str, answers: dict[str, pd.DataFrame]) -> None:
    """Refuse to measure answers that differ. Raises AssertionError that names the column."""
    octant, *others = (
        comparable(answer[COMPARED[question]]).sort_values(COMPARED[question][0], ignore_index=True)
        for answer in answers.values()
    )
    for other in others:
        pd.testing.assert_frame_equal(octant, other, rtol=1e-9)


def comparable(answer: pd.DataFrame) -> pd.DataFrame:
    """Numbers as float64, all else as text with blanks where nothing is."""
    is_number = answer.dtypes.map(pd.api.types.is_numeric_dtype)
    numbers = dict.fromkeys(answer.columns[is_number], "float64")
    words = {name: answer[name].fillna("").astype(str) for name in answer.columns[~is_number]}
    return answer.astype(numbers).assign(**words)


def measured(ways: Ways, runs: int) -> dict[str, float]:
    """Median seconds of each way; they take turns, so that the machine's moods hit all alike."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            start = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - start)
    return {name: statistics.median(taken) for name, taken in times.items()}


def read(name: str) -> str:
    """The text of a query written by hand."""
    return (BY_HAND / f"{name}.sql").read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
