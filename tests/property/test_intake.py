"""What must hold whatever is loaded: shuffling, splitting, order, undoing change no answer."""

import csv
import io
import random
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.book import history
from data.book.history import BuiltOn, Undone
from data.intake import InputFile, ReadOptions, confirm, propose
from data.keeping.verify import verify
from data.warehouse import Warehouse

Line = tuple[str, str, str, str, str]
HEADER = ("order_id", "account_id", "account_name", "order_date", "amount")
SETTINGS = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ANSWERS = {"partial": "replace", "same_data": "skip", "shared": "none", "sign": "keep"}
"""`sign`: half of the amounts drawn are negative, so some files look like ledgers turned round."""
# By id and name, by id alone, by name alone, and none: some lines belong together.
ACCOUNTS = [
    ("1", "Acme"),
    ("1", ""),
    ("", "ACME"),
    ("2", "Bolt"),
    ("", "Coil"),
    ("", ""),
    ("x1", ""),
]


@st.composite
def lines(draw: st.DrawFn, month: int) -> list[Line]:
    """Different lines of one month, so that no repetition has to be explained."""
    accounts = draw(st.lists(st.sampled_from(ACCOUNTS), min_size=1, max_size=12))
    return [
        (
            f"M{month}-{draw(st.integers(1, 4))}-{number}",
            *account,
            f"2026-{month:02}-{draw(st.integers(1, 28)):02}",
            str(draw(st.decimals(-1000, 1000, places=2))),
        )
        for number, account in enumerate(accounts)
    ]


def picture(warehouse: Warehouse) -> dict[str, list[tuple[Any, ...]]]:
    """What the book says now, with accounts by what they are called rather than by key."""
    account = """
        left join (
            select k.account_key, coalesce(i.account_match, k.account_match) as account
            from account_keys k
            left join adoptions a on a.name_key = k.account_key and a.removed_in is null
            left join account_keys i on i.account_key = a.account_key
        ) using (account_key)"""
    queries = {
        "sales": f"select account, order_id, order_date, amount from sales {account} "
        "where removed_in is null order by all",
        "orders": f"select account, order_key, order_date, lines, amount from orders {account} "
        "order by all",
        "names": f"select account, account_id, account_name, month, seen_on from account_names "
        f"{account} where removed_in is null order by all",
    }
    with warehouse.cursor() as cursor:
        return {name: cursor.execute(query).fetchall() for name, query in queries.items()}


@contextmanager
def books(count: int) -> Iterator[list["Shelf"]]:
    with tempfile.TemporaryDirectory() as folder:
        shelves = [Shelf(Path(folder) / str(number)) for number in range(count)]
        try:
            yield shelves
        finally:
            for shelf in shelves:
                shelf.warehouse.close()


class Shelf:
    """One book and a place to write exports."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.warehouse = Warehouse.open(folder)
        self.written = 0

    def file(self, rows: Sequence[Line]) -> InputFile:
        self.written += 1
        text = io.StringIO()
        csv.writer(text).writerows([HEADER, *rows])
        path = self.folder / f"{self.written}.csv"
        path.write_text(text.getvalue(), encoding="utf-8")
        return InputFile(path.name, path)

    def load(self, *parts: Sequence[Line]) -> None:
        files = [self.file(rows) for rows in parts]
        options = ReadOptions(kind="sales", answers=ANSWERS)
        reports = confirm(self.warehouse, propose(self.warehouse, files, options), "ana")
        assert {report.status for report in reports} <= {"loaded", "unchanged"}, reports


@SETTINGS
@given(lines(1), st.randoms(use_true_random=False))
def test_shuffling_lines_changes_nothing(rows: list[Line], chance: random.Random) -> None:
    shuffled = chance.sample(rows, len(rows))
    with books(2) as (one, other):
        one.load(rows)
        other.load(shuffled)
        assert picture(one.warehouse) == picture(other.warehouse)


@SETTINGS
@given(lines(1), st.integers(0, 12))
def test_splitting_a_file_within_one_call_changes_nothing(rows: list[Line], at: int) -> None:
    parts = [part for part in (rows[:at], rows[at:]) if part]
    with books(2) as (one, other):
        one.load(rows)
        other.load(*parts)
        assert picture(one.warehouse) == picture(other.warehouse)


@SETTINGS
@given(lines(1), lines(2), lines(3), st.permutations([0, 1, 2]))
def test_loading_months_in_another_order_changes_nothing(
    january: list[Line], february: list[Line], march: list[Line], order: list[int]
) -> None:
    months = [january, february, march]
    with books(2) as (one, other):
        for rows in months:
            one.load(rows)
        for number in order:
            other.load(months[number])
        assert picture(one.warehouse) == picture(other.warehouse)


@SETTINGS
@given(lines(1), lines(1), lines(2))
def test_undoing_and_redoing_changes_nothing(
    january: list[Line], restated: list[Line], february: list[Line]
) -> None:
    with books(1) as (shelf,):
        pictures = [picture(shelf.warehouse)]
        for rows in (january, restated, february):
            shelf.load(rows)
            pictures.append(picture(shelf.warehouse))
        newest = shelf.warehouse.version()
        undone = history.undo(shelf.warehouse, newest, "ana")
        assert picture(shelf.warehouse) == pictures[2]
        history.undo(shelf.warehouse, undone, "ana")
        assert picture(shelf.warehouse) == pictures[3]
        for version in range(newest, 0, -1):
            history.undo(shelf.warehouse, version, "ana")
        assert picture(shelf.warehouse) == pictures[0]
        assert verify(shelf.warehouse) == []


@SETTINGS
@given(st.lists(st.one_of(lines(1), lines(2), st.integers(1, 6)), min_size=2, max_size=7))
def test_whatever_is_loaded_and_undone_the_book_agrees_with_its_ledger(
    steps: list[list[Line] | int],
) -> None:
    with books(1) as (shelf,):
        for step in steps:
            if not isinstance(step, int):
                shelf.load(step)
            elif step <= shelf.warehouse.version():
                try:
                    history.undo(shelf.warehouse, step, "ana")
                except (BuiltOn, Undone):
                    continue
        with shelf.warehouse.cursor() as cursor:
            in_force = "select count(*), count(distinct (file_id, row)) from sales"
            ((rows, records),) = cursor.execute(f"{in_force} where removed_in is null").fetchall()
            assert rows == records
        assert verify(shelf.warehouse) == []
