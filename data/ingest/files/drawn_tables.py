"""Tables drawn with bars, as databases, SAP and Markdown print them, turned into CSV line by line.

A table is one by its rules: `----+----`, `+---+`, `|:---|`, or the lines of a box. Each line stays
one line: a row becomes a record, anything else (rules, titles, counts of rows) one cell. What has
another number of bars than the header stays a record of another width, and is rejected by name.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from data.ingest.files.source import Source

SAMPLE = 200
"""Lines in which a table must show itself."""
ALIKE = 0.8
"""Of the rows so many have the same number of bars."""
BOX = str.maketrans("│┃║─━═┼╪╋├┤╞╡┬┴╤╧┌┐└┘╒╕╘╛╔╗╚╝╠╣╦╩╬╟╢╫╥╨╓╖╙╜", "|||---" + "+" * 37)
"""What boxes are drawn with, as the signs that stand for it in plain text."""
_RULE = frozenset("-=+|: ")
LEAST_STROKES = 3


@dataclass(frozen=True)
class Drawing:
    """How a table is drawn: bars in each row, at both ends too or only between the cells, and
    whether a backslash before a bar makes it part of the cell (Markdown)."""

    bars: int
    has_ends: bool
    has_escapes: bool

    def cells(self, line: str) -> list[str]:
        """The cells of a row; the whole line where it is none."""
        text = line.translate(BOX).strip()
        is_open = self.has_ends and not text[:1] == text[-1:] == "|"
        if is_rule(text) or "|" not in text or is_open:
            return [line.strip()] if text else []
        if self.has_ends:
            text = text[1:-1]
        hidden = text.replace("\\|", "\0") if self.has_escapes else text
        return [cell.strip().replace("\0", "|") for cell in hidden.split("|")]


def as_csv(source: Source) -> Source | None:
    """The source as CSV with commas, where a table is drawn in it; None where none is."""
    with source.lines() as lines:
        drawing = drawn(list(islice(lines, SAMPLE)))
    if drawing is None:
        return None
    with source.lines() as lines:
        return source.with_records(map(drawing.cells, lines))


def drawn(lines: Sequence[str]) -> Drawing | None:
    """How a table is drawn in these lines; None where they are anything else."""
    texts = [text for line in lines if (text := line.translate(BOX).strip())]
    rules = [text for text in texts if is_rule(text)]
    rows = [text for text in texts if "|" in text and not is_rule(text)]
    if not rules or len(rows) < 2 or not _is_beside_rule(texts) or any('|"' in r for r in rows):
        return None
    has_escapes = all(set(rule) <= set("|-: ") and "|" in rule for rule in rules)
    counts = Counter(_bars(row, has_escapes) for row in rows)
    bars, times = counts.most_common(1)[0]
    others = len(texts) - len(rules) - len(rows)
    if times < ALIKE * len(rows) or _bars(rows[0], has_escapes) != bars or others > len(rows) + 8:
        return None
    has_ends = all(row[0] == row[-1] == "|" for row in rows if _bars(row, has_escapes) == bars)
    return Drawing(bars, has_ends, has_escapes) if bars > 2 * has_ends else None


def _bars(row: str, has_escapes: bool) -> int:
    return row.count("|") - (row.count("\\|") if has_escapes else 0)


def _is_beside_rule(texts: Sequence[str]) -> bool:
    """Whether a rule stands directly above or below a row."""
    pairs = pairwise(texts)
    return any(is_rule(a) != is_rule(b) and "|" in (b if is_rule(a) else a) for a, b in pairs)


def is_rule(text: str) -> bool:
    """Whether a line is a rule: strokes, with the crossings of bars or without."""
    return set(text) <= _RULE and text.count("-") + text.count("=") >= LEAST_STROKES
