"""Who are the key accounts? 80/20, profit, exposure and ranking: four tabs over the same scope."""

from locales import _
from pages.parts import choices, layout
from pages.value.concentration_tabs import exposure, pareto, profit, ranking

layout.needs_sales()
opened, panel = choices.tab(
    {
        "pareto": _("80/20"),
        "profit": _("Profit"),
        "exposure": _("Exposure"),
        "ranking": _("Ranking"),
    }
)
with panel:
    shown = {"pareto": pareto, "profit": profit, "exposure": exposure, "ranking": ranking}
    shown[opened].show()
