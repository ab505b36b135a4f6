"""Who is leaving? Silence against each account's own rhythm, beside the recorded losses."""

import pandas as pd
import streamlit as st

from charts import churn, words
from locales import _
from pages.parts import account_table, layout, missing_export, picks, ruler_panel, session
from pages.parts.sentences import home, risk

QUESTIONS = ("rhythm_bands", "accounts_list", "churn_summary", "losses")
BAND_COLUMNS = (
    *("account_name", "band", "last_order_on", "usual_interval_days", "silent_days", "ratio"),
    *("at_stake", "segment", "region", "salesperson"),
)
BAND_MORE = ("net_sales",)
LOSS_COLUMNS = (
    *("account_name", "lost_on", "reason", "sales_lost", "competitor", "segment_before"),
    *("level_before", "won_back_on", "salesperson"),
)
LOSS_MORE = ("region", "note", "recorded_by")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    bands = session.ask("rhythm_bands", scope)
    summary = session.ask("churn_summary", scope).iloc[0]
    layout.finding(_("Who is leaving?"), risk.who(bands, summary, look))
    layout.notes(risk.of_whole_accounts(scope))
    drawn = churn.bands(bands, look, risk.bands_title(bands, look))
    picks.chart(drawn, "rhythm_bands", "band")
    band = picks.chosen("band", bands["band"])
    behind = _behind(session.ask("accounts_list", scope), band)
    with st.container(horizontal=True, vertical_alignment="center"):
        ruler_panel.button(scope)
        picks.button("band", words.band(band))
    layout.section(risk.band_accounts(band, behind, look))
    account_table.show(
        behind,
        "rhythm",
        BAND_COLUMNS,
        totals=["at_stake", "net_sales"],
        labels=home.late_labels(),
        more=BAND_MORE,
    )
    losses = session.ask("losses", scope)
    layout.section(risk.recorded([], losses, look))
    if session.ask("reason_words", scope).empty:
        missing_export.show("churn")
    else:
        account_table.show(losses, "recorded", LOSS_COLUMNS, more=LOSS_MORE)
    layout.computed(QUESTIONS, scope)


def _behind(accounts: pd.DataFrame, band: str | None) -> pd.DataFrame:
    """The accounts of the band clicked, else all that are silent for too long; dearest first."""
    wanted = [band] if band else ["late", "at_risk", "lost"]
    behind = accounts[accounts["band"].isin(wanted)].sort_values("at_stake", ascending=False)
    return behind.assign(segment=behind["segment"].fillna(behind["state"]))
