"""Handing a command over: it means the same there, and only a running Octant is trusted."""

import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import duckdb
import pytest

from analytics.__main__ import app as analytics_commands
from data.__main__ import app as data_commands
from data.book import error_messages
from data.commands import handover, terminal
from data.commands.handover import FILE_NAME, spelled_out
from data.commands.listener import Command, Listener
from data.refusal import Busy, Refused
from pages.parts import handed_over, open_books
from tests.unit.keeping.books import book_of, sums


def test_a_command_means_the_same_in_another_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sales").write_text("")
    monkeypatch.chdir(tmp_path)
    words = ["load", "./sales", "--kind", "sales", "--map", "amount=a=b", "--answer", "x=-1"]
    assert spelled_out(data_commands, "x", [*words, "--json"]) == [
        *("load", "--kind", "sales", "--source", "main", "--mode", "replace"),
        *("--map", "amount=a=b", "--answer", "x=-1", "--json", "--", str(tmp_path / "sales")),
    ]
    assert spelled_out(data_commands, "x", ["undo", "3"]) == ["undo", "--", "3"]
    assert spelled_out(data_commands, "x", ["close", "2026-09", "--dry-run"]) == [
        *("close", "--dry-run", "--", "2026-09")
    ]
    asked = spelled_out(analytics_commands, "x", ["rfm", "-o", "a.csv", "--set", "split=mean"])
    assert asked[:4] == ["--set", "split=mean", "--format", "table"]
    assert asked[4:] == ["-o", str(tmp_path / "a.csv"), "--", "rfm"]


@contextmanager
def listening(handler: type[BaseHTTPRequestHandler]) -> Iterator[int]:
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def note(home: Path, port: int) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE_NAME).write_text(json.dumps({"port": port, "token": "old"}))


def test_another_program_on_the_old_port_is_not_octant(tmp_path: Path) -> None:
    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<p>Hello</p>")

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    with listening(Other) as port:
        note(tmp_path, port)
        assert handover.running(tmp_path) is None


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"port": "x", "token": 1}'])
def test_a_note_that_cannot_be_read_means_that_nothing_runs(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE_NAME).write_text(text)
    assert handover.running(tmp_path) is None


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_server_that_dies_over_the_work_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(_command: Command) -> tuple[int, str, str]:
        raise SystemExit

    monkeypatch.setenv("OCTANT_HOME", str(tmp_path))
    listener = Listener(tmp_path, die)
    try:
        with pytest.raises(Refused, match="stopped before it answered"):
            handover.hand_over(data_commands, "python -m data", ["history"])
    finally:
        listener.close()
    assert not (tmp_path / FILE_NAME).exists()


def test_commands_of_two_at_once_do_not_mix(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book_of(own_home, "2026-08")
    answers: dict[str, tuple[int, str, str]] = {}

    def ask(word: str) -> None:
        command = Command("python -m data", [word], "ann", "en")
        answers[word] = handed_over.perform(command)

    threads = [threading.Thread(target=ask, args=(word,)) for word in ("history", "verify")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    open_books.close()
    assert "Version 1" in answers["history"][1]
    assert answers["verify"] == (0, "The book, the ledger and the originals agree.\n", "")
    assert capsys.readouterr().out == ""


def test_the_book_is_not_replaced_under_somebody_who_changes_it(own_home: Path) -> None:
    book = book_of(own_home, "2026-08")
    with book.importing("ann"):
        code, out, err = handed_over.perform(Command("python -m data", ["rebuild"], "bob", "en"))
    open_books.close()
    assert (code, out) == (terminal.FAILED, "")
    assert err.startswith("ann is changing the data")


def test_what_nobody_expected_is_answered_with_an_error_id(
    own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the connection ends without a word, and nobody knows whether it was done."""

    def broken() -> None:
        raise RuntimeError("nobody expected this")

    monkeypatch.setattr(open_books, "current", broken)
    for word in ("history", "rebuild"):
        code, out, err = handed_over.perform(Command("python -m data", [word], "bob", "en"))
        assert (code, out) == (terminal.FAILED, "")
        told = json.loads((own_home / "log" / "errors.jsonl").read_text().splitlines()[-1])
        assert f"(error {told['error_id']})" in err
        assert "nobody expected this" in told["trace"][-1]


def test_the_book_is_replaced_while_others_ask(own_home: Path) -> None:
    """Pages and the months go on asking: each answer is whole or says that the book comes back."""
    before = sums(book_of(own_home, "2026-08"))
    is_over, answers, told = threading.Event(), [], []

    def ask() -> None:
        while not is_over.is_set():
            try:
                answers.append(sums(open_books.current().shown()))
            except duckdb.Error as error:
                told.append(error_messages.in_words(error, own_home))
            except Busy as busy:
                told.append(busy)

    readers = [threading.Thread(target=ask) for _n in range(4)]
    for reader in readers:
        reader.start()
    ends = [handed_over.perform(Command("python -m data", ["rebuild"], "bob", "en"))]
    ends += [handed_over.perform(Command("python -m data", ["rebuild"], "bob", "en"))]
    is_over.set()
    for reader in readers:
        reader.join(30)
    open_books.close()
    assert [(code, err) for code, _out, err in ends] == [(terminal.DONE, "")] * 2
    assert all(answer == before for answer in answers)
    assert all(isinstance(one, Busy) for one in told)


def test_only_our_programs_are_run(own_home: Path) -> None:
    code, _out, err = handed_over.perform(Command("rm", ["-r", os.sep], "bob", "en"))
    assert (code, err) == (terminal.USAGE, "There is no program rm.\n")
    assert not own_home.exists()
