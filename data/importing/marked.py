"""A refused file given back to be mended: its records, and beside each what is wrong with it."""

import codecs
import csv
import io

from data.reading.seam import Incoming
from data.reading.text.opening import reopen
from data.reading.text.records import Broken, records
from data.reading.text.source import Source
from data.report import Report
from locales import _


def marked(file: Incoming, report: Report) -> bytes:
    """The records as they stand and an Error column, as CSV in UTF-8 with a byte-order mark.

    The delimiter is the file's own. What concerns the whole file stands beside its first record.
    """
    wrong: dict[int, list[str]] = {}
    for problem in report.errors:
        wrong.setdefault(problem.row or 1, []).append(problem.sentence(file.name))
    wrong.setdefault(report.records.preamble + 1, [_("Error")])
    delimiter = report.delimiter or ","
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    for row, (_line, cells) in enumerate(records(_source(file, report), delimiter), 1):
        kept = [cells.text] if isinstance(cells, Broken) else cells
        said = " ".join(wrong.get(row, []))
        writer.writerow([*kept, said] if kept or said else [])
    return out.getvalue().encode("utf-8-sig")


def _source(file: Incoming, report: Report) -> Source:
    sheet = reopen(file, report)
    if sheet is not None:
        return sheet
    try:
        encoding = codecs.lookup(report.encoding or "utf-8").name
    except LookupError:
        encoding = "utf-8"
    text = file.path.read_bytes().decode(encoding, errors="replace").removeprefix("\ufeff")
    return Source(file.path, "utf-8", transcoded=text.encode())
