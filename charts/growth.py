"""What makes sales grow or fall: results by part, the bridge, retention, drivers."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts import growth_words, parts, waterfall
from charts.frames import records
from charts.numbers import is_missing
from charts.parts import Columns, Part
from charts.theme import Look, lines, safe
from charts.waterfall import Step
from locales import _, ngettext

SHOWN = 10


def by_part(
    results: pd.DataFrame,
    look: Look,
    title: str = "",
    *,
    compared: str = "last_year_sales",
    before: str = "",
    chosen: str | None = None,
) -> go.Figure:
    """The largest values of a dimension: net sales as bar, the days compared with as tick, the
    target as diamond.

    `results` is the question sales_results, with a column `target` where there are any; `before`
    names the days compared with; customdata is [value].
    """
    rows = records(results.head(SHOWN))
    told = [_part(row, look, compared, chosen) for row in rows]
    columns = Columns(
        (_("net sales"), _("change"), _("share")),
        (70, 146, 192),
        _("now"),
        before or _("before"),
        target=_("target"),
    )
    alt = _("Net sales by part: {list}.").format(
        list="; ".join(f"{part.label} {part.figures[0]}" for part in told) or _("none")
    )
    return parts.drawn(told, columns, look, alt, title)


def _part(row: dict[str, Any], look: Look, compared: str, chosen: str | None) -> Part:
    label, before = growth_words.value(row["value"]), row[compared]
    change = look.change(row["net_sales"], before)
    target: Any = row.get("target")
    return Part(
        label,
        growth_words.code(row["value"]),
        float(row["net_sales"]),
        None if is_missing(before) or before <= 0 else float(before),
        (look.money_short(row["net_sales"]), change, look.share(row["sales_share"])),
        lines(
            f"<b>{safe(label)}</b>",
            _("{amount} net sales").format(amount=look.money(row["net_sales"])),
            ""
            if is_missing(before)
            else _("{amount} compared with: {change}").format(
                amount=look.money(before), change=change
            ),
            "" if is_missing(target) else _("{amount} target").format(amount=look.money(target)),
        ),
        _strength(row["value"], chosen, look),
        None if is_missing(target) else float(target),
    )


def _strength(value: Any, chosen: str | None, look: Look) -> str:
    """The colour of a bar: weak where another one is chosen."""
    is_strong = chosen is None or chosen == growth_words.code(value)
    return look.palette.primary if is_strong else look.palette.sequential[2]


def bridge(kinds: pd.DataFrame, look: Look, ends: tuple[str, str], title: str = "") -> go.Figure:
    """From the period compared with to this one, a step for each kind; customdata is [kind].

    `kinds` is the question bridge for one value; `ends` names the two periods.
    """
    rows = [row for row in records(kinds) if row["kind"] != "unchanged"]
    before, now = float(kinds["net_sales_before"].sum()), float(kinds["net_sales"].sum())
    steps = [
        Step(ends[0], "", before, _end_hover(ends[0], before, look), "before", is_end=True),
        *(_kind_step(row, look) for row in rows),
        Step(ends[1], "", now, _end_hover(ends[1], now, look), "now", is_end=True),
    ]
    alt = _("From {before} to {now}: {list}.").format(
        before=look.money_short(before),
        now=look.money_short(now),
        list="; ".join(f"{s.label} {look.money_short(s.amount)}" for s in steps[1:-1]),
    )
    return waterfall.drawn(steps, look, alt, title)


def _kind_step(row: dict[str, Any], look: Look) -> Step:
    accounts = int(row["accounts"])
    counted = ngettext("{n} account", "{n} accounts", accounts).format(n=look.count(accounts))
    label = growth_words.kind(row["kind"])
    return Step(
        label,
        "" if row["kind"] == "unassigned" else counted,
        float(row["change"]),
        lines(
            f"<b>{label}</b>",
            "" if row["kind"] == "unassigned" else counted,
            _("{before} before, {now} now").format(
                before=look.money_short(row["net_sales_before"]),
                now=look.money_short(row["net_sales"]),
            ),
            growth_words.kind_meaning(row["kind"]),
        ),
        row["kind"],
    )


def _end_hover(name: str, amount: float, look: Look) -> str:
    return lines(f"<b>{name}</b>", _("{amount} net sales").format(amount=look.money(amount)))


def retention(
    values: pd.DataFrame, look: Look, title: str = "", *, chosen: str | None = None
) -> go.Figure:
    """NRR as bar and GRR as tick for each value; customdata is [value].

    `values` is the question retention. Over few accounts only their counts are told.
    """
    rows = records(growth_words.enough(values.dropna(subset=["nrr"]).head(SHOWN)))
    told = [
        Part(
            growth_words.value(row["value"]),
            growth_words.code(row["value"]),
            float(row["nrr"] or 0),
            row["grr"],
            (look.share(row["nrr"]), look.share(row["grr"]), _kept(row, look)),
            _retention_hover(row, look),
            _strength(row["value"], chosen, look),
        )
        for row in rows
    ]
    columns = Columns(
        (_stacked(_("NRR")), _stacked(_("GRR")), _("accounts kept")),
        (48, 96, 184),
        _("NRR"),
        _("GRR"),
    )
    alt = _("Retention by part: {list}.").format(
        list="; ".join(f"{part.label} {part.figures[0]}" for part in told) or _("none")
    )
    return parts.drawn(told, columns, look, alt, title)


def _stacked(heading: str) -> str:
    """A heading of Chinese letters in two lines, so that it is no wider than its figures."""
    half = len(heading) // 2
    return heading if heading.isascii() else f"{heading[:half]}<br>{heading[half:]}"


def _kept(row: dict[str, Any], look: Look) -> str:
    return f"{look.count(row['accounts_kept'])}/{look.count(row['accounts_before'])}"


def _retention_hover(row: dict[str, Any], look: Look) -> str:
    return lines(
        f"<b>{safe(growth_words.value(row['value']))}</b>",
        _("under ten accounts: no share")
        if is_missing(row["nrr"])
        else _("NRR {nrr}, GRR {grr}").format(
            nrr=look.share(row["nrr"]), grr=look.share(row["grr"])
        ),
        _("accounts kept: {kept}").format(kept=_kept(row, look)),
        _("{before} before, {now} now").format(
            before=look.money_short(row["net_sales_before"]),
            now=look.money_short(row["net_sales"]),
        ),
    )


def drivers(groups: pd.DataFrame, look: Look, title: str = "") -> go.Figure:
    """The effect on net sales of accounts, orders and order size, for old and new accounts apart;
    customdata is [group:factor]. `groups` is the question drivers."""
    told = [
        _driver(row, factor, look)
        for row in records(groups)
        if row["account_group"] != "rest"
        for factor in _factors(row)
    ]
    rest = float(groups.loc[groups["account_group"] == "rest", "change"].sum())
    if rest:
        label = growth_words.group("rest")
        figures = ("", "", look.signed_money(rest))
        told.append(Part(label, "rest", rest, None, figures, label, _gain(rest, look)))
    columns = Columns(
        (_("before"), _("now"), _("effect")), (70, 140, 216), _("effect on net sales"), ""
    )
    alt = _("What moved net sales: {list}.").format(
        list="; ".join(f"{part.label} {part.figures[2]}" for part in told) or _("none")
    )
    return parts.drawn(told, columns, look, alt, title)


def _gain(amount: float, look: Look) -> str:
    return look.palette.diverging[3 if amount >= 0 else 1]


def _factors(row: dict[str, Any]) -> tuple[str, ...]:
    """The factors that a group is told by: one that had no order before has only its accounts."""
    return ("accounts", "orders", "size") if row["account_group"] == "old" else ("accounts",)


def _driver(row: dict[str, Any], factor: str, look: Look) -> Part:
    label = f"{growth_words.group_short(row['account_group'])} · {growth_words.factor(factor)}"
    amount = float(row[f"{factor}_effect"])
    before, now = growth_words.factor_values(row, factor, look)
    return Part(
        label,
        f"{row['account_group']}:{factor}",
        amount,
        None,
        (before, now, look.signed_money(amount)),
        lines(
            f"<b>{label}</b>",
            _("{before} before, {now} now").format(before=before, now=now),
            _("effect on net sales: {amount}").format(amount=look.signed_money(amount)),
        ),
        _gain(amount, look),
    )


def price_volume_mix(
    effects: pd.Series, look: Look, ends: tuple[str, str], title: str = ""
) -> go.Figure:
    """From the period compared with to this one by price, volume and mix, products that came and
    went, and the lines without quantity. `effects` is the row of price_volume_mix."""
    before, now = float(effects["net_sales_before"]), float(effects["net_sales"])
    steps = [Step(ends[0], "", before, _end_hover(ends[0], before, look), "before", is_end=True)]
    for code in ("price", "volume", "mix", "new", "stopped", "unknown"):
        amount = float(effects[f"{code}_effect"])
        if amount:
            label = growth_words.effect(code)
            hover = lines(f"<b>{label}</b>", look.money(amount), growth_words.effect_meaning(code))
            steps.append(Step(label, "", amount, hover, code))
    steps.append(Step(ends[1], "", now, _end_hover(ends[1], now, look), "now", is_end=True))
    return waterfall.drawn(steps, look, _steps_alt(steps, look), title)


def _steps_alt(steps: list[Step], look: Look) -> str:
    return _("From {before} to {now}: {list}.").format(
        before=look.money_short(steps[0].amount),
        now=look.money_short(steps[-1].amount),
        list="; ".join(
            f"{step.label} {step.below} {look.money_short(step.amount)}" for step in steps[1:-1]
        ),
    )
