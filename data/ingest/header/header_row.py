"""Where the header stands: after title rows, sometimes over two rows, sometimes nowhere."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from data.catalogue import KINDS, Kind
from data.ingest.header.matching import match, matches
from data.ingest.values.dates import is_date
from data.ingest.values.header_text import normalized
from data.ingest.values.numbers import is_number
from data.report import Question
from locales import _

_INFORMATION = re.compile(r"(?:信息|资料| ?(?:info|information|data|details))$", re.IGNORECASE)
ALONE = 2
"""More known headers than these make a header of two rows of which neither is known alone."""


@dataclass(frozen=True)
class HeaderRow:
    """The header's cells. `first` and `last` are record numbers (0 and 0: there is none).

    `has_units`: its last row holds the units of the columns; `units`: those of money by
    place, in brackets.
    """

    cells: tuple[str, ...]
    first: int
    last: int
    units: Mapping[int, str] = field(default_factory=dict)
    has_units: bool = False


def find(
    head: Sequence[Sequence[str]], mapping: Mapping[str, str]
) -> tuple[HeaderRow | None, Question | None]:
    """The header among the first records, and the question where two readings are possible.

    Without any known header the first row is one when it reads like one: whole, and without
    numbers or dates. Neither: (None, question).
    """
    known = [_known(row, mapping) for row in head]
    for at in _alone(head):
        known[at] = 0
    best = max(known, default=0)
    if best:
        at = known.index(best)
        joined = _joined(head, at, best, mapping)
        single = HeaderRow(_trimmed(head[at]), at + 1, at + 1)
        return (joined, _question(head, joined, single)) if joined else (single, None)
    pairs = (_joined(head, at, ALONE, mapping) for at in range(len(head) - 1))
    if joined := next((pair for pair in pairs if pair), None):
        return joined, _question(head, joined, None)
    at = _above_columns(head)
    first = head[at] if head else []
    if first and all(
        c.strip() and not is_number(c.strip()) and not is_date(c.strip()) for c in first
    ):
        return HeaderRow(_trimmed(first), at + 1, at + 1), None
    return None, _question(head, None, None)


def _known(row: Sequence[str], mapping: Mapping[str, str]) -> int:
    """How many headers are known; one alone beside a number or date is none ("Total", 7)."""
    known = matches(row, mapping)
    filled = [cell.strip() for cell in row if cell.strip()]
    is_mapped = {normalized(cell) for cell in filled} & {
        normalized(header) for header in mapping.values()
    }
    if known == 1 and not is_mapped and any(is_number(c) or is_date(c) for c in filled):
        return 0
    return known


def _above_columns(head: Sequence[Sequence[str]]) -> int:
    """The first row of several cells that is as wide as most are, or covers the one below it; where
    rows of one cell are the rule, and a lone one has more, the first row."""
    filled = [at for at, row in enumerate(head) if any(c.strip() for c in row) and not is_note(row)]
    wide = [at for at in filled if _cells(head[at]) > 1]
    usual = commonest_width(head)
    for at, below in pairwise(filled):
        if at in wide and (len(head[at]) == usual or _covers(head[at], head[below])):
            return at
    rest = wide if usual > 1 or wide == filled[-1:] else filled
    return (rest or filled or [0])[0]


def _covers(row: Sequence[str], below: Sequence[str]) -> bool:
    """Whether the cells of a row may be the names of those below."""
    last = max((at for at, cell in enumerate(below, 1) if cell.strip()), default=0)
    return len(row) == len(below) or (_cells(below) > 1 and last <= len(row))


def _cells(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def is_note(row: Sequence[str]) -> bool:
    """Whether a row is one of the comments that some programs write between the records."""
    return len(row) == 1 and row[0].lstrip().startswith(("#", "//"))


def _alone(head: Sequence[Sequence[str]]) -> list[int]:
    """The rows of one cell in a table of several columns that are no header: comments, and what
    stands below another row (a line of a title, a note)."""
    if commonest_width(head) < 2:
        return []
    filled = [at for at, row in enumerate(head) if any(c.strip() for c in row)]
    return [at for at in filled if is_note(head[at]) or (len(head[at]) == 1 and at > filled[0])]


def commonest_width(head: Sequence[Sequence[str]]) -> int:
    """The width that most of the rows have, blank rows and comments apart; of two the wider."""
    widths = Counter(len(row) for row in head if any(c.strip() for c in row) and not is_note(row))
    return max(widths, key=lambda width: (widths[width], width), default=0)


def numbered(width: int) -> HeaderRow:
    """Names for the columns of a file without a header: the same in every language."""
    names = tuple(f"column {n + 1}" for n in range(width))
    return HeaderRow(names, 0, 0)


def chosen(head: Sequence[Sequence[str]], answer: str) -> HeaderRow:
    """The header that an answer names: a row, two rows ("2+3"), or none."""
    if answer == "none":
        return numbered(commonest_width(head))
    rows = [int(n) for n in answer.split("+")]
    cells = head[rows[0] - 1] if len(rows) == 1 else _join(head[rows[0] - 1], head[rows[1] - 1])
    return HeaderRow(_trimmed(cells), rows[0], rows[-1])


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(c.strip() for c in cells)


def _joined(
    head: Sequence[Sequence[str]], at: int, best: int, mapping: Mapping[str, str]
) -> HeaderRow | None:
    """The header of two rows that is known better than either alone."""
    for upper in (at - 1, at):
        if 0 <= upper < len(head) - 1 and len(head[upper]) == len(head[upper + 1]):
            cells = _join(head[upper], head[upper + 1])
            known = matches(cells, mapping)
            if known > best or (known == best and _is_over(head[upper], head[upper + 1], mapping)):
                return HeaderRow(_trimmed(cells), upper + 1, upper + 2)
    return None


def _is_over(upper: Sequence[str], lower: Sequence[str], mapping: Mapping[str, str]) -> bool:
    """Whether the first of two rows without values is none by itself: it has gaps, or the same
    name twice, where the second, which has known headers too, has something."""
    names, below = _trimmed(upper), _trimmed(lower)
    if any(is_number(c) or is_date(c) for c in (*names, *below) if c) or not matches(
        lower, mapping
    ):
        return False
    beneath = [name for name, cell in zip(names, below, strict=True) if cell]
    return sum(map(bool, names)) > 1 and ("" in beneath or len(set(beneath)) < len(beneath))


def _join(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two rows as one: a blank upper cell belongs to the merged one on its left."""
    cells, over = list[str](), ""
    for above, below in zip(upper, lower, strict=False):
        over = above.strip() or over
        cells.append(_name(over, below.strip(), cells))
    return cells


def _name(over: str, below: str, taken: Sequence[str]) -> str:
    """The name of two cells, one over the other: both, or the lower where both say the same."""
    both = f"{over} {below}".strip()
    others = [both, f"{_INFORMATION.sub('', over)} {below}".strip()]
    if any(_columns(over, kind) & _columns(below, kind) for kind in KINDS.values()):
        others.append(below)
    return next((name for name in others if name not in taken and matches([name])), both)


def _columns(name: str, kind: Kind) -> set[str]:
    return set(match([name], kind).columns)


def _question(
    head: Sequence[Sequence[str]], joined: HeaderRow | None, single: HeaderRow | None
) -> Question:
    choices = [f"{joined.first}+{joined.last}"] if joined else []
    choices += [str(single.first)] if single else []
    whole = [i + 1 for i, row in enumerate(head[:10]) if _cells(row) > 1]
    choices += ["none"] if not joined else []
    choices += [str(n) for n in whole if str(n) not in choices]
    samples = {c: [("", " | ".join(chosen(head, c).cells))] for c in choices}
    return Question("header", _("Which row holds the column names?"), tuple(choices), samples)
