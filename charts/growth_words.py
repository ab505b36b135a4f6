"""The words of sales results: kinds of the bridge, drivers, effects, columns."""

from typing import Any

import pandas as pd

from charts.numbers import FEW, is_missing
from charts.theme import Look
from locales import _, ngettext

MONEY = {
    *("change", "last_year_sales", "previous_sales", "order_size", "order_size_before"),
    *("new_sales", "target", "target_so_far", "target_gap", "price_effect", "volume_effect"),
    *("mix_effect", "worth", "last_half_sales", "half_before_sales", "half_last_year_sales"),
    *("pace_sales", "first_sales", "account_sales", "all_sales"),
}
"""Columns of these questions that hold money."""
CHANGES = {"change", "target_gap", "price_effect", "volume_effect", "mix_effect"}
"""Those of them that are steps up or down: shown with their sign."""
QUARTERS = {"cohort_on", "last_quarter_on"}
"""Columns that hold the first day of a quarter."""
NOT_KNOWN = "\u2014"
"""The code of a value that nobody told us, in charts and links."""


def code(value: Any) -> str:
    """A value of a dimension as charts and links name it."""
    return NOT_KNOWN if is_missing(value) else str(value)


def value(value: Any) -> str:
    """A value of a dimension for the reader; what nobody told us is said."""
    return _("Not known") if is_missing(value) or value == NOT_KNOWN else str(value)


def enough(values: pd.DataFrame) -> pd.DataFrame:
    """The rows of retention or of the scorecard; NRR and GRR only where enough accounts bought."""
    few = values["accounts_before"].fillna(0) < FEW
    return values.assign(nrr=values["nrr"].mask(few), grr=values["grr"].mask(few))


def compared(column: str) -> str:
    """The name of what a column of sales_results is compared with."""
    return {
        "last_year_sales": _("same days of last year"),
        "previous_sales": _("period before"),
        "net_sales_before": _("compared with"),
        "target": _("target"),
    }[column]


def kind(code: str) -> str:
    """A kind of change in the bridge."""
    return {
        "new": _("New"),
        "entered": _("New here"),
        "returning": _("Returning"),
        "expansion": _("Expansion"),
        "unchanged": _("Unchanged"),
        "contraction": _("Contraction"),
        "lost": _("Lost"),
        "credits": _("Credits"),
        "unassigned": _("Unassigned"),
    }.get(code, code)


def kind_meaning(code: str) -> str:
    """What a kind of change means."""
    return {
        "new": _("first order ever within the period"),
        "entered": _("ordered elsewhere before, the first time here within the period"),
        "returning": _("nothing in the period compared with, but ordered before"),
        "expansion": _("bought in both, more now"),
        "contraction": _("bought in both, less now"),
        "lost": _("bought then, nothing now"),
        "credits": _("credit notes only"),
        "unassigned": _("lines without an account"),
    }.get(code, "")


def group(code: str) -> str:
    """Old, returning and new accounts, or what belongs to none of these."""
    return {
        "old": _("Old accounts"),
        "returning": _("Returning accounts"),
        "new": _("New accounts"),
        "rest": _("Other"),
    }.get(code, code)


def group_short(code: str) -> str:
    """Old, returning or new, before the name of a driver."""
    return {"old": _("Old"), "returning": _("Returning"), "new": _("New")}[code]


def factor(code: str) -> str:
    """A driver of net sales."""
    return {
        "accounts": _("Accounts"),
        "orders": _("Orders per account"),
        "size": _("Order size"),
    }[code]


def factor_values(row: dict[str, Any], factor: str, look: Look) -> tuple[str, str]:
    """What a driver was and what it is."""
    if factor == "size":
        before, now = row["order_size_before"], row["order_size"]
        told = look.money_short(before), look.money_short(now)
    elif factor == "orders":
        before, now = row["orders_per_account_before"], row["orders_per_account"]
        told = look.one_digit(before), look.one_digit(now)
    else:
        told = look.count(row["accounts_before"]), look.count(row["accounts"])
    return told


