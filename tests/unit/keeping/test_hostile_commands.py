"""What is sent to the listener that is no command: answered shortly, and nothing of it is done."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.commands import listener
from data.commands.handover import WORK
from data.commands.listener import LONGEST, Command, Listener

GOOD = {"name": "python -m data", "arguments": ["verify"], "who": "ann", "language": "en"}


@pytest.fixture
def done() -> list[Command]:
    return []


@pytest.fixture
def server(tmp_path: Path, done: list[Command]) -> Iterator[Listener]:
    def perform(command: Command) -> tuple[int, str, str]:
        done.append(command)
        return 0, "done\n", ""

    made = Listener(tmp_path, perform)
    yield made
    made.close()


def send(server: Listener, body: bytes, length: str | None, **headers: str) -> bytes:
    """The first line of the answer."""
    said = {
        "Host": f"127.0.0.1:{server.port}",
        "Authorization": f"Bearer {server.token}",
        **({} if length is None else {"Content-Length": length}),
        **headers,
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in said.items())
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(f"POST {WORK} HTTP/1.1\r\n{lines}\r\n".encode() + body)
        answer = b""
        while block := connection.recv(1 << 16):
            answer += block
    return answer.split(b"\r\n")[0]


def test_a_command_is_carried_out(server: Listener, done: list[Command]) -> None:
    raw = json.dumps(GOOD).encode()
    assert b"200" in send(server, raw, str(len(raw)))
    assert done == [Command("python -m data", ["verify"], "ann", "en")]


NONE = {
    "nested": b"[" * 200_000,
    "nested objects": b'{"name":' * 100_000,
    "a list": b"[]",
    "a text": b'"verify"',
    "no JSON": b"verify",
    "nothing in it": b"{}",
    "no text": b"\xff\xfe\x00",
    "arguments that are a text": json.dumps({**GOOD, "arguments": "verify"}).encode(),
    "arguments that are numbers": json.dumps({**GOOD, "arguments": [1]}).encode(),
    "arguments that are objects": json.dumps({**GOOD, "arguments": [{"x": 1}]}).encode(),
    "nobody": json.dumps({**GOOD, "who": None}).encode(),
    "a name in a list": json.dumps({**GOOD, "name": ["python -m data"]}).encode(),
}


@pytest.mark.parametrize("name", NONE)
def test_what_is_no_command_is_refused(server: Listener, done: list[Command], name: str) -> None:
    raw = NONE[name]
    assert b"400" in send(server, raw, str(len(raw)))
    assert done == []


@pytest.mark.parametrize(
    "length", [None, "", "0", "-1", "x", "1e3", "١", str(LONGEST + 1), "9" * 400, "0" * 20 + "5"]
)
def test_a_length_that_is_none_or_too_much_is_not_waited_for(
    server: Listener, done: list[Command], length: str | None
) -> None:
    assert b"400" in send(server, b"", length)
    assert done == []


def test_a_body_that_never_comes_is_given_up(
    server: Listener, done: list[Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener._Handler, "timeout", 0.2)
    assert b"400" in send(server, b'{"name":', "1000")
    assert done == []


@pytest.mark.parametrize(
    "headers",
    [{"Authorization": "Bearer x"}, {"Host": "evil.example"}, {"Origin": "http://127.0.0.1"}],
)
def test_nothing_is_read_of_whom_we_do_not_know(
    server: Listener, done: list[Command], headers: dict[str, str]
) -> None:
    assert b"403" in send(server, b"", "1000", **headers)
    assert done == []


def test_too_many_connections_are_closed_and_the_others_served(
    server: Listener, done: list[Command], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener._Handler, "timeout", 1)
    waiting = [
        socket.create_connection(("127.0.0.1", server.port), timeout=20)
        for _connection in range(listener.MOST + 5)
    ]
    closed = [connection for connection in waiting[listener.MOST :] if connection.recv(1) == b""]
    assert len(closed) == 5
    for connection in waiting:
        connection.close()
    raw = json.dumps(GOOD).encode()
    answers = [_sent(server, raw) for _again in range(50)]
    assert any(b"200" in answer for answer in answers)
    assert done


def _sent(server: Listener, raw: bytes) -> bytes:
    try:
        return send(server, raw, str(len(raw)))
    except OSError:  # no place yet: those of before are being given up
        return b""
