"""Small workbooks, written in the test that reads them."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import xlsxwriter

from tests.catalogue.old_books import Error

HEAD = ("order_id", "order_date", "account_name", "amount")
ORDERS = (
    ("O1", datetime(2026, 9, 3), "Acme", 1.5),
    ("O2", datetime(2026, 9, 4), "Müller", 2.25),
)
Rows = Sequence[Sequence[Any]]


def write(sheet: Any, rows: Rows, day: Any, first: int = 0) -> None:
    for number, row in enumerate(rows, first):
        for column, cell in enumerate(row):
            if isinstance(cell, datetime):
                sheet.write_datetime(number, column, cell, day)
            else:
                sheet.write(number, column, cell)


def xlsx(
    rows: Rows = (HEAD, *ORDERS),
    more: Callable[[Any, Any], None] | None = None,
    **options: Any,
) -> bytes:
    """A workbook with one sheet, Orders; `more` may add to the workbook and this sheet."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, **options})
    sheet = book.add_worksheet("Orders")
    write(sheet, rows, book.add_format({"num_format": "yyyy-mm-dd"}))
    if more:
        more(book, sheet)
    book.close()
    return out.getvalue()


def changed(workbook: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part of its zip changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _record(number: int, content: bytes) -> bytes:
    """One record of a binary workbook: its number and length in seven-bit groups."""
    head = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    return head + bytes([len(content)]) + content


def _wide(text: str) -> bytes:
    return len(text).to_bytes(4, "little") + text.encode("utf-16-le")


def _binary_cell(column: int, cell: Any) -> bytes:
    place = column.to_bytes(4, "little") + bytes(4)
    if isinstance(cell, Error):
        formula = b"\0\0" + bytes(8) if cell.of_formula else b""
        return _record(11 if cell.of_formula else 3, place + bytes([cell.code]) + formula)
    if isinstance(cell, str):
        return _record(6, place + _wide(cell))
    return _record(5, place + struct.pack("<d", cell))


def xlsb(
    rows: Rows,
    far: tuple[int, int] | None = None,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    is_filtered: bool = False,
) -> bytes:
    """A binary workbook with one sheet, as small as one can be; `far` is the row and column of
    one more cell."""
    sheet_entry = (0).to_bytes(4, "little") + (1).to_bytes(4, "little")
    sheet_entry += _wide("rId1") + _wide("Orders")
    book = _record(131, b"") + _record(143, b"") + _record(156, sheet_entry)
    book += _record(144, b"") + _record(132, b"")
    size = b"".join(n.to_bytes(4, "little") for n in (0, len(rows) - 1, 0, len(rows[0]) - 1))
    sheet = _record(129, b"") + _record(148, size)
    for column in hidden_columns:
        sheet += _record(60, struct.pack("<IIIIH", column, column, 2560, 0, 1))
    sheet += _record(145, b"")
    for number, row in enumerate(rows):
        flags = bytes([0, 0x10 * (number in hidden_rows), 0])
        sheet += _record(0, struct.pack("<IIH", number, 0, 300) + flags + bytes(4))
        for column, cell in enumerate(row):
            sheet += b"" if cell is None else _binary_cell(column, cell)
    if far:
        sheet += _record(0, far[0].to_bytes(4, "little") + bytes(13))
        sheet += _record(6, far[1].to_bytes(4, "little") + bytes(4) + _wide("x"))
    sheet += _record(146, b"")
    if is_filtered:
        sheet += _record(161, size) + _record(162, b"")
    sheet += _record(130, b"")
    main = "http://schemas.openxmlformats.org"
    relations = f"{main}/package/2006/relationships"
    kinds = f"{main}/officeDocument/2006/relationships"

    def rels(target: str, kind: str) -> bytes:
        return (
            f'<?xml version="1.0"?><Relationships xmlns="{relations}"><Relationship Id="rId1" '
            f'Type="{kinds}/{kind}" Target="{target}"/></Relationships>'
        ).encode()

    types = f'<?xml version="1.0"?><Types xmlns="{main}/package/2006/content-types"/>'
    return zipped(
        {
            "[Content_Types].xml": types.encode(),
            "_rels/.rels": rels("xl/workbook.bin", "officeDocument"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": rels("worksheets/sheet1.bin", "worksheet"),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )


def _open_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Error):
        return (
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" '
            'office:string-value="" calcext:value-type="error">'
            "<text:p>#DIV/0!</text:p></table:table-cell>"
        )
    return (
        f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
    )


def ods(
    rows: Rows,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    is_filtered: bool = False,
) -> bytes:
    """An OpenDocument spreadsheet with one sheet of text cells."""
    hidden = ' table:visibility="collapse"'
    columns = "".join(
        f"<table:table-column{hidden * (n in hidden_columns)}/>" for n in range(len(rows[0]))
    )
    lines = columns + "".join(
        f"<table:table-row{hidden * (number in hidden_rows)}>"
        + "".join(map(_open_cell, row))
        + "</table:table-row>"
        for number, row in enumerate(rows)
    )
    ranges = (
        '<table:database-ranges><table:database-range table:display-filter-buttons="true" '
        'table:target-range-address="Orders.A1:Orders.D3"/></table:database-ranges>'
    ) * is_filtered
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
        f'xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
        f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Orders">{lines}</table:table>{ranges}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        f'xmlns:manifest="{names}:manifest:1.0"></manifest:manifest>'
    )
    return zipped(
        {
            "mimetype": mimetype,
            "META-INF/manifest.xml": manifest.encode(),
            "content.xml": content.encode(),
        }
    )
