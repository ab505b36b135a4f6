"""Who is leaving? Silence against each account's own rhythm, beside the recorded losses."""

import pandas as pd
import streamlit as st

from charts import churn, words
from locales import _
from pages.parts import account_table, layout, missing_export, picks, ruler_panel, session
from pages.parts.sentences import home, risk, silent

QUESTIONS = ("silent_accounts", "rhythm_bands", "churn_summary", "losses")
BAND_COLUMNS = (
    *("account_name", "silence", "last_order_on", "usual_interval_days", "silent_days", "ratio"),
    *("at_stake", "segment", "salesperson"),
)
BAND_MORE = ("region", "net_sales", "owner")
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
    quiet = session.ask("silent_accounts", scope)
    has_log = not session.ask("reason_words", scope).empty
    layout.finding(_("Who is leaving?"), risk.who(quiet, summary, has_log, look))
    accounts = session.ask("accounts_list", scope)
    layout.notes(filter(None, [silent.by_band(quiet, look), silent.whose_rhythm(quiet, look)]))
    layout.notes(filter(None, [silent.seasonal(accounts, look)]))
    layout.notes(risk.of_whole_accounts(scope))
    drawn = churn.bands(bands, look, risk.bands_title(bands, look))
    picks.chart(drawn, "rhythm_bands", "band")
    band = picks.chosen("band", bands["band"])
    behind = _behind(accounts, quiet, band)
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
    if has_log:
        losses = session.ask("losses", scope)
        layout.section(risk.recorded([], losses, look))
        account_table.show(losses, "recorded", LOSS_COLUMNS, more=LOSS_MORE)
    else:
        missing_export.show("churn")
    layout.computed(QUESTIONS, scope)


def _behind(accounts: pd.DataFrame, quiet: pd.DataFrame, band: str | None) -> pd.DataFrame:
    """The accounts of the band clicked, else all that are silent for too long; dearest first."""
    if band == "active":
        on_rhythm = accounts[accounts["band"] == band].sort_values("at_stake", ascending=False)
        behind = on_rhythm.assign(silence=band)
    else:
        behind = quiet[quiet["silence"] == band] if band else quiet
    return behind.assign(segment=behind["segment"].fillna(behind["state"]))
