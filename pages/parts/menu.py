"""The menu: sections and pages, in the reader's language.

A page's file is given relative to the frame, and its address is fixed here, so that links stay
good when a title changes. The account's page is reached by search and by links: it is not in the
menu, which is no access control.
"""

import streamlit as st
from streamlit.navigation.page import Page

from locales import _

HOME = "home/overview.py"


def titles() -> dict[str, str]:
    """File of a page -> its title in the menu."""
    return {
        "home/overview.py": _("Overview"),
        "value/segments.py": _("Segments"),
        "value/rfm_cube.py": _("RFM cube"),
        "value/migration.py": _("Migration"),
        "value/concentration.py": _("Concentration"),
        "sales/results.py": _("Results"),
        "risk/churn.py": _("Churn"),
        "relationships/levels.py": _("Levels"),
        "exports/imports.py": _("Import"),
        "settings/settings.py": _("Settings"),
        "settings/health.py": _("Health"),
        "account/account.py": _("Account"),
    }


def path(address: str) -> str:
    """The file of the page at an address; the front page's where there is none."""
    return {_address(file): file for file in titles()}.get(address, HOME)


def title(address: str) -> str:
    """The title of the page at an address."""
    return titles()[path(address)]


def open_page() -> Page:
    """Draws the menu and returns the page that the address asks for."""
    return st.navigation(
        {
            "": [_page(HOME, "home")],
            _("Value"): [
                _page("value/segments.py", "grid_view"),
                _page("value/rfm_cube.py", "deployed_code"),
                _page("value/migration.py", "swap_horiz"),
                _page("value/concentration.py", "pie_chart"),
            ],
            _("Sales"): [_page("sales/results.py", "monitoring")],
            _("Risk"): [_page("risk/churn.py", "trending_down")],
            _("Relationships"): [_page("relationships/levels.py", "handshake")],
            _("Data"): [_page("exports/imports.py", "upload_file")],
            _("Settings"): [
                _page("settings/settings.py", "settings"),
                _page("settings/health.py", "monitor_heart", hidden=True),
            ],
            _("Account"): [_page("account/account.py", "person", hidden=True)],
        },
        expanded=True,
    )


def _page(file: str, icon: str, *, hidden: bool = False) -> Page:
    return st.Page(
        file,
        title=titles()[file],
        icon=f":material/{icon}:",
        url_path=_address(file),
        default=file == HOME,
        visibility="hidden" if hidden else "visible",
    )


def _address(file: str) -> str:
    return "" if file == HOME else file.rpartition("/")[2].removesuffix(".py")
