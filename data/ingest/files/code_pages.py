"""The encodings of older systems: which of them read some bytes, and how natural that reads."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

OFFERED = ("gb18030", "windows-1252", "big5", "shift_jis")
"""What bytes that are not UTF-8 most often are; any of them that reads the bytes is offered."""
OTHERS = {
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1253": "cp1253",
    "windows-1254": "cp1254",
    "iso-8859-2": "iso8859_2",
    "euc-kr": "cp949",
    "euc-jp": "euc_jp",
    "mac-roman": "mac_roman",
    "cp850": "cp850",
    "cp437": "cp437",
    "koi8-r": "koi8_r",
    "cp866": "cp866",
}
"""What else they may be: offered where it reads more naturally."""
EASTERN = ("gb18030", "big5", "shift_jis", "euc-kr", "euc-jp")
MOST = 4
"""How many readings are shown side by side."""
NATURAL = 0.8
"""The share of words that must read like words where nobody is asked."""

_EVERYDAY: Mapping[str, Callable[[bytes], bool]] = {
    "gb18030": lambda c: len(c) == 2 and 0xB0 <= c[0] <= 0xD7 and c[1] >= 0xA1,
    "big5": lambda c: len(c) == 2 and 0xA4 <= c[0] <= 0xC6,
    "shift_jis": lambda c: len(c) == 2 and (0x82 <= c[0] <= 0x83 or 0x88 <= c[0] <= 0x97),
    "euc-kr": lambda c: len(c) == 2 and 0xB0 <= c[0] <= 0xC8 and c[1] >= 0xA1,
    "euc-jp": lambda c: len(c) == 2 and (0xA4 <= c[0] <= 0xA5 or 0xB0 <= c[0] <= 0xCF),
}
"""Of an Eastern encoding, the bytes of its everyday characters."""
_WORD = re.compile(
    r"(?<![^\W\d_])[^\W\d_]*[^\x00-\x7f][^\x00-\x7f\w]*[^\W\d_]*(?:[^\x00-\x7f]+[^\W\d_]*)*"
)
_BEYOND, _END = re.compile(rb"[\x80-\xff]"), re.compile(rb"[\r\n]++")
_MARKS = frozenset("€£¥§°·…–—‘’“”«»™®©\xa0½¼¾²³ªº¿¡№•")
_CONTROL = re.compile("[\x80-\x9f]")
"""What no text holds: a reading with these is none."""
_RARE = frozenset("þðÞÐÝ¤¦¨¬¯´¸¹×÷")
"""What stands in Western code pages and hardly ever in a name."""
_HEAD, _SAMPLE = 1 << 16, 20_000


def sample(raw: bytes) -> bytes:
    """The first lines, and the first ones that hold more than ASCII; no character is cut in two."""
    lines = raw[:_HEAD].splitlines(keepends=True)
    lines = lines[:-1] if len(lines) > 1 and len(raw) > _HEAD else lines
    beyond, size = [line for line in lines if not line.isascii()], 0
    if not beyond:
        for line in _beyond_ascii(raw, _HEAD):
            beyond.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
        lines += beyond
    return b"".join(lines)


def _beyond_ascii(raw: bytes, at: int) -> Iterator[bytes]:
    """The lines with more than ASCII, from a place on."""
    while match := _BEYOND.search(raw, at):
        begin = max(at, *(raw.rfind(end, at, match.start()) + 1 for end in (b"\r", b"\n")))
        end = _END.search(raw, match.end())
        at = end.end() if end else len(raw)
        yield raw[begin:at]


def decoded(raw: bytes, name: str) -> str | None:
    """The text in an encoding; None where the bytes are not in it."""
    try:
        return raw.decode(OTHERS.get(name, name))
    except (UnicodeDecodeError, LookupError):
        return None


def read(raw: bytes) -> dict[str, str]:
    """The text in each of the encodings that has every one of the bytes."""
    texts = {name: decoded(raw, name) for name in (*OFFERED, *OTHERS)}
    return {name: t for name, t in texts.items() if t is not None and not _CONTROL.search(t)}


def ranked(natural: Mapping[str, float]) -> list[str]:
    """The readings to be shown, the most natural first; of equals the commonest."""
    order = [*OFFERED, *OTHERS]
    best = sorted(natural, key=lambda name: (-round(natural[name], 1), order.index(name)))
    shown = [n for at, n in enumerate(best) if at < 3 or natural[n] or n in OFFERED][:MOST]
    for name in reversed([name for name in best if name in OFFERED and name not in shown]):
        places = [at for at, other in enumerate(shown) if at and other not in OFFERED]
        if places:
            shown[places[-1]] = name
    return shown


def naturalness(text: str, name: str) -> float:
    """The share of words beyond ASCII that read like words, 0 to 1."""
    words = _WORD.findall(_lines_beyond_ascii(text))[:2_000]
    if not words:
        return 1.0
    is_word = _is_eastern if name in _EVERYDAY else _is_western
    return sum(is_word(word, name) for word in words) / len(words)


def _lines_beyond_ascii(text: str) -> str:
    lines, size = [], 0
    for line in text.splitlines():
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return "\n".join(lines)


def _is_eastern(word: str, name: str) -> bool:
    """Mostly everyday characters, and none of them inside a Latin word."""
    wide = [c for c in word if c > "\x7f" and unicodedata.category(c)[0] not in "PSZ"]
    if not wide:
        return not re.search("[A-Za-z]", word)
    everyday = sum(map(_EVERYDAY[name], (c.encode(OTHERS.get(name, name)) for c in wide)))
    return everyday >= 0.8 * len(wide) and not re.match(r"[A-Za-z]+[^\x00-\x7f][A-Za-z]", word)


def _is_western(word: str, _name: str) -> bool:
    """Letters of one script, no capital inside of small ones, no mark inside of letters."""
    letters = [c for c in word if c.isalpha() and c not in "ªº"]
    if any(c in _RARE or unicodedata.category(c) in ("Cc", "Cn", "Co") for c in word):
        return False
    if any(not c.isalnum() and c > "\x7f" and c not in _MARKS for c in word):
        return False
    if re.search(r"[^\W\d_][^\w\x00-\x7f’‘–·\xa0][^\W\d_]", word):
        return False
    if re.search(r"(?<![^\W\d_])[£¥€©®°][^\W\d_]", word):
        return False
    scripts = {unicodedata.name(c, "?").partition(" ")[0] for c in letters}
    body = "".join(letters)
    runs = re.findall(r"[^\x00-\x7f]+", body)
    latin_runs = "LATIN" not in scripts or all(len(run) <= 3 for run in runs)
    odd_case = any(a.islower() and b.isupper() and b > "\x7f" for a, b in pairwise(body))
    return len(scripts) <= 1 and latin_runs and not odd_case
