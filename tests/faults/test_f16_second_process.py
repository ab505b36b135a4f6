"""F16: a second Octant on the same book leaves with one plain sentence."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.keeping.verify import verify
from data.warehouse import Warehouse
from tests.faults.books import export, load
from tests.faults.conftest import ROOT
from tests.faults.kept import Tried

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


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextmanager
def served(home: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """The dashboard, started as people start it."""
    env = {**os.environ, "OCTANT_HOME": str(home)}
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--server.headless=true"]
    with subprocess.Popen(
        [*command, *options], cwd=ROOT, env=env, text=True, stderr=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def is_well(port: int, seconds: float = 60) -> bool:
    """Whether the dashboard comes up and says that all is well."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except OSError:
            time.sleep(0.3)
    return False


@pytest.mark.faults
def test_f16_a_second_dashboard_is_told_and_the_first_goes_on(
    own_home: Path, tmp_path: Path, tried: Tried
) -> None:
    warehouse = Warehouse.open(own_home)
    load(warehouse, export(tmp_path, 2026, 1, 10))
    warehouse.close()
    one, two = free_port(), free_port()
    with served(own_home, one):
        assert is_well(one)
        with served(own_home, two) as other:
            _out, told = other.communicate(timeout=60)
            assert other.returncode == 1
        assert "open in another Octant" in told
        assert "Traceback" not in told
        loading = second(own_home, "-m", "data", "load", str(export(tmp_path, 2026, 2, 10)))
        assert loading.returncode == 0, loading.stderr  # the running one did it
        assert is_well(one)
    warehouse = Warehouse.open(own_home)
    assert warehouse.version() == 2
    assert verify(warehouse) == []
    warehouse.close()
    tried["dashboards"] = 2
