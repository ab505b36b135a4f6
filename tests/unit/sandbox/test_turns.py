"""One reads at a time, in the order in which they came, and who waits is shown the place."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from data.ingest.model import InputFile, ReadOptions
from data.sandbox import reader
from data.sandbox.turns import Turns

Progress = Callable[[float, str], None]
PATIENCE = 20


class Guest:
    """Asks for the turn on a thread of its own and keeps it until it is told to go."""

    def __init__(self, turns: Turns, log: list[str], name: str) -> None:
        self.texts: list[str] = []
        self.waits, self.has_turn, self.may_go = (threading.Event() for _ in range(3))
        self.is_cancelled = False
        self._turns, self._log, self._name = turns, log, name
        self.thread = threading.Thread(target=self._go, daemon=True)
        self.thread.start()

    def _go(self) -> None:
        try:
            with self._turns.turn(self._progress):
                self._log.append(self._name)
                self.has_turn.set()
                assert self.may_go.wait(PATIENCE)
        except InterruptedError:
            self._log.append(f"{self._name} left")

    def _progress(self, _share: float, text: str) -> None:
        self.texts.append(text)
        self.waits.set()
        if self.is_cancelled:
            raise InterruptedError


def test_the_turn_is_given_in_order_and_the_places_are_shown() -> None:
    turns, log = Turns(), list[str]()
    first = Guest(turns, log, "first")
    assert first.has_turn.wait(PATIENCE)
    second = Guest(turns, log, "second")
    assert second.waits.wait(PATIENCE)
    third = Guest(turns, log, "third")
    assert third.waits.wait(PATIENCE)
    assert second.texts[0] == "You are number 1 in the queue"
    assert third.texts[0] == "You are number 2 in the queue"
    assert log == ["first"]
    third.waits.clear()
    first.may_go.set()
    assert second.has_turn.wait(PATIENCE)
    while third.texts[-1] != "You are number 1 in the queue":
        third.waits.clear()
        assert third.waits.wait(PATIENCE)
    second.may_go.set()
    assert third.has_turn.wait(PATIENCE)
    third.may_go.set()
    for guest in (first, second, third):
        guest.thread.join(PATIENCE)
    assert log == ["first", "second", "third"]
    assert first.texts == []


def test_who_cancels_while_waiting_leaves_the_queue() -> None:
    turns, log = Turns(), list[str]()
    first = Guest(turns, log, "first")
    assert first.has_turn.wait(PATIENCE)
    second = Guest(turns, log, "second")
    assert second.waits.wait(PATIENCE)
    third = Guest(turns, log, "third")
    assert third.waits.wait(PATIENCE)
    second.is_cancelled = True
    second.thread.join(PATIENCE)
    assert log == ["first", "second left"]
    first.may_go.set()
    assert third.has_turn.wait(PATIENCE)
    third.may_go.set()
    third.thread.join(PATIENCE)
    assert log == ["first", "second left", "third"]


def test_a_file_waits_for_the_one_before_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Readings of several threads come out each as its own, and the line is empty afterwards."""
    turns = Turns()
    monkeypatch.setattr(reader, "TURNS", turns)
    texts, amounts = list[str](), dict[int, str]()

    def read(number: int) -> None:
        path = tmp_path / f"{number}.csv"
        path.write_text(f"order_id,order_date,account_id,amount\nA1,2026-03-01,C1,{number}\n")
        files = [InputFile(path.name, path)]
        progress: Progress = lambda _share, text: texts.append(text)  # noqa: E731
        [reading] = reader.read_files(files, ReadOptions(), tmp_path, progress)
        amounts[number] = f"{reading.report.amount:.0f}"

    with turns.turn(lambda _share, _text: None):
        threads = [threading.Thread(target=read, args=(n,)) for n in range(3)]
        for thread in threads:
            thread.start()
        while not any("number 3" in text for text in texts):
            pass
    for thread in threads:
        thread.join(PATIENCE)
    assert amounts == {0: "0", 1: "1", 2: "2"}
    assert not turns._line
