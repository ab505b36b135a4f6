"""The words of the box for files: Streamlit writes its own in English only."""

import streamlit as st

from locales import _

BUTTON = "[data-testid=stFileUploaderDropzone] button p"
LIMIT = "[data-testid=stFileUploaderDropzoneInstructions] span"


def css(language: str) -> str:
    """Style that says them in the reader's language; in English they stay as they are."""
    if language == "en":
        return ""
    limit = _("At most {n} MB a file").format(n=st.get_option("server.maxUploadSize"))
    return _instead(BUTTON, _("Choose files")) + _instead(LIMIT, limit)


def _instead(place: str, words: str) -> str:
    said = words.replace("\\", "").replace('"', "").replace("<", "")
    return f'{place}{{font-size:0!important}}{place}::after{{content:"{said}";font-size:.875rem}}'
