"""What stands around every page: the menu, the account search, the language, the scope row."""

from pathlib import Path

import streamlit as st

from charts.palette import DARK, LIGHT
from locales import _
from pages.parts import (
    agreement,
    layout,
    menu,
    narrow_css,
    octant_board,
    print_css,
    rescue,
    scope_bar,
    session,
    sidebar,
    upload_box,
)

ASSETS = Path(__file__).parent / "assets"
CARDS = (
    "[data-testid=stMetricValue]{container-type:inline-size}"
    "[data-testid=stMetricValue]>*{font-size:clamp(1.1rem,14cqi,1.6rem)}"
    "[data-testid=stMetricValue]~div{flex-wrap:wrap;row-gap:2px}"
    "[data-testid=stMetricValue]~div *{white-space:normal!important}"
)
"""The figure of a narrow card gets smaller and the words below it wrap: neither is cut off."""
KEYS = f"<script>{(ASSETS / 'keys.js').read_text(encoding='utf-8')}</script>"

st.set_page_config(
    page_title="Octant",
    page_icon=str(ASSETS / "icon.svg"),
    layout="wide",
    initial_sidebar_state=220,
)
palette = DARK if st.context.theme.type == "dark" else LIGHT
st.html(
    "<style>"
    ".stMainBlockContainer{padding-left:2rem;padding-right:2rem}"
    ".st-key-finding h1{padding:.1rem 0 .7rem}"
    ".st-key-account_list a{background:none!important}"
    ".st-key-account_list a *{font-weight:400!important}"
    "[class*=st-key-missing_] [data-testid=stTable]{font-size:.8rem}"
    "[data-testid=stTable] th *{text-wrap:balance!important}"
    f"{CARDS}"
    f"{octant_board.css(palette)}"
    f"{narrow_css.css(palette, palette is DARK)}"
    f"{print_css.CSS}"
    f"{upload_box.css(session.speak())}"
    "</style>"
)
st.logo(str(ASSETS / "logo.svg"), size="large", icon_image=str(ASSETS / "icon.svg"))

session.speak()
rescue.show_if_needed()
page = menu.open_page()
session.begin(page.url_path)
session.speak()

with st.sidebar:
    st.html(KEYS, unsafe_allow_javascript=True)
with layout.guard():
    sidebar.show()
    agreement.banner()
    if session.is_making():
        st.info(
            _("A made-up company is being made: about half a minute. The page opens by itself.")
        )
        session.pause(2)
    if session.is_demo():
        sidebar.demo_banner()
    scope_bar.show()
    scope_bar.unfinished()
    scope_bar.lost_ruler()
    scope_bar.refused()
with layout.guard():
    page.run()
