"""How a command ends: an exit code and, at the worst, one plain line. Never a traceback."""

import json
import secrets
import shutil
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TextIO

import duckdb
import typer

from data import exact
from data.book import error_messages
from data.clock import now
from data.commands import handover
from data.home import home, keep_private
from data.ingest.model import UnknownChoice
from data.refusal import Refused, Unknown
from locales import _

DONE, FAILED, USAGE, INTERRUPTED = 0, 1, 2, 130
CLEAR = "\r\033[K"
"""Back to the beginning of a terminal's line, with nothing on it."""

streams: ContextVar[tuple[TextIO, TextIO] | None] = ContextVar("streams", default=None)
"""Where output and complaints go, when not to this process's own."""


def run(app: typer.Typer, name: str, arguments: list[str] | None = None) -> int:
    """Run a command; its exit code: 0 done, 1 not (all) done, 2 usage, 130 stopped by Ctrl-C."""
    keep_private()
    try:
        return _run(app, name, arguments)
    except SystemExit as end:
        if end.code == INTERRUPTED:
            complain(_("Stopped."))
        return end.code if isinstance(end.code, int) else FAILED
    except UnknownChoice as error:
        text = _("{key} cannot be {said}. Do: choose one of {choices}.")
        complain(text.format(key=error.key, said=error.said, choices=", ".join(error.choices)))
        return USAGE
    except Refused as error:
        complain(str(error))
        return USAGE if isinstance(error, Unknown) else FAILED
    except KeyboardInterrupt:
        complain(_("Stopped."))
        return INTERRUPTED
    except OSError as error:
        complain(
            _("{path}: {reason}. Do: see that Octant may read and write there.").format(
                path=error.filename or home(), reason=error.strerror or error
            )
        )
        return FAILED
    except Exception as error:  # noqa: BLE001 - the one place where what nobody expected ends
        refusal = (
            error_messages.in_words(error, home()) if isinstance(error, duckdb.Error) else None
        )
        complain(str(refusal) if refusal else unexpected(error))
        return FAILED


def _run(app: typer.Typer, name: str, arguments: list[str] | None) -> int:
    try:
        app(arguments, prog_name=name)
    except handover.HeldByServer:
        given = sys.argv[1:] if arguments is None else arguments
        code, out, err = handover.hand_over(app, name, given)
        sys.stderr.write(err)
        write(out)
        return code
    return DONE


def plain_file(path: Path) -> Path:
    """A file that can be read more than once; a usage error for a pipe or a device."""
    if not path.is_file():
        text = _("{path} is a pipe or a device. Do: write what it gives into a file first.")
        raise typer.BadParameter(text.format(path=path))
    return path


def say(lines: object, as_json: bool) -> None:
    """Print an answer: as JSON, or line by line."""
    if as_json:
        write(exact.dumps(lines, indent=2) + "\n")
    else:
        write("".join(f"{line}\n" for line in (lines if isinstance(lines, list) else [lines])))


def write(text: str) -> None:
    """Print an answer as it is."""
    aside = streams.get()
    (aside[0] if aside else sys.stdout).write(text)


def complain(text: str) -> None:
    """Say what went wrong."""
    aside = streams.get()
    print(text, file=aside[1] if aside else sys.stderr)


@contextmanager
def progress() -> Iterator[Callable[[float, str], None] | None]:
    """Tells on the terminal how far a command is; None where nobody looks."""
    if streams.get() is not None or not sys.stderr.isatty():
        yield None
        return
    try:
        yield _show
    finally:
        sys.stderr.write(CLEAR)


def _show(share: float, text: str) -> None:
    room = shutil.get_terminal_size().columns // 2  # a Chinese character takes two
    sys.stderr.write(f"{CLEAR}{share:4.0%} {text[:room]}")
    sys.stderr.flush()


def unexpected(error: Exception) -> str:
    """Log an error in full under an id; the line that names it."""
    number = secrets.token_hex(4)
    path = home() / "log" / "errors.jsonl"
    entry = {
        "at": now().isoformat(),
        "error_id": number,
        "error": type(error).__name__,
        "trace": traceback.format_exception(error),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
    except OSError:
        return _("Something unexpected went wrong, and {path} cannot be written.").format(path=path)
    text = _("Something unexpected went wrong (error {number}). The details are in {path}.")
    return text.format(number=number, path=path)
