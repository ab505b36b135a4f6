"""A book to break: how it stood before a deed and after it, and nothing between the two."""

import csv
import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.intake import InputFile, ReadOptions, confirm, propose
from data.keeping.verify import verify
from data.refusal import Refused
from data.report import Report
from data.warehouse import Warehouse

HEADER = ("order_id", "account_id", "account_name", "order_date", "amount")
Picture = tuple[tuple[Any, ...], ...]

PICTURE = (
    "select version, who, action, kind, mode, undoes, rows_added, rows_removed,"
    " amount_added::varchar, amount_removed::varchar from versions order by version",
    "select month::varchar, count(*), sum(amount)::varchar, count(distinct account_key)"
    " from sales where removed_in is null group by month order by month",
    "select month::varchar, sum(lines)::bigint, sum(amount)::varchar from orders"
    " group by month order by month",
    "select word, reason from churn_words order by all",
)


def export(
    folder: Path, year: int, month: int, lines: int, edition: int = 0, width: int = 0
) -> Path:
    """A month of order lines; another edition of it has other amounts. `width` pads the names."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{year}-{month:02}-{edition}.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for n in range(lines):
            seed = f"{month} {n} {edition}".encode()
            name = (f"Account {n % 17} " + hashlib.sha512(seed).hexdigest() * 99)[: 12 + width]
            day = f"{year}-{month:02}-{1 + n % 28:02}"
            amount = f"{n % 997 + edition}.25"
            writer.writerow((f"{month}-{n}", n % 17, name.strip(), day, amount))
    return path


def load(warehouse: Warehouse, *paths: Path, who: str = "ana", **options: Any) -> list[Report]:
    """Load exports as people do."""
    files = [InputFile(path.name, path) for path in paths]
    return confirm(warehouse, propose(warehouse, files, ReadOptions(**options)), who)


def picture(home: Path, problems: list[str] | None = None) -> Picture:
    """What a fresh start finds: versions, months, orders, words. The three accounts of it agree."""
    warehouse = Warehouse.open(home)
    try:
        found = verify(warehouse)
        assert found == (problems or []), found
        with warehouse.cursor() as cursor:
            return tuple(tuple(cursor.execute(text).fetchall()) for text in PICTURE)
    finally:
        warehouse.close()


@dataclass(frozen=True)
class Story:
    """A book at rest, the deed that is to be disturbed, and the pictures before and after it."""

    home: Path
    files: tuple[Path, ...]
    before: Picture
    after: Picture

    def copy(self, folder: Path) -> Path:
        """The book once more, to be broken."""
        shutil.rmtree(folder, ignore_errors=True)
        return shutil.copytree(self.home, folder)

    def assert_before_or_after(self, home: Path, is_acknowledged: bool = False) -> bool:
        """The book is as before or as after, whole; whether it is as after.

        Who was told that it is done must find it done. What was not done can be done now.
        """
        found = picture(home)
        assert found in (self.before, self.after)
        assert found == self.after or not is_acknowledged
        return found == self.after

    def assert_can_go_on(self, home: Path) -> None:
        """The deed goes through afterwards, once, and leaves the book as after."""
        warehouse = Warehouse.open(home)
        try:
            statuses = {report.status for report in load(warehouse, *self.files, who="ben")}
        finally:
            warehouse.close()
        assert statuses <= {"loaded", "unchanged"}
        assert picture(home) == self.after


def story(
    folder: Path,
    files: tuple[Path, ...],
    deed: Callable[[Warehouse], object],
    lines: int = 300,
) -> Story:
    """Two months are loaded; the deed is done once in peace to see what comes of it."""
    home = folder / "home"
    warehouse = Warehouse.open(home)
    for month in (1, 2):
        load(warehouse, export(folder / "desk", 2026, month, lines))
    warehouse.close()
    before = picture(home)
    peaceful = shutil.copytree(home, folder / "peaceful")
    warehouse = Warehouse.open(peaceful)
    deed(warehouse)
    warehouse.close()
    after = picture(peaceful)
    assert before != after
    return Story(home, files, before, after)


def said_plainly(kind: str | None) -> bool:
    """Whether an error is one that pages and commands put into words."""
    return kind in {c.__name__ for c in (Refused, *Refused.__subclasses__(), OSError)}
