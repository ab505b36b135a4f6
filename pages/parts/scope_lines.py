"""The scope in words, line by line, for what leaves the page: a downloaded table."""

from analytics.links import COMPARES
from analytics.scope import FILTERS, SOLD, Scope
from charts import words
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import places


def lines(scope: Scope, look: Look, *, is_made_up: bool = False) -> list[tuple[str, str]]:
    """(what, value): the day, the window, what it is compared with, then all that is chosen."""
    pairs = [
        (_("As-of date"), look.day(scope.as_of)),
        (_("Window"), window(scope.window)),
        (_("Compare with"), _compared(scope, look)),
    ]
    for key, field in FILTERS.items():
        if values := getattr(scope, field):
            name = words.column(key) if key in SOLD else places.home(key)
            pairs.append((name, _(", ").join(map(str, values))))
    if scope.key_accounts_only:
        pairs.append((_("Which accounts"), _("Key accounts only")))
    if scope.level == "group":
        pairs.append((_("One customer is"), _("Group")))
    if scope.ruler_name:
        pairs.append((_("Ruler"), scope.ruler_name))
    if scope.currency:
        pairs.append((_("Currency"), scope.currency))
    pairs.append((_("Data version"), look.count(scope.version)))
    if is_made_up:
        pairs.append((_("Company"), _("Made-up company")))
    return pairs


def window(months: int | None) -> str:
    """The window in words: 12 months, all history."""
    if months is None:
        return _("all history")
    return ngettext("{n} month", "{n} months", months).format(n=months)


def _compared(scope: Scope, look: Look) -> str:
    if scope.compare not in COMPARES or scope.compare_as_of is None:
        return look.day(scope.compare_as_of)
    names = {
        "last_year": _("Last year"),
        "period_before": _("Period before"),
        "target": _("Target"),
    }
    return names[scope.compare]
