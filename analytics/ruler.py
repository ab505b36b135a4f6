"""The ruler: how recency, frequency and money become scores, and what counts as high.

What nobody set comes from the official ruler, else from what is shipped; this is decided here
alone, so that a page, a link and the command line can never measure differently.
"""

import csv
import itertools
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

from locales import _

METHODS = ("book", "standard", "quintile", "r_rfm", "pymc")
SPLITS = ("cutoff", "mean_score", "mean", "median")
KINDS_OF_FREQUENCY = ("orders", "days", "months")
KINDS_OF_MONETARY = ("net_sales", "margin", "average_order")
POPULATIONS = ("all", "scope")
MONTHS_FOR_BOOK = 6
BOOK_CUTOFF = (3, 4, 4)
WEIGHTS = (Decimal(4), Decimal(8), Decimal(8))
IMPLIED_KINDS = {"r_rfm": ("lines", "net_sales"), "pymc": ("days", "average_day")}
"""F and M of the methods that bring their own: transactions as given; mean per purchase day."""

WORDS = ("method", "split", "kind_of_frequency", "kind_of_monetary", "population")
FIT = ("book_interval_days", "book_orders", "book_m_cuts")


class Unreadable(ValueError):  # noqa: N818
    """A key or value that means nothing here. The text is a sentence for people."""


@dataclass(frozen=True)
class Ruler:
    """Every field None: not chosen. The book_ fields are a frozen fit, used with method book."""

    method: str | None = None
    split: str | None = None
    cutoff: tuple[int, ...] | None = None
    weights: tuple[Decimal, ...] | None = None
    r_cuts: tuple[Decimal, ...] | None = None
    f_cuts: tuple[Decimal, ...] | None = None
    m_cuts: tuple[Decimal, ...] | None = None
    kind_of_frequency: str | None = None
    kind_of_monetary: str | None = None
    population: str | None = None
    book_interval_days: Decimal | None = None
    book_orders: Decimal | None = None
    book_m_cuts: tuple[Decimal, ...] | None = None

    def set(self, key: str, text: str) -> "Ruler":
        """This ruler with one rule more, read from text. Raises Unreadable."""
        return replace(self, **{key: RULES[key](text)})

    def to_params(self) -> dict[str, str]:
        """The rules that are set, as text that `set` reads. The frozen fit is no rule of a link."""
        set_ones = {key: getattr(self, key) for key in RULES if getattr(self, key) is not None}
        return {key: written(value) for key, value in set_ones.items()}

    @property
    def is_frozen(self) -> bool:
        """Whether the book's values are the confirmed ones, not each picture's own."""
        return self.book_m_cuts is not None

    @property
    def best_score(self) -> int:
        """The highest score of an axis."""
        return 4 if self.method == "pymc" else 5


def settled(own: Ruler, official: Mapping[str, Any] | None, months_of_sales: int) -> Ruler:
    """`own` with every rule filled: from the official ruler, else as shipped.

    The frozen fit is taken only as it stands in `own`; whether the official one fits the scope is
    for the caller to decide (analytics.book).
    """
    base = from_content(official or {})
    by_default = "book" if months_of_sales >= MONTHS_FOR_BOOK else "standard"
    method = own.method or base.method or by_default
    same_kind = (method == "book") == (base.method == "book")
    split = own.split or (base.split if same_kind else None)
    cutoff = own.cutoff or (base.cutoff if same_kind else None)
    rules = _first_set(own, base, _shipped())
    frequency, monetary = IMPLIED_KINDS.get(
        method, (rules.kind_of_frequency, rules.kind_of_monetary)
    )
    return replace(
        rules,
        method=method,
        split=split or ("cutoff" if method == "book" else "mean_score"),
        cutoff=cutoff or BOOK_CUTOFF,
        kind_of_frequency=frequency,
        kind_of_monetary=monetary,
        **{name: getattr(own, name) for name in FIT},
    )


def from_content(content: Mapping[str, Any]) -> Ruler:
    """The ruler of a saved content; what it does not name stays open."""
    named = {part.name for part in fields(Ruler)} & content.keys()
    return Ruler(**{name: _from_json(name, content[name]) for name in named})


def to_content(rules: Ruler) -> dict[str, Any]:
    """A ruler as JSON can hold it: decimals as text, what is open left out."""
    every = {part.name: getattr(rules, part.name) for part in fields(Ruler)}
    return {name: _to_json(value) for name, value in every.items() if value is not None}


def read_content(text: str) -> dict[str, Any]:
    """A saved content from its JSON, numbers as exact decimals."""
    content: dict[str, Any] = json.loads(text, parse_float=Decimal)
    return content


def written(value: object) -> str:
    """A rule as the text that reads back to it."""
    if isinstance(value, tuple):
        return ",".join(written(part) for part in value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def choice(key: str, text: str, allowed: tuple[str, ...]) -> str:
    """`text` when it is one of the allowed words. Raises Unreadable naming them."""
    if text not in allowed:
        raise Unreadable(
            _("{key} cannot be {value}. It is one of: {choices}.").format(
                key=key, value=text, choices=", ".join(allowed)
            )
        )
    return text


def _from_json(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_from_json(name, part) for part in value)
    if value is None or name in WORDS:
        return value
    return int(value) if name == "cutoff" else Decimal(str(value))


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(part) for part in value]
    return str(value) if isinstance(value, Decimal | float) else value


def _first_set(*rulers: Ruler) -> Ruler:
    def first(name: str) -> object:
        values = (getattr(ruler, name) for ruler in rulers)
        return next((value for value in values if value is not None), None)

    return Ruler(**{part.name: first(part.name) for part in fields(Ruler)})  # type: ignore[arg-type]


@cache
def _shipped() -> Ruler:
    path = Path(__file__).with_name("rules") / "standard_cutoffs.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    cuts = {axis: tuple(Decimal(r["cut"]) for r in rows if r["axis"] == axis) for axis in "rfm"}
    return Ruler(
        weights=WEIGHTS,
        r_cuts=cuts["r"],
        f_cuts=cuts["f"],
        m_cuts=cuts["m"],
        kind_of_frequency="orders",
        kind_of_monetary="net_sales",
        population="all",
    )


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


def _cuts(key: str) -> Callable[[str], tuple[Decimal, ...]]:
    def read(text: str) -> tuple[Decimal, ...]:
        values = _numbers(key, text, 4)
        if any(low >= high for low, high in itertools.pairwise(values)):
            raise Unreadable(
                _("{key} cannot be {value}. Each number is larger than the one before.").format(
                    key=key, value=text
                )
            )
        return values

    return read


def _weights(text: str) -> tuple[Decimal, ...]:
    values = _numbers("weights", text, 3)
    if min(values) < 0 or not any(values):
        raise Unreadable(
            _("weights cannot be {value}. None is negative and not all are 0.").format(value=text)
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
    "r_cuts": _cuts("r_cuts"),
    "f_cuts": _cuts("f_cuts"),
    "m_cuts": _cuts("m_cuts"),
    "kind_of_frequency": _one_of("kind_of_frequency", KINDS_OF_FREQUENCY),
    "kind_of_monetary": _one_of("kind_of_monetary", KINDS_OF_MONETARY),
    "population": _one_of("population", POPULATIONS),
}
"""The rules a link or `--set` can give, and how each is read."""
