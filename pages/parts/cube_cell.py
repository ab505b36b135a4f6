"""The cell of the cube that the reader picked: kept in the URL as R,F,M, filtering the table."""

import pandas as pd
import plotly.graph_objects as go

from pages.parts import layout, picks, session

PARAM, _DRAWN = "cell", "cube_drawn"
Cell = tuple[int, int, int]


def chosen() -> Cell | None:
    """The picked cell, as in the URL; none when it names no cell."""
    parts = (session.param(PARAM) or "").split(",")
    if len(parts) != 3 or any(part not in "12345" or not part for part in parts):
        return None
    r, f, m = (int(part) for part in parts)
    return r, f, m


def pick(chart: str) -> None:
    """Takes the cell of the mark that was clicked; the same again or beside it lets it go."""
    marks = session.picked(chart)
    cell = ",".join(str(int(score)) for score in marks[0][-3:]) if marks else None
    was = session.param(PARAM)
    let_go()
    session.set_param(PARAM, None if cell == was else cell)


def let_go() -> None:
    """No cell is picked any more; the chart is drawn anew, so that its own mark goes too."""
    session.set_param(PARAM, None)
    session.keep(_DRAWN, session.once(_DRAWN, int) + 1)


def chart(figure: go.Figure, cell: Cell | None) -> None:
    """Draws the grids with the picked cell marked, as a link or a click says."""
    key = f"cube_{session.once(_DRAWN, int)}"
    if cell is not None:
        picks.mark(figure, lambda data: tuple(data[-3:]) == cell)
    layout.chart(figure, key, on_pick=lambda: pick(key))


def accounts_of(accounts: pd.DataFrame, cell: Cell | None) -> pd.DataFrame:
    """The accounts of a cell; all when none is picked."""
    if cell is None:
        return accounts
    inside = accounts[["r_score", "f_score", "m_score"]].eq(list(cell)).all(axis=1)
    return accounts[inside]
