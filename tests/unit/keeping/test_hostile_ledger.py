"""Lines of the ledger that no Octant wrote: each is named by its number, in words, and healed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import ledger, ledger_lines, warehouse
from data.__main__ import app
from data.book.commit import disagreement
from data.commands.terminal import run
from data.keeping import recovery
from data.keeping.ledger_rebuild import renew
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.ledger_lines import NoEvent, event_of
from data.ledger_shapes import ACTIONS, LINES
from data.refusal import Refused
from data.warehouse import Warehouse
from tests.faults import everything
from tests.unit.keeping.books import book_of, export, load, sums


@pytest.fixture
def home(tmp_path: Path) -> Path:
    book_of(tmp_path / "home", "2026-08", "2026-09").close()
    return tmp_path / "home"


def path_of(home: Path) -> Path:
    return home / ledger.FILE_NAME


def events(home: Path) -> list[dict[str, Any]]:
    return [json.loads(raw) for raw in path_of(home).read_bytes().splitlines()]


def write(home: Path, lines: list[bytes]) -> None:
    path_of(home).write_bytes(b"".join(line + b"\n" for line in lines))


def chained(home: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    """The ledger with its third line (the intent of version 2) changed, and chained anew."""
    told = events(home)
    path_of(home).unlink()
    digests: dict[str, str] = {}
    was = ledger.START
    for number, event in enumerate(told, 1):
        del event["previous"]
        if "intent" in event:
            event["intent"] = digests[was]
        digests[was] = ledger.append(home, change(event) if number == 3 else event)


DEEP = 100_000
STRUCTURE = {
    "nested lists": b"[" * DEEP + b"]" * DEEP,
    "nested objects": b'{"event":' * DEEP + b"1" + b"}" * DEEP,
    "nested and never closed": b'{"event": [' + b"[" * DEEP,
    "a little too deep": b'{"event": ' + b"[" * 50 + b"]" * 50 + b"}",
    "a list": b'["intent"]',
    "a number": b"7",
    "a text": b'"intent"',
    "null": b"null",
    "nothing": b"",
    "no JSON": b"event=intent",
    "half": b'{"event": "intent", "action": "im',
    "two values": b'{"event": "done"} {"event": "done"}',
    "not a number": b'{"event": "failed", "intent": NaN}',
    "infinity": b'{"event": "failed", "n": -Infinity}',
    "beyond all numbers": b'{"event": "failed", "n": 1e999}',
    "an endless number": b'{"event": "failed", "n": ' + b"9" * 6000 + b"}",
    "a key twice": b'{"event": "failed", "event": "done"}',
    "a key twice, within": b'{"event": "failed", "x": {"a": 1, "a": 2}}',
    "half a character": b'{"event": "\\ud800"}',
    "no text at all": b"\xff\xfe\x00\x00",
    "UTF-16": '{"event": "failed"}'.encode("utf-16"),
    "an unknown line": b'{"event": "format disk"}',
    "an event that is a list": b'{"event": ["intent"]}',
    "no hash": b'{"event": "done", "intent": "1"}',
    "a hash that is a list": b'{"event": "done", "intent": ["1"]}',
    "an unknown change": b'{"event": "intent", "action": "drop", "who": "eve", '
    b'"made_at": "2026-01-01T00:00:00+00:00"}',
}


@pytest.mark.parametrize("name", STRUCTURE)
def test_a_line_that_is_no_event_is_named_and_healed(home: Path, name: str) -> None:
    lines = path_of(home).read_bytes().splitlines()
    write(home, [*lines[:2], STRUCTURE[name], *lines[2:]])
    _is_named(home, 3)


def _is_named(home: Path, number: int) -> None:
    """Whatever reads the ledger says the number of the line; the book stays, and heals it."""
    book = recovery.opened(home)
    before = sums(book)
    problems = verify(book)
    assert problems[0].startswith(f"Ledger line {number} cannot be read: ")
    found = disagreement(book)
    assert found is not None
    assert found.sentence.startswith(f"Ledger line {number} cannot be read: ")
    assert "rebuild --ledger" in found.sentence
    with pytest.raises(Refused, match=f"Ledger line {number} cannot be read"):
        load(book, export(home.parent / "exports", "2026-07"))
    book.close()
    with pytest.raises(Refused, match=f"Ledger line {number} cannot be read"):
        rebuild(home)
    renew(home, "ann")
    book = warehouse.current(home)
    assert (sums(book), verify(book)) == (before, [])
    load(book, export(home.parent / "exports", "2026-07"))
    book.close()


def test_a_huge_line_is_not_even_looked_into(home: Path) -> None:
    """200 MB in one line, closed, half and last of all; a line after it is still counted right."""
    whole = path_of(home).read_bytes()
    lines = whole.splitlines(keepends=True)
    with path_of(home).open("wb") as file:
        file.writelines(lines[:2])
        file.write(b'{"event": "intent", "x": "' + b"x" * 200_000_000 + b'"}\n')
        file.writelines(lines[2:])
    told = [(line.number, line.problem) for line in ledger.lines(home) if line.problem]
    assert told == [
        (3, "Ledger line 3 cannot be read: it is longer than 32 MB."),
        (4, "Ledger line 4 does not follow from the line before it."),
    ]
    with path_of(home).open("r+b") as file:
        file.truncate(150_000_000)
    assert ledger._last_digest(path_of(home)) != ledger.START
    ledger.drop_torn_end(home)
    assert path_of(home).read_bytes() == b"".join(lines[:2])
    write(home, [])
    path_of(home).write_bytes(whole)


def test_what_would_be_too_long_is_not_written(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = path_of(home).read_bytes()
    monkeypatch.setattr(ledger, "LONGEST", max(map(len, whole.splitlines(keepends=True))))
    book = warehouse.current(home)
    before = sums(book)
    with pytest.raises(Refused, match="too large for one line of the ledger"):
        load(book, export(home.parent / "exports", "2026-07", name=f"{'x' * 200}.csv"))
    assert sums(book) == before
    book.close()
    assert path_of(home).read_bytes() == whole


WRONG = (None, [], {}, "", "x", -1, 1.5, True, 10**30, [[]], [1], {"x": 1}, "\x00", "9" * 99)
REQUIRED = [key for key in ACTIONS["import"] if key not in ("aside", "texts")]


@pytest.mark.parametrize("key", [*REQUIRED, "action", "who", "made_at"])
def test_a_change_that_lacks_a_key_is_named(home: Path, key: str) -> None:
    def without(event: dict[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in event.items() if name != key}

    chained(home, without)
    _is_named(home, 3)


def test_a_change_with_values_of_another_type_is_named_or_refused_in_words(home: Path) -> None:
    """Whatever stands under a key of a change: no traceback, and nothing is rebuilt from it."""
    original, third = path_of(home).read_bytes(), events(home)[2]
    found = named = 0
    for key in (*ACTIONS["import"], "who", "made_at", "action"):
        for wrong in (value for value in WRONG if value != third.get(key)):
            chained(home, lambda event, key=key, wrong=wrong: {**event, key: wrong})
            problems = [line.problem for line in ledger.lines(home) if line.problem]
            assert all(text.startswith("Ledger line 3 cannot be read") for text in problems)
            if problems:
                named += 1
            else:
                found += 1
                _is_refused(home)
            path_of(home).write_bytes(original)
    assert named > 3 * found > 0


def _is_refused(home: Path) -> None:
    """A lie of the right type is found where it matters, in words."""
    book = Warehouse.open(home)
    problems = verify(book)
    book.close()
    assert problems
    try:
        rebuild(home)
    except Refused as refused:
        assert str(refused)  # noqa: PT017 - what it says depends on the lie


def test_what_cannot_be_done_again_is_named(home: Path) -> None:
    """A line that looks like one of ours and asks for what there is not."""

    def lie(event: dict[str, Any]) -> dict[str, Any]:
        event["asked"]["settings"] = {"zone": "Nowhere/At all", "currency": "", "today": "soon"}
        return {**event, "kind": "spells"}

    chained(home, lie)
    with pytest.raises(Refused, match="Ledger line 3 says what cannot be done"):
        rebuild(home, drops_unknown=True)


@pytest.mark.parametrize("name", ["nested lists", "a list", "a key twice", "nothing"])
def test_the_commands_say_it_in_one_line_each(
    home: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = path_of(home).read_bytes().splitlines()
    write(home, [*lines[:2], STRUCTURE[name], *lines[2:]])
    monkeypatch.setenv("OCTANT_HOME", str(home))
    for words in (["verify"], ["rebuild"], ["load", str(export(home.parent, "2026-07"))]):
        assert run(app, "python -m data", words) == 1
        told = capsys.readouterr()
        assert "Ledger line 3 cannot be read" in told.out + told.err
        assert "Traceback" not in told.out + told.err
        assert "unexpected" not in told.out + told.err


def test_a_ledger_of_rubbish_is_summed_up(home: Path) -> None:
    write(home, [b"rubbish"] * 50_000)
    book = Warehouse.open(home)
    problems = verify(book)
    book.close()
    assert "Ledger line 20 cannot be read: it is no JSON." in problems
    assert "49,980 more lines of the ledger are wrong." in problems


def test_every_line_that_octant_writes_is_an_event(tmp_path: Path) -> None:
    everything.tell(tmp_path / "home", tmp_path / "desk")
    kinds = set()
    for line in ledger.lines(tmp_path / "home"):
        assert line.problem == ""
        kinds.add(line.event.get("action", line.event["event"]))
    assert kinds >= {"import", "undo", "words", "ruler", "close", "reopen", "merge", "done"}


def event_or_words(raw: bytes) -> dict[str, Any] | str:
    try:
        return event_of(raw)
    except NoEvent as error:
        return str(error)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
        lambda part: (
            st.lists(part, max_size=3)
            | st.dictionaries(st.sampled_from(["event", "action", "months", "asked"]), part)
        ),
        max_leaves=12,
    ),
    st.sampled_from([*LINES, "x"]),
    st.sampled_from([*ACTIONS, "x"]),
)
def test_anything_is_an_event_or_none_in_words(value: Any, line: str, action: str) -> None:
    made = {"event": line, "action": action}
    for content in (value, {**(value if isinstance(value, dict) else {}), **made}):
        told = event_or_words(json.dumps(content).encode())
        assert told
        assert isinstance(told, str) or told["event"] in LINES


def test_a_line_may_be_as_long_as_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger_lines, "LONGEST", 200)
    raw = json.dumps({"event": "failed", "intent": "0" * 64, "x": ""}).encode()
    padded = raw.replace(b'"x": ""', b'"x": "' + b"x" * (200 - len(raw)) + b'"')
    assert event_of(padded)["event"] == "failed"
    with pytest.raises(NoEvent, match="longer than"):
        event_of(padded + b"\n")
