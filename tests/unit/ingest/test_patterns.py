"""No pattern takes longer than a text is long: 191 bytes of a file once held the app up.

Every pattern of the readers, and each that they write on the spot, meets long texts made of its own
characters. A pattern that tries places or lengths in pairs needs thousands of times as long as one
that does not, so the time of the processor tells them apart on any machine.
"""

import ast
import importlib
import pkgutil
import re
import re._parser as syntax  # type: ignore[import-untyped]
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import data.ingest
import data.names
from data.ingest.typing import units

ROOT = Path(__file__).parent.parent.parent.parent
LENGTH = 30_000
SECONDS = 0.25
SEARCHES = {"search", "sub", "findall", "finditer", "split"}
CATEGORIES = {"DIGIT": "1", "WORD": "a", "SPACE": " ", "NOT_DIGIT": "x", "NOT_WORD": "-"}
MOST_PIECES = 5
WRITTEN_ON_THE_SPOT = {
    "data.ingest.files.escapes": [("search", rb'"((?:[^"\\]|\\.|"")*)"(?=[\r\n,]|$)|[^\r\n,]+')],
    "data.ingest.files.padding": [
        ("search", rb'(?<=[,\r\n])(?<! ) ++"[^",\r\n]'),
        ("search", rb'(?<=[ \r\n])(?<! ) ++"[^" \r\n]'),
        ("search", rb'(?P<before>^|[,\r\n])(?P<spaces> *+)(?P<cell>"(?:[^"]|"")*+")?'),
        ("search", r",(?! |$)"),
    ],
    "data.ingest.files.record_count": [
        ("search", rb'(?:^|(?<=[\r\n,]))"|\r\n|\r|\n'),
        ("match", rb" *(?:,|\r|\n|\Z)"),
    ],
    "data.ingest.files.records": [("match", r" *(?:,|[\r\n]|$)")],
    "data.ingest.files.single_quotes": [("match", r"'((?:[^']|'(?!,|$))*+)'(?=,|$)")],
    "data.ingest.files.workbooks.regular": [
        ("search", rb'<c ([^<>]{0,500}\bs="(1|2)"[^<>]{0,500})>'),
    ],
    "data.ingest.typing.units": [
        ("search", pattern) for _factor, pattern in (*units._UNITS, *units._ABOVE)
    ],
}
"""Patterns that are put together where they are used, as they are with one delimiter or style."""


def modules() -> Iterator[ModuleType]:
    for room in (data.ingest, data.names):
        for found in pkgutil.walk_packages(room.__path__, f"{room.__name__}."):
            yield importlib.import_module(found.name)


