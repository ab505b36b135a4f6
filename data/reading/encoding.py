"""Which characters the bytes mean."""

import codecs
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from data.reading.source import Source
from data.report import Problem, Question
from locales import _

OTHERS = ("gb18030", "windows-1252", "big5", "shift_jis")
"""What is tried when the bytes are not UTF-8, all strictly."""
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

_AMONG_LATIN = re.compile(
    r"[A-Za-z][^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f][A-Za-z]"
)

Recognise = Callable[[str], int]
"""How many headers of a text the catalogue knows."""


class NotText(Exception):  # noqa: N818
    """The bytes cannot be taken as text; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.found)
        self.problem = problem


@dataclass(frozen=True)
class Decoded:
    """The text, and the question to ask where another reading is as likely: then `source` is the
    most plausible reading, to go on with."""

    source: Source
    question: Question | None = None


def decode(path: Path, recognise: Recognise, said: str | None = None) -> Decoded:
    """Text of an export and the encoding it was read with.

    Order: byte-order mark, strict UTF-8, then what the headers settle, then Windows-1252 where
    only that reads like words. Everything else is a question, with sample lines of each reading.
    Raises NotText for empty files, workbooks, mixed encodings and bytes that no encoding reads.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip():
        raise NotText(_problem(_("an empty file"), _("a header and records"), _export_again()))
    _reject_other_formats(head)
    for mark, name in _MARKS:
        if head.startswith(mark):
            return _marked(path, mark, name)
    if head.count(0) * 5 > len(head):
        return _unmarked_wide(path, head, said)
    wrong = _first_not_utf8(path)
    if wrong is None:
        return _utf8(path, said)
    return _other(path, recognise, said, wrong)


def _export_again() -> str:
    return _("export the file again")


def _problem(
    found: str, expected: str, do: str, row: int | None = None, line: int | None = None
) -> Problem:
    return Problem(row, line, None, found, expected, do)


def _reject_other_formats(head: bytes) -> None:
    start = head.lstrip()[:512].lower()
    is_page = start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml"))
    found = (
        _("an Excel workbook or another zip file")
        if head.startswith(b"PK\x03\x04")
        else _("an old Excel workbook or another Office file")
        if head.startswith(b"\xd0\xcf\x11\xe0")
        else _("a PDF")
        if head.startswith(b"%PDF")
        else _("a web page")
        if is_page
        else ""
    )
    if found:
        raise NotText(_problem(found, _("a CSV file"), _("save it as CSV UTF-8 and load that")))


def _marked(path: Path, mark: bytes, name: str) -> Decoded:
    if name == "utf-8-sig":
        wrong = _first_not_utf8(path)
        if wrong is not None:
            raise NotText(_undecodable(path.read_bytes(), wrong, "UTF-8"))
        if path.stat().st_size == len(mark):
            raise NotText(_problem(_("an empty file"), _("a header and records"), _export_again()))
        return Decoded(Source(path, name, skip=len(mark)))
    raw = path.read_bytes()
    try:
        return Decoded(_transcoded(path, name, raw.decode(name)))
    except UnicodeDecodeError as error:
        raise NotText(_undecodable(raw, error.start, name.upper())) from error


def _transcoded(path: Path, name: str, text: str) -> Source:
    return Source(path, name, transcoded=text.encode("utf-8", errors="surrogatepass"))


def _undecodable(raw: bytes, at: int, name: str) -> Problem:
    line = raw[:at].count(b"\n") + 1
    found = _("bytes that are no {encoding} ({bytes})").format(
        encoding=name, bytes=raw[at : at + 4].hex(" ")
    )
    return _problem(
        found, _("one encoding from the first byte to the last"), _export_again(), line, line
    )


def _unmarked_wide(path: Path, head: bytes, said: str | None) -> Decoded:
    """UTF-16 without a mark: which byte comes first is a question."""
    raw = path.read_bytes()
    is_little = head[1::2].count(0) >= head[0::2].count(0)
    order = ("utf-16-le", "utf-16-be") if is_little else ("utf-16-be", "utf-16-le")
    readings = {name: text for name in order if (text := _strictly(raw, name)) is not None}
    if not readings:
        raise NotText(_undecodable(raw, 0, "UTF-16"))
    return _choose(path, raw, readings, said)


def _first_not_utf8(path: Path) -> int | None:
    """Where the bytes stop being UTF-8; None when they never do."""
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
                return None
            done += len(block)


