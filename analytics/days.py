"""Steps on the calendar: months back, month-ends, windows."""

import calendar
from datetime import date, timedelta


def window_from(as_of: date, months: int | None) -> date:
    """The first day d with (as_of + 1 day) - months <= d; the calendar's first for all history."""
    return date.min if months is None else months_before(as_of + timedelta(days=1), months)


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    if year < 1:
        return date.min
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def year_end_before(day: date, first_month: int) -> date:
    """The latest last day of a fiscal year on or before a day."""
    ends_in = (first_month - 2) % 12 + 1
    end = month_end(date(day.year, ends_in, 1))
    return end if end <= day else a_year_before(end)


def a_year_before(day: date) -> date:
    """The same day of last year; the end of a month stays the end of that month."""
    before = months_before(day, 12)
    return month_end(before) if day == month_end(day) else before


def month_ends(as_of: date, count: int) -> list[date]:
    """The as-of date and the month-ends before it, earliest first, `count` in all."""
    this_month = as_of.replace(day=1)
    earlier = [month_end(months_before(this_month, back)) for back in range(count - 1, 0, -1)]
    return [*earlier, as_of]
