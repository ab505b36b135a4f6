"""What it costs to keep the months: all anew, and one more, beside plain RFM queries over lines.

    python -m benchmarks.segment_months [--lines N] [--copies N] [--runs N] [--home FOLDER]

The made-up company goes through the ordinary import (once, when a home is given and kept), and is
copied in the book with other accounts and orders: `--copies 167` of 60,000 lines are ten million
lines of 70,000 accounts. Then, in turns: one plain RFM query over the lines, written by hand for
one month-end; the months up to the last but one made anew by two rulers, the moving and the frozen
one; and the last one added, each until it is written into the file. Medians of processor time of
this process, all threads together, and of the wall clock. The ratios are for 24 months: what all
cost is scaled from the months there were.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from analytics import book, snapshot_upkeep, snapshots
from analytics.scope import Scope, months_before
from benchmarks.questions import loaded, read
from data.warehouse import Warehouse

MONTHS = 24
COPIES = Path(__file__).parent / "copies"
Times = dict[str, list[tuple[float, float]]]


def main() -> None:
    """Prepare, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=60_000, help="of the company that is copied")
    asked.add_argument("--copies", type=int, default=20)
    asked.add_argument("--runs", type=int, default=5)
    asked.add_argument("--home", type=Path, help="keep the loaded company here and use it again")
    options = asked.parse_args()
    with nullcontext(options.home) if options.home else tempfile.TemporaryDirectory() as home:
        is_new = not (Path(home) / "ledger.jsonl").exists()
        warehouse = loaded(Path(home), options.lines)
        if is_new:
            copied(warehouse, options.copies)
        report(warehouse, max(5, options.runs))
        warehouse.close()


def copied(warehouse: Warehouse, copies: int) -> None:
    """Put the book's sales into it again and again, each time with other accounts and orders."""
    with warehouse.transaction() as writer:
        step = writer.execute(read("last_key")).fetchall()[0][0] + 1
        for path in sorted(COPIES.glob("*.sql")):
            writer.execute(path.read_text(encoding="utf-8"), {"copies": copies, "step": step})


def report(warehouse: Warehouse, runs: int) -> None:
    """Print how long each took and the two ratios."""
    with warehouse.cursor() as cursor:
        lines, orders = cursor.sql(read("size")).fetchall()[0]
        settled = book.settle(cursor, Scope())
        rulers = [book.moving(cursor, settled), book.frozen(cursor, settled)]
        ends = snapshots.month_ends(settled)
        before = [scope.at(ends[-2]) for scope in rulers]
        times: Times = {"plain": [], "rebuilt": [], "added": []}
        for _run in range(runs):
            _empty(warehouse)
            times["plain"].append(taken(lambda: plain_rfm(cursor, ends[-1])))
            times["rebuilt"].append(taken(lambda: _kept(warehouse, before)))
            times["added"].append(taken(lambda: _kept(warehouse, rulers)))
    print(f"{lines:,} lines, {orders:,} orders, {len(ends)} months; medians of {runs} runs")
    for clock, name in enumerate(("processor", "wall")):
        _print(name, len(ends) - 1, *(_median(taken, clock) for taken in times.values()))


def _print(clock: str, made: int, plain: float, rebuilt: float, added: float) -> None:
    all_24 = rebuilt * MONTHS / made
    print(f"seconds of {clock}")
    print(f"  one plain RFM query over lines  {plain:8.2f}")
    print(f"  {made} months anew, two rulers     {rebuilt:8.2f}")
    print(f"  one month more, two rulers      {added:8.2f}")
    print(f"  24 months anew / 24 plain       {all_24 / (MONTHS * plain):8.2f}")
    print(f"  one month more / 24 months anew {added / all_24:8.3f} (1/{all_24 / added:.1f})")


def _median(times: list[tuple[float, float]], clock: int) -> float:
    return statistics.median(time[clock] for time in times)


def _kept(warehouse: Warehouse, scopes: list[Scope]) -> None:
    """The months brought up to date, and all of it written into the file."""
    snapshot_upkeep.keep(warehouse, scopes)
    _checkpoint(warehouse)


def _checkpoint(warehouse: Warehouse) -> None:
    with warehouse.cursor() as cursor:
        cursor.execute("checkpoint")


def _empty(warehouse: Warehouse) -> None:
    with warehouse.transaction() as writer:
        for table in ("kept_months", "kept_days", "segment_months"):
            writer.execute(f"create or replace table {table} as from {table} limit 0")
    _checkpoint(warehouse)


def plain_rfm(cursor: duckdb.DuckDBPyConnection, as_of: date) -> Any:
    """All of RFM for one day in one query that starts from the lines."""
    text = re.sub(r"^(--[^\n]*\n)*with ", "", read("rfm"))
    query = f"with orders as (\n{read('orders_of_lines')}),\n{text}"
    since = months_before(as_of + timedelta(days=1), 12)
    bound = {"as_of": as_of, "window_from": since}
    return cursor.sql(query, params=bound).to_arrow_table()


def taken(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of processor and of the clock."""
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return time.process_time() - processor, time.perf_counter() - wall


if __name__ == "__main__":
    main()
