"""The settings: how accounts are measured, and whether the book is well kept."""

from locales import _
from pages.parts import choices
from pages.settings.settings_tabs import health, ruler

TABS = {"ruler": ruler.show, "health": health.show}

opened, panel = choices.tab({"ruler": _("Ruler"), "health": _("Health")})
with panel:
    TABS[opened]()
