"""The streams of an OLE file: Microsoft's compound file binary format, as far as xls needs it."""

from collections.abc import Iterator
from struct import unpack_from

from data.ingest.files.workbooks.refusing import NotRead

END = 0xFFFFFFFA
"""The first of the numbers that are no sector."""
SMALL = 4096
SHIFTS = (9, 12)
"""Sectors have 512 bytes or 4,096, as powers of two."""


def stream(raw: bytes, name: str) -> bytes:
    """The content of a stream. Raises NotRead when the file is damaged or has none."""
    try:
        return _Compound(raw).stream(name)
    except (IndexError, ValueError, KeyError) as error:
        raise NotRead("damaged", name) from error


class _Compound:
    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        shift = int.from_bytes(raw[30:32], "little")
        if shift not in SHIFTS:
            raise ValueError(shift)
        self.size = 1 << shift
        self.sectors = len(raw) // self.size + 1
        (self.folder_start, self.small_start, first, count) = (
            int.from_bytes(raw[at : at + 4], "little") for at in (48, 60, 68, 72)
        )
        fat_sectors = [n for n in unpack_from("<109I", raw, 76) if n < END]
        for _more in range(min(count, self.sectors)):
            *listed, first = self._numbers(first)
            fat_sectors += [n for n in listed if n < END]
            if len(fat_sectors) > self.sectors:
                raise ValueError(len(fat_sectors))
        self.fat = [n for sector in fat_sectors for n in self._numbers(sector)]

    def stream(self, name: str) -> bytes:
        folder = self._chain(self.folder_start)
        entries = [folder[at : at + 128] for at in range(0, len(folder), 128)]
        entry = next(each for each in entries if _name(each) == name.lower())
        start, size = unpack_from("<II", entry, 116)
        if size >= SMALL:
            return self._chain(start)[:size]
        root_start, _size = unpack_from("<II", entries[0], 116)
        small = self._chain(root_start)
        fat = [n for s in self._followed(self.fat, self.small_start) for n in self._numbers(s)]
        pieces = _followed(fat, start, len(small) // 64 + 1)
        return b"".join(small[n * 64 : n * 64 + 64] for n in pieces)[:size]

    def _sector(self, number: int) -> bytes:
        return self.raw[(number + 1) * self.size : (number + 2) * self.size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return unpack_from(f"<{self.size // 4}I", self._sector(sector).ljust(self.size, b"\xff"))

    def _chain(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._followed(self.fat, start)))

    def _followed(self, fat: list[int], start: int) -> Iterator[int]:
        return _followed(fat, start, self.sectors)


def _followed(fat: list[int], start: int, most: int) -> Iterator[int]:
    """The sectors of a chain; one that goes round raises ValueError after as many as there are."""
    for _step in range(most + 1):
        if start >= END:
            return
        yield start
        start = fat[start]
    raise ValueError(start)


def _name(entry: bytes) -> str:
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(0, length - 2)].decode("utf-16-le", "replace").lower()
