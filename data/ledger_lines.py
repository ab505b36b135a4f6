"""A line of the ledger as an event, or why it is none, in words.

The file can be edited by hand and come from anywhere in a backup, so nothing of it is trusted:
neither its length nor its depth, nor that a key is there and holds what it should.
"""

import json
import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from locales import _

Event = dict[str, Any]
Holds = Callable[[Any], bool]
"""Whether a value is what it should be."""

LONGEST = 32_000_000
"""Bytes of the longest line: some hundred thousand names that one import settles."""
DEEPEST = 40
"""How far lists and objects may lie in each other."""
GREATEST = 2**31
AMOUNT_DIGITS = 38


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
    _check(event)
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
        raise NoEvent(_("{key} stands in it twice").format(key=_short(twice)))
    return held


def _no_number(text: str) -> float:
    raise NoEvent(_("{value} is no number").format(value=text))


def _finite(text: str) -> float:
    number = float(text)
    return number if math.isfinite(number) else _no_number(_short(text))


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


def _short(text: object) -> str:
    return f"{str(text)[:40]!r}"


def _check(event: Event) -> None:
    kind = event.get("event")
    fields = LINES.get(kind) if isinstance(kind, str) else None
    if fields is None:
        raise NoEvent(_("{value} is no kind of line").format(value=_short(kind)))
    _require(event, fields)
    if kind == "intent":
        action = event["action"]
        if action not in ACTIONS:
            raise NoEvent(_("{value} is no change that Octant knows").format(value=_short(action)))
        _require(event, ACTIONS[action])


def _require(event: Event, fields: Mapping[str, Holds]) -> None:
    for key, holds in fields.items():
        if key not in event and not getattr(holds, "may_lack", False):
            raise NoEvent(_("{key} is missing").format(key=key))
        if key in event and not holds(event[key]):
            raise NoEvent(_("{key} does not hold what it should").format(key=key))


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**63


def _number(value: Any) -> bool:
    return _count(value) and 0 < value < GREATEST


def _hash(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")


def _day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _instant(value: Any) -> bool:
    try:
        return isinstance(value, str) and datetime.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _amount(value: Any) -> bool:
    """Money as we write it: digits with a point, no exponent."""
    if not isinstance(value, str):
        return False
    digits = value.removeprefix("-").replace(".", "", 1)
    return digits.isascii() and digits.isdigit() and len(digits) <= AMOUNT_DIGITS


def _any_object(value: Any) -> bool:
    return isinstance(value, dict)


def _list(value: Any) -> bool:
    return isinstance(value, list)


def _or_none(holds: Holds) -> Holds:
    return lambda value: value is None or holds(value)


def _perhaps(holds: Holds) -> Holds:
    """A key that lines of an earlier release lack."""

    def held(value: Any) -> bool:
        return holds(value)

    held.may_lack = True  # type: ignore[attr-defined]
    return held


def _list_of(holds: Holds) -> Holds:
    return lambda value: isinstance(value, list) and all(map(holds, value))


def _texts_by_name(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())


def _object(**fields: Holds) -> Holds:
    def holds(value: Any) -> bool:
        if not isinstance(value, dict):
            return False
        try:
            _require(value, fields)
        except NoEvent:
            return False
        return True

    return holds


def _plain_by_name(value: Any) -> bool:
    return isinstance(value, dict) and not any(isinstance(v, dict | list) for v in value.values())


def _pair(value: Any) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(map(_text, value))


def _sums(holds: Holds) -> dict[str, Holds]:
    money = _or_none(_amount)
    return {
        **dict.fromkeys(("rows_added", "rows_removed"), holds),
        **dict.fromkeys(("amount_added", "amount_removed"), money),
    }


_MEMORY = _object(mapping=_texts_by_name, headers=_list_of(_text), answers=_texts_by_name)
_VERSION: dict[str, Holds] = {
    "version": _number,
    "kind": _text,
    "source": _text,
    "mode": _text,
    "months": _list_of(_object(month=_or_none(_day), **_sums(_count))),
    **_sums(_count),
}
LINES: dict[str, dict[str, Holds]] = {
    "intent": {"action": _text, "who": _text, "made_at": _instant},
    "done": {"intent": _hash},
    "failed": {"intent": _hash},
    "renewed": {"who": _text, "made_at": _instant, "changes": _count},
}
"""What each kind of line must hold; more may stand in it."""
ACTIONS: dict[str, dict[str, Holds]] = {
    "import": {
        **_VERSION,
        "asked": _object(
            mapping=_texts_by_name,
            answers=_texts_by_name,
            remembered=_MEMORY,
            set_aside=_perhaps(_flag),
            settings=_perhaps(_plain_by_name),
            again=_perhaps(_list_of(_or_none(_day))),
        ),
        "told": _texts_by_name,
        "files": _list_of(_object(name=_text, sha256=_hash, bytes=_count)),
        "memory": _MEMORY,
        "aside": _perhaps(_count),
        "texts": _perhaps(_text),
    },
    "undo": {**_VERSION, "undoes": _number},
    "merge": {**_VERSION, "account": _text, "into": _text},
    "words": {"words": _list_of(_pair)},
    "ruler": {
        "name": _text,
        "is_official": _flag,
        "from_on": _or_none(_day),
        "content": _any_object,
    },
    "ruler_undo": {"saved_at": _instant},
    "ruler_redo": {"saved_at": _instant},
    "setting": {"what": _text, "name": _text, "content": _any_object},
    "close": {
        "month": _day,
        "at_version": _number,
        "figures": _list_of(
            _object(currency=_or_none(_text), net_sales=_amount, lines=_count, accounts=_count)
        ),
    },
    "reopen": {"month": _day},
}
"""What each kind of change must hold besides. A new kind of change is entered here."""
