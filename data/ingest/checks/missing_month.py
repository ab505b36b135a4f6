"""Files without a date column, with a month after today, or without rows: asks which month."""

import calendar
import re
from datetime import date, timedelta

import pyarrow as pa

from data.catalogue import Kind
from data.columns.dictionary_column import same
from data.ingest import problems
from data.ingest.context import today
from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.report import Question
from locales import _

_MONTH_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])(?!\d)")
SKIP, EMPTY = "skip", "empty"


def one_day(sheet: RawTable, column: str, questionnaire: Questionnaire) -> pa.ChunkedArray:
    """The day for all rows of a file without dates, as answered (any ISO date), else the likeliest.

    Only a churn log is asked: other kinds are refused without their date.
    """
    choices = tuple(f"{_month_end(m)}" for m in _likely(sheet.head.file.name))
    question = Question(
        column, _("The file has no date. On which day were its accounts lost?"), choices
    )
    answer = None
    if column == "lost_on":
        answer = questionnaire.settle(question, [sheet.head.report], is_valid=_is_day)
    day = date.fromisoformat(answer or choices[0])
    return same(day, len(sheet.rows), pa.date32())


def ask(sheet: RawTable, kind: Kind, questionnaire: Questionnaire) -> None:
    """Ask about months after today, and about a file that has a header only."""
    head = sheet.head
    if head.report.status != "refused" and not len(sheet.rows) and not head.report.records.rejected:
        _ask_empty(sheet, kind, questionnaire)
    if kind.is_plan:
        return
    latest = max((change.month for change in head.report.months), default=None)
    if latest is None or latest <= today():
        return
    question = Question(
        "month_future",
        _("{month} is after today. Load it?").format(month=f"{latest:%Y-%m}"),
        ("load", "stop"),
    )
    if questionnaire.settle(question, [head.report]) == "stop":
        future = _("a month to come, {month}").format(month=f"{latest:%Y-%m}")
        do = _("correct the dates")
        head.report.refuse(problems.of_file(future, _("months up to today"), do))


def _ask_empty(sheet: RawTable, kind: Kind, questionnaire: Questionnaire) -> None:
    """Ask which month a file with a header only empties, if any."""
    head = sheet.head
    if head.report.records.not_losses or head.report.records.not_sales:
        return
    named = _named(head.file.name)
    months = [f"{m:%Y-%m}" for m in _likely(head.file.name)] if kind.month_column else [EMPTY]
    order = (*months[:1], SKIP, *months[1:]) if named else (SKIP, *months)
    question = Question("month_empty", _("The file has no rows. What does it say?"), order)
    answer = questionnaire.settle(
        question, [head.report], is_valid=lambda a: a in order or _is_month(a)
    )
    if answer and answer not in (SKIP, EMPTY):
        head.reading.empty_month = date.fromisoformat(f"{answer}-01")
    elif answer == EMPTY:
        head.reading.empties_list = True


def _named(name: str) -> date | None:
    match = _MONTH_IN_NAME.search(name)
    return date(int(match.group(1)), int(match.group(2)), 1) if match else None


def _likely(name: str) -> list[date]:
    """Months, first days: the one in the file's name, then the last three that are over."""
    month = today().replace(day=1)
    months = [m] if (m := _named(name)) else []
    for _i in range(3):
        month = (month - timedelta(days=1)).replace(day=1)
        months.append(month)
    return list(dict.fromkeys(months))


def _month_end(month: date) -> date:
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", text)) and _parses(text)


def _is_month(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d{2}", text)) and _parses(f"{text}-01")


def _parses(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
