"""What a ledger line must hold, kind by kind of line and of change; more may stand in it."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from locales import _

Event = dict[str, Any]
Holds = Callable[[Any], bool]
"""Whether a value is what it should be."""

GREATEST = 2**31
AMOUNT_DIGITS = 38


def wrong(event: Event) -> str:
    """Why an object is no event of the ledger, in words; empty when it is one."""
    kind = event.get("event")
    fields = LINES.get(kind) if isinstance(kind, str) else None
    if fields is None:
        return _("{value} is no kind of line").format(value=short(kind))
    if reason := _unmet(event, fields):
        return reason
    if kind != "intent":
        return ""
    action = event["action"]
    if action not in ACTIONS:
        return _("{value} is no change that Octant knows").format(value=short(action))
    return _unmet(event, ACTIONS[action])


def short(value: object) -> str:
    """The beginning of what stands in a line, as a sentence can quote it."""
    return f"{str(value)[:40]!r}"


def _unmet(event: Event, fields: Mapping[str, Holds]) -> str:
    for key, holds in fields.items():
        if key not in event and not getattr(holds, "may_lack", False):
            return _("{key} is missing").format(key=key)
        if key in event and not holds(event[key]):
            return _("{key} does not hold what it should").format(key=key)
    return ""


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
    return lambda value: isinstance(value, dict) and not _unmet(value, fields)


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
