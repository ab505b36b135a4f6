"""The running Octant's side of the hand-over: a small listener on the loopback interface.

It is apart from the pages, so that no proxy in front of them ever leads to it. It answers only who
shows the token of the note in its home, and never a browser.
"""

import hmac
import io
import json
import os
import secrets
import threading
from collections.abc import Callable, Mapping
from contextvars import copy_context
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import typer

import locales
from data.commands import handover, terminal
from data.commands.handover import FILE_NAME, HOST, WORK, Work
from locales import _

LONGEST = 1 << 20
"""Bytes of the longest command."""
LONGEST_LENGTH = 12
MOST = 32
"""Connections at once: more than a machine gives commands, fewer than would wear it out."""


@dataclass(frozen=True)
class Command:
    """A command that was handed over: the program's name, its arguments, who gave it."""

    name: str
    arguments: list[str]
    who: str
    language: str


Answer = tuple[int, str, str]
"""Exit code, output, complaint."""
Perform = Callable[[Command], Answer]


def carry_out(app: typer.Typer, command: Command, work: Work) -> Answer:
    """Run a command in this process as if it ran in its own."""
    out, err = io.StringIO(), io.StringIO()

    def inside() -> int:
        locales.use(command.language)
        handover.serving.set(work)
        terminal.streams.set((out, err))
        return terminal.run(app, command.name, command.arguments)

    code = copy_context().run(inside)
    return code, out.getvalue(), err.getvalue()


class Listener:
    """Takes commands until it is closed; the note in the home says where."""

    def __init__(self, home: Path, perform: Perform) -> None:
        self.note = home / FILE_NAME
        self.token = secrets.token_urlsafe(32)
        shared = {"token": self.token, "perform": (perform,)}
        handler = type("Handler", (_Handler,), shared)
        self._server = _Server((HOST, 0), handler)
        self._server.daemon_threads = False
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)
        self._thread.start()
        self._write_note()

    def _write_note(self) -> None:
        scratch = self.note.with_suffix(".new")
        scratch.unlink(missing_ok=True)
        descriptor = os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump({"port": self.port, "token": self.token, "process": os.getpid()}, file)
        scratch.replace(self.note)

    def close(self) -> None:
        """Take no more commands; those under way are ended first."""
        self.note.unlink(missing_ok=True)
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    """Closes a connection that is one too many, before it gets a thread."""

    def __init__(self, *given: Any) -> None:
        self._free = threading.BoundedSemaphore(MOST)
        super().__init__(*given)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Takes a connection where there is room for it."""
        if not self._free.acquire(blocking=False):
            self.shutdown_request(request)
            return
        try:
            super().process_request(request, client_address)
        except RuntimeError:  # no thread could be started
            self._free.release()
            raise

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """Serves it, and makes room again."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._free.release()


class _Handler(BaseHTTPRequestHandler):
    token: ClassVar[str]
    perform: ClassVar[tuple[Perform]]
    server: ThreadingHTTPServer
    timeout = 30

    def do_GET(self) -> None:
        """Whether somebody is there who knows the token."""
        if self._is_ours():
            self._answer(HTTPStatus.OK, {"running": True})

    def do_POST(self) -> None:
        """Carry out a command."""
        if not self._is_ours():
            return
        command = self._command()
        if command is None:
            self._answer(HTTPStatus.BAD_REQUEST, {"refused": _("This is no command.")})
            return
        code, out, err = self.perform[0](command)
        self._answer(HTTPStatus.OK, {"code": code, "out": out, "err": err})

    def _is_ours(self) -> bool:
        """Whether a program of the owner asks: the token, our own host, and no web page."""
        said = self.headers.get("Authorization", "").encode()
        is_ours = (
            hmac.compare_digest(said, f"Bearer {self.token}".encode())
            and self.headers.get("Host") == f"{HOST}:{self.server.server_port}"
            and "Origin" not in self.headers
            and self.path == WORK
        )
        if not is_ours:
            self._answer(HTTPStatus.FORBIDDEN, {"refused": _("This is not for you.")})
        return is_ours

    def _command(self) -> Command | None:
        """What was handed over; None where it is too long, half, or no command."""
        digits = self.headers.get("Content-Length", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) < LONGEST_LENGTH):
            return None
        if not 0 < int(digits) <= LONGEST:
            return None
        try:
            asked = json.loads(self.rfile.read(int(digits)))
            arguments = asked["arguments"]
            texts = [asked[key] for key in ("name", "who", "language")]
        except (ValueError, KeyError, TypeError, RecursionError, TimeoutError):
            return None
        if not isinstance(arguments, list):
            return None
        if not all(isinstance(text, str) for text in (*arguments, *texts)):
            return None
        name, who, language = texts
        return Command(name, arguments, who, language)

    def _answer(self, status: HTTPStatus, told: Mapping[str, Any]) -> None:
        body = json.dumps(told, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Commands are in the history and the ledger; nothing is logged here."""
