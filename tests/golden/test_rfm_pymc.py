"""pymc-marketing's small test vectors: values and groups as its own tests expect them."""

import json
from pathlib import Path

from tests.golden.real_books import pymc_transactions, real_book
from tests.unit.analytics.book_builder import scoped


def test_values_and_groups(shared_data: Path, tmp_path: Path) -> None:
    golden = json.loads((shared_data / "pymc_rfm_small" / "golden.json").read_text("utf-8"))
    book = real_book(tmp_path, pymc_transactions(shared_data))
    answer = book.ask("rfm", scoped(as_of=golden["as_of"], method="pymc")).sort_values("account_id")
    key = "include_first_transaction (frequency, recency=days since last, mean value)"
    values = answer[["frequency", "recency_days", "monetary"]].to_numpy().tolist()
    assert values == [row[1:] for row in golden[key]]
    assert answer["published_segment"].tolist() == golden["rfm_segments_default"]
