"""Whatever is loaded, undone, set aside, merged and closed: no version changes later.

The model is what every version held, in plain Python. An undo brings the months that it touches
back as they were before the version it reverses; nothing else moves, and a rebuild gives it again.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.book import history, quarantined_rows
from data.closing import closes
from data.keeping.rebuild import rebuild
from data.keeping.verify import verify
from data.names import merges
from data.refusal import Refused
from tests.unit.intake.book import Book

Month = tuple[str, int]
Rows = dict[Month, Counter[tuple[Any, ...]]]
SOURCES = {"main": "order_id,line_id", "erp": "order_id"}
"""Lines of the one have numbers, by which files that add know them; of the other not."""
ACCOUNTS = ("ana", "ben", "cy")
ANSWERS = {"duplicates": "keep", "same_data": "skip", "other_source": "load", "partial": "replace"}
STEPS = 16


class Past:
    """A book, and what each of its versions held."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        (folder / "desk").mkdir()
        self.book = Book(folder / "home", folder / "desk")
        self.held: list[Rows] = [{}]
        self.files = 0

    def load(self) -> None:
        source = self.chance.choice(list(SOURCES))
        mode = self.chance.choice(["replace", "replace", "add"])
        restated = self.chance.choice(["keep", "replace"])
        rows = dict(self._row(source) for _line in range(self.chance.randint(1, 5)))
        cells = [[*key, *row] for key, row in rows.items()]
        is_bad = self.chance.random() < 0.3
        if is_bad:
            cells.append([*next(iter(rows)), "2026-01-40", "ana", "7"])
            cells[-1][0] = f"B{self.files}"
        answers = {**ANSWERS, "restated": restated}
        file = self._file(source, cells)
        (report,) = self.book.load(
            file, source=source, mode=mode, answers=answers, set_aside=is_bad
        )
        assert report.status in ("loaded", "unchanged")
        if report.status == "loaded":
            self._note(self._after(source, mode, restated, rows))

    def mend(self) -> None:
        for number in quarantined_rows.standing(self.book.warehouse)["file_id"][:1]:
            text = quarantined_rows.to_mend(self.book.warehouse, int(number)).decode("utf-8-sig")
            day = f"2026-0{self.chance.randint(1, 3)}-09"
            path = self.book.file("mended.csv", text.replace("2026-01-40", day, 1))
            source = "main" if "line_id" in text else "erp"
            (report,) = self.book.load(path, source=source, answers=ANSWERS)
            assert report.status == "loaded"
            row = text.splitlines()[1].split(",")
            key = tuple(row[: len(SOURCES[source].split(","))])
            self._note(self._after(source, "add", "keep", {key: (day, "ana", "7")}))

    def undo(self) -> None:
        version = self.chance.randint(1, max(1, len(self.held) - 1))
        try:
            self.book.undo(version)
        except Refused:
            return
        made = history.versions(self.book.warehouse).set_index("version").loc[version]
        after = dict(self.held[-1])
        for text in made["months"]:
            month = (made["source"], int(text[5:7]))
            after[month] = self.held[version - 1].get(month, Counter())
        self._note(after)

    def merge(self) -> None:
        one, other = self.chance.sample(ACCOUNTS, 2)
        deed = self.chance.choice([merges.merge, merges.merge, None])
        try:
            if deed:
                deed(self.book.warehouse, one, other, "ana")
            else:
                merges.unmerge(self.book.warehouse, one, "ana")
        except Refused:
            return
        self._note(self.held[-1])

    def close(self) -> None:
        month = date(2026, self.chance.randint(1, 3), 1)
        try:
            closes.close(self.book.warehouse, month, "ana")
        except Refused:
            return
        figures = closes.figures(self.book.warehouse, month, len(self.held) - 1)
        held = [r for (_s, m), rows in self.held[-1].items() if m == month.month for r in rows]
        assert (figures[0]["lines"], figures[0]["net_sales"]) == (
            len(held),
            sum(int(row[-1]) for row in held),
        )

    def rebuild(self) -> None:
        self.book.warehouse.close()
        rebuild(self.book.home)
        self.book.reopen()

    def pictures(self) -> Iterator[Rows]:
        """What the book says that each version held."""
        text = """
            select s.source, month(s.month), s.order_id, s.line_id, s.order_date::varchar,
                k.account_match, s.amount::integer::varchar
            from sales s join account_keys k using (account_key)
            where s.added_in <= {v} and (s.removed_in is null or s.removed_in > {v})"""
        for version in range(len(self.held)):
            rows: Rows = {}
            for source, month, *row in self.book.rows(text.format(v=version)):
                rows.setdefault((source, month), Counter())[tuple(filter(None, row))] += 1
            yield rows

    def _row(self, source: str) -> tuple[tuple[str, ...], tuple[str, str, str]]:
        month = self.chance.randint(1, 3)
        key = (f"O{month}{self.chance.randint(1, 4)}", "1")[: len(SOURCES[source].split(","))]
        day = f"2026-0{month}-0{self.chance.randint(1, 3)}"
        return key, (day, self.chance.choice(ACCOUNTS), str(self.chance.randint(-9, 99)))

    def _file(self, source: str, cells: list[list[str]]) -> Any:
        self.files += 1
        head = f"{SOURCES[source]},order_date,account_id,amount"
        text = "\n".join([head, *(",".join(row) for row in cells)])
        return self.book.file(f"{self.files}.csv", text)

    def _after(self, source: str, mode: str, restated: str, rows: dict[Any, Any]) -> Rows:
        after = {month: Counter(held) for month, held in self.held[-1].items()}
        came = [((source, int(row[0][5:7])), (*key, *row)) for key, row in rows.items()]
        if mode == "replace":
            after |= {month: Counter() for month, _row in came}
        for month, row in came:
            known = [m for m in after if m[0] == source and any(r[:2] == row[:2] for r in after[m])]
            if mode == "replace" or (source == "erp" and not after.get(month, Counter())[row]):
                after.setdefault(month, Counter())[row] += 1
            elif source == "main" and (restated == "replace" or not known):
                for m in known:
                    after[m] = Counter([r for r in after[m] if r[:2] != row[:2]])
                after.setdefault(month, Counter())[row] += 1
        return after

    def _note(self, rows: Rows) -> None:
        self.held.append({month: +held for month, held in rows.items() if +held})
        assert self.book.warehouse.version() == len(self.held) - 1


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_history_changes_what_a_version_held(tmp_path: Path, seed: int) -> None:
    past = Past(tmp_path, seed)
    deeds = [past.load] * 4 + [past.undo] * 3 + [past.mend, past.merge, past.close]
    try:
        for _step in range(STEPS):
            past.chance.choice(deeds)()
            assert list(past.pictures())[-1] == past.held[-1]
        past.rebuild()
        assert list(past.pictures()) == past.held
        assert verify(past.book.warehouse) == []
    finally:
        past.book.warehouse.close()
