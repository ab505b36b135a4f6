"""Bytes that are not UTF-8: the encodings of older systems, settled by headers or asked."""

from collections.abc import Mapping
from pathlib import Path

from data.ingest.files import code_pages
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
from data.report import Question
from locales import _

WESTERN = "windows-1252"


def decode_legacy(path: Path, recognise: Recognise, answer: str | None, wrong: int) -> Decoded:
    """The encoding that the headers settle, else Windows-1252 where it reads like words, else
    asked: the most natural readings side by side."""
    raw = path.read_bytes()
    parts = code_pages.read(code_pages.sample(raw))
    natural = {name: code_pages.naturalness(text, name) for name, text in parts.items()}
    likely = _settled(parts, natural, recognise)
    eastern = max((natural[name] for name in code_pages.EASTERN if name in natural), default=0)
    _reject_mixture(raw, eastern > natural.get(WESTERN, 0) or likely in code_pages.EASTERN)
    if likely is not None and (text := code_pages.decoded(raw, likely)) is not None:
        return Decoded(transcoded(path, likely, text))
    if answer in parts and (text := code_pages.decoded(raw, answer)) is not None:
        return Decoded(transcoded(path, answer, text))
    whole = {n: s for n, s in natural.items() if code_pages.decoded(raw, n) is not None}
    if not any(name in code_pages.OFFERED or share >= 0.5 for name, share in whole.items()):
        raise NotText(undecodable(raw, wrong, "UTF-8, GB18030, Windows-1252"))
    shown = code_pages.ranked(whole)
    return choose(path, {name: code_pages.decoded(raw, name) or "" for name in shown})


def _settled(
    parts: Mapping[str, str], natural: Mapping[str, float], recognise: Recognise
) -> str | None:
    """The one encoding in which most headers are known, or Windows-1252 where it is as good."""
    known = {name: recognise(text) for name, text in parts.items()}
    best = [name for name, n in known.items() if n == max(known.values())]
    if len(best) == 1 and known[best[0]]:
        return best[0]
    is_western = natural.get(WESTERN, 0) >= code_pages.NATURAL
    return WESTERN if is_western and natural.get("gb18030", 0) < 0.5 else None


def choose(path: Path, readings: Mapping[str, str]) -> Decoded:
    """The question which of the readings is meant, with the lines that tell them apart."""
    name = next(iter(readings))
    lines = {name: text.splitlines() for name, text in readings.items()}
    numbers = [n for n, line in enumerate(lines[name]) if not line.isascii()][:5]
    question = Question(
        "encoding",
        _("Which of these readings shows the names as they are?"),
        tuple(readings),
        {
            choice: [
                (_("line {n}").format(n=n + 1), texts[n])
                for n in numbers or range(5)
                if n < len(texts)
            ]
            for choice, texts in lines.items()
        },
    )
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
    lines = good if len(good) < len(bad) else bad
    rows, counts = rows_on(raw, lines)
    raise NotText(
        problem(
            _("text in another encoding than the other rows"),
            _("one encoding from the first byte to the last"),
            export_again(),
            rows[0],
            lines[0],
        ),
        counts,
    )
