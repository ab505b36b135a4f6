"""A second naming of one's own: which name, in English and Chinese, each cell of the cube has.

A naming is a table of names, each a box of scores; it counts only when every cell has exactly one
name. In a link and in a saved ruler it is one line of text, so that both hold the whole of it:
`Champions|冠军|45|45|45;…`, the digits being the lowest and the highest score of R, F and M.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from analytics.coverage import AXES, Cell, Coverage, of_boxes
from analytics.unreadable import Unreadable
from data.formula_guard import guarded, unguarded
from locales import _

COLUMNS = ("name_en", "name_zh", *(f"{axis}_{end}" for axis in AXES for end in ("from", "to")))
BETWEEN = " | "
"""What stands between the English and the Chinese of a name where both are given."""
MOST, LONGEST = 60, 40
SCORES = range(1, 6)
Span = tuple[int, int]


@dataclass(frozen=True)
class Name:
    """A name and its box: from the lowest to the highest score of R, F and M."""

    english: str
    chinese: str
    r: Span
    f: Span
    m: Span

    @property
    def code(self) -> str:
        """The name as questions give it: the English, and the Chinese where there is one."""
        parts = dict.fromkeys(part for part in (self.english, self.chinese) if part)
        return BETWEEN.join(parts)

    def box(self) -> dict[str, str]:
        """The scores as the columns of a rules file."""
        spans = zip(AXES, (self.r, self.f, self.m), strict=True)
        return {
            f"{axis}_{end}": str(score)
            for axis, span in spans
            for end, score in zip(("from", "to"), span, strict=True)
        }

    def has(self, cell: Cell) -> bool:
        """Whether a cell is in the box."""
        spans = (self.r, self.f, self.m)
        return all(low <= score <= high for score, (low, high) in zip(cell, spans, strict=True))


def covered(names: Iterable[Name]) -> Coverage:
    """The cells without a name, and those with more than one."""
    return of_boxes([name.box() for name in names])


@lru_cache(maxsize=64)
def read(text: str) -> tuple[Name, ...]:
    """The names of a line of text. Raises Unreadable when a cell has no name, or two."""
    try:
        names = tuple(_name(part.split("|")) for part in text.split(";"))
    except ValueError:
        raise Unreadable(
            _("names cannot be {value}. Each name is written as Name|名称|45|45|45.").format(
                value=text[:LONGEST]
            )
        ) from None
    whole = covered(names)
    if not whole.is_whole or len(names) > MOST:
        raise Unreadable(
            _(
                "names leave {holes} cells without a name and give {overlaps} more than one. "
                "Each of the 125 cells has exactly one name."
            ).format(holes=len(whole.holes), overlaps=len(whole.overlaps))
        )
    return names


def written(names: Sequence[Name]) -> str:
    """The line of text that reads back to these names."""
    return ";".join(
        "|".join([name.english, name.chinese, *(f"{a}{b}" for a, b in (name.r, name.f, name.m))])
        for name in names
    )


def checked(text: str) -> str:
    """The line of text, once it is known to name every cell once. Raises Unreadable."""
    return written(read(text))


def in_order(names: tuple[Name, ...]) -> tuple[str, ...]:
    """The codes of the names, each once, in the order of the table."""
    return tuple(dict.fromkeys(name.code for name in names))


@lru_cache(maxsize=64)
def of_cells(names: tuple[Name, ...]) -> tuple[str, ...]:
    """The code of each of the 125 cells, R 1 F 1 M 1 first, M counting fastest."""
    cells = ((r, f, m) for r in SCORES for f in SCORES for m in SCORES)
    return tuple(next(name.code for name in names if name.has(cell)) for cell in cells)


def to_csv(names: Sequence[Name]) -> bytes:
    """The table of names as a rules file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for name in names:
        names_of = {"name_en": guarded(name.english), "name_zh": guarded(name.chinese)}
        writer.writerow(names_of | name.box())
    return text.getvalue().encode("utf-8-sig")


def from_csv(raw: bytes) -> tuple[Name, ...]:
    """The names of a rules file, holes and overlaps and all. Raises Unreadable, naming the row."""
    return tuple(_rows(_decoded(raw)))


def _rows(text: str) -> Iterator[Name]:
    reader = csv.DictReader(io.StringIO(text))
    if missing := [name for name in COLUMNS if name not in (reader.fieldnames or [])]:
        raise Unreadable(
            _("The file has no column {columns}. It needs {all}.").format(
                columns=", ".join(missing), all=", ".join(COLUMNS)
            )
        )
    for at, row in enumerate(reader, start=2):
        spans = [f"{row[f'{axis}_from']}{row[f'{axis}_to']}" for axis in AXES]
        try:
            named_as = [unguarded(row[key] or "") for key in ("name_en", "name_zh")]
            yield _name([*named_as, *spans])
        except ValueError:
            raise Unreadable(
                _(
                    "Row {row} cannot be read: a name has no | or ; and at most {n} characters, "
                    "and scores go from 1 to 5, the lower first."
                ).format(row=at, n=LONGEST)
            ) from None


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(_("The file is no text. Do: save it as CSV in UTF-8."))


def _name(parts: Sequence[str]) -> Name:
    """A name from its five parts. Raises ValueError."""
    english, chinese, *spans = parts
    english, chinese = named(english), named(chinese)
    r, f, m = map(span, spans)
    if not (english or chinese):
        raise ValueError(parts)
    return Name(english, chinese, r, f, m)


def named(text: str) -> str:
    """A name as it is kept. Raises ValueError for one that a link could not hold."""
    text = " ".join(text.split())
    if "|" in text or ";" in text or len(text) > LONGEST:
        raise ValueError(text)
    return text


def span(text: str) -> Span:
    """Two scores, the lower first. Raises ValueError."""
    low, high = map(int, text.strip())
    if not SCORES[0] <= low <= high <= SCORES[-1]:
        raise ValueError(text)
    return low, high


def shipped(english: Mapping[str, str], chinese: Mapping[str, str]) -> tuple[Name, ...]:
    """The eleven names that Octant ships, in the words of both languages by their codes."""
    path = Path(__file__).with_name("rules") / "eleven_names.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            _name(
                [
                    english[row["second_name"]],
                    chinese[row["second_name"]],
                    *(row[f"{axis}_from"] + row[f"{axis}_to"] for axis in AXES),
                ]
            )
            for row in csv.DictReader(file)
        )
