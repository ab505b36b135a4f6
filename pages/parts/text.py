"""Texts from data made inert: names are shown, never read as Markdown, links or formulas.

Streamlit reads Markdown in titles, captions, labels and metrics, so whatever comes from a file
goes through `md_escape` on its way there. Backslashes stop the Markdown; a word joiner stops what
the browser side turns after the Markdown is read: bare addresses into links, `:smile:` and `->`
into pictures and arrows.
"""

import re

from charts.names import isolated

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|$~:^&=@/\"'])")
_BARE_LINK = re.compile(r"(?i)(https?|ftp|mailto)(?=:)|(www)(?=\.)|(?<=\w)(?=@)")
_TURNED = re.compile(r":(?=[\w+./-]+:)|-(?=[->])|<(?=[-=])|[>~](?==)|=(?=>)")
_JOINER = "\u2060"


def md_escape(text: object) -> str:
    """The text as Markdown that reads as the text itself, on one line."""
    one_line = isolated(" ".join(str(text).split()))
    for turned in (_BARE_LINK, _TURNED):
        one_line = turned.sub(lambda part: part.group(0) + _JOINER, one_line)
    return _PUNCTUATION.sub(r"\\\1", one_line)
