"""F6: less and less memory. The import is refused, and those who look on do not notice."""

from pathlib import Path

import pytest

from data.keeping.verify import verify
from data.refusal import Refused
from data.warehouse import Warehouse
from tests.faults.books import export, load
from tests.faults.kept import Tried

LIMITS = ("40MB", "20MB", "12MB", "8MB")


def step_down(folder: Path, lines: int, tried: Tried, monkeypatch: pytest.MonkeyPatch) -> None:
    home = folder / "home"
    warehouse = Warehouse.open(home)
    load(warehouse, export(folder, 2026, 1, lines))
    warehouse.close()
    expected, told = 1, []
    for number, limit in enumerate(LIMITS, start=1):
        monkeypatch.setattr("data.book.engine.MEMORY_LIMIT", limit)
        warehouse = Warehouse.open(home)
        try:
            load(warehouse, export(folder, 2026, 1, lines, edition=number, width=60))
            expected += 1
        except Refused as error:
            told.append(str(error))
        assert warehouse.version() == expected
        warehouse.close()
        monkeypatch.undo()
        warehouse = Warehouse.open(home)
        assert verify(warehouse) == []
        assert warehouse.version() == expected
        warehouse.close()
    tried |= {"limits": len(LIMITS), "refused": len(told)}
    assert told
    assert all("memory" in text for text in told)


def test_f06_too_little_memory_is_said(
    tmp_path: Path, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    step_down(tmp_path, 2_000, tried, monkeypatch)


@pytest.mark.faults
def test_f06_too_little_memory_for_a_big_month(
    tmp_path: Path, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    step_down(tmp_path, 60_000, tried, monkeypatch)
