"""Polluted files after the families of the Pollock benchmark, each with the records it is made of.

Whole files in other dialects (delimiter, quote, escape, end of record), and files of which one row
or one end is polluted: a cell too many or too few, a stray or missing quote, another dialect from
some row on, tables above and below, rows that are no records.
"""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

Row = tuple[str, str, str, str]
HEADER: Row = ("order_id", "order_date", "account_name", "amount")
NAMES = (
    "Acme",
    "Müller, Söhne & Co",
    'Pipe 1/2"',
    "O'Neil; Sons",
    "上海 远航",
    "Two\nlines",
    "a|b\tc",
)
ROWS: tuple[Row, ...] = tuple(
    (f"O{n}", f"2026-09-{n + 1:02}", NAMES[n % len(NAMES)], f"{n * 17.25 - 30:.2f}")
    for n in range(9)
)
Told = tuple[Row, ...]


@dataclass(frozen=True)
class Polluted:
    """A file, what it is called, and the records that were put into it."""

    name: str
    content: bytes
    records: Told = ROWS


def files() -> Iterator[Polluted]:
    """Every polluted file."""
    for family in (_dialects, _ends, _rows_changed, _rows_between, _around, _changes):
        yield from family()


def _text(rows: object = (HEADER, *ROWS), delimiter: str = ",", **dialect: object) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n", **dialect)  # type: ignore[arg-type]
    writer.writerows(rows)  # type: ignore[arg-type]
    return out.getvalue()


def _dialects() -> Iterator[Polluted]:
    """One dialect for the whole file."""
    quoting = {"minimal": csv.QUOTE_MINIMAL, "all": csv.QUOTE_ALL, "text": csv.QUOTE_NONNUMERIC}
    for delimiter in ",;\t| :^~&#@\x1f":
        for quote in "\"'`":
            for how, number in quoting.items():
                for escape in (None, "\\"):
                    text = _text(
                        delimiter=delimiter,
                        quotechar=quote,
                        quoting=number,
                        doublequote=escape is None,
                        escapechar=escape,
                    )
                    name = f"{delimiter!r} {quote} {how} {escape or 'doubled'}"
                    yield Polluted(f"dialect {name}", text.encode())
    for wide in (", ", ";;", "||", " ; ", ",,", "::"):
        plain = [row for row in ROWS if row[2] in ("Acme", "上海 远航")]
        text = "".join(wide.join(row) + "\n" for row in (HEADER, *plain))
        yield Polluted(f"dialect {wide!r}", text.encode(), tuple(plain))
    text = "".join(cell.ljust(26) for row in (HEADER, *ROWS[:1]) for cell in (*row, "\n"))
    yield Polluted("dialect fixed width", text.encode(), ROWS[:1])


def _ends() -> Iterator[Polluted]:
    """Ends of records, and of the file."""
    lines = _text(quoting=csv.QUOTE_ALL).replace("Two\nlines", "Two lines").splitlines()
    rows = tuple((a, b, c.replace("\n", " "), d) for a, b, c, d in ROWS)
    for end in (
        "\n",
        "\r\n",
        "\r",
        "\n\r",
        "\r\r\n",
        "\n\n",
        "\x1e",
        "\u2028",
        "\x85",
        "\x0b",
        ";\n",
    ):
        for last in (end, "", end * 3, "\x1a", "\x00"):
            text = end.join(lines) + last
            yield Polluted(f"ends {end!r} last {last!r}", text.encode(), rows)
    mixed = "".join(line + ("\n", "\r\n", "\r")[n % 3] for n, line in enumerate(lines))
    yield Polluted("ends mixed", mixed.encode(), rows)
    for lost in range(1, 30, 2):
        yield Polluted(f"ends {lost} lost", "\n".join(lines).encode()[:-lost], rows)


def _row_changes() -> dict[str, Callable[[str], str]]:
    """What may have happened to a line."""
    changes: dict[str, Callable[[str], str]] = {
        "a cell more": lambda line: line + ",x",
        "a blank cell more": lambda line: line + ",",
        "a cell first": lambda line: "x," + line,
        "a blank cell first": lambda line: "," + line,
        "a cell less": lambda line: line.rpartition(",")[0],
        "the first cell less": lambda line: line.partition(",")[2],
        "a delimiter doubled": lambda line: line.replace(",", ",,", 1),
        "a delimiter lost": lambda line: line.replace(",", "", 1),
        "a delimiter as a space": lambda line: line.replace(",", " ", 1),
        "other delimiters": lambda line: line.replace(",", ";"),
        "one other delimiter": lambda line: line.replace(",", ";", 1),
        "in quotes whole": lambda line: '"' + line.replace('"', '""') + '"',
        "in quotes whole, bare": lambda line: f'"{line}"',
        "other quotes": lambda line: line.replace('"', "'"),
        "no quotes": lambda line: line.replace('"', ""),
        "a quote first": lambda line: '"' + line,
        "a quote last": lambda line: line + '"',
        "a quote in the middle": lambda line: line[: len(line) // 2] + '"' + line[len(line) // 2 :],
        "the last quote lost": lambda line: '"'.join(line.rsplit('"', 1)[:1]),
        "the first quote lost": lambda line: line.replace('"', "", 1),
        "spaces": lambda line: "  " + line.replace(",", " , ") + "  ",
        "commented out": lambda line: "# " + line,
    }
    return changes


def _rows_changed() -> Iterator[Polluted]:
    """One line changed: the header, one at the beginning, in the middle or at the end."""
    for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_ALL):
        rows = tuple(row for row in ROWS if "\n" not in row[2])
        lines = _text((HEADER, *rows), quoting=quoting).splitlines()
        for name, change in _row_changes().items():
            for at in range(len(lines)):
                changed = [*lines[:at], change(lines[at]), *lines[at + 1 :]]
                text = "\n".join(changed) + "\n"
                yield Polluted(f"row {at} {name} {quoting}", text.encode(), rows)
        for at in range(1, len(lines) - 1):
            joined = [*lines[:at], lines[at] + lines[at + 1], *lines[at + 2 :]]
            yield Polluted(f"row {at} joined {quoting}", "\n".join(joined).encode(), rows)
            broken = [*lines[:at], lines[at][:14], lines[at][14:], *lines[at + 1 :]]
            yield Polluted(f"row {at} broken {quoting}", "\n".join(broken).encode(), rows)


