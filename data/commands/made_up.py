"""The made-up company, for who asks before anything of their own is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from data import demo, intake, warehouse
from data.commands import handover, terminal
from data.home import demo_home, home
from data.ingest.model import InputFile, ReadOptions
from data.keeping import recovery
from data.refusal import Refused
from data.warehouse import FILE_NAME, Busy, Warehouse
from locales import _

MAKER = "Octant"
"""Who loads the made-up company, as its history says."""


def fill(book: Warehouse) -> None:
    """Load the made-up exports by the ordinary import; what is there already stays."""
    with TemporaryDirectory() as folder:
        paths = demo.generate(Path(folder), demo.last_month())
        for upload in demo.uploads(paths):
            files = [InputFile(path.name, path) for path in upload]
            intake.confirm(book, intake.propose(book, files, ReadOptions()), MAKER)


def is_shown() -> bool:
    """Whether answers are the made-up company's, since nothing was ever imported here.

    Not known, and so no, while another process has the book.
    """
    handover.leave_to_running()
    if handover.is_alone() and not (home() / FILE_NAME).exists():
        return True
    try:
        with handover.book(home()) as book:
            return book.version() == 0
    except Busy:
        return False


@contextmanager
def book_shown() -> Iterator[Warehouse]:
    """The book that the pages show: the company's own, else the made-up one, which is said.

    Raises Refused while a running Octant is still making it; HeldByServer, Busy.
    """
    with handover.book(home()) as book:
        if book.version() > 0:
            yield book
            return
        say_so()
        with _made_up() as made_up:
            yield made_up


def say_so() -> None:
    """Say beside the answer that it is invented."""
    terminal.complain(
        _(
            "Nothing is loaded yet: this is the made-up company. "
            "Do: load your exports with `python -m data load FILE`."
        )
    )


@contextmanager
def _made_up() -> Iterator[Warehouse]:
    """The made-up company, made first where it is not there yet."""
    book = warehouse.current(demo_home(), recovery.opened)
    if not handover.is_alone():
        if book.version() < demo.VERSIONS:
            raise Refused(_("The made-up company is being made. Do: ask again in half a minute."))
        yield book
        return
    try:
        if book.version() < demo.VERSIONS:
            terminal.complain(_("It is being made: about half a minute."))
            fill(book)
        yield book
    finally:
        warehouse.release(demo_home())
