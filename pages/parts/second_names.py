"""The second naming of the cells, where the ruler has it on: who bears which of its names."""

from analytics.scope import Scope
from locales import _
from pages.parts import session, small_table


def show(scope: Scope) -> None:
    """Accounts and net sales of each name, the names in their fixed order."""
    if scope.ruler.naming == "none" or scope.ruler.method == "pymc":
        return
    is_own = scope.ruler.naming == "own" and scope.ruler.names is not None
    small_table.show(
        _("Our own names") if is_own else _("The eleven Western names"),
        session.ask("second_names", scope),
        "second_names",
        ("second_name", "accounts", "net_sales", "sales_share"),
    )
