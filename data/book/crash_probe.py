"""A log that was left by a crash is first replayed in a process of its own.

An engine that meets a log it cannot make sense of may end its whole process. What ends there is a
process that does nothing else, and the book is said to be damaged.
"""

import subprocess
import sys
from pathlib import Path

REPLAY = "import duckdb, sys; duckdb.connect(sys.argv[1]).close()"
PATIENCE = 600.0
"""Seconds that a replay may take."""


def kills(path: Path) -> bool:
    """Whether opening the file would end the process that does it. A clean file is not tried."""
    log = path.with_name(f"{path.name}.wal")
    if not log.exists() or log.stat().st_size == 0:
        return False
    command = [sys.executable, "-P", "-c", REPLAY, str(path)]
    try:
        tried = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return True
    return tried.returncode < 0
