"""F18: Confirm clicked twice, or sent again. One import."""

import threading
from pathlib import Path

import pytest

from data.intake import InputFile, ReadOptions, confirm, propose
from data.keeping.verify import verify
from data.refusal import Refused
from data.warehouse import Warehouse
from tests.faults.books import export
from tests.faults.kept import Tried


def test_f18_confirmed_twice_loads_once(own_home: Path, tmp_path: Path, tried: Tried) -> None:
    warehouse = Warehouse.open(own_home)
    file = export(tmp_path, 2026, 1, 50)
    proposal = propose(warehouse, [InputFile(file.name, file)], ReadOptions())
    first = [report.version for report in confirm(warehouse, proposal, "ana")]
    again = [report.version for report in confirm(warehouse, proposal, "ana")]
    assert first == again == [1]
    assert warehouse.version() == 1
    assert verify(warehouse) == []
    warehouse.close()
    tried["clicks"] = 2


def test_f18_confirmed_by_ten_threads_loads_once(
    own_home: Path, tmp_path: Path, tried: Tried
) -> None:
    warehouse = Warehouse.open(own_home)
    file = export(tmp_path, 2026, 1, 50)
    proposal = propose(warehouse, [InputFile(file.name, file)], ReadOptions())
    barrier = threading.Barrier(10)
    told: list[str] = []

    def click() -> None:
        barrier.wait()
        try:
            confirm(warehouse, proposal, "ana")
        except Refused as error:
            told.append(str(error))

    clicks = [threading.Thread(target=click) for _ in range(10)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join()
    assert warehouse.version() == 1
    assert all("ana" in text for text in told)
    assert verify(warehouse) == []
    warehouse.close()
    tried["clicks"] = 10


def test_f18_the_same_upload_proposed_twice_loads_once(
    own_home: Path, tmp_path: Path, tried: Tried
) -> None:
    warehouse = Warehouse.open(own_home)
    file = export(tmp_path, 2026, 1, 50)
    wishes = [propose(warehouse, [InputFile(file.name, file)], ReadOptions()) for _ in range(2)]
    confirm(warehouse, wishes[0], "ana")
    with pytest.raises(Refused, match="ana"):
        confirm(warehouse, wishes[1], "ben")
    assert warehouse.version() == 1
    warehouse.close()
    tried["proposals"] = 2
