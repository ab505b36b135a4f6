"""F16: a second Octant on the same book leaves with one plain sentence."""

import os
import subprocess
import sys
from pathlib import Path

from data.verify import verify
from data.warehouse import Warehouse
from tests.faults.books import export, load
from tests.faults.conftest import ROOT

OPEN = """
import sys
from pathlib import Path
from data.refusal import Busy
from data.warehouse import Warehouse
try:
    Warehouse.open(Path(sys.argv[1]))
except Busy as error:
    sys.exit(str(error))
"""


def second(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT), "OCTANT_HOME": str(home)}
    return subprocess.run(
        [sys.executable, *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_f16_a_second_process_is_told(own_home: Path, tmp_path: Path) -> None:
    warehouse = Warehouse.open(own_home)
    load(warehouse, export(tmp_path, 2026, 1, 10))
    for arguments in (("-c", OPEN, str(own_home)), ("-m", "data", "verify")):
        told = second(own_home, *arguments)
        assert told.returncode == 1
        assert "open in another Octant" in told.stderr
        assert "Traceback" not in told.stderr
        assert len(told.stderr.strip().splitlines()) == 1
    assert verify(warehouse) == []
    warehouse.close()
    assert second(own_home, "-m", "data", "verify").returncode == 0
