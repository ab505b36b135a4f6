"""The command for rows set aside: python -m data aside."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Annotated, Any

import pandas as pd
import typer

from data.book import quarantined_rows
from data.commands.terminal import say, write
from data.commands.whole_file import written_whole
from data.home import home
from data.refusal import Unknown
from data.warehouse import Warehouse
from locales import _, ngettext

Opened = Callable[..., AbstractContextManager[Warehouse]]


def register(app: typer.Typer, opened: Opened) -> None:
    """Add the command to the others; `opened` gives the book for the length of a command."""

    @app.command("aside")
    def list_aside(
        number: Annotated[
            int | None, typer.Argument(metavar="NUMBER", help="Whose rows to give back.")
        ] = None,
        output: Annotated[
            Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write.")
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    ) -> None:
        """The files with rows set aside; with a NUMBER its rows, to be mended and loaded."""
        with opened(home()) as warehouse:
            found = quarantined_rows.standing(warehouse)
            if number is not None and number not in set(found["file_id"]):
                raise Unknown(_("No rows are set aside under {n}.").format(n=number))
            rows = b"" if number is None else quarantined_rows.to_mend(warehouse, number)
        if number is None:
            nothing = _("No rows are set aside.")
            say(_json(found) if as_json else [*sentences(found)] or nothing, as_json)
        elif output is None:
            write(rows.decode("utf-8-sig"))
        else:
            with written_whole(output) as file:
                file.write(rows.decode())
            text = _("The rows are in {path}.").format(path=output)
            mine = found[found["file_id"] == number]
            say(_json(mine) if as_json else text, as_json)


def sentences(found: pd.DataFrame) -> Iterator[str]:
    """What is set aside, file by file, and how it comes back."""
    for row in found.to_dict("records"):
        n = int(row["records"])
        text = ngettext(
            "{file} (version {version}, {kind}): {n} row is set aside and counts nowhere. "
            "Do: `python -m data aside {number} -o FILE`, mend it and load it.",
            "{file} (version {version}, {kind}): {n} rows are set aside and count nowhere. "
            "Do: `python -m data aside {number} -o FILE`, mend them and load them.",
            n,
        )
        yield text.format(
            file=row["file_name"],
            version=row["version"],
            kind=row["kind"],
            n=f"{n:,}",
            number=row["file_id"],
        )


def _json(found: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {
            "number": int(row["file_id"]),
            "version": int(row["version"]),
            "file": row["file_name"],
            "kind": row["kind"],
            "source": row["source"],
            "records": int(row["records"]),
            "first_month": None if pd.isna(row["first_month"]) else f"{row['first_month']:%Y-%m}",
            "last_month": None if pd.isna(row["last_month"]) else f"{row['last_month']:%Y-%m}",
            "first_reason": row["first_reason"],
        }
        for row in found.to_dict("records")
    ]
