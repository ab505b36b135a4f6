"""Records whose key is loaded already: with other values where files add, or in another month."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import duckdb

from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.importing.grouping import Group
from data.report import Question, number
from locales import _, ngettext

RESTATED, KEEP, REPLACE = "restated", "keep", "replace"
SAMPLES = 5


def settle(cursor: duckdb.DuckDBPyConnection, group: Group, scope: VersionScope) -> bool:
    """Where files add: whether other values take the place of what is loaded under the same key.

    Asks where that is not answered. Reads the tables that are laid out.
    """
    if scope.mode != "add" or not KINDS[scope.kind].key or KINDS[scope.kind].is_list:
        return False
    restated = cursor.execute(statement("intake/restated", scope.kind)).fetchall()
    if not restated:
        return False
    has_parts = KINDS[scope.kind].has_parts
    question = _of_invoices(cursor, scope.kind) if has_parts else _of_records(restated)
    if group.answer(question) is None:
        for file_no in {file_no for file_no, *_rest in restated}:
            group.readings[file_no].report.ask(question)
    return is_taken(group.options.answers)


def _of_records(restated: Sequence[tuple[Any, ...]]) -> Question:
    text = ngettext(
        "{n} record is loaded already with other values. Keep what is loaded, or replace it by "
        "the new values?",
        "{n} records are loaded already with other values. Keep what is loaded, or replace it by "
        "the new values?",
        len(restated),
    )
    samples = {
        KEEP: [(key, f"{number(loaded)}") for _file, _row, key, _new, loaded in restated[:SAMPLES]],
        REPLACE: [(key, f"{number(new)}") for _file, _row, key, new, _loaded in restated[:SAMPLES]],
    }
    return Question(RESTATED, text.format(n=len(restated)), (KEEP, REPLACE), samples)


def _of_invoices(cursor: duckdb.DuckDBPyConnection, kind: str) -> Question:
    """An invoice is replaced whole, so that its payments of before have to be in the files too."""
    invoices = cursor.execute(statement("intake/restated_parts", kind)).fetchall()
    text = ngettext(
        "{n} invoice is loaded already with other values or payments. Keep what is loaded of it, "
        "or replace it by all that the files say of it?",
        "{n} invoices are loaded already with other values or payments. Keep what is loaded of "
        "them, or replace each by all that the files say of it?",
        len(invoices),
    ).format(n=len(invoices))
    if lost := sum(row[-1] for row in invoices):
        more = ngettext(
            "{n} payment that is loaded is not in the files and would go. Where they hold later "
            "payments only: load a file with every payment of these invoices.",
            "{n} payments that are loaded are not in the files and would go. Where they hold later "
            "payments only: load a file with every payment of these invoices.",
            lost,
        ).format(n=lost)
        text = _("{said} {more}").format(said=text, more=more)
    first = invoices[:SAMPLES]
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
    """Whether it was answered that new values replace those loaded under the same key."""
    return answers.get(RESTATED) == REPLACE


def warn_redated(cursor: duckdb.DuckDBPyConnection, group: Group, scope: VersionScope) -> None:
    """Warn of records whose key is loaded in a month outside the call: they count twice."""
    if scope.mode != "replace" or not KINDS[scope.kind].key or KINDS[scope.kind].is_list:
        return
    bound = scope.bind("source", "months")
    redated = cursor.execute(statement("intake/redated", scope.kind), bound).fetchall()
    for file_no, month, loaded, records, example in redated:
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
