"""The word tables that were saved, read from the ledger: none is lost when another replaces it."""

from dataclasses import dataclass
from datetime import datetime

from data.keeping.verify import done_events
from data.warehouse import Warehouse

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SavedWords:
    """One word table: who saved it when, and its (word, reason code) pairs; none of them means the
    shipped words."""

    saved_at: datetime
    who: str
    words: Pairs


def saved(warehouse: Warehouse) -> list[SavedWords]:
    """The word tables that were saved, the newest first; those whose saving failed are left out."""
    return [
        SavedWords(
            datetime.fromisoformat(event["made_at"]),
            event["who"],
            tuple((word, reason) for word, reason in event["words"]),
        )
        for event in reversed(done_events(warehouse.home))
        if event.get("action") == "words"
    ]