def held(value: Any) -> Iterator[re.Pattern[Any]]:
    """The patterns in a value of a module, compiled or not."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from held(list(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from held(item)


def calls(module: ModuleType) -> Iterator[ast.Call]:
    """Where a module calls the functions of `re`."""
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
        function = node.func if isinstance(node, ast.Call) else None
        if isinstance(function, ast.Attribute) and ast.unparse(function.value) == "re":
            assert isinstance(node, ast.Call)
            if node.args and function.attr != "escape":
                yield node


def uses(module: ModuleType, name: str) -> set[str]:
    """What a module does with a pattern of this name: match, fullmatch, search."""
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    done = set(re.findall(rf"\b{name}(?:\[.*?\])?\.([a-z]+)\(", source))
    done |= {"search"} if done & SEARCHES else set()
    return done & {"match", "fullmatch", "search"} or {"match", "fullmatch"}


def cases() -> Iterator[tuple[str, str | bytes, int, list[str]]]:
    """Each pattern: where it stands, its text and flags, how it is used."""
    for module in modules():
        for name, value in vars(module).items():
            for number, pattern in enumerate(held(value)):
                yield (
                    f"{module.__name__}.{name}[{number}]",
                    pattern.pattern,
                    pattern.flags,
                    sorted(uses(module, name)),
                )
        for how, text in WRITTEN_ON_THE_SPOT.get(module.__name__, []):
            yield f"{module.__name__}: {text!r}", text, 0, [how]
        for call in calls(module):
            if isinstance(call.args[0], ast.Constant) and call.func.attr != "compile":
                how = call.func.attr if call.func.attr in ("match", "fullmatch") else "search"
                yield f"{module.__name__}:{call.lineno}", call.args[0].value, 0, [how]


def pieces(tree: Any) -> Iterator[str]:
    """What a pattern is made of: its literal texts, and a character of each class in it."""
    run = ""
    for operation, about in [*tree, ("END", None)]:
        kind = str(operation)
        if kind == "LITERAL":
            run += chr(about)
            continue
        if run:
            yield run
            run = ""
        if kind == "NOT_LITERAL":
            yield chr(about)
        elif kind == "RANGE":
            yield chr(about[0])
        elif kind == "CATEGORY":
            yield CATEGORIES.get(str(about).removeprefix("CATEGORY_"), "x")
        elif kind == "IN":
            for one in about:
                yield from pieces([one])
        elif kind == "BRANCH":
            for branch in about[1]:
                yield from pieces(branch)
        elif kind in PLACES:
            yield from pieces(about if PLACES[kind] is None else about[PLACES[kind]])


PLACES = {
    **dict.fromkeys(("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"), 2),
    **dict.fromkeys(("ASSERT", "ASSERT_NOT"), 1),
    "SUBPATTERN": 3,
    "ATOMIC_GROUP": None,
}
"""Where the patterns inside of others stand in the tree."""


def attacks(pattern: re.Pattern[Any]) -> Iterator[str | bytes]:
    """Long texts of one of its pieces, of two in turn, and of one behind another."""
    is_bytes = isinstance(pattern.pattern, bytes)
    text = pattern.pattern.decode("latin-1") if is_bytes else pattern.pattern
    found = pieces(syntax.parse(text, pattern.flags & ~re.UNICODE))
    order = sorted(dict.fromkeys(found), key=lambda piece: (piece.isalnum(), len(piece) > 1))
    several = [*order[:MOST_PIECES], " ", "x"]
    texts = [one * (LENGTH // len(one)) for one in (*order, " ", "x", "\x01")]
    for first, second in permutations(several, 2):
        texts.append((first + second) * (LENGTH // len(first + second)))
        texts.append(first + second * (LENGTH // len(second)))
    for text in texts:
        for end in ("", "\n\x02"):
            yield (
                (text + end).encode("latin-1" if is_bytes else "utf-8") if is_bytes else text + end
            )


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.__name__)
def test_each_pattern_is_one_of_a_module_or_listed(module: ModuleType) -> None:
    """A pattern put together where it is used has an example above."""
    made = [
        call
        for call in calls(module)
        if not isinstance(call.args[0], ast.Constant) and call.col_offset > 4
    ]
    at_top = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8")).body
    inside = [
        call
        for statement in at_top
        if isinstance(statement, ast.FunctionDef | ast.ClassDef)
        for call in made
        if statement.lineno <= call.lineno <= (statement.end_lineno or 0)
    ]
    assert len(inside) <= len(WRITTEN_ON_THE_SPOT.get(module.__name__, []))


def test_every_pattern_takes_a_text_in_a_time_that_grows_with_its_length() -> None:
    command = [sys.executable, "-m", "tests.unit.ingest.test_patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.splitlines()[-1:] == ["all"], done.stdout[-300:] + done.stderr


def main() -> None:
    """Try all patterns, each named before it is tried: one that takes too long ends the process."""
    for name, text, flags, how in cases():
        print(name, how, flush=True)
        pattern = re.compile(text, flags)
        for attack in attacks(pattern):
            for each in how:
                signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
                getattr(pattern, each)(attack)
    print("all")


if __name__ == "__main__":
    main()
