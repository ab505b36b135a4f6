"""What a report prints again between its records: the header, rules, the titles of its pages."""

import re
from collections.abc import Sequence

HEADER, RULE, TITLE = "repeated_header", "rule", "page_title"
_LINES = frozenset("-=_~+|:─━═│┃║┼╪╋├┤╞╡┬┴╤╧┌┐└┘╒╕╘╛╔╗╚╝╠╣╦╩╬╟╢ ")
_STROKES = frozenset("-=_~─━═")
LEAST_STROKES = 3
_DIGITS = re.compile(r"\d+")
_PAGE = re.compile(
    r"(?:page|seite|página|pagina|pág\.?|strona|sida|pag\.?) ?\d+"
    r"(?: ?(?:of|von|de|di|sur|van|z|av|/) ?\d+)?"
    r"|第 ?\d+ ?[页頁ページ]{1,3}(?:[ ,，/]*共 ?\d+ ?[页頁])?|- ?\d+ ?-"
)
"""The number of a page, alone on its line."""
_STARS = re.compile(r"\*{1,9}")
Key = tuple[str, ...]


class PageBreaks:
    """Knows the header rows and titles of one file, and recognises them when they come again."""

    def __init__(self) -> None:
        self.headers: set[Key] = set()
        self.titles: set[Key] = set()
        self.begins: set[str] = set()

    def add_header(self, cells: Sequence[str]) -> None:
        """A row of the header, as it stands in the file."""
        self.headers.add(_key(cells))
        self.begins.add(_begin(cells))

    def add_title(self, cells: Sequence[str]) -> None:
        """A row above the header; its numbers (pages, days) may differ when it comes again."""
        key = _without_digits(cells)
        if any(c.isalpha() for text in key for c in text):
            self.titles.add(key)
            self.begins.add(_DIGITS.sub("", _begin(cells)))

    def kind_of(self, cells: Sequence[str]) -> str | None:
        """HEADER, RULE or TITLE for a row that is no record; None for any other."""
        begin = _begin(cells)  # one cell tells most records, of which there may be millions
        if _PAGE.fullmatch(begin) and sum(map(bool, _key(cells))) == 1:
            return TITLE
        is_drawn = begin[:1] in _LINES or begin in self.begins
        if not is_drawn and not (self.titles and _DIGITS.sub("", begin) in self.begins):
            return None
        if _key(cells) in self.headers:
            return HEADER
        if is_rule(cells):
            return RULE
        return TITLE if _without_digits(cells) in self.titles else None


def _begin(cells: Sequence[str]) -> str:
    """The first filled cell of a row."""
    first = next((cell for cell in cells if cell and not cell.isspace()), "")
    return " ".join(first.split()).casefold()


def _key(cells: Sequence[str]) -> Key:
    texts = [" ".join(cell.split()).casefold() for cell in cells]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _without_digits(cells: Sequence[str]) -> Key:
    return tuple(_DIGITS.sub("", text) for text in _key(cells))


def is_rule(cells: Sequence[str]) -> bool:
    """Whether a row is a drawn line: of strokes and nothing else, and no row of "-" for blanks."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or not all(_LINES.issuperset(cell) for cell in filled):
        return False
    strokes = [sum(c in _STROKES for c in cell) for cell in filled]
    is_whole = len(filled) == len(cells) and max(strokes) >= LEAST_STROKES
    return is_whole or min(strokes) >= LEAST_STROKES


def is_starred(filled: Sequence[str]) -> bool:
    """Whether a row is marked as a total by asterisks in its first cell, as SAP prints them."""
    return len(filled) > 1 and _STARS.fullmatch(filled[0]) is not None
