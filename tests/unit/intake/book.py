"""A small book to tell stories with: exports written by hand, loaded as people load them."""

from pathlib import Path
from typing import Any

from data.book import history
from data.ingest.model import InputFile, ReadOptions
from data.intake import Proposal, confirm, propose
from data.report import Report
from data.warehouse import Warehouse


class Book:
    """A warehouse of its own, and short ways to load into it and look at it."""

    def __init__(self, home: Path, desk: Path) -> None:
        self.home, self.desk = home, desk
        self.warehouse = Warehouse.open(home)

    def file(self, name: str, text: str) -> InputFile:
        """An export on the desk: the lines of `text`, cells apart by spaces or commas."""
        rows = [line.strip() for line in text.strip().splitlines()]
        lines = [row if "," in row else ",".join(row.split()) for row in rows]
        path = self.desk / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return InputFile(name, path)

    def propose(self, *files: InputFile, **options: Any) -> Proposal:
        return propose(self.warehouse, files, ReadOptions(**options))

    def load(self, *files: InputFile, who: str = "ana", **options: Any) -> list[Report]:
        return confirm(self.warehouse, self.propose(*files, **options), who)

    def sales(self, name: str, text: str, **options: Any) -> Report:
        """Load one file of sales: order, account (an id), on, amount."""
        header = "order_id account_id order_date amount"
        return self.load(self.file(name, f"{header}\n{text.strip()}"), **options)[0]

    def undo(self, version: int, who: str = "ana") -> int:
        return history.undo(self.warehouse, version, who)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.warehouse.cursor() as cursor:
            return cursor.execute(query).fetchall()

    def lines(self) -> list[tuple[Any, ...]]:
        """Sales lines in force: account's match, order, day, amount."""
        return self.rows("""
            select k.account_match, s.order_id, s.order_date::varchar, s.amount::varchar
            from sales s left join account_keys k using (account_key)
            where s.removed_in is null order by all""")

    def totals(self) -> dict[str, tuple[int, str]]:
        """Lines and money of each month."""
        found = self.rows("""
            select strftime(month, '%Y-%m'), count(*), sum(amount)::decimal(38, 2)::varchar
            from sales where removed_in is null group by 1 order by 1""")
        return {month: (lines, amount) for month, lines, amount in found}

    def adoptions(self) -> dict[str, str]:
        """Names alone and the ids they belong to."""
        return dict(
            self.rows("""
            select n.account_match, i.account_match from adoptions a
            join account_keys n on a.name_key = n.account_key
            join account_keys i on a.account_key = i.account_key
            where a.removed_in is null order by all""")
        )

    def reopen(self) -> None:
        self.warehouse.close()
        self.warehouse = Warehouse.open(self.home)
