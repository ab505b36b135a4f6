"""R's package rfm: the published scores and groups of all 995 customers come out."""

from collections import Counter
from pathlib import Path

import pandas as pd

from tests.golden.real_books import real_book, rfm_orders
from tests.unit.analytics.book_builder import scoped

COLUMNS = {
    "segment": "published_segment",
    "transaction_count": "frequency",
    "recency_days": "recency_days",
    "amount": "monetary",
    "recency_score": "r_score",
    "frequency_score": "f_score",
    "monetary_score": "m_score",
}


def test_all_published_rows_come_out(shared_data: Path, tmp_path: Path) -> None:
    published = pd.read_csv(shared_data / "rfm_r" / "golden_orders_per_customer_published.csv")
    book = real_book(tmp_path, rfm_orders(shared_data))
    answer = book.ask("rfm", scoped(as_of="2006-12-31", method="r_rfm"))
    expected = Counter(published[list(COLUMNS)].itertuples(index=False, name=None))
    found = Counter(answer[list(COLUMNS.values())].itertuples(index=False, name=None))
    assert len(answer) == 995
    assert found == expected
