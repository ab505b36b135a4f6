"""A running Octant owns the book: commands hand their work to it, and say what it says.

The running one notes in its home where it listens (on the loopback interface alone) and a token;
the note can be read by its owner only. Paths travel, not bytes. When nothing runs, a command opens
the book itself.
"""

import getpass
import http.client
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Any

import typer.main

import locales
from data.home import home
from data.keeping import recovery
from data.refusal import Refused
from data.warehouse import Warehouse
from locales import _

FILE_NAME = "running.json"
HOST = "127.0.0.1"
WORK = "/work"
QUICK = 5.0
"""Seconds in which a running Octant answers that it is there."""


class HeldByServer(Exception):  # noqa: N818
    """The book is open in a running Octant, which has to do the work."""


@dataclass(frozen=True)
class Work:
    """What a running Octant does for a command: for whom, and with which book."""

    who: str
    warehouse: Warehouse | None


@dataclass(frozen=True)
class Running:
    """Where the Octant that owns a home listens."""

    port: int
    token: str


serving: ContextVar[Work | None] = ContextVar("serving", default=None)


@contextmanager
def book(folder: Path) -> Iterator[Warehouse]:
    """The book in a folder for the length of a command. Raises HeldByServer, Busy."""
    work = serving.get()
    if work is not None and work.warehouse is not None and folder == home():
        yield work.warehouse
        return
    if folder == home():
        leave_to_running()
    warehouse = recovery.opened(folder)
    try:
        yield warehouse
    finally:
        warehouse.close()


def is_alone() -> bool:
    """Whether nobody but this command asks the book: it is not carried out by a running Octant."""
    return serving.get() is None


def leave_to_running() -> None:
    """Raise HeldByServer when a running Octant has the book in the home."""
    if serving.get() is None and running(home()) is not None:
        raise HeldByServer


def who() -> str:
    """Who gives the command."""
    work = serving.get()
    if work is not None:
        return work.who
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def running(folder: Path) -> Running | None:
    """The running server of a home, if one answers."""
    try:
        noted = json.loads((folder / FILE_NAME).read_text(encoding="utf-8"))
        octant = Running(int(noted["port"]), str(noted["token"]))
        status, answer = _send(octant, "GET", b"", QUICK)
        is_there = status == http.client.OK and json.loads(answer) == {"running": True}
    except (OSError, ValueError, KeyError, TypeError, http.client.HTTPException):
        return None
    return octant if is_there else None


def hand_over(app: typer.Typer, name: str, arguments: Sequence[str]) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of a command that the running server carries out."""
    there = running(home())
    if there is None:
        raise Refused(_("Octant has stopped just now. Do: give the command again."))
    asked = {
        "name": name,
        "arguments": spelled_out(app, name, arguments),
        "who": who(),
        "language": locales.language(),
    }
    try:
        status, answer = _send(there, "POST", json.dumps(asked).encode(), None)
        content = json.loads(answer)
        if status != http.client.OK:
            raise Refused(str(content["refused"]))
        return int(content["code"]), str(content["out"]), str(content["err"])
    except (OSError, ValueError, KeyError, http.client.HTTPException) as error:
        raise Refused(
            _(
                "The running Octant stopped before it answered. "
                "Do: see with `python -m data history` whether it was done."
            )
        ) from error


def spelled_out(app: typer.Typer, name: str, arguments: Sequence[str]) -> list[str]:
    """The same command with absolute paths, so that it means the same in another folder."""
    command: Any = typer.main.get_command(app)
    context: Any = command.make_context(name, list(arguments))
    words: list[str] = []
    if hasattr(command, "resolve_command"):
        rest = [*context._protected_args, *context.args]
        word, command, rest = command.resolve_command(context, rest)
        context = command.make_context(word, rest, parent=context)
        words.append(word)
    options: list[str] = []
    loose: list[str] = []
    for parameter in command.params:
        texts = _texts(parameter, context.params.get(parameter.name))
        if not parameter.opts[0].startswith("-"):
            loose += texts
        elif getattr(parameter, "is_flag", False):
            options += [parameter.opts[0]] if texts == ["True"] else []
        else:
            options += [word for text in texts for word in (parameter.opts[0], text)]
    return [*words, *options, "--", *loose]


def _texts(parameter: Any, value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return [_text(parameter, one) for one in values if one is not None]


def _text(parameter: Any, value: Any) -> str:
    """A value as it is typed."""
    if isinstance(value, Path):
        there = value.absolute()  # what /dev has (stdin) is this process's own
        return str(there.resolve() if there.is_relative_to("/dev") else there)
    if isinstance(value, datetime):
        formats = parameter.type_descriptor.parameter_info.formats
        return value.strftime(str(formats[0])) if formats else value.isoformat()
    return str(value.value if isinstance(value, Enum) else value)


def _send(there: Running, method: str, body: bytes, patience: float | None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection(HOST, there.port, timeout=patience)
    try:
        headers = {"Authorization": f"Bearer {there.token}", "Content-Type": "application/json"}
        connection.request(method, WORK, body=body or None, headers=headers)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()
