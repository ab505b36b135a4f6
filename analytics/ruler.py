"""The ruler: how recency, frequency and money become scores, and what counts as high.

What nobody set comes from the official ruler, else from what is shipped; this is decided here
alone, so that a page, a link and the command line can never measure differently.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from analytics import naming
from analytics.readable import (
    CUT_POINTS,
    KINDS_OF_FREQUENCY,
    KINDS_OF_MONETARY,
    METHODS,
    NAMINGS,
    POPULATIONS,
    RULES,
    SPLITS,
    Unreadable,
    choice,
    numbers_in,
)

__all__ = [
    "CUT_POINTS",
    "KINDS_OF_FREQUENCY",
    "KINDS_OF_MONETARY",
    "METHODS",
    "NAMINGS",
    "POPULATIONS",
    "RULES",
    "SPLITS",
    "Ruler",
    "Unreadable",
    "choice",
    "numbers_in",
]

MONTHS_FOR_BOOK = 6
BOOK_CUTOFF = (3, 4, 4)
WEIGHTS = (Decimal(4), Decimal(8), Decimal(8))
IMPLIED_KINDS = {"r_rfm": ("lines", "net_sales"), "pymc": ("days", "average_day")}
"""F and M of the methods that bring their own: transactions as given; mean per purchase day."""

UNCHECKED = {"kind_of_frequency", "kind_of_monetary"}
"""What a saved ruler may hold beyond what a link may say: the kinds that a method implies."""

WORDS = (
    *("method", "split", "kind_of_frequency", "kind_of_monetary", "population", "cut_points"),
    *("naming", "names"),
)
SCORES = ("cutoff", "high_scores")
FIT = (
    *("book_interval_days", "book_orders", "book_m_cuts"),
    *("seen_r_cuts", "seen_f_cuts", "seen_m_cuts", "high_scores", "high_values"),
)
"""The frozen fit of a ruler: what it would else measure anew in each picture."""


@dataclass(frozen=True)
class Ruler:
    """Every field None: not chosen. Those of FIT hold the cut-points of a frozen picture.

    book_: the own book's. seen_: where the scores of a method that ranks begin (R: the longest
    silence of 5, 4, 3, 2; F and M: the least of 2, 3, 4, 5; None for a score that nobody reaches).
    high_: where high begins by a mean or median, as scores (mean_score) or values (mean, median).
    """

    method: str | None = None
    split: str | None = None
    cutoff: tuple[int, ...] | None = None
    weights: tuple[Decimal, ...] | None = None
    tiers: tuple[Decimal, ...] | None = None
    r_cuts: tuple[Decimal, ...] | None = None
    f_cuts: tuple[Decimal, ...] | None = None
    m_cuts: tuple[Decimal, ...] | None = None
    kind_of_frequency: str | None = None
    kind_of_monetary: str | None = None
    population: str | None = None
    cut_points: str | None = None
    naming: str | None = None
    names: str | None = None
    book_interval_days: Decimal | None = None
    book_orders: Decimal | None = None
    book_m_cuts: tuple[Decimal, ...] | None = None
    seen_r_cuts: tuple[Decimal | None, ...] | None = None
    seen_f_cuts: tuple[Decimal | None, ...] | None = None
    seen_m_cuts: tuple[Decimal | None, ...] | None = None
    high_scores: tuple[int, ...] | None = None
    high_values: tuple[Decimal | None, ...] | None = None

    def set(self, key: str, text: str) -> "Ruler":
        """This ruler with one rule more, read from text. Raises Unreadable."""
        return replace(self, **{key: RULES[key](text)})

    def to_params(self) -> dict[str, str]:
        """The rules that are set, as text that `set` reads. The frozen fit is no rule of a link."""
        set_ones = {key: getattr(self, key) for key in RULES if getattr(self, key) is not None}
        return {key: written(value) for key, value in set_ones.items()}

    @property
    def is_measured(self) -> bool:
        """Whether anything in it is found from accounts, so that pictures can differ in it."""
        return self.method != "standard" or self.split != "cutoff"

    @property
    def is_frozen(self) -> bool:
        """Whether what is measured stands fixed, not each picture's own."""
        return any(getattr(self, name) is not None for name in FIT)

    @property
    def is_moving(self) -> bool:
        """Whether each picture is measured by its own accounts, so that others can move one."""
        return self.is_measured and not self.is_frozen

    @property
    def is_ranked(self) -> bool:
        """Whether the method gives scores by ranks or quantiles, without cut-points of its own."""
        return self.method not in ("book", "standard")

    @property
    def best_score(self) -> int:
        """The highest score of an axis."""
        return 4 if self.method == "pymc" else 5

    def moving(self) -> "Ruler":
        """This ruler measuring each picture by its own accounts."""
        unfixed: dict[str, Any] = dict.fromkeys(FIT)
        return replace(self, cut_points="moving", **unfixed)


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


