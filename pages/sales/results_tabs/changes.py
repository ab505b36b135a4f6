"""Relative changes as columns; none where there is no base above zero."""

from collections.abc import Mapping

import pandas as pd


def against(frame: pd.DataFrame, columns: Mapping[str, str]) -> pd.DataFrame:
    """The frame with the change of net sales against each of the columns named."""
    now = frame["net_sales"].astype("float64")
    added = {}
    for name, column in columns.items():
        before = pd.to_numeric(frame[column], errors="coerce").astype("float64")
        added[name] = (now / before - 1).where(before > 0)
    return frame.assign(**added)
