"""The screens of a book that cannot be read (two ways to have it back), or is being replaced."""

import streamlit as st

from data import backup
from data.commands.listener import Command
from data.commands.terminal import DONE
from data.home import home
from data.refusal import Busy, Damaged
from locales import _
from pages.parts import handed_over, open_books, session
from pages.parts.text import md_escape


def show_if_needed() -> None:
    """Ends the run with one of these screens where the book is not to be had; else does nothing."""
    try:
        open_books.current()
    except Busy as busy:
        st.title(_("The book comes back shortly."), anchor=False)
        st.info(md_escape(str(busy)), icon=":material/hourglass_top:")
        st.caption(_("The page opens by itself."))
        session.pause(2)
    except Damaged as damaged:
        _show(damaged)
        st.stop()


def _show(damaged: Damaged) -> None:
    st.title(_("The book cannot be read."), anchor=False)
    st.error(md_escape(str(damaged)), icon=":material/error:")
    if told := session.take("rescue_said"):
        st.error(md_escape(told), icon=":material/block:")
    newest = backup.newest(backup.folder_of(home()))
    if newest is None:
        st.caption(_("There is no backup. The originals and the ledger can make the book anew."))
    else:
        text = _(
            "The newest backup is of {time}, version {version}. What was done since is done again "
            "from the ledger and the originals. The damaged file is kept."
        )
        time = f"{newest.made_at.astimezone():%Y-%m-%d %H:%M}"
        st.caption(md_escape(text.format(time=time, version=newest.version)))
    with st.container(horizontal=True):
        if newest is not None:
            st.button(
                _("Restore from backup"),
                type="primary",
                icon=":material/settings_backup_restore:",
                key="restore",
                on_click=_do,
                args=(["restore", str(newest.path)],),
            )
        st.button(
            _("Make the book anew from the originals"),
            icon=":material/build:",
            key="rebuild",
            on_click=_do,
            args=(["rebuild"],),
        )


def _do(arguments: list[str]) -> None:
    """The buttons: the command of that name; what it says when it could not be done."""
    session.speak()
    command = Command("python -m data", arguments, session.who(), session.language())
    code, out, err = handed_over.perform(command)
    if code != DONE:
        session.keep("rescue_said", (err or out).strip())