def _utf8(path: Path, said: str | None) -> Decoded:
    plain = Source(path, "utf-8")
    data = plain.utf8()
    if data.max() < 0x80 or not _TWICE_ENCODED.search(data.data):
        return Decoded(plain)
    with plain.lines() as lines:
        repaired = [_once(line) for line in lines]
    samples = [(was, now) for was, now in _lines_beside(plain, repaired) if was != now][:5]
    if not samples:
        return Decoded(plain)
    twice = _transcoded(path, TWICE, "".join(repaired))
    question = Question(
        "encoding",
        _("Some text was encoded twice. Repair it, or keep it as it stands?"),
        (TWICE, "utf-8"),
        {TWICE: samples, "utf-8": [(was, was) for was, _now in samples]},
    )
    if said in question.choices:
        return Decoded(twice if said == TWICE else plain)
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


def _strictly(raw: bytes, name: str) -> str | None:
    try:
        return raw.decode(name)
    except UnicodeDecodeError:
        return None


def _other(path: Path, recognise: Recognise, said: str | None, wrong: int) -> Decoded:
    raw = path.read_bytes()
    readings = {name: text for name in OTHERS if (text := _strictly(raw, name)) is not None}
    known = {name: recognise(text) for name, text in readings.items()}
    settled = [name for name, n in known.items() if n == max(known.values())]
    likely = settled[0] if len(settled) == 1 else None
    if likely is None and "windows-1252" in readings and _reads_like_latin(readings):
        likely = "windows-1252"
    _reject_mixture(raw, is_chinese=likely != "windows-1252")
    if not readings:
        raise NotText(_undecodable(raw, wrong, "UTF-8, GB18030, Windows-1252"))
    if likely is not None:
        return Decoded(_transcoded(path, likely, readings[likely]))
    return _choose(path, raw, readings, said)


def _choose(path: Path, raw: bytes, readings: dict[str, str], said: str | None) -> Decoded:
    if said in readings:
        return Decoded(_transcoded(path, said, readings[said]))
    numbers = [n for n, line in enumerate(raw.splitlines()) if not line.isascii()][:5] or range(5)
    question = Question(
        "encoding",
        _("Which of these readings shows the names as they are?"),
        tuple(readings),
        {
            name: [
                (_("line {n}").format(n=n + 1), lines[n])
                for n in numbers
                if n < len(lines := text[: 1 << 20].splitlines())
            ]
            for name, text in readings.items()
        },
    )
    name = question.choices[0]
    return Decoded(_transcoded(path, name, readings[name]), question)


def _reject_mixture(raw: bytes, is_chinese: bool) -> None:
    """Refuse a file of which some lines are UTF-8 and others are not.

    In Western text a line that happens to be UTF-8 does not occur; in Chinese it does, so there
    it takes one line in twenty.
    """
    good, bad = [], []
    for number, line in enumerate(raw.splitlines(), 1):
        if line.isascii():
            continue
        is_utf8 = _strictly(line, "utf-8") is not None
        is_long = sum(byte > 0x7F for byte in line) >= 6
        if not is_utf8:
            bad.append(number)
        elif is_long or not is_chinese:
            good.append(number)
    if not good or not bad or (is_chinese and len(good) * 20 < len(bad)):
        return
    row = min(good if len(good) < len(bad) else bad)
    raise NotText(
        _problem(
            _("text in another encoding than the other rows"),
            _("one encoding from the first byte to the last"),
            _export_again(),
            row,
            row,
        )
    )


def _reads_like_latin(readings: dict[str, str]) -> bool:
    """Whether Windows-1252 gives words, and the Chinese reading gives none."""
    western = [c for c in readings["windows-1252"] if c > "\x7f"]
    letters = sum(c.isalpha() or c in "€£¥§°·…–—‘’“”«»™®©\xa0½¼¾²³" for c in western)
    runs = [len(r) for r in re.findall(r"[^\x00-\x7f]+", readings["windows-1252"])]
    is_western = letters >= 0.9 * len(western) and sum(n > 2 for n in runs) <= 0.1 * len(runs)
    return is_western and not ("gb18030" in readings and _reads_like_chinese(readings["gb18030"]))


def _reads_like_chinese(text: str) -> bool:
    """Whether the characters are everyday ones and do not stand inside Latin words."""
    wide = [c.encode("gb18030") for c in text if c > "\x7f" and unicodedata.category(c) == "Lo"]
    everyday = sum(len(c) == 2 and 0xB0 <= c[0] <= 0xD7 for c in wide)
    runs = len(re.findall(r"[^\x00-\x7f]+", text))
    inside = len(_AMONG_LATIN.findall(text))
    return bool(wide) and everyday >= 0.5 * len(wide) and inside <= 0.3 * runs
