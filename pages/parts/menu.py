"""The menu: sections and pages, in the reader's language.

A page's file is given relative to the frame, and its address is fixed here, so that links stay
good when a title changes. The account's page is reached by search and by links: it is not in the
menu, which is no access control.
"""

import streamlit as st
from streamlit.navigation.page import Page

from locales import _


def open_page() -> Page:
    """Draws the menu and returns the page that the address asks for."""
    return st.navigation(
        {
            "": [_page("home/overview.py", _("Overview"), "home", default=True)],
            _("Value"): [
                _page("value/segments.py", _("Segments"), "grid_view"),
                _page("value/rfm_cube.py", _("RFM cube"), "deployed_code"),
                _page("value/migration.py", _("Migration"), "swap_horiz"),
                _page("value/concentration.py", _("Concentration"), "pie_chart"),
            ],
            _("Sales"): [_page("sales/results.py", _("Results"), "monitoring")],
            _("Risk"): [_page("risk/churn.py", _("Churn"), "trending_down")],
            _("Relationships"): [_page("relationships/levels.py", _("Levels"), "handshake")],
            _("Data"): [_page("exports/imports.py", _("Import"), "upload_file")],
            _("Settings"): [
                _page("settings/settings.py", _("Settings"), "settings"),
                _page("settings/health.py", _("Health"), "monitor_heart", hidden=True),
            ],
            _("Account"): [_page("account/account.py", _("Account"), "person", hidden=True)],
        },
        expanded=True,
    )


def _page(path: str, title: str, icon: str, *, default: bool = False, hidden: bool = False) -> Page:
    address = "" if default else path.rpartition("/")[2].removesuffix(".py")
    return st.Page(
        path,
        title=title,
        icon=f":material/{icon}:",
        url_path=address,
        default=default,
        visibility="hidden" if hidden else "visible",
    )
