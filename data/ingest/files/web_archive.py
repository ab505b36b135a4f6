"""Web archives (MHTML): what Excel saves as a "single file web page", and systems name .xls.

A MIME message whose parts are web pages; a workbook has one for each sheet, beside pictures, styles
and lists of files that are left alone.
"""

from email import message_from_bytes
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.policy import compat32

from data.ingest.files import webpage
from data.ingest.files.workbooks.refusing import NotRead

MOST_BYTES = 200 << 20
MOST_PARTS = 1_000
PAGES = ("text/html", "application/xhtml+xml")
TABS = "tabstrip.htm"
"""The page of Excel that shows the names of the sheets."""
ASCII = ("us-ascii", "ascii")
"""Pages that say so may declare another encoding themselves."""


def tables(raw: bytes) -> dict[str, webpage.Table]:
    """The tables of all its pages that hold data, by number.

    Raises NotRead for what is too large or no such message, NotText as `webpage.tables` does.
    """
    if len(raw) > MOST_BYTES or raw.lower().count(b"\ncontent-type:") > MOST_PARTS:
        raise NotRead("too_large", f"{len(raw) >> 20:,} MB")
    all_tables: list[webpage.Table] = []
    for part in _pages(message_from_bytes(raw, policy=compat32)):
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        charset = part.get_content_charset()
        pages_tables = webpage.tables(content, None if charset in ASCII else charset)
        all_tables += pages_tables.values()
    return {str(place): table for place, table in enumerate(all_tables, 1)}


def _pages(message: Message) -> list[Message]:
    """The parts of a message that are web pages. Raises NotRead for one that is cut off."""
    try:
        parts = list(message.walk())
    except RecursionError as error:
        raise NotRead("damaged") from error
    if any(isinstance(d, CloseBoundaryNotFoundDefect) for part in parts for d in part.defects):
        raise NotRead("damaged")
    return [
        part
        for part in parts
        if part.get_content_type() in PAGES
        and not part.is_multipart()
        and not str(part.get("Content-Location", "")).endswith(TABS)
    ]
