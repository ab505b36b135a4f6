"""The cell of the matrix that the reader picked: in the URL as FROM,TO, filtering the table."""

import pandas as pd
import plotly.graph_objects as go

from charts.migration import ORDER
from pages.parts import layout, picks, session

PARAM, _DRAWN = "move", "matrix_drawn"
Pair = tuple[str, str]


def chosen() -> Pair | None:
    """The picked cell, as in the URL; none when it names no cell."""
    parts = (session.param(PARAM) or "").split(",")
    if len(parts) != 2 or any(part not in ORDER for part in parts):
        return None
    return parts[0], parts[1]


def pick(chart: str) -> None:
    """Takes the cell of the square that was clicked; the same again or beside it lets it go."""
    marks = session.picked(chart)
    cell, was = ",".join(marks[0]) if marks else None, session.param(PARAM)
    let_go()
    session.set_param(PARAM, None if cell == was else cell)


def let_go() -> None:
    """No cell is picked any more; the chart is drawn anew, so that its own mark goes too."""
    session.set_param(PARAM, None)
    session.keep(_DRAWN, session.once(_DRAWN, int) + 1)


def chart(figure: go.Figure, pair: Pair | None) -> None:
    """Draws the matrix with the picked cell marked, as a link or a click says."""
    key = f"matrix_{session.once(_DRAWN, int)}"
    if pair is not None:
        picks.mark(figure, lambda data: tuple(data) == pair)
    layout.chart(figure, key, on_pick=lambda: pick(key))


def accounts_of(moves: pd.DataFrame, pair: Pair) -> pd.DataFrame:
    """The accounts of a cell."""
    return moves[(moves["from_state"] == pair[0]) & (moves["to_state"] == pair[1])]
