"""The dimensions that a book knows anything of."""

from collections.abc import Sequence

from analytics.scope import Scope
from charts import words
from pages.parts import session


def known(names: Sequence[str], scope: Scope) -> dict[str, str]:
    """Those of the dimensions that have a value in the book, with their names; never none."""
    whole = Scope(version=scope.version, currency=scope.currency)
    offered = set(session.ask("scope_choices", whole)["dimension"])
    found = [name for name in names if name in offered] or list(names[:1])
    return {name: words.column(name) for name in found}
