"""The settings: how accounts are measured, what holds for all, whether the book is well kept."""

from locales import _
from pages.parts import choices
from pages.settings.settings_tabs import company, health, ruler

TABS = {"ruler": ruler.show, "company": company.show, "health": health.show}

opened, panel = choices.tab({"ruler": _("Ruler"), "company": _("Company"), "health": _("Health")})
with panel:
    TABS[opened]()
