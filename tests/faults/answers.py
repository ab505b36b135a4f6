"""What a book answers: every question, as the pages and the command ask it."""

from pathlib import Path
from typing import Any

from analytics import composition, engine
from analytics.cache import Kept
from analytics.scope import Scope
from data.warehouse import Warehouse

OWN: dict[str, Any] = {
    "account_id": "1",
    "dimension": "region",
    "version_before": 3,
    "grain": "month",
}
LOADED = ("loaded_at", "made_at", "closed_at", "saved_at")
"""Columns that tell when something was done, which no two makings of a book share."""


def answers(home: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of the answer to every question that needs no more than OWN says."""
    warehouse = Warehouse.open(home)
    told, kept = {}, Kept()
    try:
        for question in engine.questions():
            names = composition.composed(question, frozenset({"book"})).parameters
            own = {name: value for name, value in OWN.items() if name in names}
            with warehouse.cursor() as cursor:
                try:
                    table = engine.table(cursor, question, Scope(), kept, **own)
                except engine.WrongParameter:
                    continue
            columns = [name for name in table.column_names if name not in LOADED]
            told[question] = table.select(columns).to_pylist()
    finally:
        warehouse.close()
    return told
