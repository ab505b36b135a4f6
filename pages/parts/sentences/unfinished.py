"""That the month of the picture is not all there, in words."""

from analytics.scope import Scope, month_end
from charts.theme import Look
from locales import _


def sentence(scope: Scope, look: Look) -> str | None:
    """How many days the as-of date's month has so far; None where all of it is loaded."""
    if scope.book is None or scope.as_of is None:
        return None
    last_line_on = scope.book.loaded_days(scope.as_of)
    if last_line_on is None:
        return None
    words = {
        "month": look.month(last_line_on),
        "days": last_line_on.day,
        "all": month_end(last_line_on).day,
        "day": look.day(last_line_on),
        "as_of": look.day(scope.as_of),
    }
    if scope.as_of > last_line_on:
        return _(
            "{month} has {days} of {all} days: nothing is known after {day}, and the picture of "
            "{as_of} counts those days as silence."
        ).format(**words)
    return _("{month} has {days} of {all} days; it is compared with the same days.").format(**words)
