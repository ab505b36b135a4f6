"""What is loaded: rows and money of each kind, month by month, with the months that are missing."""

from charts import loaded
from pages.parts import layout, session
from pages.parts.sentences import loaded as say

QUESTION = "loaded_months"


def show() -> None:
    """Draws the months of the book shown; nothing while it is empty."""
    scope, look = session.scope(), session.look()
    months = session.ask(QUESTION, scope)
    if months["month"].notna().any():
        layout.chart(loaded.by_month(months, look, say.title(months, look)), "loaded")
    layout.notes(say.without_months(months, look))
    if not months.empty:
        layout.computed([QUESTION], scope)
