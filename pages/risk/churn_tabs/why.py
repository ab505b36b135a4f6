"""Why do accounts leave? The seven reasons by what they cost, over time and by where."""

import pandas as pd
import streamlit as st

from analytics.scope import Scope
from charts import churn, quarters, words
from charts.theme import Look
from locales import _
from pages.parts import account_table, choices, layout, missing_export, session, word_table
from pages.parts.layout import Card
from pages.parts.sentences import counted, risk

DIMENSIONS = ("region", "salesperson", "segment_before", "level_before")
QUESTIONS = ("churn_reasons", "churn_summary", "churn_by_quarter", "churn_by", "losses")
COLUMNS = (
    *("account_name", "lost_on", "reason", "reason_as_written", "sales_lost", "competitor"),
    *("salesperson", "segment_before", "level_before", "won_back_on"),
)
MORE = ("region", "recorded_by")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    question = _("Why do accounts leave?")
    seen = session.ask("reason_words", scope)
    if seen.empty:
        layout.finding(question, _("No loss is recorded yet."))
        missing_export.show("churn")
        return
    reasons = session.ask("churn_reasons", scope)
    summary = session.ask("churn_summary", scope).iloc[0]
    layout.finding(question, risk.why(reasons, summary, look))
    layout.notes(risk.of_whole_accounts(scope))
    layout.cards(cards(summary, look))
    reason, part = _pictures(reasons, summary, scope, look)
    _table(session.ask("losses", scope), reason, part, look)
    with st.expander(
        _("The words of the log and their reasons"),
        expanded=int(summary["unclassified"]) > 0,
        icon=":material/translate:",
    ):
        layout.note(risk.unclassified(word_table.waiting(seen), look))
        word_table.texts()
    layout.computed(QUESTIONS, scope)


def cards(summary: pd.Series, look: Look) -> list[Card]:
    """The five figures of churn; no share under ten cases."""
    losses, base = int(summary["losses"]), int(summary["base_accounts"])
    return [
        Card(
            _("Lost accounts"),
            look.count(summary["accounts"]),
            note=_("{n} won back").format(n=look.count(summary["won_back"])),
        ),
        Card(
            _("Sales lost"),
            look.money_short(summary["sales_lost"]),
            note=_("in {losses}").format(losses=counted.losses(losses, look)),
        ),
        Card(
            _("Preventable"),
            counted.share(summary["preventable_share"], losses, look),
            note=risk.without_reason(int(summary["unclassified"]), look)
            or look.money_short(summary["preventable_sales_lost"]),
            help=_(
                "All reasons but natural attrition, as a share of the sales lost with a reason."
            ),
        ),
        Card(
            _("Logo churn"),
            counted.share(summary["logo_churn"], base, look),
            note=_("of {accounts}").format(accounts=counted.accounts(base, look)),
            help=_("Of the accounts with an order in the 12 months before the window: those lost."),
        ),
        Card(
            _("Revenue churn"),
            counted.share(summary["revenue_churn"], base, look),
            note=_("of {money}").format(money=look.money_short(summary["base_sales"])),
            help=_("What the lost accounts bought in the 12 months before the window."),
        ),
    ]


def _pictures(
    reasons: pd.DataFrame, summary: pd.Series, scope: Scope, look: Look
) -> tuple[str | None, tuple[str, str] | None]:
    """The ranked reasons, the breakdown, the quarters; gives the reason and the value clicked."""
    left, right = st.columns(2, gap="medium")
    with left:
        ranked = churn.reasons(reasons, look, risk.reasons_title(summary, look))
        clicked = layout.chart(ranked, "churn_reasons", select=True)
    with right:
        part = _breakdown(scope, look)
    by_quarter = session.ask("churn_by_quarter", scope)
    drawn = quarters.reasons(by_quarter, look, risk.quarters_title(by_quarter, look))
    layout.chart(drawn, "churn_by_quarter")
    return clicked[0][0] if clicked else None, part


def _breakdown(scope: Scope, look: Look) -> tuple[str, str] | None:
    """Where most was lost, by one of four dimensions; gives the dimension and value clicked."""
    place = st.container()
    labels = {name: words.column(name) for name in DIMENSIONS}
    dimension = choices.switch(_("Broken down by"), labels, "by")
    values = session.ask("churn_by", scope, dimension=dimension)
    title = risk.breakdown_title(values, dimension, look)
    with place:
        drawn = churn.by(values, look, title, dimension)
        clicked = layout.chart(drawn, f"by_{dimension}", select=True)
    return (dimension, clicked[0][0]) if clicked and clicked[0][0] else None


def _table(
    losses: pd.DataFrame, reason: str | None, part: tuple[str, str] | None, look: Look
) -> None:
    """The losses behind what was clicked, else all of the window."""
    said = []
    if reason:
        losses = losses[losses["reason"] == reason]
        said.append(words.reason(reason))
    if part:
        dimension, value = part
        losses = losses[losses[dimension].astype("string") == value]
        said.append(risk.part(dimension, value))
    layout.section(risk.recorded(said, losses, look))
    account_table.show(losses, "losses", COLUMNS, more=MORE)
