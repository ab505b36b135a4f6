"""Files of the inbox that wait for an answer: they can be added to the upload."""

import os
from collections.abc import Sequence

import streamlit as st

from data.keeping.inbox_files import opened
from data.keeping.inbox_messages import MAIN, Waiting
from data.refusal import Refused
from locales import _, ngettext
from pages.exports.imports_tabs import tab_upload
from pages.exports.imports_tabs.upload_session import UploadSession
from pages.parts import layout, open_books
from pages.parts.text import md_escape


def show() -> None:
    """Draws what waits and is not in this reader's upload; nothing while files are being loaded."""
    upload = tab_upload.current()
    here = {file.name for file in upload.files}
    waiting = [
        w
        for w in open_books.current().inbox.waiting()
        if w.name not in here or w.source != upload.source
    ]
    if upload.loading is not None or not waiting:
        return
    text = ngettext(
        "{n} file waits in the inbox", "{n} files wait in the inbox", len(waiting)
    ).format(n=len(waiting))
    with st.expander(text, icon=":material/inbox:", expanded=not upload.files):
        for number, one in enumerate(waiting):
            _row(upload, number, one)


def _row(upload: UploadSession, number: int, one: Waiting) -> None:
    text, button = st.columns([5, 1], vertical_alignment="center")
    with text:
        st.markdown(f"**{md_escape(one.name)}**")
        layout.notes(_why(one))
        if one.source != MAIN:
            layout.note(_("Source: {name}").format(name=one.source))
    is_other = bool(upload.files) and upload.source != one.source
    button.button(
        _("Put on the desk"),
        key=f"desk_{number}",
        on_click=_put,
        args=(upload, one),
        disabled=is_other or not one.is_file,
        help=_("Load what lies on the desk first: it is of another source.")
        if is_other
        else _("It leaves the inbox once it is loaded."),
    )


def _why(one: Waiting) -> Sequence[str]:
    """Why it waits; its questions are asked once it is in the upload."""
    if not one.is_asked:
        return one.why
    text = ngettext(
        "{n} question is to be answered.", "{n} questions are to be answered.", n := len(one.why)
    )
    return [text.format(n=n)]


def _put(upload: UploadSession, one: Waiting) -> None:
    """Copies the file into the upload; it stays in the inbox until it is loaded."""
    try:
        with opened(one.path, open_books.current().inbox.folder) as file:
            upload.source = one.source
            tab_upload.take_one(upload, one.name, file, os.fstat(file.fileno()).st_size)
    except (OSError, Refused):  # taken out meanwhile, or not to be read: the row says why
        return
