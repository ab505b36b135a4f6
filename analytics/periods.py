"""The period that the sales pages look at, and the days that it is compared with.

A preset is the part up to the as-of date of a month, quarter or (fiscal) year, so the same preset
taken at an earlier day has as many days: a month that is not over is compared with the same days.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from analytics.days import a_year_before, month_end, months_before, window_from
from analytics.links import PRESETS
from analytics.scope import A_YEAR, Scope

MONTHS = {"month": 1, "quarter": 3, "year": 12, "jan_feb": 2}
A_DAY = timedelta(days=1)
SLACK = timedelta(days=15)
"""A first order may come so long, and a tenth of the days, after the first day that is covered."""


@dataclass(frozen=True)
class Span:
    """Days from and until, both among them; `whole_until` is where the period itself ends."""

    from_on: date
    until_on: date
    whole_until: date

    @property
    def is_running(self) -> bool:
        """Whether the period is not over yet."""
        return self.until_on < self.whole_until

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until_on - self.from_on).days + 1

    @property
    def months(self) -> int | None:
        """How many whole months the period has; None when it is made of single days."""
        after = self.whole_until + A_DAY
        if self.from_on.day != 1 or after.day != 1:
            return None
        return 12 * (after.year - self.from_on.year) + after.month - self.from_on.month


def chosen(scope: Scope) -> Span:
    """The days of a settled scope's period. A range of later days gives way to the window."""
    assert scope.as_of is not None
    if scope.period not in PRESETS:
        first, last = (date.fromisoformat(day) for day in scope.period.split(".."))
        if first <= scope.as_of:
            return Span(first, min(last, scope.as_of), last)
    return _preset(scope, scope.as_of)


def compared(scope: Scope, compare: str | None = None) -> Span | None:
    """The days compared with; None when there are none, or the book does not reach back so far.

    `compare` stands in for the scope's own choice. A target has no days: last year's stand in.
    """
    before = wanted(scope, compare)
    return before if before is not None and _is_covered(scope, before) else None


def wanted(scope: Scope, compare: str | None = None) -> Span | None:
    """The days to compare with, whether the book reaches back so far or not."""
    return _before(scope, compare or scope.compare)


def missing_months(scope: Scope) -> tuple[int, int] | None:
    """Of the window compared with: its months, and how many of them the book covers.

    None where there is no such window, or the book covers all of it.
    """
    day = scope.compare_as_of
    if day is None or scope.window is None or has_base(scope):
        return None
    first_on = scope.book.first_order_on if scope.book else None
    if first_on is None or first_on > day:
        return scope.window, 0
    whole = 12 * (day.year - first_on.year) + day.month - first_on.month
    return scope.window, min(scope.window - 1, whole + (first_on.day == 1))


def _is_covered(scope: Scope, span: Span) -> bool:
    first_on = scope.book.first_order_on if scope.book else None
    slack = min(SLACK, timedelta(days=span.days // 10))
    return first_on is not None and first_on <= span.from_on + slack


def has_base(scope: Scope) -> bool:
    """Whether the book reaches back over the window compared with, whatever period is chosen."""
    return scope.window is not None and compared(replace(scope, period="window")) is not None


def parameters(scope: Scope) -> dict[str, Any]:
    """What a settled scope binds of its period; None for days that there are not."""
    bound: dict[str, Any] = {
        "fiscal_month": scope.fiscal_month or 1,
        "jan_feb_together": scope.jan_feb_together,
        "book_from": scope.book.first_order_on if scope.book else None,
    }
    now = chosen(scope)
    spans = {
        "period": now,
        "base": compared(scope),
        "last_year": compared(scope, "last_year"),
        "previous": compared(scope, "period_before"),
    }
    bound["period_whole_until"] = now.whole_until
    bound["has_base"] = has_base(scope)
    for name, span in spans.items():
        bound[f"{name}_from"] = span.from_on if span else None
        bound[f"{name}_until"] = span.until_on if span else None
    return bound


def _preset(scope: Scope, at: date) -> Span:
    """The preset's period that the day falls in, up to the day."""
    if scope.period not in MONTHS:
        return Span(window_from(at, scope.window), at, at)
    month = at.replace(day=1)
    months = MONTHS[scope.period]
    if scope.period == "jan_feb" or (months == 1 and at.month <= 2 and scope.jan_feb_together):
        first = month.replace(month=1)
        last = month_end(first.replace(month=2))
        return Span(first, min(at, last), last)
    into = (at.month - (scope.fiscal_month or 1)) % 12 % months
    first = months_before(month, into)
    return Span(first, at, months_before(first, -months) - A_DAY)


def _before(scope: Scope, compare: str) -> Span | None:
    span = chosen(scope)
    if span.from_on == date.min:
        return None
    if compare in ("last_year", "target"):
        if months_before(span.until_on, A_YEAR) >= span.from_on:  # a day would lie in both
            return _previous(scope, span)
        if scope.period == "window" or scope.period in MONTHS:
            return _preset(scope, a_year_before(span.until_on))
        return _moved(span, A_YEAR)
    if compare == "period_before":
        return _previous(scope, span)
    last = date.fromisoformat(compare)
    if scope.period in PRESETS:
        return _preset(scope, last)
    return Span(last - timedelta(days=span.days - 1), last, last)


def _previous(scope: Scope, span: Span) -> Span:
    """As many days of the period just before."""
    if scope.period == "window":
        return _preset(scope, span.from_on - A_DAY)
    if span.months is not None:
        return _moved(span, span.months)
    last = span.from_on - A_DAY
    return Span(last - timedelta(days=span.days - 1), last, last)


def _moved(span: Span, months: int) -> Span:
    """The same days so many months earlier; the end of a month stays one."""
    first = months_before(span.from_on, months)
    if not span.is_running and span.months is not None:
        last = month_end(months_before(span.until_on, months))
        return Span(first, last, last)
    last = months_before(span.until_on, months)
    if span.until_on == month_end(span.until_on):
        last = month_end(last)
    return Span(first, last, max(last, month_end(months_before(span.whole_until, months))))
