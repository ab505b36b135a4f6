"""One number for one scope, on the made-up company: whatever is stated twice is the same."""

from pathlib import Path

import pytest

from pages.parts import open_books
from tests.pages import stated

SCOPES = 12


def test_whatever_is_stated_twice_is_one_number(
    company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = open_books.current().company_book
    stated.assert_one_number(book, 20260930, SCOPES, monkeypatch)
