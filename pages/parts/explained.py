"""What stands under "How is this computed?": definition, ruler, rows used and left out, SQL."""

from collections.abc import Sequence

import streamlit as st

from analytics import engine
from analytics.scope import Scope
from locales import _
from pages.parts import session
from pages.parts.sentences import definitions, rows, ruler
from pages.parts.text import md_escape


def show(questions: Sequence[str], scope: Scope, notes: Sequence[str]) -> None:
    """The explanation of the figures that these questions answer."""
    for sentence in [*(definitions.of(question) for question in questions), *notes]:
        st.markdown(md_escape(sentence))
    st.markdown("**" + md_escape(_("The ruler")) + "**")
    for sentence in ruler.in_words(scope, session.ask("book_fit", scope), session.look()):
        st.markdown(md_escape(sentence))
    st.markdown("**" + md_escape(_("Rows used and left out")) + "**")
    used = session.ask("rows_used", scope)
    for sentence in rows.in_words(used, scope, session.look()):
        st.markdown(md_escape(sentence))
    st.markdown("**" + md_escape(_("The SQL of each figure")) + "**")
    for question in questions:
        st.caption(md_escape(question))
        st.code(engine.sql_of(question, scope), language="sql", height=240)
