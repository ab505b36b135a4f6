"""Books small enough to add up by hand, and what their questions answer as plain rows."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analytics.scope import Scope
from data.warehouse import Warehouse
from tests.unit.analytics.book_builder import Story


class Book(Story):
    """A story whose columns stand two spaces apart, so that reasons may be several words."""

    def orders(self, text: str) -> "Book":
        """Lines: account, on, amount and more; an order each where no order is told."""
        names, *lines = _cells(text)
        if "order" not in names:
            names = [*names, "order"]
            lines = [[*line, f"{self.version}-{at}"] for at, line in enumerate(lines)]
        self.sales(_table(names, lines))
        return self

    def losses(self, text: str) -> "Book":
        """The churn log; a dash is an empty cell."""
        super().losses(_table(*_parts(text)))
        return self

    def words(self, text: str) -> "Book":
        """The word table that somebody entered: word, reason."""
        for word, reason in _cells(text)[1:]:
            self._insert_plain("churn_words", word=word, reason=reason)
        return self

    def answer(self, question: str, as_of: str = "2026-09-30", **options: Any) -> pd.DataFrame:
        """The answer on a day: fields of Scope go to the scope, other options are asked."""
        fields = Scope.__dataclass_fields__
        scope = Scope(
            as_of=date.fromisoformat(as_of), **{k: v for k, v in options.items() if k in fields}
        )
        return self.ask(question, scope, **{k: v for k, v in options.items() if k not in fields})

    def told(self, question: str, columns: str, **options: Any) -> list[tuple[Any, ...]]:
        """The answer as rows of the columns named: days as text, nothing as None."""
        answer = self.answer(question, **options)[columns.split()]
        return [tuple(_plain(cell) for cell in row) for row in answer.itertuples(index=False)]


def _cells(text: str) -> list[list[str]]:
    return [re.split(r"\s{2,}", line.strip()) for line in text.strip().splitlines()]


def _parts(text: str) -> tuple[list[str], list[list[str]]]:
    names, *lines = _cells(text)
    return names, [["." if cell == "-" else cell for cell in line] for line in lines]


def _table(names: list[str], lines: list[list[str]]) -> str:
    cells = [[re.sub(r"\s", "_", cell) for cell in line] for line in [names, *lines]]
    return "\n".join("  ".join(line) for line in cells)


def _plain(cell: Any) -> Any:
    if cell is None or pd.isna(cell):
        return None
    return cell.isoformat() if isinstance(cell, date) else getattr(cell, "item", lambda: cell)()


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book."""
    book = Book(Warehouse.open(tmp_path / "book"))
    yield book
    book.warehouse.close()
