"""Dataclasses to plain JSON and back by their annotations: messages between processes.

Nothing but data comes back, whoever wrote it: no code runs as it does with pickles.
"""

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from numbers import Integral
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

Skip = frozenset[str]


def pack(value: Any, skip: Skip = frozenset()) -> Any:
    """As JSON has it; fields of these names are left out."""
    if is_dataclass(value):
        names = [f.name for f in fields(value) if f.name not in skip]
        return {name: pack(getattr(value, name), skip) for name in names}
    if isinstance(value, Mapping):
        return {key: pack(item, skip) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [pack(item, skip) for item in value]
    if isinstance(value, (Decimal, date, Path)):
        return str(value)
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, Integral):
        return int(value)
    raise TypeError(f"{type(value)} does not travel")


def unpack(as_type: Any, value: Any) -> Any:
    """A value of this type, from what `pack` made of it; fields left out have their defaults."""
    if value is None or as_type is Any:
        return value
    kind, parts = get_origin(as_type), get_args(as_type)
    if kind in (types.UnionType, Union):
        return unpack(next(part for part in parts if part is not types.NoneType), value)
    if kind is tuple:
        of = [parts[0]] * len(value) if parts[-1] is Ellipsis else parts
        return tuple(unpack(part, item) for part, item in zip(of, value, strict=True))
    if kind in (list, Sequence):
        return [unpack(parts[0], item) for item in value]
    if kind in (dict, Mapping):
        return {unpack(parts[0], key): unpack(parts[1], item) for key, item in value.items()}
    if isinstance(as_type, type) and is_dataclass(as_type):
        hints = _hints(as_type)
        return as_type(**{name: unpack(hints[name], item) for name, item in value.items()})
    if as_type is date:
        return date.fromisoformat(value)
    return as_type(value)


@cache
def _hints(of: type) -> dict[str, Any]:
    return get_type_hints(of)
