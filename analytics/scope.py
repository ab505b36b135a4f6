"""What a question is asked about: the day, the window, who, what, and with which ruler.

A Scope is what a link holds. It lives here, below the pages, so that the command line, the pages
and the tests ask exactly the same thing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from typing import Any

from analytics import links
from analytics.days import a_year_before as a_year_before
from analytics.days import month_end as month_end
from analytics.days import month_ends as month_ends
from analytics.days import months_before as months_before
from analytics.days import window_from as window_from
from analytics.ruler import RULES, Ruler, Unreadable
from locales import _

A_YEAR = 12
"""Months of the longest window that last year's same days stand beside."""
UNSET = 0
"""A window that nobody chose: 12 months, or all history for the methods that look at all."""

WHO = {
    "region": "regions",
    "department": "departments",
    "salesperson": "salespeople",
    "sales_point": "sales_points",
    "industry": "industries",
    "account": "accounts",
}
SOLD = {
    "sold_region": "sold_regions",
    "sold_department": "sold_departments",
    "sold_salesperson": "sold_salespeople",
    "sold_sales_point": "sold_sales_points",
}
"""Where lines were sold, by what they say of themselves; an account's own place is among WHO."""
WHAT = {"category": "categories", "product": "products"} | SOLD
FILTERS = WHO | WHAT
"""URL key of a filter and the field that holds it."""


@dataclass(frozen=True)
class Book:
    """Facts of the book at one data version that a settled scope rests on."""

    newest_version: int
    currency: str | None
    first_order_on: date | None
    last_order_on: date | None
    months_of_sales: int
    unfinished_on: date | None = None
    """The last day with lines, where the days after it in its month are not loaded yet."""

    def loaded_days(self, as_of: date) -> date | None:
        """The last day with lines of the as-of date's month, where that month is not all there."""
        last = self.unfinished_on
        return last if last is not None and last.replace(day=1) == as_of.replace(day=1) else None


@dataclass(frozen=True)
class Scope:
    """What is looked at. `book` is there once `analytics.book.settle` has filled what was open.

    `ruler_name`: the saved ruler that gives what `ruler` leaves open; None is the official one.
    `compare_version`: the data version in which a migration's earlier picture is taken; None is
    this one. `fitted_on`: whose day's accounts a frozen ruler was cut by, where that is known.
    """

    as_of: date | None = None
    window: int | None = UNSET
    compare: str = "last_year"
    compare_version: int | None = None
    version: int | None = None
    currency: str | None = None
    level: str | None = None
    regions: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    salespeople: tuple[str, ...] = ()
    sales_points: tuple[str, ...] = ()
    industries: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()
    key_accounts_only: bool = False
    period: str = "window"
    fiscal_month: int | None = None
    jan_feb_together: bool = False
    categories: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    sold_regions: tuple[str, ...] = ()
    sold_departments: tuple[str, ...] = ()
    sold_salespeople: tuple[str, ...] = ()
    sold_sales_points: tuple[str, ...] = ()
    ruler_name: str | None = None
    ruler: Ruler = field(default_factory=Ruler)
    book: Book | None = None
    fitted_on: date | None = None

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str]]) -> "Scope":
        """The scope of a link. What cannot be read falls back to the default."""
        scope = cls()
        for key, values in params.items():
            try:
                scope = scope.set(key, values)
            except Unreadable:
                continue
        return scope

    def set(self, key: str, values: Sequence[str]) -> "Scope":
        """This scope with one more key of a link. Raises Unreadable with a plain sentence."""
        if key in FILTERS:
            chosen: dict[str, Any] = {
                FILTERS[key]: tuple(dict.fromkeys(filter(links.is_text, values)))
            }
            return replace(self, **chosen)
        if len(values) != 1:
            raise Unreadable(_("{key} is given more than once. Do: give it once.").format(key=key))
        if key in RULES:
            return replace(self, ruler=self.ruler.set(key, values[0]))
        if key not in links.READERS:
            raise Unreadable(
                _("There is no setting {key}. There are: {keys}.").format(
                    key=key, keys=", ".join([*links.READERS, *FILTERS, *RULES])
                )
            )
        name, read = links.READERS[key]
        return replace(self, **{name: read(values[0])})

    def to_params(self) -> dict[str, list[str]]:
        """The keys and values of a link to this scope; defaults are left out."""
        params: dict[str, list[str]] = {}
        for key, name in FILTERS.items():
            if values := getattr(self, name):
                params[key] = list(values)
        for key, (name, _read) in links.READERS.items():
            value = getattr(self, name)
            if value != _DEFAULTS[name]:
                params[key] = [links.written(value)]
        return params | {key: [text] for key, text in self.ruler.to_params().items()}

    @property
    def has_who(self) -> bool:
        """Whether accounts are chosen: then lines without an account are left out."""
        return self.key_accounts_only or any(getattr(self, name) for name in WHO.values())

    @property
    def has_what(self) -> bool:
        """Whether lines are chosen, by product, category or where they were sold."""
        return any(getattr(self, name) for name in WHAT.values())

    @property
    def window_from(self) -> date:
        """The first day of the window of a settled scope."""
        assert self.as_of is not None
        return window_from(self.as_of, self.window)

    @property
    def compare_as_of(self) -> date | None:
        """The as-of date of the picture compared with; None when there is no such picture.

        A target is no picture: last year's stands in for it. No day lies in both windows, so a
        window longer than a year is compared with the one that ends where it begins, and all
        history with nothing.
        """
        assert self.as_of is not None
        if self.compare not in ("last_year", "target", "period_before"):
            return date.fromisoformat(self.compare)
        if self.window is None:
            return None
        day_before = self.window_from - timedelta(days=1)
        if self.compare == "period_before" or self.window > A_YEAR:
            return day_before
        return min(a_year_before(self.as_of), day_before)

    @property
    def migrated_from(self) -> date:
        """The earlier picture of a migration: the day compared with, else the month-end before."""
        return self.month_end_before if self.compare in links.COMPARES else self._compare_day

    @property
    def month_end_before(self) -> date:
        """The last month-end before the as-of date of a settled scope."""
        assert self.as_of is not None
        return self.as_of.replace(day=1) - timedelta(days=1)

    @property
    def _compare_day(self) -> date:
        return date.fromisoformat(self.compare)

    def at(self, as_of: date) -> "Scope":
        """The same scope and ruler on another day."""
        return replace(self, as_of=as_of)


def unreadable(params: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Key -> a sentence, for the parameters of a link that mean nothing here."""
    wrong = {}
    for key, values in params.items():
        try:
            Scope().set(key, values)
        except Unreadable as error:
            wrong[key] = str(error)
    return wrong


_DEFAULTS = {part.name: part.default for part in fields(Scope)}
