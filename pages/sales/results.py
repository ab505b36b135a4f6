"""How do sales stand, and what makes them grow or fall? Tabs over one period."""

from locales import _
from pages.parts import choices, layout
from pages.sales.results_tabs import bridge, drivers, results

layout.needs_sales()
opened, panel = choices.tab(
    {
        "results": _("Results"),
        "bridge": _("Bridge"),
        "drivers": _("Drivers"),
    }
)
with panel:
    {"results": results.show, "bridge": bridge.show, "drivers": drivers.show}[opened]()
