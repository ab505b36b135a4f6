"""Records that are loaded as sales and that a file which adds now says are none: cancelled, void.

A file that replaces its months leaves them out by itself. One that adds would skip them in silence.
"""

from collections.abc import Mapping

import duckdb
import pyarrow as pa

from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.importing.grouping import Group
from data.report import Question, number
from locales import ngettext

WITHDRAWN, REMOVE, KEEP = "withdrawn", "remove", "keep"
SAMPLES = 5


def settle(cursor: duckdb.DuckDBPyConnection, group: Group, scope: VersionScope) -> bool:
    """Where files add: whether what is loaded under the keys of left-out records goes.

    Asks where that is not answered; the keys are then those of `group.staged`.
    """
    if scope.mode != "add" or KINDS[scope.kind].is_list:
        return False
    keys = {key for reading in group.readings for key in reading.left_out}
    if not keys:
        return False
    cursor.register("left_out", pa.table({"key": pa.array(sorted(keys), pa.string())}))
    loaded = cursor.execute(
        statement("intake/withdrawn", scope.kind), scope.bind("source")
    ).fetchall()
    if not loaded:
        return False
    text = ngettext(
        "{n} record that is loaded as a sale is none in this file (cancelled, void). Does it go?",
        "{n} records that are loaded as sales are none in this file (cancelled, void). Do they go?",
        len(loaded),
    ).format(n=f"{len(loaded):,}")
    samples = [
        (key.replace("\x1f", " · "), f"{number(amount)}") for key, amount in loaded[:SAMPLES]
    ]
    question = Question(WITHDRAWN, text, (REMOVE, KEEP), {REMOVE: samples, KEEP: samples})
    if group.answer(question) is None:
        known = {key for key, _amount in loaded}
        for reading in group.readings:
            if known & set(reading.left_out):
                reading.report.ask(question)
        return False
    if not is_taken(group.options.answers):
        return False
    group.staged.withdrawn = tuple(sorted({key for key, _amount in loaded}))
    return True


def is_taken(answers: Mapping[str, str]) -> bool:
    """Whether files that add were told to remove what they say is no sale."""
    return answers.get(WITHDRAWN) == REMOVE
