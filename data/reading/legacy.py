"""Bytes that are not UTF-8: the encodings of older systems, settled by headers or asked."""

import re
import unicodedata
from pathlib import Path

from data.reading.decoded import (
    Decoded,
    NotText,
    Recognise,
    export_again,
    problem,
    strictly,
    transcoded,
    undecodable,
)
from data.report import Question
from locales import _

OTHERS = ("gb18030", "windows-1252", "big5", "shift_jis")
"""What is tried when the bytes are not UTF-8, all strictly."""
_AMONG_LATIN = re.compile(
    r"[A-Za-z][^\x00-\x7f](?![^\x00-\x7f])|(?<![^\x00-\x7f])[^\x00-\x7f][A-Za-z]"
)


def decode_legacy(path: Path, recognise: Recognise, said: str | None, wrong: int) -> Decoded:
    raw = path.read_bytes()
    readings = {name: text for name in OTHERS if (text := strictly(raw, name)) is not None}
    known = {name: recognise(text) for name, text in readings.items()}
    settled = [name for name, n in known.items() if n == max(known.values())]
    likely = settled[0] if len(settled) == 1 else None
    if likely is None and "windows-1252" in readings and _reads_like_latin(readings):
        likely = "windows-1252"
    _reject_mixture(raw, is_chinese=likely != "windows-1252")
    if not readings:
        raise NotText(undecodable(raw, wrong, "UTF-8, GB18030, Windows-1252"))
    if likely is not None:
        return Decoded(transcoded(path, likely, readings[likely]))
    return choose(path, raw, readings, said)


def choose(path: Path, raw: bytes, readings: dict[str, str], said: str | None) -> Decoded:
    if said in readings:
        return Decoded(transcoded(path, said, readings[said]))
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
    return Decoded(transcoded(path, name, readings[name]), question)


def _reject_mixture(raw: bytes, is_chinese: bool) -> None:
    """Refuse a file of which some lines are UTF-8 and others are not.

    In Western text a line that happens to be UTF-8 does not occur; in Chinese it does, so there
    it takes one line in twenty.
    """
    good, bad = [], []
    for number, line in enumerate(raw.splitlines(), 1):
        if line.isascii():
            continue
        is_utf8 = strictly(line, "utf-8") is not None
        is_long = sum(byte > 0x7F for byte in line) >= 6
        if not is_utf8:
            bad.append(number)
        elif is_long or not is_chinese:
            good.append(number)
    if not good or not bad or (is_chinese and len(good) * 20 < len(bad)):
        return
    row = min(good if len(good) < len(bad) else bad)
    raise NotText(
        problem(
            _("text in another encoding than the other rows"),
            _("one encoding from the first byte to the last"),
            export_again(),
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
