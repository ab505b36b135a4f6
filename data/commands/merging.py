"""The commands that say which accounts are one: python -m data merge | unmerge."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Annotated

import typer

from data.commands.terminal import say
from data.home import home
from data.names import merges
from data.warehouse import Warehouse
from locales import _

Opened = Callable[..., AbstractContextManager[Warehouse]]
Account = Annotated[str, typer.Argument(metavar="ACCOUNT", help="An id or a name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer, opened: Opened, who: Callable[[], str]) -> None:
    """Add the commands to the others; `opened` gives the book for the length of a command."""

    @app.command()
    def merge(account: Account, into: Account, as_json: AsJson = False) -> None:
        """Let all that is known of one account count for another."""
        with opened(home()) as warehouse:
            made = merges.merge(warehouse, account, into, who())
        text = _("{account} counts for {into} from version {version} on.")
        result = {"version": made, "account": account, "into": into}
        say(result if as_json else text.format(**result), as_json)

    @app.command()
    def unmerge(account: Account, as_json: AsJson = False) -> None:
        """Take an account out of the one it was merged into."""
        with opened(home()) as warehouse:
            made = merges.unmerge(warehouse, account, who())
        text = _("{account} counts for itself from version {version} on.")
        result = {"version": made, "account": account}
        say(result if as_json else text.format(**result), as_json)
