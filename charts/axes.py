"""The axes of the cube in business words: what a score means in days, orders and money."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from charts.numbers import NOTHING
from charts.theme import Look
from locales import _, ngettext

if TYPE_CHECKING:
    from analytics.scope import Scope

SCORES = (1, 2, 3, 4, 5)


@dataclass(frozen=True)
class Axis:
    """One axis: its title with the unit, and for each score, 1 to 5, what it means.

    `words` stand alone ("9–14 orders"); `ticks` stand under a title that names the unit ("9–14").
    `bounds` holds for each score its cut-point in the axis' own unit: the most of R that still
    gets it, the least of F or M. Score 1 has none, and scores not in use have none.
    """

    title: str
    words: tuple[str, ...]
    ticks: tuple[str, ...]
    bounds: Mapping[int, float]

    def word(self, score: int) -> str:
        """What this score means."""
        return self.words[score - 1]


def recency(cut_points: pd.DataFrame, scope: "Scope") -> Axis:
    """Days since the last order, or with the book's own ruler silence in usual intervals."""
    upper = _values(cut_points, "r", "to_value")
    known = _values(cut_points, "r", "from_value") | upper
    by_interval = is_by_interval(scope)
    words = []
    for score in SCORES:
        low = max((upper[other] for other in upper if other > score), default=0.0)
        say = _intervals if by_interval else _days_ago
        words.append(say(low, upper.get(score)) if score in known else NOTHING)
    title = _("silence in usual intervals (R)") if by_interval else _("days since last order (R)")
    return Axis(title, tuple(words), tuple(words), _cuts(upper))


def frequency(cut_points: pd.DataFrame, scope: "Scope", look: Look) -> Axis:
    """Orders, order lines, purchase days or active months in the window."""
    lower = _values(cut_points, "f", "from_value")
    kind = scope.ruler.kind_of_frequency or "orders"
    ranges = [_whole_range(score, lower) for score in SCORES]
    words = tuple(_counted(*each, kind, look) if each else NOTHING for each in ranges)
    titles = {
        "orders": _("orders"),
        "lines": _("order lines"),
        "days": _("purchase days"),
        "months": _("active months"),
    }
    return Axis(f"{titles[kind]}{in_window(scope)} (F)", words, _ticks(ranges, look), _cuts(lower))


def monetary(cut_points: pd.DataFrame, scope: "Scope", look: Look) -> Axis:
    """Net sales, margin, or the average of an order or a purchase day in the window."""
    lower = _values(cut_points, "m", "from_value")
    known = lower | _values(cut_points, "m", "to_value")
    words = tuple(_amounts(score, lower, look) if score in known else NOTHING for score in SCORES)
    titles = {
        "net_sales": _("net sales"),
        "margin": _("margin"),
        "average_order": _("average order"),
        "average_day": _("average purchase day"),
    }
    title = titles[scope.ruler.kind_of_monetary or "net_sales"]
    return Axis(f"{title}{in_window(scope)} (M)", words, words, _cuts(lower))


def is_by_interval(scope: "Scope") -> bool:
    """Whether R is read in multiples of each account's own usual interval."""
    return (scope.ruler.method or "book") == "book"


def in_window(scope: "Scope") -> str:
    """The window as it follows the name of a figure: " in 12 months"."""
    if scope.window is None:
        return _(" in all history")
    return ngettext(" in {n} month", " in {n} months", scope.window).format(n=scope.window)


def _values(cut_points: pd.DataFrame, axis: str, column: str) -> dict[int, float]:
    """The cut-point of each score that has one."""
    rows = cut_points[(cut_points["axis"] == axis) & cut_points[column].notna()]
    return {int(s): float(v) for s, v in zip(rows["score"], rows[column], strict=True)}


def _cuts(values: dict[int, float]) -> dict[int, float]:
    return {score: value for score, value in values.items() if score > 1}


def _next(score: int, lower: dict[int, float]) -> float | None:
    """Where the next better score that is in use begins."""
    return next((lower[other] for other in SCORES if other > score and other in lower), None)


def _days_ago(low: float, high: float | None) -> str:
    first = math.floor(low) + 1 if low else 0
    if high is None:
        return _("{n} days ago and more").format(n=first)
    return _("{low}–{high} days ago").format(low=first, high=math.floor(high))


def _intervals(low: float, high: float | None) -> str:
    if high is None:
        return _("over {n} × own interval").format(n=f"{low:g}")
    if not low:
        return _("up to {n} × own interval").format(n=f"{high:g}")
    return _("{low}–{high} × own interval").format(low=f"{low:g}", high=f"{high:g}")


def _whole_range(score: int, lower: dict[int, float]) -> tuple[int, int | None] | None:
    """The whole numbers that get a score; the best has no end, and some scores get none."""
    if score not in lower and score != 1:
        return None
    low = max(1, math.ceil(lower.get(score, 1)))
    better = _next(score, lower)
    if better is None:
        return (low, None)
    high = math.ceil(better) - 1
    return (low, high) if high >= low else None


def _counted(low: int, high: int | None, kind: str, look: Look) -> str:
    if high is None:
        return _("{what} and more").format(what=counted(look.count(low), low, kind))
    text = look.count(low) if low == high else f"{look.count(low)}–{look.count(high)}"
    return counted(text, high, kind)


def counted(text: str, number: int, kind: str = "orders") -> str:
    """A number, already written, with what it counts."""
    if kind == "lines":
        return ngettext("{n} order line", "{n} order lines", number).format(n=text)
    if kind == "days":
        return ngettext("{n} purchase day", "{n} purchase days", number).format(n=text)
    if kind == "months":
        return ngettext("{n} active month", "{n} active months", number).format(n=text)
    return ngettext("{n} order", "{n} orders", number).format(n=text)


def _ticks(ranges: list[tuple[int, int | None] | None], look: Look) -> tuple[str, ...]:
    """Short forms for narrow columns: "9–14", or only the lower ends when these would touch."""
    texts = [_tick(each, look) for each in ranges]
    if max(map(len, texts)) <= 5 and sum(len(text) == 5 for text in texts) < 2:
        return tuple(texts)
    return tuple(f"{look.count(each[0])}+" if each else NOTHING for each in ranges)


def _tick(each: tuple[int, int | None] | None, look: Look) -> str:
    if each is None:
        return NOTHING
    low, high = each
    if high is None:
        return f"{look.count(low)}+"
    return look.count(low) if low == high else f"{look.count(low)}–{look.count(high)}"


def _amounts(score: int, lower: dict[int, float], look: Look) -> str:
    better = _next(score, lower)
    if better is None:
        return _("{what} and more").format(what=look.money_tick(lower.get(score)))
    if score not in lower or score == 1:
        return _("under {amount}").format(amount=look.money_tick(better))
    return _amount_range(look.money_tick(lower[score]), look.money_tick(better), look)


def _amount_range(low: str, high: str, look: Look) -> str:
    """Two amounts with the unit and the currency said once: $40–140 k."""
    unit = high.rpartition(" ")[2]
    if " " in high and low.endswith(f" {unit}"):
        low = low.removesuffix(f" {unit}")
    return f"{low}–{high.removeprefix(look.symbol)}"
