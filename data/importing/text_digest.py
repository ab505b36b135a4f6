"""A digest of all texts of a version, by which a rebuild notices texts read differently.

Row counts and sums per month, which the ledger has too, would not show a name that changed.
"""

import hashlib
from collections import Counter

import pyarrow as pa
import pyarrow.compute as pc

from data.catalogue import KINDS
from data.importing.staging import Staged

NAMED_BY = "account_id"
"""The id among the texts; the others tell records apart and are as many as these."""


def digest(kind: str, staged: Staged) -> str:
    """SHA-256 of every different text of each column with how often it stands, in any order.

    The same for the same records however they are cut into files and kept in memory; empty where
    a kind has no texts.
    """
    whole = hashlib.sha256()
    for name in sorted(_columns(kind) & set(staged.records.column_names)):
        for text, times in sorted(_counted(staged.records[name]).items()):
            whole.update(f"{name}\t{times}\t{len(text)}\t{text}\n".encode())
    return whole.hexdigest()


def _columns(kind: str) -> set[str]:
    texts = {c.name for c in KINDS[kind].columns if c.type in ("text", "choice")}
    return texts | {NAMED_BY}


def _counted(column: pa.ChunkedArray) -> Counter[str]:
    """How often each text stands; one that a dictionary holds twice is one."""
    counts: Counter[str] = Counter()
    for chunk in column.chunks:  # dictionaries that hold a null cannot be made one
        value_counts = pc.value_counts(chunk)
        texts = value_counts.field("values").cast(pa.string()).to_pylist()
        for text, times in zip(texts, value_counts.field("counts").to_pylist(), strict=True):
            counts[text or ""] += times
    return counts
