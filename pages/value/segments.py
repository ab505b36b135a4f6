"""Which of the eight segments are our accounts in, and what does one do with each?"""

import streamlit as st

from charts import segments as drawn
from locales import _
from pages.parts import (
    layout,
    octant_board,
    picks,
    ruler_panel,
    second_names,
    session,
    value_table,
)
from pages.parts.sentences import doubts, value

layout.needs_sales()
scope, look = session.scope(), session.look()
found = session.compared("segments", ["segment"], scope)
accounts = session.ask("accounts_list", scope)
cuts = session.ask("cut_points", scope)
figures = session.ask("figures", scope).iloc[0]

layout.finding(
    _("Which segments are our accounts in?"), value.segments(found, look), of_accounts=True
)
layout.warnings(doubts.warnings(found, cuts, figures, scope, look))
octant_board.show(found, look)
with st.container(horizontal=True, vertical_alignment="center"):
    ruler_panel.button(scope)
    layout.note(value.adds_up(found, session.base(scope), look))

left, right = st.columns([3, 2])
with left:
    bars = drawn.bars(found, look, value.bars_title(found, look))
    picks.chart(bars, "segment_bars", octant_board.PARAM)
with right:
    layout.section(_("The ruler in words"))
    ruler_panel.in_words(scope)

code = octant_board.chosen()
listed = value_table.of_segment(accounts, code)
layout.section(value.table_title(code, len(listed), look))
value_table.show(listed, scope, look, "segments_accounts")

second_names.show(scope)
layout.section(_("The eight segments"))
value_table.definition()
layout.computed(["segments", "accounts_list", "book_fit"], scope)
