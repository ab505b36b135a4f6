"""What all charts have in common: the theme, how values are written, an empty figure."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go
from babel.dates import format_date
from babel.numbers import get_currency_symbol

from charts import numbers
from charts.names import in_lines, isolated
from charts.numbers import NOTHING, is_missing
from charts.palette import DARK, LIGHT, Palette
from charts.template import CLEAR as CLEAR
from charts.template import FONT as FONT
from charts.template import MARGIN, template
from locales import _

SYMBOLS = {"CNY": "¥", "JPY": "JP¥"}
"""Signs that are the same in every language: a column of CN¥ reads as noise to who works in it."""


def safe(text: object) -> str:
    """Text from data as plain text: plotly would read tags in names as markup."""
    return html.escape(isolated(text), quote=False)


def named(account: object) -> str:
    """An account's name in a hover, in lines that a screen holds."""
    return safe(in_lines(account)).replace("\n", "<br>")


@dataclass(frozen=True)
class Look:
    """How one reader sees figures: theme, language and the currency of the scope."""

    dark: bool = False
    language: str = "en"
    currency: str | None = None

    @property
    def palette(self) -> Palette:
        """The colours of the theme."""
        return DARK if self.dark else LIGHT

    @property
    def symbol(self) -> str:
        """The currency before an amount, as readers of this language write it."""
        if not self.currency:
            return ""
        symbol = SYMBOLS.get(self.currency) or get_currency_symbol(self.currency, self.language)
        return f"{symbol} " if symbol[-1].isalpha() else symbol

    def money(self, amount: Any) -> str:
        """An amount in full, without cents: $4,210,000."""
        return NOTHING if is_missing(amount) else self._priced(numbers.grouped_whole(amount))

    def money_short(self, amount: Any) -> str:
        """An amount in a few digits: $4.21 M, ¥421.0 万."""
        return NOTHING if is_missing(amount) else self._priced(numbers.short(amount, self.language))

    def signed_money(self, amount: Any) -> str:
        """A change in a few digits, with its sign: +$4.21 M."""
        text = self.money_short(amount)
        return f"+{text}" if not is_missing(amount) and amount > 0 else text

    def money_change(self, amount: Any) -> str:
        """A change in full, without cents, with its sign: +$4,210,000; nothing is $0."""
        text = self.money(amount)
        is_gain = not is_missing(amount) and numbers.rounded(amount) > 0
        return f"+{text}" if is_gain else text

    def money_tick(self, amount: Any) -> str:
        """A round amount at an axis or a cut-point: $4 M, ¥400 万."""
        return (
            NOTHING
            if is_missing(amount)
            else self._priced(numbers.round_number(amount, self.language))
        )

    def _priced(self, digits: str) -> str:
        """The currency goes between the minus sign and the digits."""
        if digits.startswith("−"):
            return f"−{self.symbol}{digits[1:]}"
        return f"{self.symbol}{digits}"

    def count(self, number: Any) -> str:
        """A whole number with thousands separators."""
        return NOTHING if is_missing(number) else numbers.grouped_whole(number)

    def number(self, number: Any, digits: int = 1) -> str:
        """A number with at most this many digits after the point, without trailing zeros."""
        return NOTHING if is_missing(number) else numbers.trimmed(number, digits)

    def one_digit(self, number: Any) -> str:
        """A number with one digit after the point, be it a zero: for columns."""
        return NOTHING if is_missing(number) else numbers.grouped(numbers.rounded(number, 1))

    def share(self, share: Any) -> str:
        """A share (0 to 1) in per cent: 44%, 0.6%; what is not all never reads 100%."""
        return NOTHING if is_missing(share) else numbers.per_cent(share)

    def change(self, now: Any, before: Any) -> str:
        """The change on what was before, +12%; without a base above zero, "no base"."""
        if is_missing(now) or is_missing(before) or before <= 0:
            return _("no base")
        ratio = numbers.decimal(now) / numbers.decimal(before) - 1
        sign = "+" if ratio > 0 else ""
        return f"{sign}{numbers.per_cent(ratio)}"

    def day(self, day: Any) -> str:
        """A day: 31 May 2020, 2020年5月31日."""
        return self._date(day, "d MMM y", "y年M月d日")

    def month(self, month: Any) -> str:
        """A month: May 2020, 2020年5月."""
        return self._date(month, "MMM y", "y年M月")

    def quarter(self, first_day: Any) -> str:
        """The quarter that begins on this day: Q2 2020, 2020Q2."""
        return self._date(first_day, "QQQ y", "y'Q'Q")

    def period(self, first: Any, last: Any, grain: str = "") -> str:
        """The days from first to last, by the name of what they are: May 2020, Q2 2020, 2020,
        else 3 May 2020 – 9 Jun 2020. `grain` says what single days and fiscal periods are."""
        months = numbers.whole_months(first, last)
        if grain == "day" or first == last:
            return self._date(first, "d MMM", "M月d日")
        if months == 1:
            return self.month(first)
        if months == 3 and first.month % 3 == 1:
            return self.quarter(first)
        if months == 12 and first.month == 1:
            return self._date(first, "y", "y年")
        if months is None:
            return f"{self.day(first)} – {self.day(last)}"
        if first.year == last.year:
            return f"{self._date(first, 'MMM', 'y年M月')}–{self._date(last, 'MMM y', 'M月')}"
        return f"{self.month(first)}–{self.month(last)}"

    def _date(self, day: Any, english: str, chinese: str) -> str:
        if is_missing(day):
            return NOTHING
        plain = date(day.year, day.month, day.day)
        pattern = english if self.language == "en" else chinese
        return format_date(plain, pattern, locale=self.language)


