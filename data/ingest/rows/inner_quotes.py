"""A quote inside of a cell that moves its end: the delimiter before it was lost.

`Boots"Light, and quick","x"` has the three cells `Boots"Light`, ` and quick"` and `x` by the rules
of CSV, and was `Boots`, `Light, and quick`, `x`. Where the number of cells happens to be right,
nothing else shows it.
"""

from collections.abc import Sequence


def moved_end(cells: Sequence[str]) -> int | None:
    """The place of a cell with an opening quote inside that a later cell closes; None for none.

    Inches open nothing: their quotes stand behind a digit and close nothing (`5" pipe`, `3/4"`).
    """
    opened = None
    for place, cell in enumerate(cells):
        if '"' not in cell or cell.count('"') % 2 == 0:
            continue
        if opened is not None and cell.endswith('"') and not _are_inches(cells[opened], cell):
            return opened
        if _opens(cell):
            opened = place
    return None


def _opens(cell: str) -> bool:
    at = cell.index('"')
    behind = cell[at + 1 : at + 2]
    return at > 0 and bool(behind) and not behind.isspace()


def _are_inches(opening: str, closing: str) -> bool:
    before = opening[opening.index('"') - 1]
    return before.isdigit() and closing[-2:-1].isdigit()
