"""What it costs to keep the months: all anew, and one more, beside plain RFM queries over lines.

    python -m benchmarks.segment_months [--lines N] [--home FOLDER]

The made-up company goes through the ordinary import (once, when a home is given and kept). One
plain RFM query over the lines, written by hand for one month-end, is timed three times; then the
months up to the last but one are made anew by two rulers, the moving and the frozen one, and the
last one is added. Processor time of this process, all threads together, beside the wall clock. The
ratios are for 24 months: what all cost is scaled from the months that there were.
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

from analytics import book, months, upkeep
from analytics.scope import Scope, months_before
from benchmarks.questions import loaded, read
from data.warehouse import Warehouse

MONTHS = 24


def main() -> None:
    """Prepare, measure, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--lines", type=int, default=1_000_000)
    asked.add_argument("--home", type=Path, help="keep the loaded company here and use it again")
    options = asked.parse_args()
    with nullcontext(options.home) if options.home else tempfile.TemporaryDirectory() as home:
        warehouse = loaded(Path(home), options.lines)
        report(warehouse)
        warehouse.close()


def report(warehouse: Warehouse) -> None:
    """Print how long each took and the two ratios."""
    with warehouse.cursor() as cursor:
        lines, orders = cursor.sql(read("size")).fetchall()[0]
        settled = book.settle(cursor, Scope())
        ends = months.month_ends(settled)
        plain = statistics.median(
            taken(lambda: plain_rfm(cursor, ends[-1]))[0] for _run in range(3)
        )
        last = [book.moving(cursor, settled), book.frozen(cursor, settled)]
    with warehouse.transaction() as writer:
        for table in ("kept_months", "kept_days", "segment_months"):
            writer.execute(f"delete from {table}")
    before = [scope.at(ends[-2]) for scope in last]
    rebuilt, wall = taken(lambda: upkeep.keep(warehouse, before))
    added, added_wall = taken(lambda: upkeep.keep(warehouse, last))
    rebuilt_24 = rebuilt * MONTHS / (len(ends) - 1)
    print(f"{lines:,} lines, {orders:,} orders, {len(ends)} months; seconds of processor (wall)")
    print(f"one plain RFM query over lines   {plain:8.2f}")
    print(f"{len(ends) - 1} months anew, two rulers      {rebuilt:8.2f} ({wall:.2f})")
    print(f"one month more, two rulers       {added:8.2f} ({added_wall:.2f})")
    print(f"24 months anew / 24 plain        {rebuilt_24 / (MONTHS * plain):8.2f}")
    print(
        f"one month more / 24 months anew  {added / rebuilt_24:8.3f} (1/{rebuilt_24 / added:.1f})"
    )


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
