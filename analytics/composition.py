"""Puts the SQL files together: a file reads other relations by their names.

What a file reads is found with DuckDB's own parser, so that no name in a comment or a string is
mistaken for a relation. A folder named after a variation (`past`, `exact`, a method) holds the
files that stand in place of the ordinary ones of the same name when that variation is on.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

from analytics import literals
from analytics.binding import MIGRATION, MIGRATION_MONTHS

ROOT = Path(__file__).parent
QUESTIONS, QUESTION, MONTHS = "from one question to the next", "for one question", "month by month"
TAGS = re.compile(r"(grain|check|pictures|kept): ")
SPANS = {"migration": MIGRATION, "migration months": MIGRATION_MONTHS}
VARIATIONS = (
    "past",
    "exact",
    "several",
    "months",
    "kept",
    "book",
    "standard",
    "quintile",
    "r_rfm",
    "pymc",
)


class UnknownRelation(LookupError):  # noqa: N818
    """No file makes the relation asked for."""


@dataclass(frozen=True)
class Header:
    """What an SQL file says of itself in its first lines."""

    sentence: str
    grain: tuple[str, ...]
    checks: tuple[str, ...]
    month_ends: int
    """How many month-ends the question looks at unless told; 1 is the as-of date alone; or
    one of SPANS."""
    pictures_of: str | None
    """The relation of one column that names those of the month-ends that are needed."""
    kept: str | None
    """For how long its answer is kept, None where it is not: QUESTIONS, QUESTION or MONTHS."""


@dataclass(frozen=True)
class Composed:
    """A whole query, the names of the parameters it binds, and the relations it is made of.

    `kept` names the relations that it reads and does not make.
    """

    text: str
    parameters: frozenset[str]
    relations: tuple[str, ...]
    month_ends: int
    pictures_of: str | None
    kept: tuple[str, ...]


@cache
def composed(
    name: str, variations: frozenset[str] = frozenset(), kept: frozenset[str] = frozenset()
) -> Composed:
    """The query of one relation: what it needs as CTEs in order of need, then its own text.

    What is in `kept` is only read, not made: whoever runs the query has it at hand.
    """
    order: dict[str, str] = {}
    _collect(name, variations, kept - {name}, order)
    own = order.pop(name)
    at_hand = tuple(other for other in order if other in kept)
    for other in at_hand:
        del order[other]
    parts = [f"{other} as (\n{text}\n)" for other, text in order.items()]
    text = _with(parts, own) if parts else own
    named = frozenset(re.findall(r"\$(\w+)", re.sub(r"--[^\n]*", "", text)))
    relations = (*order, name)
    headers = [about(part, variations) for part in relations]
    return Composed(
        text,
        named,
        relations,
        about(name, variations).month_ends
        if about(name, variations).month_ends != 1
        else max(header.month_ends for header in headers),
        about(name, variations).pictures_of,
        at_hand,
    )


@cache
def worth_keeping(variations: frozenset[str]) -> frozenset[str]:
    """The relations whose files say that they are kept."""
    return frozenset(name for name in _files() if about(name, variations).kept)


@cache
def about(name: str, variations: frozenset[str] = frozenset()) -> Header:
    """The header of a relation's file. Raises UnknownRelation."""
    path = _path(name, variations)
    if path.suffix == ".csv":
        return Header(f"The rule {name}.", (), (), 1, None, None)
    lines = [line[2:].strip() for line in _leading_comments(path.read_text(encoding="utf-8"))]
    tagged = [line.split(":", 1) for line in lines if TAGS.match(line)]
    said = " ".join(line for line in lines if not TAGS.match(line))
    values = {tag: [v.strip() for t, v in tagged if t == tag] for tag, _v in tagged}
    grain = tuple(part.strip() for part in ",".join(values.get("grain", [])).split(",") if part)
    ends, _of, needed = values.get("pictures", ["month_ends 1"])[0].partition(" of ")
    return Header(
        said,
        grain,
        tuple(values.get("check", [])),
        SPANS.get(ends) or int(ends.removeprefix("month_ends ")),
        needed or None,
        values.get("kept", [None])[0],
    )


