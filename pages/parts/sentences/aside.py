"""What is said of records that were set aside when their file was loaded without them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from charts import words
from charts.theme import Look
from data.report import Report
from locales import _, ngettext


def in_window(found: pd.DataFrame, look: Look) -> list[str]:
    """One sentence for each kind of which the window lacks records."""
    return [_missed(row, look) for row in found.to_dict("records")]


def _missed(row: dict[Any, Any], look: Look) -> str:
    return ngettext(
        "{n} row is set aside and not counted ({what}); the history on Exports has it.",
        "{n} rows are set aside and not counted ({what}); the history on Exports has them.",
        int(row["records"]),
    ).format(n=look.count(row["records"]), what=what(row, look))


def what(row: dict[Any, Any], look: Look) -> str:
    """The kind and the months of records set aside."""
    return _(", ").join(part for part in (words.kind(row["kind"]), months(row, look)) if part)


def months(row: dict[Any, Any], look: Look) -> str:
    """The months that records set aside are of; none for lists."""
    found = [m for m in (row["first_month"], row["last_month"]) if isinstance(m, date)]
    return _(" to ").join(dict.fromkeys(look.month(month) for month in found))


def loaded(version: int, reports: Sequence[Report], look: Look) -> list[str]:
    """The end of an import that set records aside."""
    n = sum(report.aside for report in reports)
    if not n:
        return []
    text = ngettext(
        "Version {version} sets {n} row aside; the history gives it back to be mended.",
        "Version {version} sets {n} rows aside; the history gives them back to be mended.",
        n,
    )
    return [text.format(version=version, n=look.count(n))]


def refused(n: int, look: Look) -> str:
    """What one may do with a file of which only single records are bad."""
    return ngettext(
        "Load the good rows, set the {n} bad one aside",
        "Load the good rows, set the {n} bad ones aside",
        n,
    ).format(n=look.count(n))


def will_be(n: int, look: Look) -> str:
    """What confirming will leave out."""
    return ngettext(
        "{n} bad row will be set aside: kept with its reason, not counted.",
        "{n} bad rows will be set aside: kept with their reasons, not counted.",
        n,
    ).format(n=look.count(n))
