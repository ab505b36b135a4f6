"""A question as people type it: words become a scope, and what means nothing is said plainly."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb
import pyarrow as pa

from analytics import book, engine, output, years
from analytics.links import PERIOD_READERS
from analytics.ruler import RULES, Unreadable, choice
from analytics.scope import FILTERS, Scope, month_end
from locales import _

WHERE = {**{key: key for key in FILTERS}, "account_id": "account"}
KEY_ACCOUNT = "is_key_account"
SETTINGS = (*RULES, "ruler", "level", "compare", "compare_version", "currency", *PERIOD_READERS)
NOT_SET: dict[str, dict[str, str | None]] = {"exposures": {"without": None}}
"""Parameters of a question's own that may be left out."""
ACCOUNTS = {"account_id", "without"}
"""Parameters of a question's own that name an account."""
CUTS = (
    "company",
    "region",
    "department",
    "salesperson",
    "sales_point",
    "category",
    "product",
    "industry",
    "owner",
)
LOSS_CUTS = ("region", "department", "salesperson", "segment_before", "level_before")
TARGET_CUTS = ("company", "region", "department", "salesperson", "owner", "category")
GRAINS = ("year", "quarter", "month", "day")
CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "churn_by": {"dimension": LOSS_CUTS},
    "churn_by_reason": {"dimension": LOSS_CUTS},
    "sales_targets": {"dimension": TARGET_CUTS},
    "targets_by_period": {"dimension": TARGET_CUTS, "grain": GRAINS[:-1]},
}
"""Values of a question's own parameters, where they are not those of all others."""
SHOWN = 12
"""How many of the values there are a sentence names."""


@dataclass(frozen=True)
class Asked:
    """`own`: parameters of the question's own. `columns`: what columns of the answer must say."""

    scope: Scope
    own: dict[str, str]
    columns: dict[str, list[str]]


def read(given: Mapping[str, str | None], where: Sequence[str], settings: Sequence[str]) -> Asked:
    """What was typed. A `where` that is no filter of the scope is one of the answer's columns.

    `given`: values of the link's keys; `where`, `settings`: texts KEY=VALUE. Raises Unreadable.
    """
    scope = Scope()
    for key, value in given.items():
        if value is not None:
            scope = scope.set(key, [value])
    columns: dict[str, list[str]] = {}
    for key, values in _pairs("--where", where).items():
        if key in WHERE or key == KEY_ACCOUNT:
            scope = _filtered(scope, key, values)
        else:
            columns[key] = values
    own: dict[str, str] = {}
    for key, values in _pairs("--set", settings).items():
        if key in SETTINGS:
            scope = scope.set(key, values)
        else:
            own[key] = values[-1]
    return Asked(scope, own, columns)


def answer(connection: duckdb.DuckDBPyConnection, question: str, asked: Asked) -> pa.Table:
    """The answer alone, as `answer_with_remarks` gives it."""
    return answer_with_remarks(connection, question, asked)[0]


def answer_with_remarks(
    connection: duckdb.DuckDBPyConnection, question: str, asked: Asked
) -> tuple[pa.Table, list[str]]:
    """The answer, and what has to be known beside it.

    Versions, filters and parameters are those there are, or Unreadable says so.
    """
    scope = asked.scope
    own: dict[str, str | None] = {**NOT_SET.get(question, {}), **asked.own}
    for key, allowed in {"dimension": CUTS, "grain": GRAINS, **CHOICES.get(question, {})}.items():
        if (value := own.get(key)) is not None:
            choice(key, value, allowed)
    newest = book.newest_version(connection)
    _check_version(scope.version, newest)
    _check_version(scope.compare_version, newest)
    settled = book.settle(connection, scope)
    years.check(scope, settled.book)
    settled = _with_known_values(connection, settled)
    for key in ACCOUNTS & own.keys():
        if (account := own[key]) is not None:
            own[key] = _known_account(connection, settled, account)
    if "version_before" in own:
        _check_version(Scope().set("version", [own["version_before"] or ""]).version, newest)
    try:
        answered = engine.table(connection, question, settled, **own)
    except engine.WrongParameter as wrong:
        raise Unreadable(_wrong(wrong)) from None
    for column, values in asked.columns.items():
        answered = _rows_saying(answered, column, values)
    return answered, _remarks(settled)


