"""F7: what reads a file crashes, hangs or eats memory. A sentence comes of it, the app lives."""

import time
from pathlib import Path

import pytest

from data.intake import Incoming, Wish, propose
from data.verify import verify
from data.warehouse import Warehouse
from tests.faults.books import export, load
from tests.faults.report import Tried

ENDS = {
    "crashes": "import os; os.abort()",
    "leaves without a word": "pass",
    "hangs": "import time; time.sleep(600)",
    "eats memory": "import resource as r; r.setrlimit(r.RLIMIT_AS, (1 << 28, 1 << 28)); b'x' << 30",
}


@pytest.mark.parametrize("how", ENDS)
def test_f07_a_reader_that(
    how: str, own_home: Path, tmp_path: Path, tried: Tried, monkeypatch: pytest.MonkeyPatch
) -> None:
    warehouse = Warehouse.open(own_home)
    file = export(tmp_path, 2026, 1, 20)
    with monkeypatch.context() as patch:
        patch.setattr("data.apart.SMALL", 0)
        patch.setattr("data.apart.PATIENCE", 1.0)
        patch.setattr("data.apart.CHILD", ("-c", ENDS[how]))
        start = time.monotonic()
        (report,) = propose(warehouse, [Incoming(file.name, file)], Wish()).reports
        assert time.monotonic() - start < 30
    assert report.status == "refused"
    assert "Do: " in report.errors[0].sentence(file.name)
    assert [report.status for report in load(warehouse, file)] == ["loaded"]
    assert verify(warehouse) == []
    warehouse.close()
    tried["reader"] = how
