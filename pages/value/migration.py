"""Who moved between the segments, how far, and was it the account or the ruler?"""

import streamlit as st

from charts import flows, segment_months
from charts import migration as drawn
from locales import _
from pages.parts import (
    last_upload,
    layout,
    missing_export,
    moved_cell,
    movers_table,
    ruler_panel,
    session,
    two_days,
)
from pages.parts.choices import switch
from pages.parts.sentences import migration

layout.needs_sales()
scope, look = session.scope(), session.look()
between = two_days.chosen(scope)
if between is None:
    layout.finding(_("Who moved between the segments?"), _("One month is no move."))
    missing_export.show("second_month")
    st.stop()

is_still = session.held("cut_points") != ["moving"]
ruler, other = ("frozen", "moving") if is_still else ("moving", "frozen")
unmeasured = between
between = session.measured(unmeasured, ruler)
cells = session.ask("migration", between)
moves = session.ask("moves", between)
beside = session.measured(unmeasured, other)
by_other = session.ask("moves", beside)

layout.finding(_("Who moved between the segments?"), migration.finding(moves, look))
with st.container(horizontal=True, vertical_alignment="center"):
    two_days.choose(scope, between, look)
    measure = switch(_("Measure"), migration.measures(), "measure")
    key = session.draw("migration_ruler", ruler)
    st.segmented_control(
        _("Ruler"),
        list(migration.cut_points()),
        key=key,
        required=True,
        format_func=migration.cut_points().__getitem__,
        on_change=session.hold_one,
        args=("cut_points", key),
        label_visibility="collapsed",
    )
    ruler_panel.button(scope)
cut_on = (between if is_still else beside).fitted_on
layout.note(migration.ruler_note(moves, by_other, ruler == "moving", cut_on, look))
upload = None if between.compare_version is None else last_upload.version(scope)
if upload is not None:
    layout.note(migration.upload_note(upload, between, look))

pair = moved_cell.chosen()
left, right = st.columns([3, 2])
with left:
    moved_cell.chart(drawn.matrix(cells, look, measure, migration.matrix_title(moves, look)), pair)
with right:
    layout.chart(
        flows.flows(cells, look, measure, migration.flows_title(moves, look)), "migration_flows"
    )

movers = moves[moves["direction"] != "stayed"]
listed = moved_cell.accounts_of(moves, pair) if pair else movers
with st.container(horizontal=True, vertical_alignment="center"):
    if pair:
        layout.section(migration.table_title(pair, len(listed), look))
        st.button(_("Show all who moved"), on_click=moved_cell.let_go, icon=":material/close:")
    else:
        which = switch(_("Who"), migration.directions(), "who")
        listed = listed if which == "all" else listed[listed["direction"] == which]
        layout.section(migration.table_title(None, len(listed), look))
movers_table.show(listed, between, look, measure)

months = session.ask("segments_by_month", between)
layout.chart(
    segment_months.by_month(months, look, measure, migration.months_title(months, look)),
    "segments_by_month",
)
layout.computed(["migration", "moves", "segments_by_month"], between, migration.sql_notes(between))
