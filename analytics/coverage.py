"""Does a rule set give every cell of the cube exactly one name? No account falls into a hole."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

Cell = tuple[int, int, int]
AXES = "rfm"


@dataclass(frozen=True)
class Coverage:
    """The cells (R, F, M) that no rule names, and those that more than one names."""

    holes: tuple[Cell, ...]
    overlaps: tuple[Cell, ...]

    @property
    def is_whole(self) -> bool:
        """Whether every cell has exactly one name."""
        return not (self.holes or self.overlaps)


def cells(best: int = 5) -> list[Cell]:
    """Every cell of the cube, the best first."""
    scores = range(best, 0, -1)
    return list(itertools.product(scores, scores, scores))


def of_boxes(rows: Iterable[Mapping[str, str]], best: int = 5) -> Coverage:
    """Coverage of rules that each name a box of the cube: r_from, r_to, f_from and so on."""
    boxes = [
        [range(int(row[f"{axis}_from"]), int(row[f"{axis}_to"]) + 1) for axis in AXES]
        for row in rows
    ]
    named = {
        cell: sum(all(map(range.__contains__, box, cell)) for box in boxes) for cell in cells(best)
    }
    return Coverage(
        tuple(cell for cell, n in named.items() if n == 0),
        tuple(cell for cell, n in named.items() if n > 1),
    )


def without_tier(
    tiers: Sequence[Decimal], weights: Sequence[Decimal], best: int = 5
) -> tuple[Cell, ...]:
    """The cells whose weighted score is below the lowest tier's bound (in % of the largest)."""
    largest = best * sum(weights)
    return tuple(
        cell
        for cell in reversed(cells(best))
        if 100 * sum(w * score for w, score in zip(weights, cell, strict=True)) < tiers[0] * largest
    )
