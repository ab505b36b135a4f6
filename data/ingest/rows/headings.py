"""Texts that stand alone above the records they are for, in a column of their own."""

from data.ingest import context
from data.ingest.header.mapped_file import Head
from data.ingest.values.numbers import is_number
from data.ingest.values.total_words import whose_total


class Headings:
    """Follows the headings of one file from record to record.

    Where the column has no name, they are only told from records; where it stands for one of ours
    (`fills`), each record below a heading gets it.
    """

    def __init__(self, head: Head) -> None:
        names = head.header.cells
        self.fills = head.headings_at is not None
        self.places = [i for i, name in enumerate(names) if not name]
        if head.headings_at is not None:
            self.places = [head.headings_at]
        self.reads = context.reads_at(context.MEANING) and len(names) > 1
        self.place, self.text = 0, ""
        self.texts: set[str] = set()
        self.has_records = True

    def is_one(self, cells: list[str]) -> bool:
        """Whether the only filled cell of a row stands in a column of headings."""
        filled = [place for place, cell in enumerate(cells) if cell.strip()]
        return self.reads and len(filled) == 1 and filled[0] in self.places

    def begin(self, cells: list[str]) -> bool:
        """The records from here on are below this heading; False where it follows another one
        without records between, so that nobody can tell which of them counts."""
        self.place = next(place for place, cell in enumerate(cells) if cell.strip())
        is_nested = self.fills and not self.has_records
        self.text, self.has_records = cells[self.place].strip(), False
        self.texts.add(self.text)
        return not is_nested

    def is_total(self, filled: list[str], cells: list[str]) -> bool:
        """Whether a row is the total of a heading: "Total Acme" where Acme was one, in its column,
        and nothing but numbers beside it."""
        first = next(place for place, cell in enumerate(cells) if cell.strip())
        is_here = self.reads and first in self.places and all(map(is_number, filled[1:]))
        return is_here and any(text in filled[0] and text != filled[0] for text in self.texts)

    def end(self, total: str) -> None:
        """A row of totals ends the heading that it is named after."""
        if self.text and whose_total(total) == self.text:
            self.text, self.has_records = "", True

    def filled(self, cells: list[str]) -> list[str]:
        """The record with its heading, where that fills a column and the record has none itself."""
        self.has_records = True
        if not self.fills or cells[self.places[0]].strip():
            return cells
        cells[self.places[0]] = self.text
        return cells
