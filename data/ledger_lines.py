"""A line of the ledger as an event, or why it is none, in words.

The file can be edited by hand and come from anywhere in a backup, so nothing of it is trusted:
neither its length nor its depth, nor that a key is there and holds what it should.
"""

import json
import math
from typing import Any

from data.ledger_shapes import Event, short, wrong
from locales import _

LONGEST = 32_000_000
"""Bytes of the longest line: some hundred thousand names that one import settles."""
DEEPEST = 40
"""How far lists and objects may lie in each other."""


class NoEvent(ValueError):  # noqa: N818
    """Why a line is no event; the text goes on from "Ledger line 3 cannot be read:"."""


def event_of(raw: bytes) -> Event:
    """The event that a line holds. Raises NoEvent with a reason in words."""
    if len(raw) > LONGEST:
        raise NoEvent(too_long())
    event = _parsed(raw)
    if not isinstance(event, dict):
        raise NoEvent(_("it holds no object"))
    if _is_deep(event):
        raise NoEvent(_too_deep())
    if reason := wrong(event):
        raise NoEvent(reason)
    return event


def too_long() -> str:
    """The reason why a line is not read at all."""
    return _("it is longer than {n} MB").format(n=LONGEST // 1_000_000)


def _too_deep() -> str:
    return _("lists and objects lie in each other more than {n} deep").format(n=DEEPEST)


def _parsed(raw: bytes) -> Any:
    try:
        parsed = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_no_number,
            parse_float=_finite,
        )
        if b"\\ud" in raw.lower():  # half a surrogate pair is no text, and cannot be written again
            json.dumps(parsed, ensure_ascii=False).encode()
    except RecursionError:
        raise NoEvent(_too_deep()) from None
    except NoEvent:
        raise
    except ValueError:
        raise NoEvent(_("it is no JSON")) from None
    return parsed


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise NoEvent(_("{key} stands in it twice").format(key=short(twice)))
    return held


def _no_number(text: str) -> float:
    raise NoEvent(_("{value} is no number").format(value=text))


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(short(text))


def _is_deep(event: Event) -> bool:
    """Whether values lie too deep, found without recursion."""
    level: list[Any] = [event]
    for _depth in range(DEEPEST):
        level = [
            part
            for value in level
            for part in (value.values() if isinstance(value, dict) else value)
            if isinstance(part, dict | list)
        ]
        if not level:
            return False
    return True
