"""Keeps the bytes of every loaded file under their SHA-256; a rebuild reads them from here."""

import hashlib
import os
from pathlib import Path

from data.ledger import sync_folder
from data.refusal import Refused
from locales import _

BLOCK = 1 << 20


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def original(home: Path, sha256: str) -> Path:
    """Where the original with this hash lies, or would."""
    return home / "uploads" / sha256


def keep(home: Path, path: Path, sha256: str) -> None:
    """Copy a file into the archive, safe against a power cut. Raises Refused if it has changed."""
    target = original(home, sha256)
    if target.exists() and digest(target) == sha256:
        return
    scratch = target.with_suffix(".new")
    try:
        if _copied(path, scratch) != sha256:
            raise Refused(_("The file has changed since it was read. Do: load it again."))
        scratch.replace(target)
    finally:  # on a disk that is full half a copy would keep it so
        scratch.unlink(missing_ok=True)
    sync_folder(target.parent)


def _copied(path: Path, target: Path) -> str:
    """Copy a file for its owner alone, onto the disk itself; the SHA-256 of what was copied."""
    hashed = hashlib.sha256()
    with path.open("rb") as source, target.open("wb") as file:
        os.chmod(target, 0o600)
        while block := source.read(BLOCK):
            hashed.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    return hashed.hexdigest()
