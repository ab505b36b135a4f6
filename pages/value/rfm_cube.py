"""Where in the cube of recency, frequency and money do our accounts sit?"""

import streamlit as st

from charts import cube, distributions, solid
from locales import _
from pages.parts import cube_cell, layout, ruler_panel, second_names, session, value_table
from pages.parts.choices import switch
from pages.parts.sentences import doubts, value

DOTS_UNDER = 150

layout.needs_sales()
scope, look = session.scope(), session.look()
cells = session.ask("rfm_cube", scope)
cuts = session.ask("cut_points", scope)
accounts = session.ask("accounts_list", scope)
scored = accounts[accounts["segment"].notna()]
cell = cube_cell.chosen()

layout.finding(
    _("Where in the cube do our accounts sit?"), value.cube(cells, look), of_accounts=True
)
with st.container(horizontal=True, vertical_alignment="center"):
    ruler_panel.button(scope)
    st.caption(_("Picture"), width="content")
    picture = switch(_("Picture"), value.pictures(), "picture")
    colour = "segment"
    if picture != "solid" and len(scored) >= DOTS_UNDER:
        st.caption(_("Colour"), width="content")
        colour = switch(_("Colour"), value.colours(), "colour")

if picture == "solid":
    layout.chart(solid.solid(cells, look), "cube_solid")
elif len(scored) < DOTS_UNDER:
    cube_cell.chart(cube.dots(scored, cuts, look, scope=scope), cell)
else:
    cube_cell.chart(cube.cells(cells, cuts, look, colour=colour, scope=scope), cell)
layout.notes(doubts.unused_scores(cuts))

listed = cube_cell.accounts_of(scored, cell)
with st.container(horizontal=True, vertical_alignment="center"):
    layout.section(value.cell_title(cell, len(listed), look))
    if cell:
        st.button(_("Show all accounts"), on_click=cube_cell.let_go, icon=":material/close:")
value_table.show(listed, scope, look, "cube_accounts")

second_names.show(scope)
layout.section(_("How R, F and M are spread, and where the ruler cuts"))
spread = distributions.distributions(accounts, cuts, look, scope=scope)
for column, axis, figure in zip(st.columns(3), "rfm", spread, strict=True):
    with column:
        layout.chart(figure, f"spread_{axis}")
layout.computed(["rfm_cube", "cut_points", "accounts_list"], scope)
