"""Who a record is about: matching ids and names, and which name alone belongs to which account.

Records with nothing but a name always keep the key of that name; *adoptions* lead from it to the
account with an id. They are made anew from what is in force in every transaction, so the order in
which files are loaded never matters.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from data.book.tables import VersionScope, statement
from data.columns.dictionary_column import first_of, revalued
from data.ingest.model import UnknownChoice
from data.report import Question
from locales import _

ANSWER = "account:"
"""What the key of the question about a name begins with."""


def match_text(text: str) -> str:
    """What ids and names are compared by: NFKC, nothing invisible, single spaces, casefolded."""
    plain = unicodedata.normalize("NFKC", text)
    visible = "".join(c for c in plain if unicodedata.category(c) != "Cf")
    return unicodedata.normalize("NFKC", " ".join(visible.split()).casefold())


def matches(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """The match of each text, null for null and for nothing but spaces."""
    known: dict[str | None, str | None] = {None: None}

    def match(different: pa.Array) -> pa.Array:
        written = different.to_pylist()
        known.update({t: match_text(t) or None for t in written if t not in known})
        return pa.array([known[text] for text in written], pa.string())

    return revalued(texts, match, pa.string())


def accounts(id_match: pa.ChunkedArray, name_match: pa.ChunkedArray) -> pa.ChunkedArray:
    """The account of each record as text: "i" + id, else "n" + name, null when unassigned."""
    by_id, by_name = _marked("i", id_match), _marked("n", name_match)
    if not by_id.null_count:
        return by_id
    if by_id.null_count == len(by_id):
        return by_name
    return first_of(by_id, by_name)


def _marked(mark: str, match: pa.ChunkedArray) -> pa.ChunkedArray:
    def marked(different: pa.Array) -> pa.Array:
        return pc.binary_join_element_wise(mark, different, "")

    return revalued(match, marked, pa.string())


def naming_columns(named: pa.Table) -> pa.Table:
    """What arriving records say about ids and names."""
    return named.select(["account", "account_id", "name_match"])


@dataclass(frozen=True)
class Naming:
    """Which account a name without an id stands for.

    `questions`: to ask where several accounts have the name; `id_choices`: name -> id (both as
    matches) where it was answered; `answers`: to remember for the next file of the source.
    """

    questions: list[Question]
    id_choices: dict[str, str]
    answers: dict[str, str]


def naming(
    cursor: duckdb.DuckDBPyConnection,
    scope: VersionScope,
    answers: Mapping[str, str],
    remembered: Mapping[str, str],
) -> Naming:
    """Decide which account a name without an id stands for, where several accounts have it.

    Reads the tables `named` (this kind) and `arriving` (all kinds of the call). Raises
    UnknownChoice when an answer is none of the accounts of that name. A name that is answered by
    itself stays an account of its own.
    """
    candidates = cursor.execute(
        statement("identity/candidates"), scope.bind("kind", "source", "mode", "months")
    ).fetchall()
    choices: dict[str, dict[str, str]] = {}
    for name, id_match, account_id in candidates:
        choices.setdefault(name, {name: name})[id_match] = account_id or id_match
    given, known = _by_name(answers), _by_name(remembered)
    for name in choices.keys() & given.keys():
        if match_text(given[name]) not in choices[name]:
            raise UnknownChoice(ANSWER + name, given[name], tuple(choices[name].values()))
    chosen = {
        name: match_text(choice)
        for name, choice in (known | given).items()
        if match_text(choice) in choices.get(name, ())
    }
    return Naming(
        [_question(name, ids) for name, ids in choices.items() if name not in chosen],
        {name: choice for name, choice in chosen.items() if choice != name},
        {ANSWER + name: choice for name, choice in chosen.items()},
    )


def _by_name(answers: Mapping[str, str]) -> dict[str, str]:
    return {
        match_text(key.removeprefix(ANSWER)): choice
        for key, choice in answers.items()
        if key.startswith(ANSWER)
    }


def _question(name: str, ids: Mapping[str, str]) -> Question:
    text = _('Several accounts are called "{name}". Which one do records without an id mean?')
    others = [written for match, written in ids.items() if match != name]
    return Question(ANSWER + name, text.format(name=name), (*others, name))


def count_new(cursor: duckdb.DuckDBPyConnection) -> int:
    """How many accounts of the table `arriving` nobody has seen."""
    return int(cursor.execute(statement("identity/new_accounts")).fetchall()[0][0])


def give_keys(cursor: duckdb.DuckDBPyConnection) -> None:
    """Every account and parent of the table `named` gets a key."""
    cursor.execute(statement("identity/staged_keys"))


def write_names(
    cursor: duckdb.DuckDBPyConnection,
    scope: VersionScope,
    id_choices: Mapping[str, str],
    version: int,
) -> None:
    """Replace the ids and names of the months by table `named` and the answers about names."""
    close_names(cursor, scope, version)
    cursor.execute(
        statement("identity/insert_names", scope.kind),
        scope.bind("kind", "source", "mode", "months") | {"version": version},
    )
    if id_choices:
        cursor.execute(
            statement("identity/insert_told"),
            scope.bind("kind", "source")
            | {"month": min(scope.months, default=None), "version": version}
            | {"names": list(id_choices), "ids": list(id_choices.values())},
        )


def close_names(cursor: duckdb.DuckDBPyConnection, scope: VersionScope, version: int) -> None:
    """End, with this version, the ids and names of what it replaces."""
    cursor.execute(
        statement("identity/close_names"),
        scope.bind("kind", "source", "months") | {"version": version},
    )


def adopt(cursor: duckdb.DuckDBPyConnection, version: int) -> None:
    """Make the adoptions anew from the ids and names in force."""
    cursor.execute(statement("identity/adopted"))
    cursor.execute(statement("identity/close_adoptions"), {"version": version})
    cursor.execute(statement("identity/insert_adoptions"), {"version": version})
