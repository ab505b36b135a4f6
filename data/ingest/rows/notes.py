"""Rows of a cell or two below the data: notes of a program, or records after all."""

import re

from data.ingest import context
from data.ingest.header.mapped_file import Head
from data.ingest.values.dates import is_date
from data.ingest.values.numbers import is_number
from data.ingest.values.total_words import is_footer, may_be_names, reads_like_a_record

ACCOUNTS = ("account_id", "account_name")
NUMBERS = ("money", "number")
TITLE = 4
"""The most cells that the title of a page fills."""
_DECIMALS = re.compile(r"[.,]\d\d$")
_ROW_COUNT = re.compile(r"\(\s*\d+ [^()\d]{1,30}\)")


def is_row_count(text: str) -> bool:
    """Whether a line counts the rows above it, as databases print in any language: (2 Zeilen)."""
    return _ROW_COUNT.fullmatch(text) is not None


class Notes:
    """Tells the notes of one file from its records."""

    def __init__(self, head: Head, anchor: int) -> None:
        self.is_list, self.anchor = head.kind.is_list, anchor
        self.reads_layouts = context.reads_at(context.MEANING)
        self.width, self.places = len(head.header.cells), head.columns
        types = {column.name: column.type for column in head.kind.readable}
        self.amounts = [p for name, p in self.places.items() if types.get(name) in NUMBERS]

    def may_be_one(self, filled: list[str], cells: list[str], after_gap: bool) -> bool:
        """Whether this may stand below the data: one cell, or a known footer that is no account."""
        if len(filled) == 1:
            is_record = reads_like_a_record(filled[0], self.width)
            return not (is_record or (self.reads_layouts and _is_record_in_words(filled[0])))
        accounts = [self.places[name] for name in ACCOUNTS if name in self.places]
        is_account = len(accounts) == 2 and all(map(bool, self._cells(cells, accounts)))
        is_account |= self.may_be_account(filled, cells, after_gap)
        return is_footer(filled) and not is_account

    def may_be_title(self, filled: list[str], cells: list[str]) -> bool:
        """Whether a row may be the title of a page: a few cells, no day, and no amount."""
        day = cells[self.anchor].strip() if 0 <= self.anchor < len(cells) else "1"
        amounts = self._cells(cells, self.amounts)
        return len(filled) <= TITLE and not day[:1].isdigit() and not any(map(_has_digit, amounts))

    def may_be_account(self, filled: list[str], cells: list[str], after_gap: bool) -> bool:
        """Whether what begins like a note is the name of an account, with all that its kind needs:
        nothing more in a list, a day elsewhere."""
        if after_gap or not may_be_names(filled):
            return False
        name = self._cells(cells, [self.places.get("account_name", self.width)])
        has_day = 0 <= self.anchor < len(cells) and bool(cells[self.anchor].strip())
        return name == [filled[0]] and (self.is_list or has_day)

    def is_listed_id(self, cells: list[str]) -> bool:
        """Whether the one cell is the id of an account in a list, which needs nothing more."""
        place = self.places.get("account_id", self.width)
        cell = "".join(self._cells(cells, [place])) if self.is_list else ""
        return any(c.isdigit() for c in cell) and not any(c.isspace() or c in ":：" for c in cell)

    @staticmethod
    def _cells(cells: list[str], places: list[int]) -> list[str]:
        return [cells[place].strip() if place < len(cells) else "" for place in places]


def _is_record_in_words(text: str) -> bool:
    """Whether one cell is a record whose cells stand apart by spaces: it has a date, and a number
    with decimals or two numbers. The line of a page has a date and its number."""
    words = text.split()
    numbers = [word for word in words if word[:1] != "-" and is_number(word) and _has_digit(word)]
    has_decimals = any(_DECIMALS.search(number) for number in numbers)
    has_date = any(is_date(word) and _has_digit(word) for word in words)
    return has_date and (has_decimals or len(numbers) > 1)


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
