"""Choosing the ruler on a page: method, window and split, kept in the URL; making it official."""

import streamlit as st

from analytics import book
from analytics import ruler as rulers
from analytics.scope import Scope
from data import clock, entries
from locales import _
from pages.parts import layout, scope_bar, session
from pages.parts.sentences import ruler as told
from pages.parts.text import md_escape


def button(scope: Scope) -> None:
    """A button that names the ruler in force; behind it the choices and the ruler in words."""
    label = f"{told.method(scope.ruler.method)} · {told.split_name(scope.ruler.split)}"
    with st.popover(md_escape(label), icon=":material/straighten:", width="content"):
        _switch(_("Method"), "method", rulers.METHODS, scope.ruler.method, told.method)
        _switch(_("Split"), "split", rulers.SPLITS, scope.ruler.split, told.split_name)
        scope_bar.window(scope, "ruler_window")
        in_words(scope)
        _official(scope)


def in_words(scope: Scope) -> None:
    """The ruler in force as a list of plain sentences."""
    look = session.look()
    sentences = told.in_words(scope, session.ask("book_fit", scope), look)
    st.markdown("\n".join(f"- {md_escape(sentence)}" for sentence in sentences))


def _switch(label: str, param: str, codes: tuple[str, ...], current: str, name: object) -> None:
    key = session.draw(f"ruler_{param}", current)
    st.segmented_control(
        label,
        codes,
        key=key,
        required=True,
        format_func=name,
        on_change=session.hold_one,
        args=(param, key),
    )


def _official(scope: Scope) -> None:
    """What makes these choices the official ruler, or says that they are."""
    if scope.ruler.method == "book" and scope.ruler.is_frozen:
        layout.note(_("The book's values are frozen: they are those of the official ruler."))
    st.button(
        _("Make this the official ruler"),
        key="ruler_official",
        icon=":material/verified:",
        help=_(
            "From today on every page, link and command uses it, unless another is chosen. The "
            "own book's values are frozen as they stand until someone changes them."
        ),
        on_click=_make_official,
        args=(scope,),
    )


def _make_official(scope: Scope) -> None:
    session.speak()
    with layout.guard():
        with session.warehouse().cursor() as cursor:
            content = book.fit(cursor, scope)
        entries.save_ruler(
            session.warehouse(), content, session.who(), _("Official ruler"), clock.today()
        )
        session.hold({key: [] for key in rulers.RULES})
        st.toast(_("This is the official ruler now."), icon=":material/verified:")
