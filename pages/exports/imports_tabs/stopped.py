"""A loading that ended before its end: what was stored before and stays, what was not stored."""

import streamlit as st

from charts import words
from locales import _
from pages.exports.imports_tabs import file_group, messages
from pages.exports.imports_tabs.upload_session import UploadSession
from pages.parts import layout
from pages.parts.text import md_escape


def refused(upload: UploadSession, why: str) -> None:
    """It could not be stored: why, what was stored before, and back to the files."""
    layout.finding(_("What has come in?"), _not_stored(upload))
    st.error(md_escape(why), icon=":material/block:")
    _back(upload)


def cancelled(upload: UploadSession) -> None:
    """Somebody pressed the button: what was stored before stays, and back to the files."""
    layout.finding(_("What has come in?"), _("Cancelled. {rest}").format(rest=_not_stored(upload)))
    _back(upload)


def _not_stored(upload: UploadSession) -> str:
    """Which kinds were not stored: all, or those from the one that was being stored on."""
    left = upload.groups[len(upload.loaded) :]
    kinds = [words.kind(group.kind) for group in left if group.kind is not None]
    if not _stays(upload) or not kinds:
        return _("Nothing was stored.")
    return _("Not stored: {kinds}.").format(kinds=_(", ").join(kinds))


def _stays(upload: UploadSession) -> list[str]:
    look = file_group.company_look()
    return [text for proposal in upload.loaded for text in messages.loaded(proposal, look)]


def _back(upload: UploadSession) -> None:
    if stays := _stays(upload):
        layout.note(_("Stored before, and stays; the history can undo it:"))
        layout.notes(stays)
    if st.button(_("Back to the files"), icon=":material/arrow_back:", key="back_to_desk"):
        upload.loading = None
        st.rerun()
