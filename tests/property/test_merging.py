"""Whatever is merged: sums stay, and what is taken apart again answers as before."""

import tempfile
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analytics import engine
from analytics.scope import Scope
from data.names import merges
from data.refusal import Refused
from tests.unit.intake.book import Book

QUESTIONS = ("rfm", "segments", "late_accounts")
NAMES = ("ana", "bob", "cy", "dan", "eve")
FEW = settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

line = st.tuples(
    st.sampled_from(NAMES),
    st.booleans(),
    st.integers(1, 28),
    st.integers(1, 9),
    st.integers(-5, 50),
)
pairs = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), min_size=1, max_size=5)


def answers(book: Book) -> list[pd.DataFrame]:
    with book.warehouse.cursor() as cursor:
        return [engine.ask(cursor, question, Scope()) for question in QUESTIONS]


def told(lines: list[tuple[str, bool, int, int, int]]) -> str:
    """Every account has a line with its id; others have the name alone."""
    rows = [f"Z{n},{name},{name},2026-01-01,1" for n, name in enumerate(NAMES)]
    for number, (name, has_id, day, month, amount) in enumerate(lines):
        said = f"{name},{name}" if has_id else f",{name}"
        rows.append(f"A{number},{said},2026-{month:02}-{day:02},{amount}")
    return "order_id,account_id,account_name,order_date,amount\n" + "\n".join(rows)


@FEW
@given(st.lists(line, max_size=12), pairs)
def test_what_is_merged_adds_up_and_can_be_taken_apart(
    lines: list[tuple[str, bool, int, int, int]], said: list[tuple[str, str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book = Book(Path(folder) / "home", Path(folder))
        try:
            reports = book.load(book.file("all.csv", told(lines)), answers={"duplicates": "keep"})
            assert reports[0].status == "loaded"
            before = answers(book)
            merged = []
            for one, other in said:
                try:
                    merges.merge(book.warehouse, one, other, "ana")
                except Refused:
                    continue
                merged.append(one)
            after = answers(book)
            assert len(after[0]) == len(before[0]) - len(merged)
            assert after[0]["monetary"].sum() == before[0]["monetary"].sum()
            for one in merged:
                merges.unmerge(book.warehouse, one, "ana")
            for was, now in zip(before, answers(book), strict=True):
                pd.testing.assert_frame_equal(now, was)
        finally:
            book.warehouse.close()
