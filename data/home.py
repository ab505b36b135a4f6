"""Where everything that is kept lies."""

import os
from pathlib import Path


def home() -> Path:
    """The folder of warehouse, ledger and originals: `OCTANT_HOME`, else `var`."""
    return Path(os.environ.get("OCTANT_HOME") or "var")


def demo_home() -> Path:
    """The made-up company lives apart, below home."""
    return home() / "demo"
