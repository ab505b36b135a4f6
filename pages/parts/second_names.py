"""The second naming of the cells, where the ruler has it on: who bears which of eleven names."""

from analytics.scope import Scope
from locales import _
from pages.parts import session, small_table


def show(scope: Scope) -> None:
    """Accounts and net sales of each of the eleven names, the names in their fixed order."""
    if scope.ruler.naming != "eleven" or scope.ruler.method == "pymc":
        return
    small_table.show(
        _("The eleven Western names"),
        session.ask("second_names", scope),
        "second_names",
        ("second_name", "accounts", "net_sales", "sales_share"),
    )