def _remarks(scope: Scope) -> list[str]:
    """What has to be known beside an answer: that the month of the picture is not all there."""
    if scope.book is None or scope.as_of is None:
        return []
    last_line_on = scope.book.loaded_days(scope.as_of)
    if last_line_on is None:
        return []
    return [
        _(
            "{month} has {days} of {all} days: the last line is of {day}; as-of date {as_of}."
        ).format(
            month=f"{last_line_on:%Y-%m}",
            days=last_line_on.day,
            all=month_end(last_line_on).day,
            day=last_line_on,
            as_of=scope.as_of,
        )
    ]


def _rows_saying(answered: pa.Table, column: str, values: list[str]) -> pa.Table:
    """The rows in which a column says one of the values, as the CSV writes them, without case."""
    if column not in answered.column_names:
        raise Unreadable(
            _("There is no filter {key}. There are: {keys}.").format(
                key=column,
                keys=", ".join(dict.fromkeys([*WHERE, KEY_ACCOUNT, *answered.column_names])),
            )
        )
    wanted = {value.casefold() for value in values}
    said = (output.plain(cell).casefold() for cell in answered[column].to_pylist())
    return answered.filter(pa.array([text in wanted for text in said], pa.bool_()))


def _check_version(version: int | None, newest: int) -> None:
    if version is not None and version > newest:
        raise Unreadable(
            _("There is no data version {version}. The newest is {newest}.").format(
                version=version, newest=newest
            )
        )


def _pairs(option: str, texts: Sequence[str]) -> dict[str, list[str]]:
    pairs: dict[str, list[str]] = {}
    for text in texts:
        key, _equals, value = text.partition("=")
        if not (key and value):
            raise Unreadable(
                _("{option} {text} cannot be read. Do: write it as KEY=VALUE.").format(
                    option=option, text=text
                )
            )
        pairs.setdefault(key, []).append(value)
    return pairs


def _filtered(scope: Scope, key: str, values: list[str]) -> Scope:
    if key == KEY_ACCOUNT:
        choice(key, values[-1], ("yes", "true"))
        return scope.set("key_accounts", ["yes"])
    return scope.set(WHERE[key], values)


def _with_known_values(connection: duckdb.DuckDBPyConnection, scope: Scope) -> Scope:
    """The scope with its filters as the book writes them. An empty book knows no values."""
    if not (scope.has_who or scope.has_what):
        return scope
    known = _known_values(connection, scope)
    if not known:
        return scope
    found: dict[str, Any] = {
        name: tuple(_as_written(key, value, known.get(key, [])) for value in getattr(scope, name))
        for key, name in FILTERS.items()
    }
    return replace(scope, **found)


def _known_values(connection: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, list[str]]:
    choices = engine.table(connection, "scope_choices", scope).to_pylist()
    known: dict[str, list[str]] = {}
    for row in choices:
        known.setdefault(row["dimension"], []).append(row["value"])
    accounts = _account_ids(connection, scope)
    return known | ({"account": accounts} if accounts else {})


def _known_account(connection: duckdb.DuckDBPyConnection, scope: Scope, text: str) -> str:
    accounts = _account_ids(connection, scope)
    return _as_written("account_id", text, accounts) if accounts else text


def _account_ids(connection: duckdb.DuckDBPyConnection, scope: Scope) -> list[str]:
    answered = engine.table(connection, "book_accounts", scope)
    return sorted(answered["account_id"].to_pylist())


def _as_written(key: str, value: str, known: list[str]) -> str:
    if value in known:
        return value
    alike = [each for each in known if each.casefold() == value.casefold()]
    if len(alike) == 1:
        return alike[0]
    if not known:
        raise Unreadable(_("The book has no values of {key}.").format(key=key))
    some = ", ".join(known[:SHOWN]) + (" …" if len(known) > SHOWN else "")
    raise Unreadable(
        _("{key} has no value {value}. There are: {choices}.").format(
            key=key, value=value, choices=some
        )
    )


def _wrong(wrong: engine.WrongParameter) -> str:
    if wrong.unknown:
        return _("There is no setting {key}. There are: {keys}.").format(
            key=wrong.unknown[0], keys=", ".join([*SETTINGS, *wrong.own])
        )
    return _("The question needs {key}. Do: add --set {key}=VALUE.").format(key=wrong.missing[0])
