"""A web page as tags and texts, in time that grows with its length and no faster.

Python's own parser looks for the end of each comment and tag anew, which takes hours for a page of
"<!--" repeated. Whatever is looked for here is looked for once.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_NAME = re.compile(r"[a-zA-Z][^\s/>]*+")
_CLOSING = re.compile(r"</\s*+([a-zA-Z][^\s/>]*+)")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+))?)?"""
)
_STRAY = re.compile(r"[\s/=]*+")
"""What stands between attributes, or after the last."""
_END_OF_COMMENT = re.compile(r"--\s*+>")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}
"""Elements whose content is no page, and how each ends."""


@dataclass(frozen=True)
class Tag:
    """`name` in small letters. A tag that `opens` and `closes` stands alone."""

    name: str
    opens: bool = True
    closes: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


class CutOff(ValueError):  # noqa: N818
    """The page ends within a tag."""


def tokens(page: str) -> Iterator[Tag | str]:
    """The tags and the texts of a page. Raises CutOff."""
    return _Tokens(page).all()


class _Tokens:
    def __init__(self, page: str) -> None:
        self.page = page
        self.at = 0
        self.has_comment_ends = True

    def all(self) -> Iterator[Tag | str]:
        while (begin := self.page.find("<", self.at)) >= 0:
            if begin > self.at:
                yield unescaped(self.page[self.at : begin])
            self.at = begin
            token = self._token()
            if token is None:
                continue
            yield token
            if isinstance(token, Tag) and token.name in _RAW and not token.closes:
                end = _RAW[token.name].search(self.page, self.at)
                self.at = end.start() if end else len(self.page)
        if self.at < len(self.page):
            yield unescaped(self.page[self.at :])

    def _token(self) -> Tag | str | None:
        """What begins at a "<"; None for what is no part of the page."""
        page, at = self.page, self.at
        if name := _NAME.match(page, at + 1):
            return self._start(name)
        if page.startswith("</", at):
            return self._end()
        if page.startswith("<!--", at):
            return self._comment()
        if page.startswith(("<!", "<?"), at):
            self._skip("]]>" if page.startswith("<![CDATA[", at) else ">")
            return None
        self.at += 1
        return "<"

    def _start(self, name: re.Match[str]) -> Tag:
        attributes: dict[str, str] = {}
        at = name.end()
        while match := _ATTRIBUTE.match(self.page, at):
            value = next((text for text in match.groups()[1:] if text is not None), "")
            attributes.setdefault(match[1].lower(), unescaped(value))
            at = match.end()
        end = _STRAY.match(self.page, at)
        assert end is not None
        if not self.page.startswith(">", end.end()):
            raise CutOff(name[0])
        self.at = end.end() + 1
        return Tag(name[0].lower(), True, end[0].endswith("/"), attributes)

    def _end(self) -> Tag | None:
        name = _CLOSING.match(self.page, self.at)
        self._skip(">")
        return Tag(name[1].lower(), opens=False, closes=True) if name else None

    def _comment(self) -> str | None:
        """Passes a comment. One without an end is text up to the next tag."""
        end = _END_OF_COMMENT.search(self.page, self.at + 4) if self.has_comment_ends else None
        if end is None:
            self.has_comment_ends = False
            begin = self.at
            self._skip(">")
            return self.page[begin : self.at]
        self.at = end.end()
        return None

    def _skip(self, end: str) -> None:
        """Goes on after the next `end`, or at the end of the page."""
        at = self.page.find(end, self.at)
        self.at = len(self.page) if at < 0 else at + len(end)


def unescaped(text: str) -> str:
    """A text with the characters that its entities stand for."""
    try:
        return html.unescape(text)
    except ValueError:  # a number of more digits than Python takes
        return text
