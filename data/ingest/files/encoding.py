"""Which characters the bytes mean."""

import codecs
import re
from dataclasses import replace
from pathlib import Path

from data.ingest.files.decoding import (
    Decoded,
    NotText,
    Recognise,
    export_again,
    problem,
    rows_on,
    strictly,
    transcoded,
    undecodable,
)
from data.ingest.files.legacy_encodings import choose, decode_legacy
from data.ingest.files.source import Source
from data.report import Question
from locales import _

TWICE = "utf-8-twice"
_HEAD = 1 << 16
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TWICE_ENCODED = re.compile(
    rb"\xc3[\x82-\xb4](?:\xc2[\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]"
    rb"|\xc6\x92|\xcb[\x86\x9c])"
)


def decode(path: Path, recognise: Recognise, answer: str | None = None) -> Decoded:
    """Text of an export and the encoding it was read with.

    Order: byte-order mark, strict UTF-8, then what the headers settle, then Windows-1252 where
    only that reads like words. Everything else is a question, with sample lines of each reading.
    Raises NotText for empty files, mixed encodings and bytes that no encoding reads.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise NotText(problem(_("an empty file"), _("a header and records"), export_again()))
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _marked(path, mark, name, answer)
    written = head.rstrip(b"\0") or head  # a disk that filled up leaves zeros behind the text
    if written.count(0) * 5 > len(written):
        return _unmarked_wide(path, head, answer)
    plain = Source(path, "utf-8")
    if plain.bytes_check.is_utf8:
        return _utf8(plain, answer)
    return decode_legacy(path, recognise, answer, _first_not_utf8(path))


def _marked(path: Path, mark: bytes, name: str, answer: str | None) -> Decoded:
    if name == "utf-8-sig":
        plain = Source(path, name, skip=len(mark))
        if not plain.bytes_check.is_utf8:
            raise _mixed(path.read_bytes(), _first_not_utf8(path))
        if plain.size == 0:
            raise NotText(problem(_("an empty file"), _("a header and records"), export_again()))
        return _utf8(plain, answer)
    raw = path.read_bytes()
    try:
        return Decoded(transcoded(path, name, raw.decode(name)))
    except UnicodeDecodeError as error:
        raise NotText(undecodable(raw, error.start, name.upper())) from error


def _mixed(raw: bytes, at: int) -> NotText:
    """The refusal of text that says it is UTF-8, and is not on some lines."""
    lines = [n for n, line in enumerate(raw.splitlines(), 1) if strictly(line, "utf-8") is None]
    rows, counts = rows_on(raw, lines)
    return NotText(replace(undecodable(raw, at, "UTF-8"), row=rows[0], line=lines[0]), counts)


def _unmarked_wide(path: Path, head: bytes, answer: str | None) -> Decoded:
    """UTF-16 without a mark: which byte comes first is a question."""
    raw = path.read_bytes()
    is_little = head[1::2].count(0) >= head[0::2].count(0)
    order = ("utf-16-le", "utf-16-be") if is_little else ("utf-16-be", "utf-16-le")
    readings = {name: text for name in order if (text := strictly(raw, name)) is not None}
    if not readings:
        raise NotText(undecodable(raw, 0, "UTF-16"))
    if answer in readings:
        return Decoded(transcoded(path, answer, readings[answer]))
    return choose(path, readings)


def _first_not_utf8(path: Path) -> int:
    """Where bytes that are not UTF-8 stop being that."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    done = 0
    with path.open("rb") as file:
        while True:
            block = file.read(1 << 20)
            pending = len(decoder.getstate()[0])
            try:
                decoder.decode(block, final=not block)
            except UnicodeDecodeError as error:
                return done - pending + error.start
            if not block:
                return done
            done += len(block)


def _utf8(plain: Source, answer: str | None) -> Decoded:
    """The text as it stands, or the question where some of it was encoded twice."""
    if b"\xc3" not in plain.bytes_check.marks or not _TWICE_ENCODED.search(plain.whole()):
        return Decoded(plain)
    with plain.lines() as lines:
        repaired = [_once(line) for line in lines]
    samples = [(was, now) for was, now in _lines_beside(plain, repaired) if was != now][:5]
    if not samples:
        return Decoded(plain)
    twice = transcoded(plain.path, TWICE, "".join(repaired))
    question = Question(
        "encoding",
        _("Some text was encoded twice. Repair it, or keep it as it stands?"),
        (TWICE, "utf-8"),
        {TWICE: samples, "utf-8": [(was, was) for was, _now in samples]},
    )
    if answer in (TWICE, "utf-8", "utf-8-sig"):
        return Decoded(twice if answer == TWICE else plain)
    return Decoded(twice, question)


def _lines_beside(source: Source, repaired: list[str]) -> list[tuple[str, str]]:
    with source.lines() as lines:
        return [
            (was.rstrip("\r\n"), now.rstrip("\r\n"))
            for was, now in zip(lines, repaired, strict=True)
        ]


def _once(line: str) -> str:
    """A line without its second encoding, where it had one."""
    if line.isascii():
        return line
    for name in ("cp1252", "latin-1"):
        try:
            return line.encode(name).decode("utf-8")
        except UnicodeError:
            continue
    return line
