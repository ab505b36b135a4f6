"""How the period of the sales pages and the days compared with are named."""

from analytics import periods
from analytics.periods import Span
from analytics.scope import Scope
from charts.theme import Look
from locales import _


def name(scope: Scope, look: Look) -> str:
    """The period by its name: Q3 2026, Oct 2025–Sep 2026; "so far" while it is running."""
    span = periods.chosen(scope)
    if scope.period == "window" and scope.window is None:
        return _("all history")
    named = look.period(span.from_on, span.whole_until)
    return _("{period} so far").format(period=named) if span.is_running else named


def compared(scope: Scope, look: Look, compare: str | None = None) -> str:
    """The days compared with by their name; empty without a base."""
    span = periods.compared(scope, compare)
    return "" if span is None else _named(span, look)


def _named(span: Span, look: Look) -> str:
    return look.period(span.from_on, span.until_on)


def days(scope: Scope, look: Look) -> str:
    """Under the choices: which days these are, and which they are compared with."""
    span, base = periods.chosen(scope), periods.compared(scope)
    if scope.period == "window" and scope.window is None:
        return _("All history up to {day}; there is nothing to compare it with.").format(
            day=look.day(span.until_on)
        )
    these = f"{look.day(span.from_on)} – {look.day(span.until_on)}"
    if base is None:
        return _("{days}. No base: the book does not reach back over the days before.").format(
            days=these
        )
    return _("{days}, compared with {before}.").format(
        days=these, before=f"{look.day(base.from_on)} – {look.day(base.until_on)}"
    )


def against(scope: Scope) -> str:
    """What a change is against, inside a sentence."""
    return {
        "last_year": _("last year"),
        "target": _("last year"),
        "period_before": _("the period before"),
    }.get(scope.compare, _("the days compared with"))


def ends(scope: Scope, look: Look) -> tuple[str, str]:
    """The names of the two periods under a bridge, the one compared with first."""
    return compared(scope, look), name(scope, look)
