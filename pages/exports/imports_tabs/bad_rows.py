"""May the good rows be loaded without the bad ones? One click, never the default."""

from collections.abc import Sequence

import streamlit as st

from data.report import Report
from locales import _
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import layout, session
from pages.parts.sentences import aside
from pages.parts.text import md_escape


def show(upload: UploadSession, group: FileGroup, reports: Sequence[Report]) -> None:
    """Draws the click, or what was clicked; nothing where a file as a whole is in doubt."""
    look = session.look()
    key = f"{upload.round}_{group.name}"
    if n := sum(report.aside for report in reports):
        layout.note(aside.will_be(n, look))
        if st.button(_("Load all or nothing"), icon=":material/undo:", key=f"whole_{key}"):
            _set_aside(group, False)
        return
    refused = [report for report in reports if report.status == "refused"]
    if not refused or not all(report.can_set_aside for report in refused):
        return
    n = len({(report.file, error.row) for report in refused for error in report.errors})
    label = md_escape(aside.refused(n, look))
    if st.button(label, icon=":material/playlist_remove:", key=f"aside_{key}"):
        _set_aside(group, True)


def _set_aside(group: FileGroup, sets_aside: bool) -> None:
    group.sets_aside = sets_aside
    st.rerun()
