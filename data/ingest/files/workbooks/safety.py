"""What a zip may hold before anything of it is unpacked."""

import zipfile
import zlib
from pathlib import Path
from typing import IO
from xml.parsers import expat

from data.ingest.files.workbooks.refusing import NotRead

MOST_BYTES = 500 << 20
MOST_RATIO = 100
SMALL = 1 << 20
"""A part up to this size may be as regular as it likes."""
MOST_PARTS = 10_000
BLOCK = 1 << 16
BESIDE = "__macosx/"
"""A folder that macOS packs with what it knows of the files; no spreadsheet looks at it."""


def plain_name(name: str) -> str:
    """The name of a part in small letters and with the slashes that the format asks for."""
    return name.lower().replace("\\", "/")


def check(path: Path) -> None:
    """Refuse zips that unpack to too much, and XML that declares entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_PARTS or sum(e.file_size for e in entries) > MOST_BYTES:
                raise NotRead("bomb")
            for entry in entries:
                if entry.flag_bits & 1:
                    raise NotRead("password")
                if entry.file_size > max(SMALL, MOST_RATIO * entry.compress_size):
                    raise NotRead("bomb")
            for entry in entries:
                name = plain_name(entry.filename)
                if name.endswith((".xml", ".rels", ".vml")) and not name.startswith(BESIDE):
                    with archive.open(entry) as part:
                        _refuse_dtd(part)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, zlib.error) as error:
        raise NotRead("damaged") from error


def _refuse_dtd(part: IO[bytes]) -> None:
    """A document type stands before the first element: read no further than that."""
    events: list[str] = []
    parser = expat.ParserCreate()
    parser.StartElementHandler = lambda _name, _attributes: events.append("element")
    parser.StartDoctypeDeclHandler = lambda *_about: events.append("dtd")
    try:
        while not events and (block := part.read(BLOCK)):
            parser.Parse(block, False)
    except expat.ExpatError as error:
        if "dtd" not in events:
            raise NotRead("damaged") from error
    if "dtd" in events:
        raise NotRead("dtd")
