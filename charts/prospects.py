"""Targets and rising accounts: what was planned, and who may become a key account."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import growth_words, parts
from charts.frames import records
from charts.names import brief
from charts.numbers import is_missing
from charts.parts import Columns, Part
from charts.theme import Look, lines, named, safe
from locales import _

SHOWN = 10


def targets(rows: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """Net sales as bar, target as diamond; customdata is [value]. `rows` is sales_targets."""
    told = [_target(row, look) for row in records(rows.head(SHOWN))]
    columns = Columns(
        (_("net sales"), _("target"), _("attained")),
        (70, 140, 200),
        _("net sales"),
        "",
        target=_("target"),
    )
    alt = _("Net sales against target: {list}.").format(
        list="; ".join(f"{part.label} {part.figures[2]}" for part in told) or _("none")
    )
    return parts.drawn(told, columns, look, alt, title)


def _target(row: dict[str, Any], look: Look) -> Part:
    label = growth_words.value(row["value"])
    figures = (
        look.money_short(row["net_sales"]),
        look.money_short(row["target"]),
        look.share(row["attainment_share"]),
    )
    return Part(
        label,
        growth_words.code(row["value"]),
        float(row["net_sales"]),
        None,
        figures,
        lines(
            f"<b>{safe(label)}</b>",
            _("{amount} net sales").format(amount=look.money(row["net_sales"])),
            _("{amount} target").format(amount=look.money(row["target"])),
            _("{share} attained").format(share=figures[2]),
        ),
        target=float(row["target"]),
    )


def rising(accounts: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """The last six months as bar, the larger of the two halves compared with as tick; customdata
    is [account_id]. `accounts` is the question rising_accounts."""
    told = [
        Part(
            brief(row["account_name"]),
            row["account_id"],
            float(row["last_half_sales"]),
            max(float(half) for half in _halves(row)),
            (look.money_short(row["last_half_sales"]), f"+{look.share(row['growth_change'])}"),
            _rising_hover(row, look),
        )
        for row in records(accounts.head(SHOWN))
    ]
    columns = Columns((_("last six months"), _("growth")), (92, 146), _("now"), _("before"))
    alt = _("Rising accounts: {list}.").format(
        list="; ".join(f"{part.label} {part.figures[1]}" for part in told) or _("none")
    )
    return parts.drawn(told, columns, look, alt, title)


def _halves(row: dict[str, Any]) -> list[Any]:
    """The six months before, and the same six of last year where the book covers them."""
    halves = [row["half_before_sales"], row["half_last_year_sales"]]
    return [half for half in halves if not is_missing(half)]


def _rising_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{named(row['account_name'])}</b>",
        _("{amount} in the last six months").format(
            amount=look.money_short(row["last_half_sales"])
        ),
        _("{amount} in the six before").format(amount=look.money_short(row["half_before_sales"])),
        ""
        if is_missing(row["half_last_year_sales"])
        else _("{amount} in the same six of last year").format(
            amount=look.money_short(row["half_last_year_sales"])
        ),
        _("class A at this pace") if row["reaches_a"] else "",
    )
