"""How do sales stand, and what makes them grow or fall? Tabs over one period."""

from locales import _
from pages.parts import choices, layout
from pages.sales.results_tabs import accounts, bridge, cohorts, department, drivers, results

layout.needs_sales()
opened, panel = choices.tab(
    {
        "results": _("Results"),
        "bridge": _("Bridge"),
        "drivers": _("Drivers"),
        "accounts": _("Growth by account"),
        "cohorts": _("Cohorts"),
        "department": _("Department"),
    }
)
with panel:
    {
        "results": results.show,
        "bridge": bridge.show,
        "drivers": drivers.show,
        "accounts": accounts.show,
        "cohorts": cohorts.show,
        "department": department.show,
    }[opened]()
