"""Records whose key is loaded already: with other values where files add, or in another month."""

import duckdb

from data.book.tables import Touched, statement
from data.catalogue import KINDS
from data.importing.grouping import Group
from data.report import Question, number
from locales import ngettext

RESTATED, KEEP = "restated", "keep"
SAMPLES = 5


def ask(cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched) -> None:
    """Where files add: what is loaded under the same key with other values stands, if so answered.

    Reads the tables that are laid out.
    """
    if touched.mode != "add" or not KINDS[touched.kind].key or KINDS[touched.kind].is_list:
        return
    found = cursor.execute(statement("intake/restated", touched.kind)).fetchall()
    if not found:
        return
    text = ngettext(
        "{n} record is loaded already with other values. Keep what is loaded? "
        "(Its month loaded again whole, in replace mode, would take the new values.)",
        "{n} records are loaded already with other values. Keep what is loaded? "
        "(Their months loaded again whole, in replace mode, would take the new values.)",
        len(found),
    )
    pairs = [
        (f"{key}: {number(amount)}", f"{number(loaded)}")
        for _file, _row, key, amount, loaded in found[:SAMPLES]
    ]
    question = Question(RESTATED, text.format(n=len(found)), (KEEP,), {KEEP: pairs})
    if group.answer(question) is None:
        for file_no in {file_no for file_no, *_rest in found}:
            group.readings[file_no].report.ask(question)


def say_redated(cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched) -> None:
    """Name what counts in two months: the call brings it into one and leaves the other as it is."""
    if touched.mode != "replace" or not KINDS[touched.kind].key or KINDS[touched.kind].is_list:
        return
    bound = touched.bind("source", "months")
    found = cursor.execute(statement("intake/redated", touched.kind), bound).fetchall()
    for file_no, month, loaded, records, example in found:
        text = ngettext(
            "{n} record of {month} is loaded in {other} too and counts in both months "
            "({example}). Do: load {other} again as well.",
            "{n} records of {month} are loaded in {other} too and count in both months "
            "({example}, …). Do: load {other} again as well.",
            records,
        )
        group.readings[file_no].report.warnings.append(
            text.format(n=records, month=f"{month:%Y-%m}", other=f"{loaded:%Y-%m}", example=example)
        )
