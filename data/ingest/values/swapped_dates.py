"""Days that a spreadsheet turned round: it took 03/09/2026 for the 9th of March and kept 15/09/2026
as text, because there is no 15th month."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from data.ingest.values.dates import Shape, day_of_shape, shape

LAST_MONTH = 12


def swapped_cells(texts: Iterable[str], order: str | None) -> tuple[str, ...]:
    """The cells that may have been turned round; none where something speaks against it.

    They are plain dates (2026-03-09), each of a day up to 12, beside text that is a date in `order`
    with a day above 12, without exception.
    """
    shapes = {text: written for text in texts if (written := shape(text))}
    real = {text: w for text, w in shapes.items() if _is_real(text, w)}
    others = [written for text, written in shapes.items() if text not in real]
    if order is None or not others or not all(_is_late(written, order) for written in others):
        return ()
    parts = [written.parts["clear"] for written in real.values()]
    may_turn = all(day <= LAST_MONTH for _year, _month, day in parts)
    return tuple(real) if may_turn and any(month != day for _year, month, day in parts) else ()


def _is_real(text: str, written: Shape) -> bool:
    return (
        written.form == "clear" and text[:4].isdecimal() and not any(map(str.isalpha, text[4:10]))
    )


def _is_late(written: Shape, order: str) -> bool:
    parts = written.parts.get(order)
    return written.form in ("order", "short") and parts is not None and parts[2] > LAST_MONTH


def read_swapped(text: str) -> date | None:
    """The day of such a cell with day and month the other way round."""
    written = shape(text)
    if written is None or "clear" not in written.parts:
        return None
    year, month, day = written.parts["clear"]
    return day_of_shape(replace(written, parts={"clear": (year, day, month)}), "clear")
