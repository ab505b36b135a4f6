"""A refused file given back to be mended: its records, and beside each what is wrong with it."""

import codecs
import csv
import io
import sys
from bisect import bisect_left
from itertools import chain, pairwise

from data.formula_guard import guarded_cell
from data.ingest.files import text_tables
from data.ingest.files.opening import reopen
from data.ingest.files.records import Broken, Record, records
from data.ingest.files.source import Source
from data.ingest.header.matching import matches
from data.ingest.header.order_tables import ORDER_SHEETS
from data.ingest.model import InputFile
from data.report import Report
from locales import _


def marked(file: InputFile, report: Report) -> bytes:
    """The records as they stand and an Error column, as CSV in UTF-8 with a byte-order mark.

    The delimiter is the file's own. What concerns the whole file stands beside its first record. In
    text a problem belongs to the record on its line: as answered, one may have become several.
    """
    wrong: dict[int, list[str]] = {}
    for problem in report.errors:
        at = problem.row if report.sheet else problem.line or problem.row
        wrong.setdefault(at or 1, []).append(problem.sentence(file.name))
    places, head = sorted(wrong), report.records.preamble + 1
    source = _source(file, report)
    delimiter = report.delimiter or ","
    if table := text_tables.rewritten(source, matches):
        source, delimiter = table[0], ","
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    last: Record = (sys.maxsize, [])
    of = chain(records(source, delimiter), [last])
    for row, ((line, cells), (next_line, _cells)) in enumerate(pairwise(of), 1):
        kept = [cells.text] if isinstance(cells, Broken) else cells
        begin, end = (row, row + 1) if report.sheet else (line, next_line)
        places_here = places[bisect_left(places, begin) : bisect_left(places, end)]
        message = " ".join(text for place in places_here for text in wrong[place])
        if row == head:
            message = message or _("Error")
        writer.writerow(map(guarded_cell, [*kept, message]) if kept or message else [])
    return out.getvalue().encode("utf-8-sig")


def _source(file: InputFile, report: Report) -> Source:
    sheet = reopen(file, report, ORDER_SHEETS)
    if sheet is not None:
        return sheet
    try:
        encoding = codecs.lookup(report.encoding or "utf-8").name
    except LookupError:
        encoding = "utf-8"
    text = file.path.read_bytes().decode(encoding, errors="replace").removeprefix("\ufeff")
    return Source(file.path, "utf-8", transcoded=text.encode())
