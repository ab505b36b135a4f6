"""Year, month and day in three columns that are one date together."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from data.catalogue import KINDS
from data.ingest.header.header_row import HeaderRow
from data.ingest.header.matching import match
from data.ingest.values.date_parts import composed, day_of, month_of, year_of
from data.ingest.values.dates import is_date

WORDS = {
    "year": "year, yr, yyyy, jahr, jaar, année, annee, an, año, ano, anno, rok, år, ar, 年, 年份",
    "month": (
        "month, mon, mm, monat, maand, mois, mes, mês, mese, miesiąc, miesiac, månad, manad, "
        "måned, 月, 月份"
    ),
    "day": "day, dd, tag, dag, jour, día, dia, giorno, dzień, dzien, 日, 号",
}
"""How headers name them: in English, German, Dutch, French, Spanish, Portuguese, Italian, Polish,
Swedish, Danish, Chinese and Japanese."""
_TESTS = {"year": year_of, "month": month_of, "day": day_of}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|[\W_]+")
DATE = "date"
"""A header that every kind knows as its date."""


@dataclass(frozen=True)
class DateParts:
    """The places of the three columns; `names` are their headers, `column` is ours that they are
    together."""

    year: int
    month: int
    day: int
    names: tuple[str, str, str]
    column: str = ""

    @property
    def places(self) -> tuple[int, int, int]:
        return self.year, self.month, self.day

    @property
    def stored(self) -> dict[str, int]:
        """Month and day as columns that are read beside the date, which has the year's place."""
        return {f"{self.column}.month": self.month, f"{self.column}.day": self.day}

    def as_date(self, header: HeaderRow) -> HeaderRow:
        """The header with a date in the place of the year, and nothing in the other two."""
        return self._named(header, (DATE, "", ""))

    def as_parts(self, header: HeaderRow) -> HeaderRow:
        """The header with the names that the file has, of the date those of all three."""
        first = " + ".join(self.names) if self.column else self.names[0]
        return self._named(header, (first, *self.names[1:]))

    def _named(self, header: HeaderRow, names: Sequence[str]) -> HeaderRow:
        new = dict(zip(self.places, names, strict=True))
        return replace(header, cells=tuple(new.get(i, c) for i, c in enumerate(header.cells)))

    def record(self, cells: Sequence[str]) -> list[str]:
        """A record with the date in the place of the year."""
        if len(cells) <= max(self.places):
            return list(cells)
        date = composed(*(cells[place] for place in self.places))
        return [date if place == self.year else cell for place, cell in enumerate(cells)]


def find(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> DateParts | None:
    """The three columns of a date, by their headers and cells; None where they are not all there,
    or where another column has dates."""
    named = {part: _named(cells, part) for part in WORDS}
    for stem, year in named["year"].items():
        month, day = named["month"].get(stem), named["day"].get(stem)
        if month is None or day is None:
            continue
        places = {"year": year, "month": month, "day": day}
        are_parts = all(_are(part, place, rows) for part, place in places.items())
        if are_parts and not _has_date(cells, rows):
            return DateParts(year, month, day, (cells[year], cells[month], cells[day]))
    return None


def _named(cells: Sequence[str], part: str) -> Mapping[tuple[str, ...], int]:
    """What else a header says besides a part of a date -> its place: "order" of "Order Year"."""
    words = WORDS[part].split(", ")
    stems: dict[tuple[str, ...], int] = {}
    for place, cell in enumerate(cells):
        text = unicodedata.normalize("NFKC", cell).strip()
        tokens = [token.casefold() for token in _CAMEL.split(text) if token]
        if named := next((token for token in tokens if token in words), None):
            stems.setdefault(tuple(token for token in tokens if token != named), place)
        elif tokens and (tail := next((w for w in words if _ends(tokens[-1], w)), None)):
            stems.setdefault((*tokens[:-1], tokens[-1].removesuffix(tail)), place)
    return stems


def _ends(token: str, word: str) -> bool:
    return not word.isascii() and len(word) <= 2 and token.endswith(word) and word not in ("år",)


def _has_date(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Whether another column has the day that tells the month of a record."""
    kinds = (kind for kind in KINDS.values() if kind.month_column)
    days = {match(cells, kind).columns.get(kind.month_column or "") for kind in kinds}
    return any(place is not None and _are_dates(place, rows) for place in days)


def _are(part: str, place: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(place, rows)
    return bool(cells) and all(_TESTS[part](cell) for cell in cells)


def _are_dates(place: int, rows: Sequence[Sequence[str]]) -> bool:
    cells = _cells(place, rows)
    return bool(cells) and all(map(is_date, cells))


def _cells(place: int, rows: Sequence[Sequence[str]]) -> list[str]:
    """The filled cells of a column in the records, which have more than a cell or two."""
    records = [row for row in rows if sum(bool(c.strip()) for c in row) > 2]
    return [row[place].strip() for row in records if place < len(row) and row[place].strip()]
