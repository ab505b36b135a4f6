"""Replays the write-ahead log left by a crash in a subprocess first.

DuckDB may abort its whole process on a log that it cannot replay. Then only the subprocess ends,
and the book is reported as damaged.
"""

import subprocess
import sys
from pathlib import Path

REPLAY = "import duckdb, sys; duckdb.connect(sys.argv[1]).close()"
PATIENCE = 600.0
"""Seconds that a replay may take."""


def kills(path: Path) -> bool:
    """Whether opening the file aborts the process. A file without a log is not tried."""
    log = path.with_name(f"{path.name}.wal")
    if not log.exists() or log.stat().st_size == 0:
        return False
    command = [sys.executable, "-P", "-c", REPLAY, str(path)]
    try:
        tried = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return True
    return tried.returncode < 0
