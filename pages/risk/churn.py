"""Why accounts leave, and who is leaving: two tabs over the same scope."""

from locales import _
from pages.parts import choices
from pages.risk.churn_tabs import who, why

opened, panel = choices.tab({"why": _("Why they leave"), "who": _("Who is leaving")})
with panel:
    {"why": why.show, "who": who.show}[opened]()
