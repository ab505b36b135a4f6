"""What the sales results say: headings, cards and titles of results, bridge and drivers."""

from datetime import date

import pandas as pd

from analytics import periods
from analytics.scope import Scope
from charts import growth_words
from charts.numbers import is_missing
from charts.theme import Look
from locales import _
from pages.parts.layout import Card
from pages.parts.sentences import counted, period, prospects

Row = pd.Series


def results(company: Row, targets: pd.DataFrame, scope: Scope, look: Look) -> str:
    """How much was sold, and how it stands against what it is compared with."""
    if scope.compare == "target" and not targets.empty:
        planned = targets.iloc[0]
        if prospects.is_part_planned(targets):
            return _(
                "{amount} sold in {period}; where targets are set, {share} of {target}."
            ).format(
                amount=look.money_short(company["net_sales"]),
                period=period.name(scope, look),
                share=look.share(planned["attainment_share"]),
                target=look.money_short(planned["target"]),
            )
        return _("{amount} sold in {period}: {share} of the target of {target}.").format(
            amount=look.money_short(company["net_sales"]),
            period=period.name(scope, look),
            share=look.share(planned["attainment_share"]),
            target=look.money_short(planned["target"]),
        )
    facts = {
        "amount": look.money_short(company["net_sales"]),
        "period": period.name(scope, look),
        "before": period.against(scope),
    }
    change = look.change(company["net_sales"], company["net_sales_before"])
    if not change.startswith(("+", "−", "0")):
        return _("{amount} sold in {period}; no base to compare it with.").format(**facts)
    return _("{amount} sold in {period}: {change} on {before}.").format(**facts, change=change)


def cards(
    company: Row, targets: pd.DataFrame, scope: Scope, look: Look, earlier: float | None
) -> list[Card]:
    """The figures of the period beside those of last year and of the period before.

    `earlier` is what the days compared with are themselves compared with: the first card says how
    the period stands against them, so theirs says how they stood.
    """
    now = company["net_sales"]
    figures = [
        Card(
            period.name(scope, look),
            look.money_short(now),
            look.change(now, company["net_sales_before"]),
            _("on {before}").format(before=period.against(scope)),
            help=_("Net sales: invoiced lines less returns and credit notes."),
        )
    ]
    for label, column, compare in (
        (_("Last year"), "last_year_sales", "last_year"),
        (_("Period before"), "previous_sales", "period_before"),
    ):
        if compare == "period_before" and is_last_year(scope):
            continue
        if compare == scope.compare or (compare == "last_year" and scope.compare == "target"):
            figures.append(_own_base(label, company[column], earlier, scope, look))
            continue
        figures.append(
            Card(
                label,
                look.money_short(company[column]),
                look.change(now, company[column]),
                _("same days")
                if periods.chosen(scope).is_running
                else period.compared(scope, look, compare) or None,
            )
        )
    if not targets.empty:
        figures.append(prospects.attainment(targets, look))
    return [*figures, pace(company, scope, look)]


def _own_base(label: str, amount: object, earlier: float | None, scope: Scope, look: Look) -> Card:
    """The days compared with, and how they stood against those before them."""
    days = period.compared(scope, look)
    if earlier is None or is_missing(amount):
        return Card(label, look.money_short(amount), note=days or None)
    on = (
        _("on the period before it")
        if scope.compare == "period_before"
        else _("on the year before")
    )
    return Card(label, look.money_short(amount), look.change(amount, earlier), on, help=days)


def pace(company: Row, scope: Scope, look: Look) -> Card:
    """A day's sales; while the period is running, where it ends at this pace."""
    span = periods.chosen(scope)
    days = (
        span.days
        if span.from_on.year > 1
        else max(1, (span.until_on - _first_on(scope, span)).days)
    )
    a_day = counted.number(company["net_sales"]) / days
    if not span.is_running:
        return Card(
            _("A day"),
            look.money_short(a_day),
            note=growth_words.steps("day", days, look),
            help=_("Net sales of the period over its days, Sundays and holidays among them."),
        )
    whole = (span.whole_until - span.from_on).days + 1
    return Card(
        _("At this pace"),
        look.money_short(a_day * whole),
        note=_("by {day}").format(day=look.day(span.whole_until)),
        help=_("Net sales a day so far, times the days of the whole period."),
    )


def _first_on(scope: Scope, span: periods.Span) -> object:
    book = scope.book
    return book.first_order_on if book and book.first_order_on else span.until_on


def is_last_year(scope: Scope) -> bool:
    """Whether the period before is last year's: then it is not told twice."""
    return periods.compared(scope, "period_before") == periods.compared(scope, "last_year")


def periods_title(
    rows: pd.DataFrame,
    of: str | None,
    compared: str,
    grain: str,
    days: tuple[date, date],
    look: Look,
) -> str:
    """Over the bars: how many of them are above what they are compared with."""
    lead = "" if of is None else _("{value}: ").format(value=growth_words.value(of))
    inside = rows[(rows["from_on"] >= days[0]) & (rows["until_on"] <= days[1])]
    known = (inside if len(inside) > 1 else rows).dropna(subset=[compared])
    if known.empty:
        return lead + _("Net sales over time")
    above = int((known["net_sales"] > known[compared]).sum())
    named = growth_words.steps(grain, len(known), look)
    text = {
        "last_year_sales": _("{n} of {steps} above last year"),
        "previous_sales": _("{n} of {steps} above the one before"),
    }[compared]
    return lead + text.format(n=look.count(above), steps=named)