def steps(grain: str, n: int, look: Look) -> str:
    """Counted steps of time: 12 months."""
    texts = {
        "year": ngettext("{n} year", "{n} years", n),
        "quarter": ngettext("{n} quarter", "{n} quarters", n),
        "month": ngettext("{n} month", "{n} months", n),
        "day": ngettext("{n} day", "{n} days", n),
    }
    return texts[grain].format(n=look.count(n))


def effect(code: str) -> str:
    """An effect of price, volume and mix."""
    return {
        "price": _("Price effect"),
        "volume": _("Volume"),
        "mix": _("Mix"),
        "new": _("New products"),
        "stopped": _("Stopped products"),
        "unknown": _("Without quantity"),
    }[code]


def effect_meaning(code: str) -> str:
    """What an effect means."""
    return {
        "price": _("what the same products cost more or less now"),
        "volume": _("more or fewer pieces, at the average price of then"),
        "mix": _("more or less of the dear products among them"),
        "new": _("sold now, not in the period compared with"),
        "stopped": _("sold then, not now"),
        "unknown": _("lines without a product or a quantity"),
    }[code]


def columns() -> dict[str, str]:
    """Headings of the columns of these questions."""
    return {
        "step": _("Period"),
        "from_on": _("Period from"),
        "until_on": _("Period until"),
        "last_year_sales": _("Same days of last year"),
        "last_year_change": _("On last year"),
        "previous_sales": _("Period before"),
        "previous_change": _("On the period before"),
        "base_change": _("Relative change"),
        "bridge_kind": _("Kind of change"),
        "first_order_on": _("First order"),
        "nrr": _("NRR"),
        "grr": _("GRR"),
        "accounts_before": _("Accounts before"),
        "accounts_kept": _("Accounts kept"),
        "accounts_new": _("New accounts"),
        "new_sales": _("Net sales of new accounts"),
        "account_group": _("Old or new"),
        "orders_per_account": _("Orders per account"),
        "orders_per_account_before": _("Orders per account before"),
        "order_size": _("Order size"),
        "order_size_before": _("Order size before"),
        "price": _("Unit price"),
        "quantity_before": _("Quantity before"),
        "price_before": _("Unit price before"),
        "price_effect": _("Price effect"),
        "volume_effect": _("Volume"),
        "mix_effect": _("Mix"),
        "target": _("Target"),
        "target_so_far": _("Target so far"),
        "target_gap": _("Against target"),
        "attainment_share": _("Attainment"),
        "run_rate_share": _("Run rate"),
        "last_half_sales": _("Last six months"),
        "half_before_sales": _("Six months before"),
        "half_last_year_sales": _("Same six of last year"),
        "growth_change": _("Growth"),
        "pace_sales": _("At this pace"),
        "reaches_a": _("Class A at this pace"),
        "standing": _("Standing"),
        "worth": _("Worth about"),
        "alike": _("Accounts alike"),
        "accounts_alike": _("How many alike"),
        "buyers_alike": _("How many of these buy it"),
        "account_sales": _("All it buys"),
        "all_sales": _("Net sales of all their accounts"),
        "cohort_on": _("First quarter"),
        "quarters_since": _("Quarters since"),
        "quarters_with_orders": _("Quarters with orders"),
        "first_sales": _("Net sales of the first quarter"),
        "last_quarter_on": _("Last quarter with orders"),
        "active_accounts": _("Accounts that ordered"),
        "collection_days": _("Collection, days"),
    }


def standing(code: str) -> str:
    """How an account stands to a product category."""
    return {
        "bought": _("Bought"),
        "stopped": _("Stopped buying"),
        "gap": _("Never, though others alike do"),
        "not_bought": _("Not bought"),
    }.get(code, code)
