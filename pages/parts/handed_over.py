"""What the commands hand to the running server: it does their work with the books it holds."""

from contextlib import AbstractContextManager, nullcontext

import streamlit as st
import typer

from analytics.__main__ import app as analytics_commands
from data.__main__ import app as data_commands
from data.commands.handover import Work
from data.commands.listener import Answer, Command, carry_out
from data.commands.terminal import FAILED, USAGE, unexpected
from data.refusal import Damaged, Refused
from locales import _
from pages.parts import open_books

PROGRAMS: dict[str, typer.Typer] = {
    "python -m data": data_commands,
    "python -m analytics": analytics_commands,
}
REPLACING = ("rebuild", "restore", "demo")
"""Commands that put another book in the place of the one that is open."""


def perform(command: Command) -> Answer:
    """Carries out a command: exit code, output, complaint."""
    program = PROGRAMS.get(command.name)
    if program is None:
        return USAGE, "", _("There is no program {name}.").format(name=command.name) + "\n"
    try:
        if program is data_commands and command.arguments[:1] in ([word] for word in REPLACING):
            return _replace(program, command)
        return carry_out(program, command, Work(command.who, open_books.current().company_book))
    except Refused as refused:
        return FAILED, "", f"{refused}\n"
    except Exception as error:  # noqa: BLE001 - who handed it over waits for an answer
        return FAILED, "", f"{unexpected(error)}\n"


def _alone(who: str) -> AbstractContextManager[None]:
    """The import lock; a book that cannot be read has none to wait for."""
    try:
        return open_books.current().company_book.importing(who)
    except Damaged:
        return nullcontext()


def _replace(program: typer.Typer, command: Command) -> Answer:
    """Closes the books for as long as the command takes; not while somebody changes the data."""
    with _alone(command.who), open_books.aside():
        answer = carry_out(program, command, Work(command.who, None))
    st.cache_data.clear()
    return answer