def parts_title(values: pd.DataFrame, look: Look) -> str:
    """Over the parts: who adds most and who takes most."""
    known = values.dropna(subset=["net_sales_before"])
    if known.empty:
        return _("Where it was sold")
    steps = (known["net_sales"] - known["net_sales_before"]).astype(float)
    best, worst = steps.idxmax(), steps.idxmin()
    told = []
    if steps[best] > 0:
        told.append(
            _("{value} adds {amount}").format(
                value=growth_words.value(known.loc[best, "value"]),
                amount=look.money_short(steps[best]),
            )
        )
    if steps[worst] < 0:
        told.append(
            _("{value} takes {amount}").format(
                value=growth_words.value(known.loc[worst, "value"]),
                amount=look.money_short(-steps[worst]),
            )
        )
    return _(", ").join(told) or _("Where it was sold")


def bridge(kept: Row, kinds: pd.DataFrame, scope: Scope, look: Look) -> str:
    """What of last year's sales stayed, and what new accounts bring."""
    if is_missing(kept["nrr"]):
        return no_base(scope, look)
    new = counted.number(kinds.loc[kinds["kind"] == "new", "change"].sum())
    change = counted.number(kinds["change"].sum())
    text = _(
        "The accounts of {before} buy {nrr} of what they bought then; new ones add {new}: {change} "
        "in all."
    )
    return text.format(
        before=period.against(scope),
        nrr=look.share(kept["nrr"]),
        new=look.money_short(new),
        change=look.signed_money(change),
    )


def no_base(scope: Scope, look: Look) -> str:
    """Where there is nothing to compare with: which days are needed, and where the book begins."""
    wanted = periods.wanted(scope)
    first_on = scope.book.first_order_on if scope.book else None
    if wanted is None or first_on is None:
        return _("No base: there are no days to compare with.")
    return _("No base: sales from {first} on are needed, the book begins on {day}.").format(
        first=look.day(wanted.from_on), day=look.day(first_on)
    )


def bridge_title(kinds: pd.DataFrame, of: str | None, look: Look) -> str:
    """Over the waterfall: what was gained against what was lost."""
    change = kinds["change"].astype(float)
    lead = "" if of is None else _("{value}: ").format(value=growth_words.value(of))
    return lead + _("{gained} gained, {lost} lost").format(
        gained=look.money_short(change[change > 0].sum()),
        lost=look.money_short(-change[change < 0].sum()),
    )


def retention_title(values: pd.DataFrame, look: Look) -> str:
    """Over the retention of each value: the best and the weakest."""
    known = growth_words.enough(values).dropna(subset=["nrr"])
    if len(known) < 2:
        return _("Retention")
    best, worst = known.loc[known["nrr"].idxmax()], known.loc[known["nrr"].idxmin()]
    return _("NRR from {worst} ({low}) to {best} ({high})").format(
        best=growth_words.value(best["value"]),
        high=look.share(best["nrr"]),
        worst=growth_words.value(worst["value"]),
        low=look.share(worst["nrr"]),
    )


def behind(kind: str | None, of: str | None, n: int, look: Look) -> str:
    """Over the accounts behind a step of the bridge."""
    told = [growth_words.kind(kind)] if kind else []
    told += [growth_words.value(of)] if of else []
    accounts = counted.accounts(n, look)
    if not told:
        return _("The accounts behind it, largest change first: {accounts}").format(
            accounts=accounts
        )
    return _("{what}: {accounts}").format(what=" · ".join(told), accounts=accounts)


def drivers(groups: pd.DataFrame, scope: Scope, look: Look) -> str:
    """Which of the drivers moved net sales most."""
    effects = _effects(groups)
    if not effects:
        return no_base(scope, look)
    change = float(groups["change"].sum())
    size, group, factor = max(effects, key=lambda effect: effect[0] * (1 if change >= 0 else -1))
    text = (
        _("Sales grew by {change}, most of all by {driver} ({group}): {effect}.")
        if change >= 0
        else _("Sales fell by {change}, most of all by {driver} ({group}): {effect}.")
    )
    return text.format(
        change=look.money_short(abs(change)),
        driver=growth_words.factor(factor).lower(),
        group=growth_words.group(group).lower(),
        effect=look.signed_money(size),
    )


def _effects(groups: pd.DataFrame) -> list[tuple[float, str, str]]:
    return [
        (float(row[f"{factor}_effect"]), row["account_group"], factor)
        for row in groups.to_dict("records")
        if row["account_group"] != "rest"
        for factor in ("accounts", "orders", "size")
    ]


def drivers_title(groups: pd.DataFrame, look: Look) -> str:
    """Over the drivers: what old accounts, returning and new ones add."""
    change = groups.set_index("account_group")["change"].astype(float)
    amounts = {
        group: look.signed_money(change.get(group, 0.0)) for group in ("old", "returning", "new")
    }
    if not change.get("returning", 0.0):
        return _("Old accounts {old}, new accounts {new}").format(**amounts)
    return _("Old accounts {old}, returning {returning}, new {new}").format(**amounts)


def price_title(effects: Row, look: Look) -> str:
    """Over price, volume and mix: the largest part of the change, then what price alone did."""
    parts = {
        name: float(effects[f"{name}_effect"])
        for name in ("price", "volume", "mix", "new", "stopped", "unknown")
    }
    largest = max(parts, key=lambda name: abs(parts[name]))
    if largest == "price":
        return _("Mostly price: {price}").format(price=look.signed_money(parts["price"]))
    return _("Mostly {part}: {amount}; price {price}").format(
        part=growth_words.effect(largest).lower(),
        amount=look.signed_money(parts[largest]),
        price=look.signed_money(parts["price"]),
    )
