"""How are our key accounts doing?"""

import streamlit as st

from analytics.scope import months_before
from charts import sales, segments
from data import clock
from locales import _
from pages.parts import account_table, last_upload, layout, query_cache, ruler_panel, session
from pages.parts.sentences import home, silent

COLUMNS = ("account_name", "owner", "at_stake", "why", "last_order_on")
MORE = ("silence", "segment", "region", "silent_days", "usual_interval_days", "ratio")

layout.needs_sales()
scope, look = session.scope(), session.look()
now = session.ask("figures", scope).iloc[0]
before = session.before("figures", scope).reindex([0]).iloc[0]
by_month = session.ask("sales_by_month", scope)
found = session.ask("segments", scope)
quiet = session.ask("silent_accounts", scope)
quiet = quiet.assign(segment=quiet["segment"].fillna(quiet["state"]))

layout.finding(_("How are our key accounts doing?"), home.headline(now, look), of_accounts=True)
layout.cards(home.cards(now, before, query_cache.has_base(scope, 2), look))
with st.container(horizontal=True, vertical_alignment="center"):
    ruler_panel.button(scope)
    layout.note(home.against(session.base(scope), scope, look))
left, right = st.columns(2)
with left:
    layout.chart(sales.by_month(by_month, look, home.months(by_month, look)), "months")
with right:
    board = segments.board_small(found, look, _("The eight segments"))
    clicked = layout.chart(board, "board", select=True)
    if clicked:
        query = session.params_for(segment=str(clicked[0][0]))
        st.switch_page("value/segments.py", query_params=query)

layout.section(silent.call_title(quiet, look))
layout.notes(filter(None, [silent.by_band(quiet, look), silent.whose_rhythm(quiet, look)]))
first = quiet.head(silent.FIRST)
account_table.show(
    first.assign(why=silent.reasons(first, look)),
    "silent_accounts",
    COLUMNS,
    labels=home.late_labels(),
    more=MORE,
)
layout.notes(last_upload.movers(scope, look))
layout.folded(home.uploads(session.history(), months_before(clock.today(), 1), look), "history")
layout.computed(["figures", "sales_by_month", "segments", "silent_accounts"], scope)
