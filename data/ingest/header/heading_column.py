"""A column without a name whose cells stand alone above the records that they are for."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from data.ingest import context, problems
from data.ingest.files.drawn_tables import is_rule
from data.ingest.header.mapped_file import Head
from data.ingest.header.matching import match
from data.ingest.questions import Questionnaire
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number
from data.ingest.values.total_words import is_footer, says_total
from data.report import Question
from locales import _

IGNORE = "ignore"
ACCOUNTS = ("account_name", "account_id")
SAMPLES = 5
Rows = Sequence[Sequence[str]]


def ask_headings(head: Head, rows: Rows, questionnaire: Questionnaire) -> None:
    """Ask what the headings of a file are that names no account otherwise, and give their column
    the name of the answer; unanswered they are accounts. `rows`: the first ones below the header.
    """
    place = heading_place(head.header.cells, rows)
    mapped = match(head.header.cells, head.kind).columns
    columns = {c.name for c in head.kind.columns if c.type == "text" and c.name not in mapped}
    has_account = any(name in mapped for name in ACCOUNTS)
    if place is None or has_account or "account_name" not in columns or _repeats(place, rows):
        return
    others = [c.name for c in head.kind.columns if c.name in columns - {"account_name"}]
    texts = list(dict.fromkeys(_headings(place, rows)))
    question = Question(
        "headings",
        _("{names} stands alone above the records of a group. What is it?").format(
            names=problems.quoted(texts[0])
        ),
        ("account_name", *others, IGNORE),
        {"account_name": [(text, text) for text in texts[:SAMPLES]]},
    )
    answer = questionnaire.settle(question, [head.report], head.remembered.answers)
    if answer == IGNORE:
        return
    names = [answer or "account_name" if i == place else c for i, c in enumerate(head.header.cells)]
    head.header = replace(head.header, cells=tuple(names))
    head.headings_at = place


def heading_place(cells: Sequence[str], rows: Rows) -> int | None:
    """The place of an unnamed column with headings: each the only cell of its row, above a record
    that leaves the column blank."""
    if not context.reads_at(context.MEANING):
        return None
    places = (place for place, name in enumerate(cells) if not name)
    return next((place for place in places if _headings(place, rows)), None)


def _headings(place: int, rows: Rows) -> list[str]:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    pairs = pairwise(filled)
    return [row[place].strip() for row, below in pairs if _is_heading(place, row, below)]


def _repeats(place: int, rows: Rows) -> bool:
    """Whether another column repeats the heading in each record below it: nothing is lost then."""
    heading, beside = "", None
    for row in rows:
        if _is_alone(place, row):
            heading = row[place].strip()
        elif heading and place < len(row) and not row[place].strip():
            same = {at for at, cell in enumerate(row) if cell.strip() == heading}
            beside = same if beside is None else beside & same
    return bool(beside)


def _is_alone(place: int, row: Sequence[str]) -> bool:
    return [at for at, cell in enumerate(row) if cell.strip()] == [place]


def _is_heading(place: int, row: Sequence[str], below: Sequence[str]) -> bool:
    if not _is_alone(place, row):
        return False
    text = row[place].strip()
    tests = (is_number, is_date, says_total, is_rule, lambda cell: is_footer([cell]))
    is_text = not any(test(text) for test in tests)
    record = [at for at, cell in enumerate(below) if cell.strip()]
    return is_text and len(record) > 1 and place not in record
