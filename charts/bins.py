"""Bins for a distribution: bars of equal width, whatever the scale of the values.

A value stands at a place counted in bins, so that days, orders and money, on an even or a
logarithmic scale, are drawn by the same few lines.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from charts.numbers import nice_ticks

ABOUT = 28
"""So many bins at most, give or take one."""
INTERVALS = 6.0
"""Silence of more usual intervals than these stands in the last bin."""
SKEWED = 20
"""Money stands on a log scale when its largest value is so many times its median."""


@dataclass(frozen=True)
class Bins:
    """Edges of the bins, lowest first; the first or the last may hold all that is beyond."""

    edges: tuple[float, ...]
    is_whole: bool = False
    is_log: bool = False
    is_open_below: bool = False
    is_open_above: bool = False

    def place(self, value: float) -> float:
        """Where a value stands, in bins from the left."""
        low, high = self.edges[0], self.edges[-1]
        inside = min(max(value, low), high)
        at = next((n for n, edge in enumerate(self.edges[1:]) if inside <= edge), 0)
        left, right = self._scaled(self.edges[at]), self._scaled(self.edges[at + 1])
        return at + (self._scaled(inside) - left) / (right - left)

    def _scaled(self, value: float) -> float:
        return math.log10(value) if self.is_log and value > 0 else value

    def counts(self, values: pd.Series) -> list[int]:
        """How many values each bin holds; a value at an edge belongs to the bin above it."""
        inner = list(self.edges[1:-1])
        at = values.map(lambda value: sum(value >= edge for edge in inner))
        return [int((at == n).sum()) for n in range(len(self.edges) - 1)]

    def ticks(self) -> list[float]:
        """Round values to write under the bins."""
        if not self.is_log:
            return nice_ticks(self.edges[0], self.edges[-1], 5, whole=self.is_whole)
        low = self.edges[1] if self.is_open_below else self.edges[0]
        powers = range(math.ceil(math.log10(low)), math.floor(math.log10(self.edges[-1])) + 1)
        return [10.0**power for power in powers]

    def spans(self) -> list[tuple[float | None, float | None]]:
        """From and to of each bin; None where it is open."""
        spans: list[tuple[float | None, float | None]] = list(pairwise(self.edges))
        if self.is_open_below:
            spans[0] = (None, spans[0][1])
        if self.is_open_above:
            spans[-1] = (spans[-1][0], None)
        return spans


def days(values: pd.Series) -> Bins:
    """Whole days from 0 on."""
    return _whole(0, float(values.max()))


def orders(values: pd.Series) -> Bins:
    """Whole numbers from 1 on; the few accounts far above the others share the last bin."""
    return _whole(1, float(values.max()), usual=float(values.quantile(0.95)))


def intervals(values: pd.Series) -> Bins:
    """Silence in usual intervals, a quarter of one a bin."""
    most = float(values.max())
    steps = max(4, math.floor(min(most, INTERVALS) * 4) + 1)
    edges = tuple(n / 4 for n in range(min(steps, int(INTERVALS * 4)) + 1))
    return Bins(edges, is_open_above=most >= edges[-1])


def money(values: pd.Series) -> Bins:
    """Money on an even scale, or on a log scale when a few accounts dwarf the others."""
    low, high = float(values.min()), float(values.max())
    positive = values[values > 0]
    if len(positive) and high > SKEWED * float(positive.median()):
        return _log(max(float(positive.min()), high / 1e6), high, has_others=low <= 0)
    step = (high - low) / ABOUT or 1.0
    return Bins(tuple(low + n * step for n in range(ABOUT + 1)))


def _whole(low: int, most: float, usual: float | None = None) -> Bins:
    top = most if usual is None else min(most, max(usual, low + 5))
    step = max(1, math.ceil((top - low + 1) / ABOUT))
    count = math.floor((top - low) / step) + 1
    edges = tuple(float(low + n * step) for n in range(count + 1))
    return Bins(edges, is_whole=True, is_open_above=most >= edges[-1])


def _log(low: float, high: float, has_others: bool) -> Bins:
    """Even steps of the logarithm; zero and below in a bin of their own at the left."""
    step = (math.log10(high) - math.log10(low)) / ABOUT
    edges = [low * 10 ** (n * step) for n in range(ABOUT + 1)]
    if has_others:
        edges.insert(0, low / 10**step)
    return Bins(tuple(edges), is_log=True, is_open_below=has_others)


def binning(letter: str, by_interval: bool) -> Callable[[pd.Series], Bins]:
    """How the values of an axis of the cube are binned."""
    recency = intervals if by_interval else days
    return {"r": recency, "f": orders, "m": money}[letter]
