"""The members of a tar, told by headers alone: plain files as our own writer makes them.

Python's tarfile takes links, devices, sparse files and headers of any length, and believes every
size. A backup may come from anywhere: here a header that we would not write ends the reading, and
nothing is read or made that the file itself is not large enough for.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

BLOCK = 512
LONGEST_HEADER = 1 << 16
"""Bytes of the longest extended header: ours hold a time and at most a name."""
MOST = 200_000
"""Members of one archive: an original a day for five hundred years."""
PLAIN, EXTENDED = b"0", b"x"


class NoArchive(ValueError):  # noqa: N818
    """This is no tar as we write it, or not all of it."""


@dataclass(frozen=True)
class Member:
    """A file in a tar: its name, where its bytes begin, how many there are."""

    name: str
    begin: int
    size: int


def members(file: BinaryIO) -> Iterator[Member]:
    """The files of a tar in their order. Raises NoArchive at the first that is not as it should be.

    Whoever asks for the next one may have read elsewhere in the file meanwhile.
    """
    end = os.fstat(file.fileno()).st_size
    at, told = 0, dict[str, str]()
    names = set[str]()
    while header := _header(file, at):
        kind, size = header[156:157], int(told.get("size") or _octal(header[124:136]))
        begin = at + BLOCK
        at = begin + -(-size // BLOCK) * BLOCK
        if at > end:
            raise NoArchive("cut off")
        if kind == EXTENDED and not told:
            told = _extended(file, begin, size)
        elif kind == PLAIN:
            name = told.get("path") or _name(header)
            if name in names or len(names) == MOST:
                raise NoArchive("twice, or too many")
            names.add(name)
            told = {}
            yield Member(name, begin, size)
        else:
            raise NoArchive(f"type {kind!r}")


def _header(file: BinaryIO, at: int) -> bytes:
    """The header at a place; nothing at the end of the archive, which is a block of zeros."""
    file.seek(at)
    header = file.read(BLOCK)
    if len(header) < BLOCK:
        raise NoArchive("cut off")
    if header == bytes(BLOCK):
        return b""
    if header[257:265] != b"ustar\x0000":
        raise NoArchive("format")
    blank = header[:148] + b" " * 8 + header[156:]
    if _octal(header[148:156]) != sum(blank):
        raise NoArchive("checksum")
    return header


def _octal(field: bytes) -> int:
    digits = field.rstrip(b"\0 ")
    if not digits or not set(digits) <= set(b"01234567"):
        raise NoArchive("number")
    return int(digits, 8)


def _name(header: bytes) -> str:
    name, prefix = (part.split(b"\0", 1)[0] for part in (header[:100], header[345:500]))
    return _text(prefix + b"/" + name if prefix else name)


def _text(raw: bytes) -> str:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        raise NoArchive("name") from None


def _extended(file: BinaryIO, begin: int, size: int) -> dict[str, str]:
    """What a header before a file says of it: records "length key=value\\n"."""
    if size > LONGEST_HEADER:
        raise NoArchive("header")
    file.seek(begin)
    rest = file.read(size)
    told = {"path": "", "size": ""}
    while rest:
        digits = rest[:6].split(b" ", 1)[0]
        length = int(digits) if digits.isdigit() else 0
        record, rest = rest[:length], rest[length:]
        key, equals, value = record[len(digits) + 1 :].partition(b"=")
        if not equals or not value.endswith(b"\n") or key.startswith((b"GNU.", b"link")):
            raise NoArchive("record")
        told[_text(key)] = _text(value[:-1])
    if told["size"] and not (told["size"].isascii() and told["size"].isdigit()):
        raise NoArchive("size")
    return told
