"""A real server owns the book: commands, inbox, health and a second server, from outside."""

import http.client
import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from data.commands import terminal
from data.commands.handover import FILE_NAME
from pages.parts import handed_over
from tests.unit.keeping.books import book_of, export
from tests.unit.keeping.test_inbox import grow_old

ROOT = Path(__file__).parent.parent.parent.parent
PATIENCE = 60.0


@dataclass
class Server:
    """A running Octant."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    def get(self, path: str) -> tuple[int, Any]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())


def started(home: Path) -> Server:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    log = (home.parent / f"server-{port}.log").open("wb")
    environment = {**os.environ, "OCTANT_HOME": str(home)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    return Server(home, port, process)


def until(what: Callable[[], bool], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.2)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    home = tmp_path_factory.mktemp("running") / "home"
    book_of(home, "2026-07").close()
    made = started(home)

    def is_up() -> bool:
        assert made.process.poll() is None, "the server ended"
        try:
            return made.get("/healthz")[0] == 200
        except OSError:
            return False

    try:
        until(is_up)
        yield made
    finally:
        made.process.terminate()
        made.process.wait(20)


@dataclass
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Gives a command in this process, for a home, from a folder."""

    def ran(home: Path, *words: object, cwd: Path = ROOT) -> Said:
        monkeypatch.setenv("OCTANT_HOME", str(home))
        monkeypatch.chdir(cwd)
        program, *arguments = map(str, words)
        name = f"python -m {program}"
        code = terminal.run(handed_over.PROGRAMS[name], name, arguments)
        told = capsys.readouterr()
        return Said(code, told.out, told.err)

    return ran


def test_commands_say_the_same_whether_the_server_runs_or_not(
    server: Server, tmp_path: Path, run: Run
) -> None:
    twin = tmp_path / "home"
    book_of(twin, "2026-07").close()
    export(tmp_path / "exports", "2026-08", 4)
    (tmp_path / "exports" / "bad.csv").write_text("order_date,account_id,amount\nno,A1,5\n")
    commands: list[tuple[object, ...]] = [
        ("data", "load", "sales-2026-08.csv", "--answer", "orders=lines"),
        ("data", "load", "sales-2026-08.csv", "--kind", "sales"),
        ("data", "load", "bad.csv"),
        ("data", "load", "sales-2026-08.csv", "--json", "--dry-run", "--mode", "add"),
        ("data", "undo", "2", "--json"),
        ("data", "undo", "99"),
        ("data", "verify"),
        ("analytics", "segments", "--format", "csv", "--as-of", "2026-08-31"),
        ("analytics", "rfm", "--where", "account_id=nobody"),
        ("analytics", "pareto", "--set", "method=standard", "--format", "json", "-o", "out.json"),
    ]
    for command in commands:
        there = run(server.home, *command, cwd=tmp_path / "exports")
        here = run(twin, *command, cwd=tmp_path / "exports")
        assert there == here, command
    assert (tmp_path / "exports" / "out.json").exists()
    history = json.loads(run(server.home, "data", "history", "--json").out)
    assert [version["version"] for version in history] == [3, 2, 1]


def test_a_command_in_a_process_of_its_own_is_handed_over_too(server: Server) -> None:
    environment = {**os.environ, "OCTANT_HOME": str(server.home)}
    command = [sys.executable, "-m", "data", "history"]
    told = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)
    assert told.returncode == 0, told.stderr
    assert b"Version 1" in told.stdout


def test_the_note_is_for_its_owner_alone(server: Server) -> None:
    note = server.home / FILE_NAME
    assert stat.S_IMODE(note.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "wrong",
    [
        {"Authorization": "Bearer guessed"},
        {"Authorization": ""},
        {"Host": "evil.example"},
        {"Host": "localhost"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
    ],
)
def test_who_is_not_the_owner_is_refused(server: Server, wrong: dict[str, str]) -> None:
    noted = json.loads((server.home / FILE_NAME).read_text())
    right = {"Authorization": f"Bearer {noted['token']}", "Host": f"127.0.0.1:{noted['port']}"}
    asked = {"name": "python -m data", "arguments": ["history"], "who": "x", "language": "en"}
    for headers, expected in ((right, 200), (right | wrong, 403)):
        connection = http.client.HTTPConnection("127.0.0.1", noted["port"], timeout=10)
        connection.request("POST", "/work", body=json.dumps(asked), headers=headers)
        answer = connection.getresponse()
        assert answer.status == expected
        assert (b"Version" in answer.read()) == (expected == 200)


def test_nonsense_is_no_command(server: Server) -> None:
    noted = json.loads((server.home / FILE_NAME).read_text())
    headers = {"Authorization": f"Bearer {noted['token']}"}
    for body in (b"", b"{}", b"[1]", b"not json"):
        connection = http.client.HTTPConnection("127.0.0.1", noted["port"], timeout=10)
        connection.request("POST", "/work", body=body, headers=headers)
        assert connection.getresponse().status == 400


def test_f16_a_second_server_says_so_and_ends(server: Server) -> None:
    second = started(server.home)
    try:
        assert second.process.wait(60) == 1
    finally:
        second.process.kill()
    said = (server.home.parent / f"server-{second.port}.log").read_text()
    assert "is open in another Octant" in said
    assert "Traceback" not in said
    assert server.get("/healthz")[0] == 200


def test_o1_health_is_told_in_words(server: Server) -> None:
    status, told = server.get("/healthz")
    assert (status, told["status"]) == (200, "ok")
    assert {"database", "ledger", "disk", "folder", "backup"} == set(told["checks"])
    assert told["checks"]["ledger"]["says"] == "The ledger and the versions agree."


def test_the_inbox_is_taken_in_while_the_server_runs(
    server: Server, tmp_path: Path, run: Run
) -> None:
    whole = export(tmp_path, "2026-09", 5)
    grow_old(whole)
    whole.rename(server.home / "inbox" / whole.name)
    until(lambda: (server.home / "inbox" / "loaded" / whole.name).exists(), 20)
    said = run(server.home, "data", "history").out
    assert "Octant (inbox)" in said.splitlines()[0]


def test_f13_a_backup_comes_back_while_the_server_runs(
    server: Server, tmp_path: Path, run: Run
) -> None:
    made = run(server.home, "data", "backup", "kept", "--json", cwd=tmp_path)
    assert made.code == 0, made.err
    path = Path(json.loads(made.out)["backup"])
    assert path.parent == tmp_path / "kept"
    before = run(server.home, "data", "history").out
    assert run(server.home, "data", "load", export(tmp_path, "2026-06")).code == 0
    again = run(server.home, "data", "restore", path)
    assert "1 later change was done again" in again.out, again.err
    assert run(server.home, "data", "rebuild").code == 0
    after = run(server.home, "data", "history").out
    assert after.splitlines()[1:] == before.splitlines()
    assert server.get("/healthz")[0] == 200


def test_a_stopped_server_leaves_the_book_to_the_commands(tmp_path: Path, run: Run) -> None:
    home = tmp_path / "home"
    book_of(home, "2026-07").close()
    (home / FILE_NAME).write_text('{"port": 1, "token": "old"}')
    told = run(home, "data", "verify")
    assert told.code == 0, told.err


def test_the_made_up_company_can_be_made_anew_meanwhile(server: Server, run: Run) -> None:
    told = run(server.home, "data", "demo", "--lines", "1000", "--json")
    assert told.code == 0, told.err
    assert {report["status"] for report in json.loads(told.out)} == {"loaded"}
    assert server.get("/healthz")[0] == 200
