"""A loading that ended before its end: what was stored before and stays, what was not stored."""

import streamlit as st

from charts import words
from locales import _
from pages.exports.imports_tabs import file_group, messages
from pages.exports.imports_tabs.upload_session import Desk
from pages.parts import layout
from pages.parts.text import md_escape


def refused(desk: Desk, why: str) -> None:
    """It could not be stored: why, what was stored before, and back to the files."""
    layout.finding(_("What has come in?"), _not_stored(desk))
    st.error(md_escape(why), icon=":material/block:")
    _back(desk)


def cancelled(desk: Desk) -> None:
    """Somebody pressed the button: what was stored before stays, and back to the files."""
    layout.finding(_("What has come in?"), _("Cancelled. {rest}").format(rest=_not_stored(desk)))
    _back(desk)


def _not_stored(desk: Desk) -> str:
    """Which kinds were not stored: all, or those from the one that was being stored on."""
    left = desk.piles[len(desk.loaded) :]
    kinds = [words.kind(pile.kind) for pile in left if pile.kind is not None]
    if not _stays(desk) or not kinds:
        return _("Nothing was stored.")
    return _("Not stored: {kinds}.").format(kinds=_(", ").join(kinds))


def _stays(desk: Desk) -> list[str]:
    look = file_group.company_look()
    return [text for proposal in desk.loaded for text in messages.loaded(proposal, look)]


def _back(desk: Desk) -> None:
    if stays := _stays(desk):
        layout.note(_("Stored before, and stays; the history can undo it:"))
        layout.notes(stays)
    if st.button(_("Back to the files"), icon=":material/arrow_back:", key="back_to_desk"):
        desk.loading = None
        st.rerun()
