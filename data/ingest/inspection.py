"""What comes out when a file is read as any table, of our kinds or not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from data.report import Report


@dataclass
class Inspection:
    """A file as it is read: `header` and the records below it, in `batches` of columns of text.

    `first` and `last` are the rows of the header, 0 where there is none.
    """

    report: Report
    header: tuple[str, ...] = ()
    first: int = 0
    last: int = 0
    batches: Iterable[pa.RecordBatch] = ()

    @property
    def schema(self) -> pa.Schema:
        """Of the batches: a column for each of the header."""
        return pa.schema([(f"{place}", pa.large_string()) for place in range(len(self.header))])

    def records(self) -> Iterator[list[str]]:
        """The records that were taken, cells as written."""
        for batch in self.batches:
            columns = [column.to_pylist() for column in batch.columns]
            yield from map(list, zip(*columns, strict=True))

    def to_json(self) -> dict[str, Any]:
        """What was found out, without the records."""
        report = self.report.to_json()
        kept = ("file", "encoding", "sheet", "delimiter", "records", "warnings", "questions")
        return {
            **{name: report[name] for name in kept},
            "quote": '"',
            "header_row": self.first or None,
            "header_rows": [self.first, self.last] if self.last else [],
            "header": list(self.header),
            "kind": self.report.kind,
            "left_out": report["listed"],
            "errors": report["errors"],
            "errors_total": report["errors_total"],
        }
