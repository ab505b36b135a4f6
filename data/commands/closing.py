"""The commands that close a month: python -m data close | reopen."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import typer

from data.closing import authority, completeness
from data.closing import closes as closing
from data.closing.completeness import Completeness
from data.commands.terminal import say
from data.home import home
from data.ledger import Event
from data.report import number
from data.warehouse import Warehouse
from locales import _, ngettext

Opened = Callable[..., AbstractContextManager[Warehouse]]
Month = Annotated[datetime, typer.Argument(metavar="YYYY-MM", formats=["%Y-%m"])]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def register(app: typer.Typer, opened: Opened, who: Callable[[], str]) -> None:
    """Add the commands to the others; `opened` gives the book for the length of a command."""

    @app.command()
    def close(
        month: Month,
        version: Annotated[
            int | None, typer.Option("--version", help="What is closed; else the newest.")
        ] = None,
        dry_run: Annotated[
            bool, typer.Option("--dry-run", help="Only say whether the month is all there.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """Say whether a month is all there and mark it closed: later changes are restatements."""
        with opened(home()) as warehouse:
            check = completeness.check(warehouse, month.date(), version)
            event = None
            if not dry_run:
                event = closing.close(warehouse, month.date(), who(), version)
        sentences = [*completeness_sentences(check), *(_closed(event) if event else ())]
        say(_json(check, event) if as_json else sentences, as_json)

    @app.command()
    def closers(
        names: Annotated[
            list[str] | None, typer.Argument(metavar="[NAME]…", help="From now on these may.")
        ] = None,
        everyone: Annotated[
            bool, typer.Option("--everyone", help="From now on everybody may.")
        ] = False,
        as_json: AsJson = False,
    ) -> None:
        """Who may close and reopen months; with names, from now on these people."""
        with opened(home()) as warehouse:
            if names or everyone:
                authority.entitle(warehouse, [] if everyone else names or [], who())
            closers_now = authority.closers(warehouse)
        text = _("Months are closed and reopened by: {names}.").format(
            names=_(", ").join(closers_now) or _("everybody")
        )
        say({"closers": closers_now} if as_json else text, as_json)

    @app.command()
    def reopen(month: Month, as_json: AsJson = False) -> None:
        """End the close of a month."""
        with opened(home()) as warehouse:
            event = closing.reopen(warehouse, month.date(), who())
        text = _("{month} is open again; it was closed at version {version}.").format(
            month=f"{month:%Y-%m}", version=event["at_version"]
        )
        answer = {"month": f"{month:%Y-%m}", "version": event["at_version"], "reopened_by": who()}
        say(answer if as_json else text, as_json)


def completeness_sentences(check: Completeness) -> Iterator[str]:
    """The completeness check in plain sentences."""
    if not check.has_lines:
        yield _("No sales of {month} are loaded at version {version}. Do: load the month.").format(
            month=f"{check.month:%Y-%m}", version=check.version
        )
    for one in check.missing:
        yield _(
            "{dimension} {value}: sales in {n} of the 6 months before, none in {month}; "
            "last order {day}."
        ).format(
            dimension=one.dimension,
            value=one.value,
            n=one.months,
            month=f"{check.month:%Y-%m}",
            day=one.last_order_on,
        )
    if check.has_empty_days:
        text = ngettext(
            "{n} day without lines, usually {usual}; unusual: {days}.",
            "{n} days without lines, usually {usual}; unusual: {days}.",
            check.days_without_lines,
        )
        yield text.format(
            n=check.days_without_lines,
            usual=f"{check.usual_days_without_lines:g}",
            days=", ".join(map(str, check.unusual_days)),
        )
    if check.set_aside:
        text = ngettext(
            "{n} row of {month} is set aside and not counted. Do: `python -m data aside`.",
            "{n} rows of {month} are set aside and not counted. Do: `python -m data aside`.",
            check.set_aside,
        )
        yield text.format(n=f"{check.set_aside:,}", month=f"{check.month:%Y-%m}")
    if check.salespeople:
        last_orders = [f"{one.salesperson} {one.last_order_on}" for one in check.salespeople]
        yield _("Last orders: {list}.").format(list=_(", ").join(last_orders))
    if check.is_usual:
        yield _("Nothing that usually sells is missing in {month}.").format(
            month=f"{check.month:%Y-%m}"
        )


def _closed(event: Event) -> Iterator[str]:
    for figures in event["figures"]:
        lines, accounts = figures["lines"], figures["accounts"]
        money = (f"{Decimal(figures['net_sales']):,.2f}", figures["currency"])
        yield _("{month} is closed at version {version}: {lines}, {accounts}, {amount}.").format(
            month=event["month"][:7],
            version=event["at_version"],
            lines=ngettext("{n} line", "{n} lines", lines).format(n=f"{lines:,}"),
            accounts=ngettext("{n} account", "{n} accounts", accounts).format(n=f"{accounts:,}"),
            amount=" ".join(filter(None, money)),
        )


def _json(check: Completeness, event: Event | None) -> dict[str, Any]:
    """The check, and the closed figures; closed is null after a rehearsal."""
    figures = [] if event is None else event["figures"]
    return {
        "month": f"{check.month:%Y-%m}",
        "version": check.version,
        "closed": None
        if event is None
        else [f | {"net_sales": number(Decimal(f["net_sales"]))} for f in figures],
        "missing": [vars(one) | {"last_order_on": str(one.last_order_on)} for one in check.missing],
        "salespeople": [
            vars(one) | {"last_order_on": str(one.last_order_on)} for one in check.salespeople
        ],
        "days_without_lines": check.days_without_lines,
        "usual_days_without_lines": check.usual_days_without_lines,
        "last_line_on": str(check.last_line_on) if check.last_line_on else None,
        "unusual_days": [str(day) for day in check.unusual_days],
        "set_aside": check.set_aside,
        "is_usual": check.is_usual,
    }