def read_content(text: str) -> dict[str, Any] | None:
    """A saved content from its JSON, numbers as exact decimals; None when it is no ruler."""
    try:
        content: dict[str, Any] = json.loads(text, parse_float=Decimal)
        rules = from_content(content)
        for key in RULES.keys() - UNCHECKED & to_content(rules).keys():
            rules.set(key, written(getattr(rules, key)))
    except (ValueError, TypeError, AttributeError, ArithmeticError):
        return None
    return content


def bound(rules: Ruler) -> dict[str, Any]:
    """What a settled ruler binds in the SQL: a frozen fit stands in place of what it fixes."""
    every = {part.name: getattr(rules, part.name) for part in fields(Ruler)}
    for axis in "rfm":
        every[f"{axis}_cuts"] = every[f"seen_{axis}_cuts"] or every[f"{axis}_cuts"]
    if rules.high_scores is not None:
        every |= {"split": "cutoff", "cutoff": rules.high_scores}
    every |= _bound_names(rules)
    return {name: list(v) if isinstance(v, tuple) else v for name, v in every.items()}


def _bound_names(rules: Ruler) -> dict[str, Any]:
    """The own naming cell by cell and in order; the eleven names until there is one."""
    if rules.naming != "own" or rules.names is None:
        in_force = "eleven" if rules.naming == "own" else rules.naming
        return {"naming": in_force, "names_of_cells": ("",), "names_in_order": ("",)}
    own = naming.read(rules.names)
    return {"names_of_cells": naming.of_cells(own), "names_in_order": naming.in_order(own)}


def written(value: object) -> str:
    """A rule as the text that reads back to it."""
    if isinstance(value, tuple):
        return ",".join(written(part) for part in value)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)


def _from_json(name: str, value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_from_json(name, part) for part in value)
    if value is None or name in WORDS:
        return value
    return int(value) if name in SCORES else Decimal(str(value))


def _to_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_to_json(part) for part in value]
    return str(value) if isinstance(value, Decimal | float) else value


def _first_set(*rulers: Ruler) -> Ruler:
    def first(name: str) -> object:
        values = (getattr(ruler, name) for ruler in rulers)
        return next((value for value in values if value is not None), None)

    return Ruler(**{part.name: first(part.name) for part in fields(Ruler)})  # type: ignore[arg-type]


def _rows(name: str) -> list[dict[str, str]]:
    path = Path(__file__).with_name("rules") / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def _shipped() -> Ruler:
    cut_offs = _rows("standard_cutoffs")
    cuts = {axis: tuple(Decimal(r["cut"]) for r in cut_offs if r["axis"] == axis) for axis in "rfm"}
    return Ruler(
        weights=WEIGHTS,
        tiers=tuple(Decimal(row["percent_from"]) for row in _rows("tiers")),
        r_cuts=cuts["r"],
        f_cuts=cuts["f"],
        m_cuts=cuts["m"],
        kind_of_frequency="orders",
        kind_of_monetary="net_sales",
        population="all",
        cut_points="frozen",
        naming="none",
    )
