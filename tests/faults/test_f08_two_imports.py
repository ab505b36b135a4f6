"""F8: two people load the same new month at once. Exactly one wins, the other is told who."""

import threading
from pathlib import Path

import pytest

from data.intake import InputFile, ReadOptions, confirm, propose
from data.keeping.verify import verify
from data.refusal import Refused
from data.warehouse import Warehouse
from tests.faults.books import export
from tests.faults.kept import Tried


def race(warehouse: Warehouse, desk: Path, year: int, month: int) -> None:
    """Two threads, each with its own edition of the month, let go at the same moment."""
    barrier = threading.Barrier(2)
    won: list[str] = []
    told: list[str] = []

    def person(who: str, edition: int) -> None:
        file = export(desk, year, month, 20, edition)
        proposal = propose(warehouse, [InputFile(file.name, file)], ReadOptions())
        barrier.wait()
        try:
            confirm(warehouse, proposal, who)
        except Refused as error:
            told.append(str(error))
        else:
            won.append(who)

    people = [
        threading.Thread(target=person, args=(who, n)) for n, who in enumerate(("ana", "ben"))
    ]
    for thread in people:
        thread.start()
    for thread in people:
        thread.join()
    assert len(won) == len(told) == 1, (won, told)
    assert won[0] in told[0]
    with warehouse.cursor() as cursor:
        found = cursor.execute(
            "select count(*) from sales where month = make_date(?, ?, 1) and removed_in is null",
            [year, month],
        ).fetchall()
    assert found == [(20,)]


def races(home: Path, times: int, tried: Tried) -> None:
    warehouse = Warehouse.open(home)
    try:
        for number in range(times):
            race(warehouse, home.parent / "desk", 2020 + number // 12, number % 12 + 1)
        assert warehouse.version() == times
        assert verify(warehouse) == []
    finally:
        warehouse.close()
    tried["races"] = times


def test_f08_one_of_two_wins(own_home: Path, tried: Tried) -> None:
    races(own_home, 5, tried)


@pytest.mark.faults
def test_f08_one_of_two_wins_fifty_times(own_home: Path, tried: Tried) -> None:
    races(own_home, 50, tried)
