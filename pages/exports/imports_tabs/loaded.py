"""What is loaded: rows and money of each kind, month by month, with the months that are missing."""

from charts import loaded
from pages.parts import layout, session
from pages.parts.sentences import loaded as say

QUESTION = "loaded_months"


def show() -> None:
    """Draws the months of the book shown, without a picture while there are none."""
    scope, look = session.scope(), session.look()
    months = session.ask(QUESTION, scope)
    if months["month"].notna().any():
        layout.chart(loaded.by_month(months, look, say.title(months, look)), "loaded")
    layout.notes(say.without_months(months, look))


def computed() -> None:
    """How the picture is computed, for the foot of the page."""
    layout.computed([QUESTION], session.scope())
