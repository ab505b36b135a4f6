"""The panel of the ruler on each page that uses it: what is in force, and what else one may try."""

import streamlit as st

from analytics import book
from analytics.scope import Scope
from data import clock
from data.keeping import page_entries
from locales import _
from pages.parts import layout, ruler_fields, session
from pages.parts.sentences import ruler as told
from pages.parts.text import md_escape


def button(scope: Scope) -> None:
    """A button that names the ruler in force; behind it the choices and the ruler in words."""
    with st.popover(md_escape(told.name(scope)), icon=":material/straighten:", width="content"):
        ruler_fields.named(scope)
        ruler_fields.scoring(scope)
        in_words(scope)
        with st.container(horizontal=True, vertical_alignment="center"):
            _official(scope)
            st.page_link(
                "settings/settings.py",
                label=_("Change and compare rulers"),
                icon=":material/tune:",
                query_params=session.params_for(),
            )
        with st.expander(_("More choices"), icon=":material/tune:"):
            ruler_fields.numbers(scope.ruler)
            ruler_fields.kinds(scope)


def in_words(scope: Scope) -> None:
    """The ruler in force as a list of plain sentences."""
    look = session.look()
    sentences = told.in_words(scope, session.ask("book_fit", scope), look)
    st.markdown("\n".join(f"- {md_escape(sentence)}" for sentence in sentences))


def _official(scope: Scope) -> None:
    """What makes these choices the official ruler."""
    st.button(
        _("Make this the official ruler"),
        key="ruler_official",
        icon=":material/verified:",
        help=_(
            "From this as-of date on every page, link and command uses it, unless another is "
            "chosen. What it measures is frozen as it stands until someone changes it."
        ),
        on_click=make_official,
        args=(scope,),
    )


def make_official(scope: Scope) -> None:
    """The button: this ruler, with what it measures frozen, is the book's from its day on."""
    session.speak()
    with layout.guard():
        with session.warehouse().cursor() as cursor:
            content = book.fit(cursor, scope)
        from_on = min(scope.as_of or clock.today(), clock.today())
        page_entries.save_ruler(
            session.warehouse(), content, session.who(), _("Official ruler"), from_on
        )
        ruler_fields.let_go()
        st.toast(_("This is the official ruler now."), icon=":material/verified:")
