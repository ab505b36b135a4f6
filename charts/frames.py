"""Small steps from the frames of the questions to what is drawn."""

from typing import Any, cast

import pandas as pd


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as dictionaries by column name; what is missing is None."""
    plain = frame.astype(object).where(frame.notna(), None)
    return cast(list[dict[str, Any]], plain.to_dict("records"))


def numeric(values: pd.Series) -> pd.Series:
    """Money and counts as plain numbers to draw with; what is missing stays missing."""
    return pd.to_numeric(values, errors="coerce").astype("float64")


def runs(places: list[int]) -> list[list[int]]:
    """Neighbouring places together: 0 1 2 5 are 0 1 2 and 5."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][-1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found
