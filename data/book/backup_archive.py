"""A backup as one file: a tar with a page about itself, the book, the ledger, the originals."""

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from data.clock import now
from data.ledger import sync_folder
from data.refusal import Refused
from locales import _

ABOUT = "about.json"
BLOCK = 1 << 20

About = dict[str, Any]


def write(target: Path, members: Mapping[str, Path], about: About) -> None:
    """Write a pack, readable by its owner alone and safe against a power cut."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            text = json.dumps(about, ensure_ascii=False, indent=1).encode()
            page = tarfile.TarInfo(ABOUT)
            page.size, page.mode, page.mtime = len(text), 0o600, int(now().timestamp())
            tar.addfile(page, io.BytesIO(text))
            for name, path in members.items():
                tar.add(path, arcname=name, recursive=False)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(target.parent)


@contextmanager
def opened(path: Path) -> Iterator[tuple[About, tarfile.TarFile]]:
    """What a pack says of itself, and the pack. Raises Refused when it is no backup of ours."""
    try:
        with tarfile.open(path, mode="r:") as tar:
            page = tar.extractfile(ABOUT)
            about = json.loads(page.read()) if page else None
            if not isinstance(about, dict) or about.get("what") != "octant":
                raise KeyError(ABOUT)
            yield about, tar
    except (tarfile.TarError, EOFError, KeyError, ValueError) as error:
        raise Refused(
            _("{file} is not a whole backup of Octant. Do: take another one.").format(file=path)
        ) from error


def extract(tar: tarfile.TarFile, name: str, target: Path) -> str:
    """Write one member to a file of our own choosing; its SHA-256."""
    source = tar.extractfile(name)
    if source is None:
        raise KeyError(name)
    with source, target.open("wb") as file:
        os.chmod(target, 0o600)
        shutil.copyfileobj(source, file, BLOCK)
        file.flush()
        os.fsync(file.fileno())
    with target.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest(tar: tarfile.TarFile, name: str) -> str:
    """SHA-256 of a member, without writing it anywhere."""
    source = tar.extractfile(name)
    if source is None:
        raise KeyError(name)
    found = hashlib.sha256()
    with source:
        while block := source.read(BLOCK):
            found.update(block)
    return found.hexdigest()
