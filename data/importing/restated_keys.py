"""Records whose key is loaded already: with other values where files add, or in another month."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from data.book.tables import Touched, statement
from data.catalogue import KINDS
from data.importing.grouping import Group
from data.report import Question, number
from locales import _, ngettext

RESTATED, KEEP, REPLACE = "restated", "keep", "replace"
SAMPLES = 5


def settle(cursor: duckdb.DuckDBPyConnection, group: Group, touched: Touched) -> bool:
    """Where files add: whether other values take the place of what is loaded under the same key.

    Asks where that is not answered. Reads the tables that are laid out.
    """
    if touched.mode != "add" or not KINDS[touched.kind].key or KINDS[touched.kind].is_list:
        return False
    found = cursor.execute(statement("intake/restated", touched.kind)).fetchall()
    if not found:
        return False
    has_parts = KINDS[touched.kind].has_parts
    question = _of_invoices(cursor, touched.kind) if has_parts else _of_records(found)
    if group.answer(question) is None:
        for file_no in {file_no for file_no, *_rest in found}:
            group.readings[file_no].report.ask(question)
    return is_taken(group.options.answers)


def _of_records(found: Sequence[tuple[Any, ...]]) -> Question:
    text = ngettext(
        "{n} record is loaded already with other values. Keep what is loaded, or replace it by "
        "the new values?",
        "{n} records are loaded already with other values. Keep what is loaded, or replace it by "
        "the new values?",
        len(found),
    )
    samples = {
        KEEP: [(key, f"{number(loaded)}") for _file, _row, key, _new, loaded in found[:SAMPLES]],
        REPLACE: [(key, f"{number(new)}") for _file, _row, key, new, _loaded in found[:SAMPLES]],
    }
    return Question(RESTATED, text.format(n=len(found)), (KEEP, REPLACE), samples)


def _of_invoices(cursor: duckdb.DuckDBPyConnection, kind: str) -> Question:
    """An invoice is replaced whole, so that its payments of before have to be in the files too."""
    found = cursor.execute(statement("intake/restated_parts", kind)).fetchall()
    text = ngettext(
        "{n} invoice is loaded already with other values or payments. Keep what is loaded of it, "
        "or replace it by all that the files say of it?",
        "{n} invoices are loaded already with other values or payments. Keep what is loaded of "
        "them, or replace each by all that the files say of it?",
        len(found),
    ).format(n=len(found))
    if lost := sum(row[-1] for row in found):
        more = ngettext(
            "{n} payment that is loaded is not in the files and would go. Where they hold later "
            "payments only: load a file with every payment of these invoices.",
            "{n} payments that are loaded are not in the files and would go. Where they hold later "
            "payments only: load a file with every payment of these invoices.",
            lost,
        ).format(n=lost)
        text = _("{said} {more}").format(said=text, more=more)
    first = found[:SAMPLES]
    samples = {
        KEEP: [(key, _paid(loaded, paid)) for key, _new, _now, loaded, paid, _lost in first],
        REPLACE: [(key, _paid(new, paid)) for key, new, paid, *_loaded in first],
    }
    return Question(RESTATED, text, (KEEP, REPLACE), samples)


def _paid(amount: Decimal | None, paid: Decimal | None) -> str:
    if paid is None:
        return f"{number(amount)}"
    return _("{amount}, of which {paid} paid").format(amount=number(amount), paid=number(paid))


def is_taken(answers: Mapping[str, str]) -> bool:
    """Whether files that add were told to take new values."""
    return answers.get(RESTATED) == REPLACE


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