def figure(look: Look, alt: str, height: int, title: str = "") -> go.Figure:
    """An empty figure of the theme; `alt` says in words what it shows.

    A title makes the figure taller by its own height, so that what is drawn keeps its size.
    """
    drawn = go.Figure(
        layout={"template": template(look.palette), "height": height, "meta": {"alt": alt}}
    )
    if title:
        drawn.update_layout(title={"text": safe(title)})
        return add_height(drawn, 30)
    return drawn


def add_height(drawn: go.Figure, pixels: int) -> go.Figure:
    """The figure with so much more room above what is drawn, for a title or a legend."""
    top = (drawn.layout.margin.t or MARGIN["t"]) + pixels
    return drawn.update_layout(height=drawn.layout.height + pixels, margin={"t": top})


def show_legend(drawn: go.Figure, rows: int = 1, **more: Any) -> go.Figure:
    """The figure with its legend between title and chart; the room for its rows is added."""
    from_top = 30 if drawn.layout.title.text else 2
    add_height(drawn, 20 * rows + 6)
    return drawn.update_layout(
        showlegend=True,
        legend={"y": 1 - from_top / drawn.layout.height, "yref": "container", **more},
    )


def key(drawn: go.Figure, marks: Sequence[tuple[str, str, str]]) -> go.Figure:
    """The figure with what its marks mean, (sign, colour, name) each, in one line below its title.

    For narrow pictures with columns of figures beside the bars: plotly's own legend is no wider
    than the bars and would stand in as many rows as it has names.
    """
    if not drawn.layout.title.text:
        return show_legend(drawn)
    told = [
        f"<span style='color:{colour};font-size:16px'>{sign}</span> {safe(name)}"
        for sign, colour, name in marks
    ]
    drawn.update_layout(
        title={"subtitle": {"text": "\u2003".join(told), "font": {"size": 12, "weight": 400}}}
    )
    return add_height(drawn, 24)


def money_ticks(look: Look, amounts: Any, about: int = 4) -> dict[str, Any]:
    """Ticks of a money axis that reaches all these amounts, written in the reader's units."""
    values = [float(amount) for amount in amounts if not is_missing(amount)]
    ticks = numbers.nice_ticks(min([0.0, *values]), max([0.0, *values]), about)
    return {"tickvals": ticks, "ticktext": [look.money_tick(tick) for tick in ticks]}


def month_ticks(look: Look, months: Any, about: int = 6) -> dict[str, Any]:
    """Ticks for months that stand at 0, 1, 2 …: about so many of them, the last one among them."""
    return ticks_of([look.month(month) for month in months], about)


def ticks_of(names: list[str], about: int = 6) -> dict[str, Any]:
    """Ticks with these names at 0, 1, 2 …: about so many of them, the last one among them."""
    step = max(1, math.ceil(len(names) / about))
    shown = range((len(names) - 1) % step, len(names), step)
    return {"tickvals": list(shown), "ticktext": [names[at] for at in shown]}


def text_width(text: str) -> int:
    """About how many pixels a text takes at 12 px; Chinese letters are twice as wide."""
    return math.ceil(sum(6.4 if letter < "\u2e80" else 12 for letter in text))


def two_lines(label: str, below: str, look: Look) -> str:
    """Plain text as the label of a bar, with a small grey line below it."""
    small = f"font-size:11px;color:{look.palette.muted}"
    return f"{safe(label)}<br><span style='{small}'>{safe(below)}</span>"


def quarter_ticks(quarters: Any) -> dict[str, Any]:
    """Ticks for quarters that stand at 0, 1, 2 …: Q3, Q4, Q1 …, the year below where it begins."""
    days = list(quarters)
    names = [f"Q{(day.month + 2) // 3}" for day in days]
    years = [str(day.year) if not at or day.month <= 3 else "" for at, day in enumerate(days)]
    texts = [f"{name}<br>{year}" for name, year in zip(names, years, strict=True)]
    return {"tickvals": list(range(len(days))), "ticktext": texts, "tickangle": 0}


def lines(*texts: str) -> str:
    """The lines of a hover, without those that have nothing to say."""
    return "<br>".join(text for text in texts if text)
