"""The hashes of files, taken while they are read."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from data.book import archive
from data.ingest.model import InputFile

Digests = Callable[[], list[str]]
CHANGED = "0" * 64
"""The hash of no file."""


@contextmanager
def hashing(files: Sequence[InputFile]) -> Iterator[Digests]:
    """Hash files beside the block; what it gets waits for the SHA-256 of each.

    A file that has changed since the block began has the hash of none: it cannot be confirmed, for
    what was read of it may be what it was, or what it is.
    """
    before = [_mark(file.path) for file in files]
    with ThreadPoolExecutor(max_workers=1) as beside:
        taken = [beside.submit(archive.digest, file.path) for file in files]

        def digests() -> list[str]:
            hashes = [digest.result() for digest in taken]
            after = [_mark(file.path) for file in files]
            return [d if m == n else CHANGED for d, m, n in zip(hashes, before, after, strict=True)]

        try:
            yield digests
        finally:
            beside.shutdown(cancel_futures=True)


def _mark(path: Path) -> tuple[int, ...]:
    """What the system changes with a file."""
    status = path.stat()
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
