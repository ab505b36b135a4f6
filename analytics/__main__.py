"""`python -m analytics`: the questions of the pages, from the command line."""

import sys
from pathlib import Path
from typing import Annotated, NoReturn

import duckdb
import pyarrow as pa
import typer

from analytics import cli_query, engine, output
from analytics.ruler import Unreadable, choice
from data.commands import made_up, terminal
from data.commands.whole_file import written_whole
from data.warehouse import Busy
from locales import _

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


@app.command()
def main(
    question: Annotated[str | None, typer.Argument(help="The question; none lists them.")] = None,
    as_of: Annotated[str | None, typer.Option(help="The day of the picture.")] = None,
    window: Annotated[str | None, typer.Option(help="Months: 3, 6, 12, 24, 36 or all.")] = None,
    where: Annotated[list[str] | None, typer.Option(help="COLUMN=VALUE, a filter.")] = None,
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="KEY=VALUE, a rule or a parameter.")
    ] = None,
    version: Annotated[str | None, typer.Option(help="A data version of the past.")] = None,
    form: Annotated[str, typer.Option("--format", help="table, csv or json.")] = "table",
    file: Annotated[Path | None, typer.Option("-o", help="Write to this file.")] = None,
) -> None:
    """Answer one QUESTION about the book in OCTANT_HOME."""
    try:
        write = output.FORMATS[choice("format", form, tuple(output.FORMATS))]
        given = {"as_of": as_of, "window": window, "version": version}
        typed = cli_query.read(given, where or [], settings or [])
        text = write(_list() if question is None else _answer(question, typed))
        _put(text, file)
    except Unreadable as error:
        _stop(str(error), 2)
    except Busy as error:
        _stop(str(error), 1)
    except duckdb.Error as error:
        _stop(_("The book cannot answer: {why}").format(why=str(error).splitlines()[0]), 1)


def _answer(question: str, typed: cli_query.Asked) -> pa.Table:
    if question not in engine.questions():
        raise Unreadable(
            _("There is no question {name}. There are: {names}.").format(
                name=question, names=", ".join(engine.questions())
            )
        )
    with made_up.book_shown() as warehouse, warehouse.cursor() as cursor:
        answer, remarks = cli_query.answer_with_remarks(cursor, question, typed)
    for remark in remarks:
        terminal.complain(remark)
    return answer


def _list() -> pa.Table:
    if made_up.is_shown():
        made_up.say_so()
    names = engine.questions()
    return pa.table({"question": names, "sentence": [engine.about(n).sentence for n in names]})


def _put(text: str, file: Path | None) -> None:
    if file is None:
        terminal.write(text)
        return
    try:
        with written_whole(file) as target:
            target.write(text)
    except OSError as error:
        raise Unreadable(
            _("{file} cannot be written: {why}.").format(file=file, why=error.strerror)
        ) from None


def _stop(sentence: str, code: int) -> NoReturn:
    terminal.complain(sentence)
    raise typer.Exit(code)


if __name__ == "__main__":
    sys.exit(terminal.run(app, "python -m analytics"))
