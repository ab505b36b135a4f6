"""Texts from data made inert: names are shown, never read as Markdown, links or formulas.

Streamlit reads Markdown in titles, captions, labels and metrics, so whatever comes from a file
goes through `md_escape` on its way there. Backslashes stop the Markdown; a word joiner stops bare
addresses, which the browser side turns into links after the Markdown is read.
"""

import re

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:^&=@/\"'])")
_BARE_LINK = re.compile(r"(?i)(https?|ftp|mailto)(?=:)|(www)(?=\.)|(?<=\w)(?=@)")
_JOINER = "\u2060"


def md_escape(text: object) -> str:
    """The text as Markdown that reads as the text itself, on one line."""
    one_line = " ".join(str(text).split())
    return _PUNCTUATION.sub(r"\\\1", _BARE_LINK.sub(lambda m: m.group(0) + _JOINER, one_line))
