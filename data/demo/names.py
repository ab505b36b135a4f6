"""Invented names of companies, English and Chinese. None is meant to be anybody's."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

_WORDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
_TRADES, _CITIES = _WORDS["trades"], _WORDS["cities"]


class Named(NamedTuple):
    """A company's name, its industry and the region of its city."""

    name: str
    industry: str
    region: str


def brands(rng: np.random.Generator) -> tuple[list[str], list[str]]:
    """All English and all Chinese brand words, each shuffled."""
    english = [first + second for first in _WORDS["prefixes"] for second in _WORDS["suffixes"]]
    chinese = [first + second for first in _WORDS["first_zh"] for second in _WORDS["second_zh"]]
    return list(map(str, rng.permutation(english))), list(map(str, rng.permutation(chinese)))


def head(brand: str) -> Named:
    """A group's head company."""
    name = f"{brand} Group" if brand.isascii() else f"{brand}集团有限公司"
    return Named(name, "Machinery", "East")


def companies(rng: np.random.Generator, words: list[str], count: int) -> list[Named]:
    """`count` companies, all names different, spread evenly over the brand words. At most twenty
    companies a word, one a trade; a quarter of the English ones sit abroad."""
    first_trade = rng.integers(0, len(_TRADES), len(words))
    cities = rng.integers(0, len(_CITIES), count)
    is_abroad = rng.random(count) < 0.25
    return [
        _company(
            words[at % len(words)],
            _TRADES[(int(first_trade[at % len(words)]) + at // len(words)) % len(_TRADES)],
            int(cities[at]),
            bool(is_abroad[at]),
        )
        for at in range(count)
    ]


def _company(brand: str, trade: tuple[str, str, str], at: int, is_abroad: bool) -> Named:
    trade_en, trade_zh, industry = trade
    city_en, city_zh, region = _CITIES[at]
    if not brand.isascii():
        return Named(f"{city_zh}{brand}{trade_zh}有限公司", industry, region)
    if is_abroad:
        ending = _WORDS["endings"][at % len(_WORDS["endings"])]
        return Named(f"{brand} {trade_en} {ending}", industry, "Overseas")
    return Named(f"{brand} {trade_en} ({city_en})", industry, region)
