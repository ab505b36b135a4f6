"""What a file is by its first bytes and its parts, whatever its name says."""

import re
import zipfile
import zlib
from pathlib import Path

from data.ingest import context
from data.ingest.files.decoding import NotText, export_again, problem
from data.ingest.files.workbooks.safety import plain_name
from data.ingest.files.workbooks.spreadsheetml import FORM as XML
from data.report import Problem
from locales import _

PAGE, ARCHIVE = "html", "mhtml"
FORMS = frozenset({"xlsx", "xlsb", "xls", "ods", XML, PAGE, ARCHIVE})
_HEAD = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0"
_OLD_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")
_PACKED = (
    b"\x1f\x8b",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"\x28\xb5\x2f\xfd",
)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_DATA = (b"SQLite format 3\x00", b"PAR1", b"ARROW1")
_PARTS = {"xl/workbook.xml": "xlsx", "xl/workbook.bin": "xlsb"}
_PAGE_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<meta")
_ARCHIVE_STARTS = (b"mime-version:", b"from: <saved by ")
_ROOTS = (b"<workbook", b"<ss:workbook")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SPACE = re.compile(rb"\s*+")
_SPREADSHEETS = b"urn:schemas-microsoft-com:office:spreadsheet"
_OBJECT = re.compile(rb'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:')
"""The first name of the first object of a JSON file, in a list or alone on its line."""


def container(path: Path) -> str | None:
    """The form of a file that is no plain text: one of FORMS; None for text.

    Raises NotText for what holds no table that we read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    start = _as_utf8(head).lower()
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_OLD_BIFF):
        raise NotText(_refusal(_("a workbook of a version before Excel 97")))
    is_xml = start.lstrip().startswith(b"<?xml")
    if _is_spreadsheetml(start, is_xml):
        return XML
    if _begins(start).startswith(_PAGE_STARTS) or (is_xml and b"<table" in start):
        return PAGE
    if start.startswith(_ARCHIVE_STARTS) and context.reads_at(context.MEANING):
        return ARCHIVE
    if head.startswith(b"%PDF"):
        raise NotText(_refusal(_("a PDF")))
    if head.startswith(_PACKED):
        unpack = _("unpack it, and load what is inside")
        raise NotText(problem(_("a packed file"), _("a CSV file or a workbook"), unpack))
    if head.startswith(_PICTURES):
        raise NotText(_refusal(_("a picture")))
    if head.startswith(_DATA):
        raise NotText(_refusal(_("a file of a database")))
    if is_xml:
        raise NotText(_refusal(_("an XML file")))
    if _OBJECT.match(start):
        raise NotText(_refusal(_("a JSON file")))
    return None


def _as_utf8(head: bytes) -> bytes:
    """The first bytes of a text without the mark of its encoding, those of UTF-16 as UTF-8."""
    if head.startswith(_UTF_16) and context.reads_at(context.MEANING):
        return head.decode("utf-16", errors="ignore").encode()
    return head.removeprefix(b"\xef\xbb\xbf")


def _is_spreadsheetml(start: bytes, is_xml: bool) -> bool:
    begins = is_xml or (_begins(start).startswith(_ROOTS) and context.reads_at(context.MEANING))
    return begins and _SPREADSHEETS in start and b"workbook" in start


def _begins(page: bytes) -> bytes:
    """The first bytes behind the comments that a page may begin with."""
    at = len(page) - len(page.lstrip())
    while page.startswith(b"<!--", at):
        end = page.find(b"-->", at)
        space = _SPACE.match(page, end + 3)
        at = space.end() if space and end > 0 else len(page)
    return page[at : at + 20]


def _refusal(reason: str) -> Problem:
    do = _("save it as CSV UTF-8 or as .xlsx, and load that")
    return problem(reason, _("a CSV file or a workbook"), do)


def _zipped(path: Path) -> str:
    """Which zip it is, by its parts."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(map(plain_name, archive.namelist()))
            if "mimetype" in names:
                with archive.open("mimetype") as part:
                    kind = part.read(100)
                if b"opendocument.spreadsheet" in kind:
                    return "ods"
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        zlib.error,
    ) as error:
        reason = _("a damaged workbook, or another zip file")
        raise NotText(problem(reason, _("a whole file"), export_again())) from error
    for name, form in _PARTS.items():
        if name in names:
            return form
    raise NotText(_refusal(_("a zip file that is no workbook")))


def _compound(path: Path) -> str:
    """An OLE file: a workbook of Excel 97 to 2003, an encrypted one, or something else."""
    raw = path.read_bytes()
    if _named(raw, "EncryptedPackage"):
        reason = _("a workbook with a password")
        do = _("open it, remove the password, save it, and load that")
        raise NotText(problem(reason, _("a workbook without one"), do))
    if _named(raw, "Workbook"):
        return "xls"
    if _named(raw, "Book"):
        raise NotText(_refusal(_("a workbook of a version before Excel 97")))
    raise NotText(_refusal(_("an old Office file that is no workbook")))


def _named(raw: bytes, name: str) -> bool:
    """Whether the folder of an OLE file has an entry of this name."""
    padded = name.encode("utf-16-le").ljust(64, b"\0")
    return padded in raw
