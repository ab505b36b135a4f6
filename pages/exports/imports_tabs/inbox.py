"""Files of the inbox that wait for an answer: they can be put on the desk."""

from collections.abc import Sequence

import streamlit as st

from data.keeping.inbox import MAIN, Waiting
from locales import _, ngettext
from pages.exports.imports_tabs.upload_session import Desk
from pages.parts import layout, open_books, session
from pages.parts.text import md_escape


def show() -> None:
    """Draws what waits and is not on this reader's desk; nothing while files are being loaded."""
    desk: Desk = session.once("desk", lambda: Desk.below(session.company_warehouse().home))
    here = {file.name for file in desk.files}
    waiting = [
        w
        for w in open_books.current().inbox.waiting()
        if w.name not in here or w.source != desk.source
    ]
    if desk.loading is not None or not waiting:
        return
    text = ngettext(
        "{n} file waits in the inbox", "{n} files wait in the inbox", len(waiting)
    ).format(n=len(waiting))
    with st.expander(text, icon=":material/inbox:", expanded=not desk.files):
        for number, one in enumerate(waiting):
            _row(desk, number, one)


def _row(desk: Desk, number: int, one: Waiting) -> None:
    text, button = st.columns([5, 1], vertical_alignment="center")
    with text:
        st.markdown(f"**{md_escape(one.name)}**")
        layout.notes(_why(one))
        if one.source != MAIN:
            layout.note(_("Source: {name}").format(name=one.source))
    is_other = bool(desk.files) and desk.source != one.source
    button.button(
        _("Put on the desk"),
        key=f"desk_{number}",
        on_click=_put,
        args=(desk, one),
        disabled=is_other,
        help=_("Load what lies on the desk first: it is of another source.")
        if is_other
        else _("It leaves the inbox once it is loaded."),
    )


def _why(one: Waiting) -> Sequence[str]:
    """Why it waits; its questions are asked on the desk."""
    if not one.is_asked:
        return one.why
    text = ngettext(
        "{n} question is to be answered.", "{n} questions are to be answered.", n := len(one.why)
    )
    return [text.format(n=n)]


def _put(desk: Desk, one: Waiting) -> None:
    """Puts a copy on the desk; the file itself stays in the inbox until it is loaded."""
    try:
        with one.path.open("rb") as file:
            desk.source = one.source
            desk.take([(one.name, file)])
    except OSError:  # taken out of the inbox meanwhile, or not to be read: the row says why
        return
