"""F9: twenty people read while months are replaced. Nobody ever sees a part of an import."""

import threading
import time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from data.book import history
from data.warehouse import Warehouse
from tests.faults.books import export, load
from tests.faults.kept import Tried

READERS = 20
LOOK = """
    select
        (select max(version) from versions) as version,
        (select count(*) from sales where removed_in is null) as lines,
        (select sum(amount) from sales where removed_in is null) as amount,
        (select sum(lines)::bigint from orders) as order_lines,
        (select sum(amount) from orders) as order_amount
"""


def read_while_loading(folder: Path, rounds: int, lines: int, tried: Tried) -> None:
    """Every look must be one of the whole states, and its roll-ups must agree with its lines."""
    warehouse = Warehouse.open(folder / "home")
    looks: set[tuple[Any, ...]] = set()
    wrong: list[BaseException] = []
    is_over = threading.Event()
    count = [0]

    def reader() -> None:
        try:
            while not is_over.is_set():
                with warehouse.cursor() as cursor:
                    looks.add(cursor.execute(LOOK).fetchall()[0])
                count[0] += 1
                time.sleep(0.05)
        except BaseException as error:  # noqa: BLE001 - a reader that dies is what is looked for
            wrong.append(error)

    load(warehouse, export(folder, 2026, 1, lines))
    states = {_state(warehouse)}
    threads = [threading.Thread(target=reader) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        for number in range(1, rounds + 1):
            load(warehouse, export(folder, 2026, 1, lines + number, edition=number))
            states.add(_state(warehouse))
        history.undo(warehouse, rounds + 1, "ana")
        states.add(_state(warehouse))
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
        warehouse.close()
    assert not wrong, wrong
    assert looks <= states, looks - states
    assert len(looks) > 1
    tried |= {"readers": READERS, "looks": count[0], "imports": rounds}


def _state(warehouse: Warehouse) -> tuple[Any, ...]:
    with warehouse.cursor() as cursor:
        found: tuple[Any, ...] = cursor.execute(LOOK).fetchall()[0]
    _version, lines, amount, order_lines, order_amount = found
    assert (lines, Decimal(amount)) == (order_lines, Decimal(order_amount))
    return found


def test_f09_readers_see_whole_states(tmp_path: Path, tried: Tried) -> None:
    read_while_loading(tmp_path, rounds=2, lines=40, tried=tried)


@pytest.mark.faults
def test_f09_readers_see_whole_states_for_long(tmp_path: Path, tried: Tried) -> None:
    read_while_loading(tmp_path, rounds=12, lines=1_000, tried=tried)
