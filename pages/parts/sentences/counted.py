"""Counted things as they stand inside a sentence, and when a share may be said."""

from typing import Any

from charts.numbers import FEW, is_missing
from charts.theme import Look
from locales import ngettext


def accounts(n: int, look: Look) -> str:
    """1 account, 412 accounts."""
    return ngettext("{n} account", "{n} accounts", n).format(n=look.count(n))


def losses(n: int, look: Look) -> str:
    """1 recorded loss, 42 recorded losses."""
    return ngettext("{n} recorded loss", "{n} recorded losses", n).format(n=look.count(n))


def is_nameless(unassigned: Any, total: Any) -> bool:
    """Whether so many sales name no account that shares of all sales and of accounts differ."""
    return number(total) > 0 and 200 * abs(number(unassigned)) > number(total)


def share(part: Any, cases: int, look: Look) -> str:
    """A share of so many cases: nothing under ten of them."""
    return look.share(None if cases < FEW else part)


def number(value: Any) -> float:
    """A number of an answer for sums and shares; none counts as nothing."""
    return 0.0 if is_missing(value) else float(value)
