"""What each figure means, in a sentence: the definitions of the field."""

from analytics import engine
from locales import _
from pages.parts.sentences import definitions_of_concentration as gathered
from pages.parts.sentences import definitions_of_growth
from pages.parts.sentences import definitions_of_records as records
from pages.parts.sentences import definitions_of_the_ruler as settings


def of(question: str) -> str:
    """The definition of what a question answers; the first words of its SQL where we have none."""
    return known().get(question) or engine.about(question).sentence


def known() -> dict[str, str]:
    """The definition of every question that a page shows."""
    found = _definitions() | records.churn() | records.relationships() | records.account()
    found |= records.versions() | definitions_of_growth.growth() | settings.ruler()
    return found | gathered.concentration()


def _definitions() -> dict[str, str]:
    return {
        "rfm": _(
            "Recency is whole days from an account's last order to the as-of date; frequency the "
            "orders in the window; monetary the net sales in the window, credit notes subtracted. "
            "Each becomes a score from 1 to 5, 5 the best. Borderline is within 2 days or 5% of a "
            "cut-point of R, 10% of one of F, 5% of one of M; the line between high and low first."
        ),
        "accounts_list": _(
            "Every account known at the as-of date is in exactly one state: active (an order in "
            "the window), lapsed (orders, none in the window) or never purchased. Active accounts "
            "have scores and one of the eight segments."
        ),
        "segments": _(
            "R, F and M are each cut in two, high or low: eight combinations, the eight segments. "
            "Lapsed and never purchased accounts and lines without an account stand beside them, "
            "so that everything adds up to the scope."
        ),
        "rfm_cube": _(
            "Each cell of the cube holds the active accounts with the same three scores; its "
            "segment is the one that most of them are in."
        ),
        "cut_points": _("The ruler's cut-points: from which value on each score is given."),
        "book_fit": _(
            "The own book's values: its usual interval, its median orders, and the money of the "
            "smallest account that still belongs to the first 50, 80, 95 and 99% of net sales."
        ),
        "migration": _(
            "Every account stands in one segment or state at each of the two days; new is who was "
            "not known at the first. Rows add up to the first day's picture, columns to the "
            "second's, in accounts and in money."
        ),
        "moves": _(
            "Who rose or fell goes by the order of the segments: important before general, then "
            "value, develop, keep, win-back, then the lapsed. What moved first is the axis that "
            "crossed the line between high and low earliest, month-end by month-end; of several "
            "at once, the one whose score moved furthest. Who would have stayed by the frozen "
            "ruler moved because the others rose or fell."
        ),
        "segments_by_month": _(
            "Each month-end is scored by the ruler in force: the moving one measures each month by "
            "its own accounts, the frozen one has the same cut-points in every month."
        ),
        "pareto": _(
            "Accounts by net sales with their cumulated share; class A makes the first 80%, B up "
            "to 95%, C the rest. The account that crosses a mark belongs to it."
        ),
        "figures": _(
            "Net sales are invoiced lines less returns and credit notes. Class A are the accounts "
            "that together make the first 80% of sales. Net revenue retention is what last year's "
            "accounts buy now, as a share of what they bought then; no base gives none."
        ),
        "late_accounts": _(
            "Silence is whole days since the last order; the usual interval is the median gap "
            "between an account's order days (from three order days on, else the book's), never "
            "under 20 days. Late is a silence above 1.5 usual intervals, at risk above 2, lost "
            "above 3 and above 90 days. At stake is the net sales of the 12 months up to the last "
            "order."
        ),
        "silent_accounts": _(
            "One list of all who are silent: late above 1.5 usual intervals, at risk above 2, lost "
            "above 3 and above 90 days, and important accounts without an order in the window. The "
            "usual interval is the account's own from three order days on, else the book's. Money "
            "is net sales, returns subtracted, of the 12 months up to the last order: what such an "
            "account bought, not what will be lost. Accounts that were as silent in the same weeks "
            "of last year and came back are seasonal, and not late."
        ),
        "loaded_months": _(
            "Rows in force of each kind of export by month, whatever the filters let through, with "
            "their money: net sales, or the sales lost that the churn log names. A month between "
            "the first and the last without a row is missing."
        ),
        "sales_by_month": _(
            "Net sales a month beside the same days of last year: a month that is not over is "
            "compared with as many days."
        ),
    }
