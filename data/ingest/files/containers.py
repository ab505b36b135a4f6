"""What a file is by its first bytes and its parts, whatever its name says."""

import re
import zipfile
import zlib
from pathlib import Path

from data.ingest.files.decoding import NotText, export_again, problem
from data.report import Problem
from data.workbooks.safety import plain_name
from locales import _

PAGE = "html"
FORMS = frozenset({"xlsx", "xlsb", "xls", "ods", PAGE})
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
_PAGE_START = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body|table|meta)", re.S
)
_OBJECT = re.compile(rb'\s*(?:\[\s*)?\{\s*"(?:[^"\\]|\\.)*"\s*:')
"""The first name of the first object of a JSON file, in a list or alone on its line."""


def container(path: Path) -> str | None:
    """The form of a file that is no plain text: one of FORMS; None for text.

    Raises NotText for what holds no table that we read.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    start = head.removeprefix(b"\xef\xbb\xbf").lower()
    if head.startswith(b"PK\x03\x04"):
        return _zipped(path)
    if head.startswith(_OLE):
        return _compound(path)
    if head.startswith(_OLD_BIFF):
        raise NotText(_refusal(_("a workbook of a version before Excel 97")))
    is_xml = start.lstrip().startswith(b"<?xml")
    if is_xml and b"urn:schemas-microsoft-com:office:spreadsheet" in start:
        raise NotText(_refusal(_("a workbook as XML, of Excel 2003")))
    if _PAGE_START.match(start) or (is_xml and b"<table" in start):
        return PAGE
    if head.startswith(b"%PDF"):
        raise NotText(_refusal(_("a PDF")))
    if head.startswith(_PACKED):
        unpack = _("unpack it, and load what is inside")
        raise NotText(problem(_("a packed file"), _("a CSV file or a workbook"), unpack))
    if head.startswith(_PICTURES):
        raise NotText(_refusal(_("a picture")))
    if head.startswith(_DATA):
        raise NotText(_refusal(_("a file of a database")))
    if start.lstrip().startswith(b"<?xml"):
        raise NotText(_refusal(_("an XML file")))
    if _OBJECT.match(start):
        raise NotText(_refusal(_("a JSON file")))
    if head.startswith(b"MIME-Version:"):
        raise NotText(_refusal(_("a saved web page")))
    return None


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
