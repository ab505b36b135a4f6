"""The commands: python -m data load | history | undo | verify | backup | restore | rebuild | …"""

import shutil
import sys
import tempfile
from collections.abc import Collection
from datetime import datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from data import backup as backing_up
from data import demo
from data.book import history, quarantined_rows
from data.catalogue import KINDS
from data.closing import restating, undoing
from data.commands import closing as closing_commands
from data.commands import diff_text, quarantine_commands, report_text
from data.commands import merging as merge_commands
from data.commands import read_file as reading_command
from data.commands.handover import book, is_alone, leave_to_running, who
from data.commands.terminal import plain_file, progress, run, say
from data.home import demo_home, home
from data.ingest.model import InputFile, ReadOptions
from data.intake import confirm, expect, propose
from data.keeping import ledger_rebuild
from data.keeping import rebuild as rebuilding
from data.keeping import restore as restoring
from data.keeping import verify as verifying
from data.report import Report
from locales import _

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
Kind = Enum("Kind", {kind: kind for kind in KINDS})  # type: ignore[misc]


class Mode(Enum):
    """What files do to the months that they are of."""

    REPLACE = "replace"
    ADD = "add"


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@app.callback()
def about() -> None:
    """Exports go in, become versions, and come out again when a version is undone."""


@app.command()
def load(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False, readable=True)
    ],
    kind: Annotated[Kind | None, typer.Option(help="What they are; else recognised.")] = None,
    source: Annotated[str, typer.Option(help="The system that the files come from.")] = "main",
    mode: Annotated[Mode, typer.Option(help="What they do to their months.")] = Mode.REPLACE,
    mapping: Annotated[
        list[str] | None, typer.Option("--map", metavar="COLUMN=HEADER", help="Match a header.")
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option(metavar="KEY=CHOICE", help="Answer a question.")
    ] = None,
    set_aside: Annotated[
        bool, typer.Option("--set-aside", help="Load the good rows, set the bad ones aside.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say it, store nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Load exports: all files of one kind become one version, or none of them does."""
    if not source.strip():
        raise typer.BadParameter(_("--source is empty. Do: name the system, or leave it out."))
    columns = {column.name for entry in KINDS.values() for column in entry.readable}
    options = ReadOptions(
        kind.value if kind else None,
        source,
        mode.value,
        _pairs("--map", mapping, columns),
        _pairs("--answer", answer),
        set_aside=set_aside,
    )
    if dry_run:
        _rehearse(files, options, as_json)
    _end(_load(home(), files, options), as_json)


@app.command("history")
def list_history(as_json: AsJson = False) -> None:
    """Every version: who loaded or undid what, and when."""
    with book(home()) as warehouse:
        versions = history.versions(warehouse)
        missed = quarantined_rows.standing(warehouse)
    sentences = [*report_text.history(versions), *quarantine_commands.sentences(missed)]
    say(report_text.versions_json(versions, missed) if as_json else sentences, as_json)


@app.command()
def undo(version: int, as_json: AsJson = False) -> None:
    """Undo a version; an undo can be undone as well."""
    with book(home()) as warehouse:
        restated = restating.by_undo(warehouse, version)
        made = undoing.undo(warehouse, version, who())
    text = _("Version {version} is undone, by version {made}.").format(version=version, made=made)
    result = {"version": made, "undoes": version, "restated": restated}
    say(result if as_json else [text, *restated], as_json)


@app.command()
def verify(as_json: AsJson = False) -> None:
    """Whether the book, the ledger and the originals agree."""
    with book(home()) as warehouse:
        problems = verifying.verify(warehouse)
    agreed = _("The book, the ledger and the originals agree.")
    say({"problems": problems} if as_json else problems or agreed, as_json)
    raise typer.Exit(1 if problems else 0)


@app.command()
def rebuild(
    of_ledger: Annotated[
        bool, typer.Option("--ledger", help="Write the ledger anew from the book instead.")
    ] = False,
    drop_unknown: Annotated[
        bool, typer.Option("--drop-unknown", help="Leave out what the ledger does not know.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make the book anew from the ledger and the originals, or the ledger from the book."""
    leave_to_running()
    if of_ledger:
        renewed = ledger_rebuild.renew(home(), who())
        say(renewed.to_json() if as_json else renewed.sentences(), as_json)
        return
    kept = rebuilding.rebuild(home(), drop_unknown)
    text = _("The book was made anew. The old one is kept as {path}.").format(path=kept)
    say({"kept": str(kept)} if as_json else text, as_json)


@app.command()
def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", file_okay=False)], as_json: AsJson = False
) -> None:
    """Write a backup into a folder: one file with the book, the ledger and the originals."""
    with book(home()) as warehouse:
        path = backing_up.back_up(warehouse, folder)
        version = warehouse.version()
    text = _("The backup agrees with its ledger: {path}").format(path=path)
    result = {"backup": str(path), "version": version, "bytes": path.stat().st_size}
    say(result if as_json else text, as_json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    as_json: AsJson = False,
) -> None:
    """Put a backup back and do again what was done since; the state of before is kept aside."""
    leave_to_running()
    restored = restoring.restore(home(), plain_file(file))
    with book(home()) as warehouse:
        problems = verifying.verify(warehouse)
    say(
        restored.to_json() | {"problems": problems}
        if as_json
        else [*restored.sentences(), *problems],
        as_json,
    )
    raise typer.Exit(1 if problems else 0)


@app.command("demo")
def make_demo(
    lines: Annotated[int, typer.Option(min=1_000, help="About how many order lines.")] = 60_000,
    until: Annotated[
        datetime | None,
        typer.Option(metavar="YYYY-MM", formats=["%Y-%m"], help="The last month."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Make the made-up company anew; it lives apart from the real book."""
    leave_to_running()
    with book(demo_home()):
        pass
    shutil.rmtree(demo_home())
    with tempfile.TemporaryDirectory(dir=home()) as folder:
        with progress() as report_progress:
            if report_progress:
                report_progress(0, _("Making the exports"))
            last = f"{until:%Y-%m}" if until else demo.last_month()
            paths = demo.generate(Path(folder), last, lines)
        reports = [
            report
            for upload in demo.uploads(paths)
            for report in _load(demo_home(), upload, ReadOptions())
        ]
    _end(reports, as_json)


def _load(folder: Path, paths: list[Path], options: ReadOptions) -> list[Report]:
    expect(_incoming(paths))
    with book(folder) as warehouse, progress() as report_progress:
        if is_alone():
            warehouse.hold_back(sum(path.stat().st_size for path in paths))
        return confirm(
            warehouse,
            propose(warehouse, _incoming(paths), options, report_progress),
            who(),
            report_progress,
        )


def _rehearse(paths: list[Path], options: ReadOptions, as_json: bool) -> NoReturn:
    """Print what loading would change and exit; nothing is stored."""
    expect(_incoming(paths))
    with book(home()) as warehouse, progress() as report_progress:
        proposal = propose(warehouse, _incoming(paths), options, report_progress)
    sentences = report_text.load(proposal.reports, is_rehearsal=True)
    _exit(proposal.reports, [*sentences, *diff_text.rehearsed(proposal)], as_json)


def _incoming(paths: list[Path]) -> list[InputFile]:
    return [InputFile.at(plain_file(path)) for path in paths]


def _end(reports: list[Report], as_json: bool) -> NoReturn:
    """Print the outcome of each file and exit."""
    _exit(reports, list(report_text.load(reports, is_rehearsal=False)), as_json)


def _exit(reports: list[Report], sentences: list[str], as_json: bool) -> NoReturn:
    """Print reports or sentences; exit 1 when one of the files was not loaded."""
    say([_plain(report) for report in reports] if as_json else sentences, as_json)
    good = ("loaded", "unchanged", "ready")
    raise typer.Exit(0 if all(report.status in good for report in reports) else 1)


def _plain(report: Report) -> dict[str, Any]:
    """A report as JSON; what a rehearsal would load is *loaded*, with version null."""
    content = report.to_json()
    return content | {"status": "loaded"} if report.status == "ready" else content


def _pairs(
    option: str, texts: list[str] | None, known: Collection[str] | None = None
) -> dict[str, str]:
    """NAME=VALUE texts as a mapping; a usage error when one is not, or names nothing known."""
    pairs = {}
    for text in texts or []:
        key, equals, value = text.partition("=")
        if not key or not equals:
            message = _("{option} {text}: write it as NAME=VALUE.")
            raise typer.BadParameter(message.format(option=option, text=text))
        if known is not None and key not in known:
            message = _("{option} {text}: there is no column {name}.")
            raise typer.BadParameter(message.format(option=option, text=text, name=key))
        pairs[key] = value
    return pairs


closing_commands.register(app, book, who)
merge_commands.register(app, book, who)
quarantine_commands.register(app, book)
app.command("read")(reading_command.read)

if __name__ == "__main__":
    sys.exit(run(app, "python -m data"))
