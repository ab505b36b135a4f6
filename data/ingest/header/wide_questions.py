"""The report lines and questions of a file whose records hold several targets."""

import re
from collections.abc import Sequence

from data.ingest import problems
from data.ingest.header.mapped_file import Head
from data.ingest.header.matching import match
from data.ingest.header.wide_layout import DIMENSIONS, TARGETS, Wide
from data.ingest.questions import Questionnaire
from data.report import Question
from locales import _

_PLANNED = re.compile(
    r"target|quota|budget|goal|\bplan|forecast|目标|指标|预算|计划|任务", re.IGNORECASE
)


def describe(head: Head, wide: Wide) -> None:
    """Write the mapping of a wide file into the report; several amount headers as first … last."""
    cells, report = head.header.cells, head.report
    head.columns = dict(wide.dimensions)
    amounts = list(wide.values)
    ends = dict.fromkeys((cells[amounts[0]], cells[amounts[-1]]))
    report.mapping = {c: cells[i] for c, i in wide.dimensions.items()}
    report.mapping["amount"] = " … ".join(ends)
    if wide.month_at is not None:
        report.mapping["month"] = cells[wide.month_at]
    used = {*wide.values, *wide.dimensions.values(), *wide.sums, wide.month_at, wide.year_at}
    report.unmapped = [c for i, c in enumerate(cells) if c and i not in used]


def ask_kind(head: Head, rows: Sequence[Sequence[str]], questionnaire: Questionnaire) -> None:
    """Ask whether figures by month are targets, where neither name nor headers say so."""
    texts = [head.file.name, *head.header.cells, *(cell for row in rows for cell in row)]
    says_period = "period" in match(head.header.cells, TARGETS).columns
    if says_period or any(_PLANNED.search(text) for text in texts):
        return
    question = Question(
        "targets",
        _("The file has an amount for each month. Are these targets?"),
        ("targets", "stop"),
    )
    if questionnaire.settle(question, [head.report], head.remembered.answers) == "stop":
        head.report.refuse(
            problems.of_file(
                _("amounts by month that are no targets"),
                _("a date in each record"),
                _("export the single records instead of a summary by month"),
            )
        )


def ask_whose(
    head: Head, key: str, names: Sequence[str], questionnaire: Questionnaire
) -> str | None:
    """Ask which column the names of columns, blocks or rows belong to; None while unanswered."""
    shown = ", ".join(problems.quoted(name) for name in names[:3])
    question = Question(
        key,
        _("What are {names}?").format(names=shown + (" …" if len(names) > 3 else "")),
        DIMENSIONS,
    )
    return questionnaire.settle(question, [head.report], head.remembered.answers)