@cache
def questions() -> tuple[str, ...]:
    """The relations that are answers: their files end in `order by`."""
    return tuple(name for name in sorted(_files()) if _is_question(name))


@cache
def relations() -> tuple[tuple[str, frozenset[str]], ...]:
    """Every SQL file there is: the relation's name and the variation that chooses the file."""
    return tuple(
        (name, frozenset({variation} if variation else ()))
        for name, paths in sorted(_files().items())
        for variation, path in sorted(paths.items())
        if path.suffix == ".sql"
    )


def _with(parts: list[str], own: str) -> str:
    """The parts and the query's own CTEs in one `with`: a second one in brackets is not read."""
    match = re.match(r"((?:--[^\n]*\n)*)(with\s+(recursive\s+)?)?", own)
    assert match is not None
    said, starts, recursive = match.groups()
    rest = own[match.end() :]
    return (
        f"{said}with {recursive or ''}\n" + ",\n".join(parts) + (",\n" if starts else "\n") + rest
    )


def _collect(
    name: str, variations: frozenset[str], kept: frozenset[str], order: dict[str, str]
) -> None:
    path = _path(name, variations)
    for other in () if name in kept else _reads(path):
        if other in _files() and other not in order and other != name:
            _collect(other, variations, kept, order)
    order[name] = _text(path)


@cache
def _files() -> dict[str, dict[str, Path]]:
    found: dict[str, dict[str, Path]] = {}
    for path in sorted([*ROOT.rglob("*.sql"), *ROOT.rglob("*.csv")]):
        variation = path.parent.name if path.parent.name in VARIATIONS else ""
        paths = found.setdefault(path.stem, {})
        if variation in paths:
            raise ValueError(f"{path} and {paths[variation]} make the same relation")
        paths[variation] = path
    return found


def _path(name: str, variations: frozenset[str]) -> Path:
    if name not in _files():
        raise UnknownRelation(name)
    paths = _files()[name]
    chosen = next((v for v in VARIATIONS if v in variations and v in paths), "")
    return paths[chosen] if chosen in paths else next(iter(paths.values()))


@cache
def _text(path: Path) -> str:
    text = path.read_text(encoding="utf-8").strip()
    return literals.relation(text) if path.suffix == ".csv" else text


@cache
def _reads(path: Path) -> tuple[str, ...]:
    """The unqualified tables that a file's query reads, apart from its own CTEs."""
    if path.suffix == ".csv":
        return ()
    nodes = list(_nodes(_parsed()[path]))
    own = {key for node in nodes for key in _own_names(node)}
    tables = {
        node["table_name"]: None
        for node in nodes
        if node.get("type") == "BASE_TABLE" and not node["schema_name"]
    }
    return tuple(table for table in tables if table not in own)


@cache
def _is_question(name: str) -> bool:
    path = _files()[name].get("")
    if path is None or path.suffix == ".csv":
        return False
    modifiers = _parsed()[path]["statements"][0]["node"]["modifiers"]
    return any(modifier["type"] == "ORDER_MODIFIER" for modifier in modifiers)


@cache
def _parsed() -> dict[Path, dict[str, Any]]:
    """The syntax tree of every SQL file."""
    paths = [path for paths in _files().values() for path in paths.values()]
    trees: dict[Path, dict[str, Any]] = {}
    with duckdb.connect() as parser:
        for path in paths:
            if path.suffix == ".sql":
                rows = parser.execute("select json_serialize_sql($1)", [_text(path)]).fetchall()
                trees[path] = json.loads(rows[0][0])
                if trees[path]["error"]:
                    raise ValueError(f"{path}: {trees[path]['error_message']}")
    return trees


def _nodes(tree: object) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    if isinstance(tree, dict | list):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from _nodes(part)


def _own_names(node: dict[str, Any]) -> list[str]:
    return [part["key"] for part in node.get("cte_map", {}).get("map", [])]


def _leading_comments(text: str) -> Iterator[str]:
    for line in text.splitlines():
        if not line.startswith("--"):
            return
        yield line
