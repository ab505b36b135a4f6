"""Names from data as they are shown: cut where too long, isolated where written right to left."""

import re

LONGEST, LONGEST_HOVER, HOVER_LINE = 60, 700, 70
CUT = "…"
_CONTROLS = re.compile("[\u2066-\u2069]")
_RIGHT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u202a-\u202e"
_LEFT = "A-Za-z\u00c0-\u024f\u0370-\u052f\u3040-\u9fff\uac00-\ud7af"
_RUN = re.compile(f"[{_RIGHT}](?:[^{_LEFT}]*[{_RIGHT}])?")
_ISOLATE, _END = "\u2068", "\u2069"


def brief(name: object) -> str:
    """A name of at most 60 characters; a longer one ends in an ellipsis."""
    text = str(name)
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + CUT


def is_cut(name: object) -> bool:
    """Whether `brief` leaves out the end of a name."""
    return len(str(name)) > LONGEST


def in_lines(name: object) -> str:
    """A name for a hover: whole, in lines of 70 characters; ten of them at most."""
    text = str(name)
    if len(text) > LONGEST_HOVER:
        text = text[: LONGEST_HOVER - 1] + CUT
    return "\n".join(text[at : at + HOVER_LINE] for at in range(0, len(text), HOVER_LINE))


def isolated(text: object) -> str:
    """A text in which what is written from right to left does not turn what stands around it.

    Runs of such letters stand between U+2068 and U+2069; the isolates of others, which could end
    ours early, are left out.
    """
    plain = _CONTROLS.sub("", str(text))
    return _RUN.sub(lambda run: f"{_ISOLATE}{run.group(0)}{_END}", plain)
