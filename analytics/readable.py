"""Rules of a ruler read from text: a link, `--set` and the settings page accept the same."""

import itertools
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from analytics import naming
from analytics.unreadable import Unreadable as Unreadable
from locales import _

METHODS = ("book", "standard", "quintile", "r_rfm", "pymc")
SPLITS = ("cutoff", "mean_score", "mean", "median")
KINDS_OF_FREQUENCY = ("orders", "days", "months")
KINDS_OF_MONETARY = ("net_sales", "margin", "average_order")
POPULATIONS = ("all", "scope")
CUT_POINTS = ("frozen", "moving")
"""The official cut-points in every picture, or each picture's own."""
NAMINGS = ("none", "eleven", "own")
LOWEST_PERCENT = 20
"""What the worst cell, score 1 on each axis, has of the largest weighted score."""


def choice(key: str, text: str, allowed: tuple[str, ...]) -> str:
    """`text` when it is one of the allowed words. Raises Unreadable naming them."""
    if text not in allowed:
        raise Unreadable(
            _("{key} cannot be {value}. It is one of: {choices}.").format(
                key=key, value=text, choices=", ".join(allowed)
            )
        )
    return text


def numbers_in(text: str) -> tuple[Decimal, ...]:
    """The numbers of a text with commas between; none when one of them is no number."""
    try:
        values = tuple(Decimal(part.strip()) for part in text.split(","))
    except InvalidOperation:
        return ()
    return values if all(value.is_finite() for value in values) else ()


def _numbers(key: str, text: str, count: int) -> tuple[Decimal, ...]:
    try:
        values = tuple(Decimal(part.strip()) for part in text.split(","))
        if len(values) == count and all(_is_money(value) for value in values):
            return values
    except InvalidOperation:
        pass
    raise Unreadable(
        _("{key} cannot be {value}. It is {n} numbers with commas between.").format(
            key=key, value=text, n=count
        )
    )


def _is_money(value: Decimal) -> bool:
    """Whether a number fits DECIMAL(18,4) exactly. Raises InvalidOperation for no number."""
    return abs(value) < Decimal(10) ** 14 and value == round(value, 4)


def _rising(key: str, text: str, count: int) -> tuple[Decimal, ...]:
    values = _numbers(key, text, count)
    if any(low >= high for low, high in itertools.pairwise(values)):
        raise Unreadable(
            _("{key} cannot be {value}. Each number is larger than the one before.").format(
                key=key, value=text
            )
        )
    return values


def _cuts(key: str) -> Callable[[str], tuple[Decimal, ...]]:
    return lambda text: _rising(key, text, 4)


def _weights(text: str) -> tuple[Decimal, ...]:
    values = _numbers("weights", text, 3)
    if min(values) < 0 or not any(values):
        raise Unreadable(
            _("weights cannot be {value}. None is negative and not all are 0.").format(value=text)
        )
    return values


def _tiers(text: str) -> tuple[Decimal, ...]:
    values = _rising("tiers", text, 5)
    if values[0] > LOWEST_PERCENT:
        raise Unreadable(
            _(
                "tiers cannot be {value}. The worst cell has {n}% of the largest score and would "
                "have no tier: the first number is {n} or less."
            ).format(value=text, n=LOWEST_PERCENT)
        )
    if values[0] < 0 or values[-1] > 100:
        raise Unreadable(
            _("tiers cannot be {value}. They are per cents from 0 to 100.").format(value=text)
        )
    return values


def _cutoff(text: str) -> tuple[int, ...]:
    values = _numbers("cutoff", text, 3)
    if any(value not in range(1, 6) for value in values):
        raise Unreadable(
            _("cutoff cannot be {value}. Each is a score from 1 to 5.").format(value=text)
        )
    return tuple(int(value) for value in values)


def _one_of(key: str, allowed: tuple[str, ...]) -> Callable[[str], str]:
    return lambda text: choice(key, text, allowed)


RULES: dict[str, Callable[[str], Any]] = {
    "method": _one_of("method", METHODS),
    "split": _one_of("split", SPLITS),
    "cutoff": _cutoff,
    "weights": _weights,
    "tiers": _tiers,
    "r_cuts": _cuts("r_cuts"),
    "f_cuts": _cuts("f_cuts"),
    "m_cuts": _cuts("m_cuts"),
    "kind_of_frequency": _one_of("kind_of_frequency", KINDS_OF_FREQUENCY),
    "kind_of_monetary": _one_of("kind_of_monetary", KINDS_OF_MONETARY),
    "population": _one_of("population", POPULATIONS),
    "cut_points": _one_of("cut_points", CUT_POINTS),
    "naming": _one_of("naming", NAMINGS),
    "names": naming.checked,
}
"""The rules a link or `--set` can give, and how each is read."""
