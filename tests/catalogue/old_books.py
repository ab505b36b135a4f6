"""Workbooks of the old binary forms, written byte by byte: OLE files and the BIFF records in them.

Cells: text, numbers, `Error` by its code, `Formula` with its result; None is blank.
"""

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SECTOR = 512
FREE, LAST, OF_FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
DIV_0 = 0x07


@dataclass(frozen=True)
class Error:
    """A cell that holds an error; `of_formula`: as the result of one."""

    code: int = DIV_0
    of_formula: bool = False


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file with these streams, each at least as long as a big one has to be."""
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    fat, body = [], b""
    entries = [_entry("Root Entry", 5, LAST, 0, child=1)]
    for number, (name, content) in enumerate(padded.items(), 1):
        start, count = len(fat), -(-len(content) // SECTOR)
        fat += [*range(start + 1, start + count), LAST]
        body += content.ljust(count * SECTOR, b"\0")
        after = number + 1 if number < len(padded) else FREE
        entries.append(_entry(name, 2, start, len(content), right=after))
    folder = len(fat)
    sectors = -(-len(entries) // 4)
    fat += [*range(folder + 1, folder + sectors), LAST]
    body += b"".join(entries).ljust(sectors * SECTOR, b"\0")
    tables = 1
    while tables * 128 < len(fat) + tables:
        tables += 1
    places = [len(fat) + n for n in range(tables)]
    fat += [OF_FAT] * tables
    body += struct.pack(f"<{tables * 128}I", *fat, *[FREE] * (tables * 128 - len(fat)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, folder, 0, 4096,
                        LAST, 0, LAST, 0)  # fmt: skip
    head += struct.pack("<109I", *places, *[FREE] * (109 - tables))
    return head + body


def _entry(
    name: str, kind: int, start: int, size: int, child: int = FREE, right: int = FREE
) -> bytes:
    wide = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(wide) + 2, kind, 1, FREE, right, child)
    return wide.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)


def _record(number: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", number, len(content)) + content


def _cell(row: int, column: int, cell: Any) -> bytes:
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, Error) and cell.of_formula:
        result = bytes([2, 0, cell.code, 0, 0, 0, 0xFF, 0xFF])
        return _record(0x06, place + result + bytes(6) + b"\0\0")
    if isinstance(cell, Error):
        return _record(0x205, place + bytes([cell.code, 1]))
    if isinstance(cell, str):
        wide = cell.encode("utf-16-le")
        return _record(0x204, place + struct.pack("<HB", len(cell), 1) + wide)
    return _record(0x203, place + struct.pack("<d", cell))


def xls(
    rows: Sequence[Sequence[Any]],
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    is_filtered: bool = False,
    before: bytes = b"",
) -> bytes:
    """An Excel 97 workbook with one sheet, Orders; `before` stands before its list of sheets."""
    begin = struct.pack("<HHHHII", 0x600, 0x05, 0, 0, 0, 6)
    globals_ = _record(0x809, begin) + before
    name = b"\x06\x00Orders"
    size = len(globals_) + 4 + 6 + len(name) + 4
    globals_ += _record(0x85, struct.pack("<IBB", size, 0, 0) + name) + _record(0x0A)
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 6))
    for column in hidden_columns:
        sheet += _record(0x7D, struct.pack("<HHHHHH", column, column, 2560, 0, 1, 0))
    width = max(map(len, rows))
    sheet += _record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    if is_filtered:
        sheet += _record(0x9D, struct.pack("<H", width))
    for number in range(len(rows)):
        options = 0x100 | 0x20 * (number in hidden_rows)
        sheet += _record(0x208, struct.pack("<HHHHHHI", number, 0, width, 300, 0, 0, options))
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet += _cell(number, column, cell)
    return compound({"Workbook": globals_ + sheet + _record(0x0A)})


PASSWORD = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48))
"""What an xls with a password says of how it is encrypted."""