def _rows_between() -> Iterator[Polluted]:
    """A row that is no record put in somewhere."""
    rows = tuple(row for row in ROWS if "\n" not in row[2])
    lines = _text((HEADER, *rows)).splitlines()
    put = {
        "blank": "",
        "spaces": "   ",
        "commas": ",,,",
        "quotes": '"","","",""',
        "the header": lines[0],
        "units": ",yyyy-mm-dd,,EUR",
        "rule": "--------,--------,--------,--------",
        "rule alone": "-" * 40,
        "total": "Total,,,123.45",
        "subtotal": ",,Subtotal,12.00",
        "note": "Checked by Ana: all fine",
        "note of cells": "Checked, by, Ana, Smith",
        "letters": "x",
        "number": "7",
        "mark": "\x1a",
        "page": "Page 2 of 3,,,",
    }
    for name, line in put.items():
        for at in range(len(lines) + 1):
            text = "\n".join([*lines[:at], line, *lines[at:]]) + "\n"
            yield Polluted(f"between {at} {name}", text.encode(), rows)


def _around() -> Iterator[Polluted]:
    """What stands above and below the table, and headers that are none."""
    body = _text()
    records = _text(ROWS)
    above = {
        "titles": "Sales\nSeptember 2026\n\n",
        "titles with commas": "Sales, net, EUR\nSeptember, 2026\n",
        "a table": "region,owner\nNorth,Ana\nSouth,Ben\n\n",
        "a wider table": "a,b,c,d,e,f\n1,2,3,4,5,6\n\n",
        "blank lines": "\n\n\n",
        "sep": "sep=,\n",
        "another header": "Order,,Customer,\n",
        "records": _text(ROWS[:2]),
    }
    below = {
        "a table": "\nregion,owner\nNorth,Ana\n",
        "a table as wide": "\nregion,owner,x,y\nNorth,Ana,1,2\n",
        "a table at once": "region,owner\nNorth,Ana\n",
        "the same again": "\n" + body,
        "notes": "\nPrinted by Ana on 2026-10-01\nPage 1 of 1\n",
        "another dialect": "\n" + _text(ROWS[:3], ";"),
        "another dialect at once": _text(ROWS[:3], "\t"),
        "total": "Total,,,216.00\n",
    }
    for name, text in above.items():
        yield Polluted(f"above {name}", (text + body).encode())
    for name, text in below.items():
        yield Polluted(f"below {name}", (body + text).encode())
    for name, header in {
        "none": "",
        "short": "order_id,order_date,account_name\n",
        "long": "order_id,order_date,account_name,amount,\n",
        "named long": "order_id,order_date,account_name,amount,note\n",
        "twice": "order_id,order_date,account_name,amount,amount\n",
        "with a blank": "order_id,order_date,,amount\n",
        "joined": "order_id order_date account_name amount\n",
        "of another dialect": "order_id;order_date;account_name;amount\n",
        "in one pair of quotes": '"order_id,order_date,account_name,amount"\n',
    }.items():
        yield Polluted(f"header {name}", (header + records).encode())


def _changes() -> Iterator[Polluted]:
    """Another dialect from some row on."""
    for delimiter in ";\t| ":
        for at in range(len(ROWS)):
            text = _text((HEADER, *ROWS[:at])) + _text(ROWS[at:], delimiter)
            yield Polluted(f"changes at {at} to {delimiter!r}", text.encode())
            quoted = partial(_text, ROWS[at:], delimiter, quoting=csv.QUOTE_ALL)
            text = _text((HEADER, *ROWS[:at])) + quoted()
            yield Polluted(f"changes at {at} to quoted {delimiter!r}", text.encode())
    for quote in "'`":
        for at in range(len(ROWS)):
            text = _text((HEADER, *ROWS[:at])) + _text(ROWS[at:], quotechar=quote)
            yield Polluted(f"changes at {at} to {quote}", text.encode())
    for codec in ("utf-16-le", "gb18030", "cp1252"):
        rows = tuple(row for row in ROWS if row[2] != "上海 远航" or codec != "cp1252")
        content = _text((HEADER, *rows[:4])).encode() + _text(rows[4:]).encode(codec)
        yield Polluted(f"changes to {codec}", content, rows)
