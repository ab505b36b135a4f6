"""The words of the box for files: Streamlit writes its own in English only, and says of a file that
the server refused no more than a number."""

import streamlit as st

from data.refusal import Refused
from locales import _
from pages.parts import upload_quota

BUTTON = "[data-testid=stFileUploaderDropzone] button p"
LIMIT = "[data-testid=stFileUploaderDropzoneInstructions] span"
REFUSED = "[data-testid=stFileUploader]:has([data-testid=stFileChipIconError])::after"


def css(language: str) -> str:
    """Style that says them in the reader's language; in English the box's own stay as they are."""
    most = st.get_option("server.maxUploadSize")
    refused = f'{REFUSED}{{content:"{_plain(_refused(most))}";font-size:.875rem;color:inherit}}'
    if language == "en":
        return refused
    limit = _("At most {n} MB a file").format(n=most)
    return refused + _instead(BUTTON, _("Choose files")) + _instead(LIMIT, limit)


def _refused(most: int) -> str:
    """What stands below the box while it shows a file that was not taken."""
    try:
        together = upload_quota.limit() // upload_quota.TABS // upload_quota.MB
    except Refused as refused:
        return str(refused)
    return _(
        "A file that is marked was not taken: it has more than {most} MB, or there is no room for "
        "it ({together} MB together). Do: load or clear what is here, then drop it again; "
        "`python -m data load` takes files of any size."
    ).format(most=f"{most:,}", together=f"{together:,}")


def _instead(place: str, words: str) -> str:
    text = _plain(words)
    return f'{place}{{font-size:0!important}}{place}::after{{content:"{text}";font-size:.875rem}}'


def _plain(words: str) -> str:
    return words.replace("\\", "").replace('"', "").replace("<", "")
