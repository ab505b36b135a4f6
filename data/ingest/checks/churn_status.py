"""Churn files that list every account: which rows are losses, by a status column."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from data.ingest.questions import Questionnaire
from data.ingest.rows.raw_table import RawTable
from data.ingest.values.header_text import normalized
from data.report import Question
from locales import _

MOST = 20
"""A column with more different values than this is no status."""
WORDS = (
    *("churned", "lost", "churn", "left", "cancelled", "canceled", "closed", "terminated"),
    *("inactive", "流失", "已流失", "丢失", "已丢失", "终止", "yes", "true", "1", "是", "y"),
)


def keep_losses(sheet: RawTable, questionnaire: Questionnaire) -> int:
    """Keep the losses alone, as answered; returns how many records were left out.

    A status with one value only settles nothing: every row is a loss. While the question waits,
    the most plausible value counts.
    """
    if "status" not in sheet.cells:
        return 0
    status = sheet.cells["status"]
    cells = status.raw.take(pa.array(status.index))
    counted = pc.value_counts(pc.utf8_trim_whitespace(cells)).to_pylist()
    times = {v["values"]: v["counts"] for v in counted}
    if len(times) > MOST:
        sheet.head.report.unmapped.append(sheet.head.report.mapping.pop("status"))
        return 0
    if len(times) < 2:
        return 0
    choices = sorted((v for v in times if v), key=lambda v: (_rank(v), -times[v]))
    question = Question(
        "status",
        _("Which value of {header} means lost?").format(header=sheet.head.name_of("status")),
        tuple(choices),
        {value: [(value, _("{n} records").format(n=times[value]))] for value in choices},
    )
    memory = sheet.head.remembered.answers
    lost = questionnaire.settle(question, [sheet.head.report], memory) or choices[0]
    is_loss = np.asarray(pc.equal(pc.utf8_trim_whitespace(cells), lost))
    sheet.keep(is_loss)
    return int((~is_loss).sum())


def _rank(value: str) -> int:
    plain = [normalized(word) for word in WORDS]
    return plain.index(normalized(value)) if normalized(value) in plain else len(plain)
