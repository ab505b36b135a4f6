"""The problems a file can have, in the words that say what was found, expected and to be done."""

from collections.abc import Sequence

from data.report import Problem
from locales import _

Needs = Sequence[Sequence[str]]
"""Alternatives, each a list of columns."""
SHOWN = 60


def quoted(text: str) -> str:
    """A cell as it is shown in a message: short, in quotes, with controls visible."""
    shown = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    visible = "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in shown)
    return f'"{visible}"'


def of_file(found: str, expected: str, do: str, option: str | None = None) -> Problem:
    return Problem(None, None, None, found, expected, do, option=option)


def empty() -> Problem:
    return of_file(_("an empty file"), _("a header and records"), _("export the file again"))


def missing(lacks: Sequence[Needs], headers: Sequence[str]) -> Problem:
    """The needs of a kind that no header satisfies, beside the headers that are there."""
    needed = "; ".join(
        _(" or ").join(_(" and ").join(alternative) for alternative in need) for need in lacks
    )
    return of_file(
        _("the headers {headers}").format(headers=", ".join(quoted(h) for h in headers[:40])),
        _("a column for: {needed}").format(needed=needed),
        _("add it to the export, or say on the page which header it is"),
        f"--map {lacks[0][0][0]}=HEADER",
    )
