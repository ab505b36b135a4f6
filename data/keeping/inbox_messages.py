"""What the inbox says of files: why they stay, and why they were refused."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data.ingest.model import name_of
from data.report import LISTED, Report
from locales import _

MAIN = "main"
"""The source of what lies in the inbox itself."""
MOST = 100
"""How many files of a source's inner folders are named."""


@dataclass(frozen=True)
class Waiting:
    """A source's file that stays in the inbox, and why.

    `is_asked`: answers would let it load. `is_file`: it is a file that could be loaded by hand.
    """

    path: Path
    why: tuple[str, ...]
    is_asked: bool
    source: str = MAIN
    is_file: bool = True

    @property
    def name(self) -> str:
        """The file's name as text."""
        return name_of(self.path)


def too_deep(sources: Iterable[Path]) -> Iterator[Waiting]:
    """Files in folders within a source: which source they are of, nobody has said."""
    for folder in sources:
        within = (path for path in folder.glob("*/**/*") if path.is_file())
        for path in sorted(islice(within, MOST)):
            why = _(
                "Folders within a source are not looked into. Do: move the file into {folder}."
            ).format(folder=f"inbox/{name_of(folder)}")
            yield Waiting(path, (why,), is_asked=False, source=name_of(folder))


def in_words(error: OSError) -> str:
    """Why the system would not let a file be taken in."""
    return _(
        "The file could not be read, stored or moved away: {reason}. "
        "Do: see to that; it is tried again every minute."
    ).format(reason=error.strerror or error)


def reasons(report: Report) -> Iterator[str]:
    """Why a file was refused, line by line."""
    yield _("{file} was refused; nothing of it was stored.").format(file=report.file)
    for problem in report.errors[:LISTED]:
        yield problem.sentence(report.file)
    more = report.errors_total - min(len(report.errors), LISTED)
    if more > 0:
        yield _("… and {n} more.").format(n=f"{more:,}")
