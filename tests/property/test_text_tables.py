"""Random tables aligned by spaces or drawn with bars: each is read exactly, or not at all."""

import random
import unicodedata
from pathlib import Path

import pytest

from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read

WORDS = [
    "Harbour",
    "Tools",
    "Lind",
    "AB",
    "Moss",
    "Oy",
    "of",
    "the",
    "North",
    "and",
    "Co",
    "Big",
    "Ben",
    "A",
    "5",
    "1/2",
    "O'Neil",
    "上海",
    "远航",
    "Süd",
]
HEADERS = (
    ("Order No", "Date", "Customer", "Product", "Amount"),
    ("order_id", "order_date", "account_name", "product", "amount"),
    ("订单号", "订单日期", "客户", "产品", "金额"),
)
Row = tuple[str, ...]


def width(text: str, wide: int) -> int:
    return sum(wide if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def pad(text: str, to: int, is_right: bool, wide: int) -> str:
    room = " " * max(to - width(text, wide), 0)
    return room + text if is_right else text + room


def records(rng: random.Random) -> list[Row]:
    def name() -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 3)))

    return [
        (f"{1000 + n}", f"2026-09-{rng.randint(1, 28):02}", name(), name(), f"{rng.random():.2f}")
        for n in range(rng.randint(1, 9))
    ]


def table(rng: random.Random, rows: list[Row]) -> str:
    """The rows as a table; in some of them a name is too long for its column."""
    wide, header = rng.choice((1, 2)), rng.choice(HEADERS)
    widths = [
        max(width(cell, wide) for cell in column) for column in zip(header, *rows, strict=True)
    ]
    if rng.random() < 0.3:
        widths[2] = max(3, widths[2] - rng.randint(1, 9))
    rights = [rng.random() < 0.5, False, rng.random() < 0.1, False, True]
    between = rng.choice((" ", "  ", "  ", "   ", " | "))
    both = list(zip(widths, rights, strict=True))
    lines = [
        between.join(pad(c, to, right, wide) for c, (to, right) in zip(row, both, strict=True))
        for row in (header, *rows)
    ]
    if between == " | " or rng.random() < 0.4:
        lines.insert(1, between.replace(" | ", "-+-").join("-" * to for to in widths))
    return "\n".join(map(str.rstrip, lines)) + "\n"


@pytest.mark.parametrize("seed", range(0, 300, 10))
def test_tables_are_exact_or_not_read(tmp_path: Path, seed: int) -> None:
    exact = 0
    for rng in map(random.Random, range(seed, seed + 10)):
        rows = records(rng)
        path = tmp_path / "table.txt"
        path.write_text(text := table(rng, rows), encoding="utf-8")
        reading = read([InputFile(path.name, path)], ReadOptions())[0]
        if reading.report.status != "ready" or reading.table is None:
            continue
        names = ("order_id", "order_date", "account_name", "product", "amount")
        taken = reading.table.select(names).to_pylist()
        cells = [
            (*[str(cell) for cell in row.values()][:4], f"{row['amount']:.2f}") for row in taken
        ]
        assert cells == rows, text
        exact += 1
    assert exact > 2
