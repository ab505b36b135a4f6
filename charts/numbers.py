"""How numbers read: in English with k, M and B, in Chinese with 万 and 亿.

This module owns rounding: questions answer in full, and digits go only here. All rounding is half
up on the decimal text of the number. A number that is not there reads "–".
"""

import math
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

NOTHING = "–"
FEW = 10
"""Under so many cases a share is not printed; the counts always are."""
_BIG = {
    "en": ((Decimal(10) ** 9, "B"), (Decimal(10) ** 6, "M"), (Decimal(10) ** 3, "k")),
    "zh_CN": ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
}


def is_missing(value: Any) -> bool:
    """Whether there is no number: None, NaN, NaT or pandas' NA."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return True
    return isinstance(value, (float, Decimal)) and math.isnan(value)


def decimal(value: Any) -> Decimal:
    """The number as a decimal with the digits that it shows, so that halves round as one reads."""
    return value if isinstance(value, Decimal) else Decimal(str(value))


def rounded(value: Any, digits: int = 0) -> Decimal:
    """The number with this many digits after the point, halves away from zero."""
    return decimal(value).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def grouped(value: Decimal) -> str:
    """Digits with thousands separators and a true minus sign; never minus zero."""
    return f"{value or abs(value):,}".replace("-", "−")


def short(value: Any, language: str) -> str:
    """A large number in a few digits: 4.21 M or 421.0 万; under the smallest unit, whole."""
    number = decimal(value)
    coarse = _coarse(number, language)
    for size, unit in _BIG[language]:
        if abs(coarse) >= size:
            return f"{grouped(_few_digits(coarse / size, number / size, unit))} {unit}"
    return grouped(rounded(number, 0 if abs(number) >= 10 or number == number.to_integral() else 2))


def _coarse(number: Decimal, language: str) -> Decimal:
    """The number as exact as it is shown, so that 999,950 is 1.00 M and never 1000 k."""
    if language == "en":
        return rounded(number, min(0, 2 - number.adjusted()))
    return rounded(number, -3 if abs(rounded(number)) >= 10_000 else 0)


def _few_digits(coarse: Decimal, scaled: Decimal, unit: str) -> Decimal:
    """Three digits that count in English; one after the point in 万 and two in 亿."""
    if unit in {"万", "亿"}:
        return rounded(scaled, 1 if unit == "万" else 2)
    return rounded(coarse, max(0, 2 - coarse.adjusted()))


def grouped_whole(value: Any) -> str:
    """A whole number with thousands separators."""
    return grouped(rounded(value))


def trimmed(value: Any, digits: int) -> str:
    """At most this many digits after the point, without trailing zeros."""
    text = grouped(rounded(value, digits))
    return text.rstrip("0").rstrip(".") if "." in text else text


def round_number(value: Any, language: str) -> str:
    """A number that is round already, in its unit without trailing zeros: 4 M, 400 万."""
    digits, space, unit = short(value, language).partition(" ")
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return f"{digits}{space}{unit}"


def per_cent(share: Any) -> str:
    """A share in per cent: whole from ten on, one digit below unless it is exactly whole; next to
    nothing and next to all never read as none and all."""
    value = decimal(share) * 100
    size = abs(value)
    if 0 < size < Decimal("0.05"):
        return "<0.1%" if value > 0 else ">−0.1%"
    if Decimal("99.5") <= size < 100:
        return (
            f"{'>' if size >= Decimal('99.95') else ''}{'−' if value < 0 else ''}{_near_all(size)}%"
        )
    is_whole = rounded(size, 1) >= 10 or rounded(size, 6) == rounded(size)
    return f"{grouped(rounded(value, 0 if is_whole else 1))}%"


def _near_all(size: Decimal) -> Decimal:
    return min(rounded(size, 1), Decimal("99.9"))


def whole_months(first: date, last: date) -> int | None:
    """How many calendar months the days from first to last are; None when not whole ones."""
    after = last + timedelta(days=1)
    if first.day != 1 or after.day != 1:
        return None
    return 12 * (after.year - first.year) + after.month - first.month


def nice_ticks(low: float, high: float, about: int = 4, whole: bool = False) -> list[float]:
    """Round numbers from low to high, about this many steps apart, zero among them."""
    span = high - low
    if span <= 0:
        return [0.0]
    power = 10.0 ** math.floor(math.log10(span / about))
    steps = [m * power for m in (1, 2, 2.5, 5, 10)]
    if whole:
        steps = [step for step in steps if step.is_integer()] or [1.0]
    step = min(steps, key=lambda step: abs(span / step - about))
    return [n * step for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
