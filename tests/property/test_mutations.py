"""Good files with one to five things broken: each comes out exact, or is refused or asked aloud.

What a record of the damaged file must come to is told by a reader of its own, in this file, that
shares nothing with the one under test. A silent loss is a record of it that was neither loaded as
it stands, nor listed, nor refused.
"""

import csv
import io
import random
import re
import tempfile
from collections import Counter
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.pipeline import read
from tests.faults.kept import Tried

COLUMNS = ("order_id", "order_date", "account_name", "amount")
NAMES = (
    "Acme",
    "Müller, Söhne & Co",
    'Pipe 1/2"',
    "上海远航贸易",
    "O'Neil",
    "Two\nlines",
    "North; South",
)
BYTES = b"\"',;|\t\n\r \x00\xff\xc3x7-.\\"


def good(chance: random.Random) -> bytes:
    """A file as a system writes it: some encoding, some delimiter, some line end."""
    out = io.StringIO(newline="")
    writer = csv.writer(
        out,
        delimiter=chance.choice(",;\t"),
        lineterminator=chance.choice(["\r\n", "\n"]),
        quoting=chance.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    )
    writer.writerow(COLUMNS)
    for number in range(chance.randint(3, 12)):
        day = f"2026-0{chance.randint(1, 9)}-{chance.randint(1, 28):02}"
        amount = f"{chance.randint(-99_999, 99_999) / 100:.2f}"
        writer.writerow((f"O{number}", day, chance.choice(NAMES), amount))
    return out.getvalue().encode(chance.choice(["utf-8", "utf-8-sig"]))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """One to five bytes or lines changed, left out, doubled, put in or exchanged."""
    for _step in range(chance.randint(1, 5)):
        content = chance.choice([_byte, _line])(content, chance)
    return content


def _byte(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    new = chance.choice([b"", bytes([chance.choice(BYTES)]), bytes([chance.randrange(256)])])
    return content[:at] + new + content[at + chance.randint(0, 1) :]


def _line(content: bytes, chance: random.Random) -> bytes:
    lines = content.splitlines(keepends=True) or [b""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    change = chance.choice(["drop", "double", "swap", "cut", "blank"])
    if change == "drop":
        del lines[at]
    elif change == "double":
        lines.insert(other, lines[at])
    elif change == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    elif change == "cut":
        lines[at] = lines[at][: chance.randrange(len(lines[at]) + 1)]
    else:
        lines.insert(at, b"\n")
    return b"".join(lines)


def loaded(content: bytes) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(content)
        return read([InputFile("x.csv", path)], ReadOptions(kind="sales"))[0]


def told(reading: Reading) -> Counter[tuple[str, str, str, Decimal]]:
    """What would be loaded."""
    assert reading.table is not None
    rows = reading.table.select(COLUMNS).to_pylist()
    return Counter(
        (_id(r["order_id"] or ""), f"{r['order_date']}", _id(r["account_name"] or ""), r["amount"])
        for r in rows
    )


def expected(content: bytes, reading: Reading) -> Counter[tuple[str, str, str, Decimal]]:
    """The records below the header with an amount, by a plain reader; listed rows left out."""
    report = reading.report
    text = content.decode(
        {"windows-1252": "cp1252"}.get(report.encoding or "", report.encoding or "")
    )
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=report.delimiter or ","))
    listed = {item.row for item in report.listed if item.what in ("preamble", "total", "footer")}
    at = [report.mapping.get(name) for name in COLUMNS]
    first = next(n for n, row in enumerate(rows, 1) if n not in listed and any(map(str.strip, row)))
    header = [_id(cell.strip()) for cell in rows[first - 1]]
    places = [header.index(_id(name)) if name else None for name in at]
    found: Counter[tuple[str, str, str, Decimal]] = Counter()
    for number, row in enumerate(rows[first:], first + 1):
        if number in listed or not any(cell.strip() for cell in row):
            continue
        cells = [row[place].strip() if place is not None else "" for place in places]
        found[_id(cells[0]), _day(cells[1]), _id(cells[2]), _money(cells[3])] += 1
    return found


def _id(text: str) -> str:
    """Stray quotes may stand in another place of the cell; none is lost with a letter."""
    return text.replace('"', "")


def _day(text: str) -> str:
    found = re.fullmatch(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})", text)
    return f"{found[1]}-{found[3]:>02}-{found[4]:>02}" if found else text


def _money(text: str) -> Decimal:
    """A number with its marks taken off; no number is what no number equals."""
    plain = text.replace(" ", "").replace("'", "")
    if plain.endswith("-"):
        plain = f"-{plain[:-1]}"
    try:
        return Decimal(plain if "." in plain else plain.replace(",", "."))
    except InvalidOperation:
        return Decimal("-1e30")


def check(seed: int) -> str:
    """How a damaged file came out: ready, refused or with a question."""
    chance = random.Random(seed)
    content = damaged(good(chance), chance)
    reading = loaded(content)
    report = reading.report
    assert report.records.add_up(), report.records
    if report.status == "ready":
        assert told(reading) == expected(content, reading)
    else:
        assert report.errors or report.questions, "a refusal or a question says why"
    return report.status


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.integers(0, 2**32))
def test_a_damaged_file_is_exact_or_loud(seed: int) -> None:
    check(seed)


@pytest.mark.faults
def test_five_thousand_damaged_files_are_exact_or_loud(tried: Tried) -> None:
    ends = Counter(check(seed) for seed in range(5_000))
    tried |= {"files": ends.total(), "exact": ends["ready"], "refused": ends["refused"]}
    tried |= {"asked": ends.total() - ends["ready"] - ends["refused"], "silent_losses": 0}
