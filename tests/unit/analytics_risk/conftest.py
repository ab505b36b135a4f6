"""Books small enough to add up by hand: orders, losses and assessments as little tables of text."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from analytics import engine
from analytics.scope import Scope
from data.warehouse import Warehouse

COLUMNS = {
    "order": "order_key",
    "on": "order_date",
    "lost_on": "lost_on",
    "level_on": "assessed_on",
}


class Book:
    """A book told in text. Columns stand two spaces apart; a dash is nothing."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._keys: dict[str, int] = {}
        self._files = 0

    def orders(self, text: str) -> "Book":
        """Lines: account, on, amount and any other column of sales; an order each, if not told."""
        rows = self._rows(text)
        for at, row in enumerate(rows):
            row.setdefault("order_key", f"order {self._files} {at}")
            row["order_id"] = row["order_key"]
            row["month"] = row["order_date"][:8] + "01"
        self._insert("sales", rows)
        with self._warehouse.cursor() as cursor:
            cursor.execute("delete from orders")
            cursor.execute(
                """
                insert into orders by name
                select account_key, order_key, max(order_id) as order_id, order_date, month,
                    currency, count(*) as lines, sum(amount) as amount, sum(margin) as margin,
                    coalesce(sum(amount) filter (where margin is not null), 0) as margin_amount,
                    sum(quantity) as quantity, max(region) as region,
                    max(department) as department, max(salesperson) as salesperson,
                    max(sales_point) as sales_point
                from sales
                group by account_key, order_key, order_date, month, currency
                """
            )
        return self

    def losses(self, text: str) -> "Book":
        """The churn log: account, lost_on and what else it says."""
        return self._dated("churn", text, "lost_on")

    def assessments(self, text: str) -> "Book":
        """Relationship assessments: account, level_on, level and what else they say."""
        return self._dated("relationships", text, "assessed_on")

    def accounts(self, text: str) -> "Book":
        """The accounts list: account and its attributes."""
        self._insert("accounts", self._rows(text))
        return self

    def words(self, text: str) -> "Book":
        """The word table that somebody entered: word, reason."""
        with self._warehouse.cursor() as cursor:
            for row in self._rows(text):
                cursor.execute("insert into churn_words values ($word, $reason)", row)
        return self

    def ask(self, question: str, as_of: str = "2026-09-30", **options: Any) -> pd.DataFrame:
        """The answer on a day: fields of Scope go to the scope, other options are asked."""
        fields = Scope.__dataclass_fields__
        scope = Scope(
            as_of=date.fromisoformat(as_of), **{k: v for k, v in options.items() if k in fields}
        )
        asked = {k: v for k, v in options.items() if k not in fields}
        with self._warehouse.cursor() as cursor:
            answer = engine.ask(cursor, question, scope, **asked)
            self._promises(cursor, question, answer)
        return answer

    def told(self, question: str, columns: str, **options: Any) -> list[tuple[Any, ...]]:
        """The answer as rows of the columns named: days as text, nothing as None."""
        answer = self.ask(question, **options)[columns.split()]
        return [tuple(_plain(cell) for cell in row) for row in answer.itertuples(index=False)]

    def _promises(
        self, cursor: duckdb.DuckDBPyConnection, question: str, answer: pd.DataFrame
    ) -> None:
        grain = [name for name in engine.about(question).grain if name in answer.columns]
        assert not answer.duplicated(grain).any() if grain else len(answer) <= 1, question

    def _dated(self, table: str, text: str, day: str) -> "Book":
        rows = self._rows(text)
        for row in rows:
            row["month"] = row[day][:8] + "01"
        self._insert(table, rows)
        return self

    def _rows(self, text: str) -> list[dict[str, Any]]:
        header, *lines = [re.split(r"\s{2,}", line.strip()) for line in text.strip().splitlines()]
        names = [COLUMNS.get(name, name) for name in header]
        rows = [
            {name: None if cell == "-" else cell for name, cell in zip(names, line, strict=True)}
            for line in lines
        ]
        for row in rows:
            if "account" in row:
                row["account_key"] = self._key(row.pop("account"))
        return rows

    def _key(self, account: str | None) -> int | None:
        if account is None or account in self._keys:
            return None if account is None else self._keys[account]
        key = self._keys[account] = len(self._keys) + 1
        with self._warehouse.cursor() as cursor:
            cursor.execute("insert into account_keys values (?, ?, false)", [key, account])
            cursor.execute(
                "insert into account_names by name select 'sales' as kind, 'main' as source,"
                " ? as account_key, ? as account_id, ? as account_name, ? as name_match,"
                " date '2020-01-01' as seen_on, 1 as added_in",
                [key, account, account.title(), account],
            )
        return key

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        self._files += 1
        with self._warehouse.cursor() as cursor:
            for at, row in enumerate(rows):
                whole = row | {"file_id": self._files, "row": at, "source": "main", "added_in": 1}
                cells = ", ".join(f"${name} as {name}" for name in whole)
                cursor.execute(f"insert into {table} by name select {cells}", whole)


def _plain(cell: Any) -> Any:
    if cell is None or pd.isna(cell):
        return None
    return cell.isoformat() if isinstance(cell, date) else getattr(cell, "item", lambda: cell)()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book at version 1."""
    warehouse = Warehouse.open(tmp_path / "book")
    with warehouse.cursor() as cursor:
        cursor.execute(
            "insert into versions by name select 1 as version, timestamp '2026-10-01' as made_at,"
            " 'ana' as who, 'import' as action, 'sales' as kind, 'main' as source,"
            " 0 as rows_added, 0 as rows_removed"
        )
    yield Book(warehouse)
    warehouse.close()
