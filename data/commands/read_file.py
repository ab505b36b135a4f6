"""`python -m data read`: shows any table as it is read, to find out what is wrong with a file."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from data.commands.question_text import examples, samples
from data.commands.terminal import complain, plain_file, say, write
from data.commands.whole_file import written_whole
from data.formula_guard import csv_line, guarded_cell
from data.ingest.inspection import Inspection
from data.ingest.model import InputFile
from data.sandbox.reader import inspect_file
from locales import _

SHOWN = 20


def read(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    out: Annotated[
        Path | None, typer.Option("-o", "--out", help="Write the table here, not on the screen.")
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option(metavar="KEY=CHOICE", help="Answer a question.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was found as JSON.")] = False,
) -> None:
    """Show any table as plain CSV (UTF-8, comma, LF), and what was left out of it and why.

    What a spreadsheet would run as a formula gets an apostrophe before it.
    """
    answers = dict(text.partition("=")[::2] for text in answer or [])
    inspection = inspect_file(InputFile.at(plain_file(file)), answers)
    if out is not None:
        with written_whole(out) as target:
            target.writelines(_csv(inspection))
    elif not as_json:
        for text in _csv(inspection):
            write(text)
    if as_json:
        say(inspection.to_json(), as_json=True)
    else:
        for line in _findings(inspection):
            complain(line)
    report = inspection.report
    raise typer.Exit(1 if report.questions or report.errors_total else 0)


def _csv(inspection: Inspection) -> Iterator[str]:
    if inspection.header:
        yield _line(inspection.header)
    yield from map(_line, inspection.records())


def _line(cells: list[str] | tuple[str, ...]) -> str:
    return csv_line(map(guarded_cell, cells))


def _findings(inspection: Inspection) -> Iterator[str]:
    """The findings, line by line."""
    report = inspection.report
    yield _("Encoding: {encoding}").format(encoding=report.encoding or "–")
    if report.sheet:
        yield _("Sheet: {sheet}").format(sheet=report.sheet)
    if report.delimiter:
        yield _("Delimiter: {delimiter}").format(delimiter=repr(report.delimiter))
    if inspection.last:
        rows = (
            f"{inspection.first}"
            if inspection.first == inspection.last
            else f"{inspection.first}–{inspection.last}"
        )
        yield _("Header: row {row}").format(row=rows)
    elif report.records.in_file:
        yield _("Header: none")
    counts = report.records.to_json().items()
    listed = ", ".join(f"{name} {n}" for name, n in counts if n or name == "in_file")
    yield _("Records: {counts}").format(counts=listed)
    if report.kind:
        yield _("It looks like a file of kind {kind}.").format(kind=report.kind)
    yield from report.warnings
    for item in report.listed:
        yield _("Left out: row {row} ({what}): {found}").format(
            row=item.row, what=item.what, found=item.found
        )
    for question in report.questions:
        choices = ", ".join(question.choices)
        yield f"{question.text} (--answer {question.key}={choices})"
        yield from (f"    {text}" for text in examples(question))
        for choice in question.choices:
            yield from (f"    {choice}: {text}" for text in samples(question, choice))
    for problem in report.errors[:SHOWN]:
        yield problem.sentence(report.file, in_command=True)
    if report.errors_total > SHOWN:
        text = _("    … and {n} more; --json lists the first 1,000.")
        yield text.format(n=f"{report.errors_total - SHOWN:,}")
