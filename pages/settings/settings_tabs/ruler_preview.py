"""What the ruler gives by segment, score and tier, beside the ruler in force; and who moves."""

import streamlit as st

from analytics.preview import Preview
from analytics.scope import Scope
from charts import axes, words
from charts import ruler as drawn
from charts.palette import SEGMENTS
from charts.ruler import Pair
from charts.theme import Look
from locales import _
from pages.parts import account_table, layout, session
from pages.parts.sentences import doubts, rulers

BESIDE = ("lapsed_important", "lapsed_general")
TIERS = ("VVVVVIP", "VVVVIP", "VVVIP", "VVIP", "VIP")
MOVERS = (
    *("account_name", "segment_before", "segment", "tier_before", "tier", "net_sales"),
    *("last_order_on", "r_score", "f_score", "m_score"),
)


def show(found: Preview, scope: Scope, look: Look, *, is_changed: bool) -> None:
    """The pictures, in two rows, and the table of those who would move."""
    left, right = st.columns(2, gap="large")
    states = dict.fromkeys(BESIDE, look.palette.mark)
    colours = {code: look.palette.segment(code) for code in SEGMENTS} | states
    segments = [
        Pair(words.segment(code), "", colour, *_counts(found, "segment", code))
        for code, colour in colours.items()
    ]
    tiers = [
        Pair(words.tier(code), "", look.palette.primary, *_counts(found, "tier", code))
        for code in TIERS
    ]
    with left:
        figure = drawn.pairs(segments, look, _("Accounts by segment"), is_compared=is_changed)
        layout.chart(figure, "preview_segments")
    with right:
        figure = drawn.pairs(tiers, look, _("Accounts by tier"), is_compared=is_changed)
        layout.chart(figure, "preview_tiers")
    _scores(found, scope, look, is_changed=is_changed)
    if not found.movers.empty:
        _movers(found, look)


def _scores(found: Preview, scope: Scope, look: Look, *, is_changed: bool) -> None:
    """Accounts of each score, with what the score means in business words."""
    cuts, best = session.ask("cut_points", scope), scope.ruler.best_score
    of_axis = {
        "r": axes.recency(cuts, scope),
        "f": axes.frequency(cuts, scope, look),
        "m": axes.monetary(cuts, scope, look),
    }
    fill = look.palette.primary
    for column, (part, axis) in zip(st.columns(3, gap="medium"), of_axis.items(), strict=True):
        name, title = part.upper(), words.axis(part)
        scores = [
            Pair(f"{name} {score}", axis.word(score), fill, *_counts(found, part, str(score)))
            for score in range(best, 0, -1)
        ]
        with column:
            figure = drawn.pairs(scores, look, title, is_compared=is_changed, has_legend=False)
            layout.chart(figure, f"preview_{part}")
    layout.notes(doubts.unused_scores(cuts, best))


def _movers(found: Preview, look: Look) -> None:
    layout.section(rulers.movers_title(len(found.movers), look))
    labels = {
        "segment_before": _("In force"),
        "segment": _("By these choices"),
        "tier_before": _("Tier in force"),
    }
    account_table.show(found.movers, "ruler_movers", MOVERS, labels=labels)


def _counts(found: Preview, part: str, code: str) -> tuple[int, int]:
    rows = found.counts[(found.counts["part"] == part) & (found.counts["code"] == code)]
    if rows.empty:
        return 0, 0
    return int(rows["accounts_before"].iloc[0]), int(rows["accounts"].iloc[0])
