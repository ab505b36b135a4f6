"""The accounting identity of a file: what went where adds up to the records that it has."""

from data.ingest import problems
from data.ingest.rows.raw_table import RawTable
from data.report import Report
from locales import _


def account_for(sheet: RawTable) -> None:
    """The accounting identity: every record that the second count found went somewhere."""
    report: Report = sheet.head.report
    counts = report.records
    if counts.add_up() and (report.cells is None or report.cells.add_up()):
        return
    parts = vars(counts if not counts.add_up() else report.cells).items()
    told = ", ".join(f"{name} {n}" for name, n in parts if name != "in_file")
    report.refuse(
        problems.of_file(
            _("records that do not add up: {told}").format(told=told),
            _("{n} records, as an independent count finds").format(n=counts.in_file),
            _("look for a broken quote, and export the file again"),
        )
    )
    sheet.head.reading.table = None
