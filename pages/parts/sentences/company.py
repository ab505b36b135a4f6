"""What the settings of the whole company say."""

from datetime import date

import pandas as pd
from babel.dates import get_month_names

from analytics.scope import Scope
from charts.theme import Look
from locales import _


def month(number: int, look: Look) -> str:
    """The name of a month, 1 to 12."""
    return str(get_month_names("wide", context="stand-alone", locale=look.language)[number])


def finding(scope: Scope, rates: pd.Series, look: Look) -> str:
    """The settings in a sentence."""
    return _("The fiscal year begins in {month}; class A makes the first {a} of sales.").format(
        month=month(scope.fiscal_month or 1, look), a=look.share(rates["a_share_to"])
    )


def fiscal_quarters(scope: Scope, look: Look) -> list[str]:
    """Which months the four quarters of the fiscal year hold."""
    first = scope.fiscal_month or 1
    starts = [date(2026, (first - 1 + 3 * at) % 12 + 1, 1) for at in range(4)]
    return [
        _("Quarter {n} of the fiscal year begins in {month}.").format(
            n=at, month=month(start.month, look)
        )
        for at, start in enumerate(starts, start=1)
    ]
