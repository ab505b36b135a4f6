"""Ids, names, flags, choices and levels."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from data.ingest.values.cells import blankness

_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_SPACES = re.compile(r"\s+")
_SIMPLE_ID = re.compile(r"[0-9A-Za-z./_-]+")
_WHOLE = re.compile(r"-?\d+")
_POINT_ZERO = re.compile(r"(-?\d+)\.0")
_POWER = re.compile(r"\d(?:[.,]\d+)?E\+\d+", re.IGNORECASE)
_LONG = re.compile(r"\d{16,}")
_YES = frozenset({"yes", "y", "true", "t", "1", "1.0", "x", "是", "√", "✓", "✔", "对", "有"})
_NO = frozenset({"no", "n", "false", "f", "0", "0.0", "否", "×", "✗", "✘", "不是", "无"})


def clean_id(text: str) -> str | None:
    """An id for comparing and keeping: NFKC, trimmed, inner spaces single, nothing invisible."""
    if _SIMPLE_ID.fullmatch(text):
        return text
    visible = _ZERO_WIDTH.sub("", unicodedata.normalize("NFKC", text))
    return _SPACES.sub(" ", visible).strip() or None


def has_stray_quote(text: str) -> bool:
    """Whether a quote is left at an end of an id, of a pair that broke."""
    return text.startswith('"') or text.endswith('"')


def is_no_id(text: str) -> bool:
    """Whether a cleaned cell of an id column holds no value ("NULL", "n/a")."""
    return blankness(text, is_value=False) is not None


def all_whole(uniques: Iterable[str]) -> bool:
    """Whether every id is a whole number or one with `.0`, so that `.0` may go."""
    return all(_WHOLE.fullmatch(u) or _POINT_ZERO.fullmatch(u) for u in uniques)


def without_point_zero(text: str) -> str:
    match = _POINT_ZERO.fullmatch(text)
    return match.group(1) if match else text


def destroyed(uniques: Iterable[str]) -> frozenset[str]:
    """Ids that a spreadsheet has destroyed: powers of ten, or zeros after the fifteenth digit."""
    lost, long, cut = set(), 0, set()
    for text in uniques:
        if _POWER.fullmatch(text):
            lost.add(text)
        elif _LONG.fullmatch(text):
            long += 1
            if text.endswith("000") and not text[15:].strip("0"):
                cut.add(text)
    return frozenset(lost | (cut if len(cut) * 2 >= long else set()))


def flag(text: str) -> bool | None:
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return True if folded in _YES else False if folded in _NO else None


def choice(text: str, choices: Mapping[str, tuple[str, ...]]) -> str | None:
    """The stored value whose name or synonym this is, however it is spaced or hyphenated."""
    plain = _plain(text)
    for value, names in choices.items():
        if plain in (_plain(value), *map(_plain, names)):
            return value
    return None


def level(text: str, levels: Mapping[str, tuple[str, ...]]) -> int | None:
    """A level by its number ("3", "3.0", "Level 3", "3级", "3 partner") or its name."""
    match = re.fullmatch(r"(?:level|l|等级)?([1-4])(?:\.0+|级)?(.*)", _plain(text, keep="."))
    if match and (not match.group(2) or choice(match.group(2), levels) == match.group(1)):
        return int(match.group(1))
    named = choice(text, levels)
    return int(named) if named else None


def _plain(text: str, keep: str = "") -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in folded if c.isalnum() or c in keep)
