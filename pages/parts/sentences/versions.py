"""What differs between two data versions, and whether a month can be closed, in words."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from charts import words
from charts.numbers import is_missing
from charts.theme import Look
from data.closing.completeness import Completeness
from locales import _, ngettext
from pages.parts.sentences import counted


def changed(before: int, after: int, moved: int, restated: pd.DataFrame, look: Look) -> str:
    """What changed on the board: accounts that moved, figures of months that were restated."""
    months = restated["month"].nunique()
    facts = {
        "before": before,
        "after": after,
        "moved": counted.accounts(moved, look),
        "months": ngettext("{n} month", "{n} months", months).format(n=look.count(months)),
        "difference": signed(restated["difference"].sum(), look),
    }
    if not moved and restated.empty:
        return _("Nothing changed on the board between versions {before} and {after}.").format(
            **facts
        )
    if restated.empty:
        return _(
            "From version {before} to {after}, {moved} changed segment; no month that was loaded "
            "before was restated."
        ).format(**facts)
    if not moved:
        return _(
            "From version {before} to {after}, figures of {months} were restated by {difference} "
            "altogether; no account changed segment."
        ).format(**facts)
    return _(
        "From version {before} to {after}, {moved} changed segment; figures of {months} were "
        "restated by {difference} altogether."
    ).format(**facts)


def days(before: date | None, after: date | None, look: Look) -> str:
    """Of which days the two pictures are, when they are not of the same one."""
    return _("The pictures are of {before} and of {after}: time moves accounts too.").format(
        before=look.day(before), after=look.day(after)
    )


def known_to_one(rows: pd.DataFrame, before: int, after: int, look: Look) -> list[str]:
    """How many accounts only one of the two versions knows, one sentence each."""
    found = []
    for version, name in ((after, "from_segment"), (before, "to_segment")):
        n = int(rows[name].isna().sum())
        if n:
            found.append(
                _("Only version {version} knows {accounts}.").format(
                    version=version, accounts=counted.accounts(n, look)
                )
            )
    return found


def new_months(rows: pd.DataFrame, look: Look) -> list[str]:
    """Months that only the later version holds: new, not restated; one sentence each."""
    found = []
    for month in sorted(set(rows["month"])):
        part = rows[rows["month"] == month]
        found.append(
            _("{month} is new: {money} of {accounts}.").format(
                month=look.month(month),
                money=look.money_short(part["net_sales"].sum()),
                accounts=counted.accounts(len(part), look),
            )
        )
    return found


def restated(rows: pd.DataFrame, look: Look) -> str:
    """Title of the figures restated by month and account."""
    text = ngettext("{n} figure restated", "{n} figures restated", len(rows))
    return text.format(n=look.count(len(rows)))


def complete(found: Completeness, look: Look) -> str:
    """Whether the month is all there."""
    month = look.month(found.month)
    if not found.has_lines:
        text = _("No sales of {month} are loaded at version {version}. Do: load the month.")
        return text.format(month=month, version=found.version)
    if found.is_usual:
        return _("{month} looks complete: nothing that usually sells is missing.").format(
            month=month
        )
    silent = [_silent(found, dimension, look) for dimension in _silences()]
    parts = [part for part in silent if part]
    if found.has_empty_days:
        text = ngettext("{n} day without lines", "{n} days without lines", found.days_without_lines)
        usual = look.number(found.usual_days_without_lines)
        parts.append(
            _("{days} (usually {usual})").format(
                days=text.format(n=look.count(found.days_without_lines)), usual=usual
            )
        )
    if found.set_aside:
        text = ngettext("{n} row set aside", "{n} rows set aside", found.set_aside)
        parts.append(text.format(n=look.count(found.set_aside)))
    return _("{month} may not be complete: {what}.").format(month=month, what=_(", ").join(parts))


def all_closed(latest: date, open_before: int, look: Look) -> str:
    """Nothing is left to close after the latest close; how many months before it are open."""
    if open_before:
        text = ngettext(
            "{month} is closed, {n} month before it is open.",
            "{month} is closed, {n} months before it are open.",
            open_before,
        )
        return text.format(month=look.month(latest), n=look.count(open_before))
    return _("Closed up to {month}; the month after it is not loaded or not over yet.").format(
        month=look.month(latest)
    )


def _silent(found: Completeness, dimension: str, look: Look) -> str:
    n = sum(one.dimension == dimension for one in found.missing)
    return _silences(n)[dimension].format(n=look.count(n)) if n else ""


def _silences(n: int = 1) -> dict[str, str]:
    return {
        "salesperson": ngettext(
            "{n} salesperson without sales", "{n} salespeople without sales", n
        ),
        "region": ngettext("{n} region without sales", "{n} regions without sales", n),
        "category": ngettext("{n} category without sales", "{n} categories without sales", n),
    }


def unusual_days(found: Completeness, look: Look) -> str:
    """The days without lines on whose weekday lines are usual."""
    return _("Days without lines on which lines are usual: {days}.").format(
        days=_(", ").join(look.day(day) for day in found.unusual_days)
    )


def silent_values(found: Completeness) -> pd.DataFrame:
    """What usually sells and did not, as a table."""
    return pd.DataFrame(
        [
            {
                "dimension": words.column(one.dimension),
                "value": one.value,
                "months": one.months,
                "last_order_on": one.last_order_on,
            }
            for one in found.missing
        ],
        columns=["dimension", "value", "months", "last_order_on"],
    )


def closed(months: pd.DataFrame, look: Look) -> str:
    """Title of the closed months: how many are no longer as they were closed."""
    changed_months = months[months["difference"] != 0]
    if changed_months.empty:
        text = ngettext(
            "{n} closed month, as it was closed",
            "{n} closed months, as they were closed",
            len(months),
        )
        return text.format(n=look.count(len(months)))
    return _("{n} of {all} closed months restated since, by {difference} altogether").format(
        n=look.count(len(changed_months)),
        all=look.count(len(months)),
        difference=signed(changed_months["difference"].sum(), look),
    )


def difference(now: object, before: object, look: Look) -> str | None:
    """The difference of two amounts with its sign; None where there is none."""
    if is_missing(now) or is_missing(before) or now == before:
        return None
    return signed(counted.number(now) - counted.number(before), look)


def signed(amount: float, look: Look) -> str:
    """An amount of money with its sign, a plus too."""
    return ("+" if amount > 0 else "") + look.money_short(amount)


def others(figures: Sequence[Mapping[str, Any]], look: Look) -> list[str]:
    """What is closed in other currencies, one sentence each."""
    return [
        _("Also closed: {money} in {currency}, {accounts}.").format(
            money=look.number(row["net_sales"], 2),
            currency=row["currency"] or _("no currency"),
            accounts=counted.accounts(row["accounts"], look),
        )
        for row in figures
    ]
