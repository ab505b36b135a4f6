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
from pages.parts.sentences import rulers, value

BESIDE = ("lapsed_important", "lapsed_general")
TIERS = ("VVVVVIP", "VVVVIP", "VVVIP", "VVIP", "VIP")
MOVERS = (
    *("account_name", "segment_before", "segment", "tier_before", "tier", "net_sales"),
    *("last_order_on", "r_score", "f_score", "m_score"),
)


def show(found: Preview, scope: Scope, look: Look, *, is_changed: bool) -> None:
    """The pictures, in two rows, and the table of those who would move."""
    cuts = session.ask("cut_points", scope)
    of_axis = {
        "r": axes.recency(cuts, scope),
        "f": axes.frequency(cuts, scope, look),
        "m": axes.monetary(cuts, scope, look),
    }
    left, right = st.columns(2, gap="large")
    with left:
        segments = [
            Pair(
                words.segment(code),
                "",
                look.palette.segment(code),
                *_counts(found, "segment", code),
            )
            for code in (*SEGMENTS, *BESIDE)
        ]
        _draw(segments, _("Accounts by segment"), "preview_segments", look, is_changed)
    with right:
        tiers = [
            Pair(words.tier(code), "", look.palette.primary, *_counts(found, "tier", code))
            for code in TIERS
        ]
        _draw(tiers, _("Accounts by tier"), "preview_tiers", look, is_changed)
    for column, (part, axis) in zip(st.columns(3, gap="medium"), of_axis.items(), strict=True):
        scores = [
            Pair(
                f"{part.upper()} {score}",
                axis.word(score),
                look.palette.primary,
                *_counts(found, part, str(score)),
            )
            for score in range(scope.ruler.best_score, 0, -1)
        ]
        with column:
            _draw(scores, words.axis(part), f"preview_{part}", look, is_changed)
    layout.notes(value.unused_scores(cuts, scope.ruler.best_score))
    if not found.movers.empty:
        layout.section(rulers.movers_title(len(found.movers), look))
        account_table.show(
            found.movers,
            "ruler_movers",
            MOVERS,
            labels={
                "segment_before": _("In force"),
                "segment": _("By these choices"),
                "tier_before": _("Tier in force"),
            },
        )


def _counts(found: Preview, part: str, code: str) -> tuple[int, int]:
    rows = found.counts[(found.counts["part"] == part) & (found.counts["code"] == code)]
    if rows.empty:
        return 0, 0
    return int(rows["accounts_before"].iloc[0]), int(rows["accounts"].iloc[0])


def _draw(rows: list[Pair], title: str, key: str, look: Look, is_changed: bool) -> None:
    layout.chart(drawn.pairs(rows, look, title, is_compared=is_changed), key)
