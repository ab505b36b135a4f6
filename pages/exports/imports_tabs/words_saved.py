"""The word tables that were saved, each to put back, and the shipped words."""

import streamlit as st

from data.keeping import word_history
from data.keeping.word_history import SavedWords
from locales import _, ngettext
from pages.parts import layout, session, word_table
from pages.parts.text import md_escape

SHOWN = 10


def show() -> None:
    """What is in force, a click back to the shipped words, and the earlier tables."""
    history = word_history.saved(session.warehouse())
    own = bool(history) and bool(history[0].words)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Use the shipped words again"),
            key="words_shipped",
            icon=":material/restart_alt:",
            disabled=not own,
            help=_("Your own table stays in the list below, and can be put back."),
            on_click=word_table.put_back,
            args=((),),
        )
    if not history:
        layout.note(_("The shipped words are in force; nobody has changed them yet."))
        return
    layout.section(_("Tables of words that were saved"))
    for place, table in enumerate(history[:SHOWN]):
        before = history[place + 1].words if place + 1 < len(history) else ()
        _row(table, before, is_in_force=place == 0)


def _row(table: SavedWords, before: word_history.Pairs, *, is_in_force: bool) -> None:
    with st.container(border=True):
        what, who, undo = st.columns([5, 4, 2], vertical_alignment="center")
        what.markdown(md_escape(_what(table, before)))
        if is_in_force:
            what.badge(_("in force"), color="green")
        local = table.saved_at.astimezone()
        who.caption(md_escape(f"{table.who} · {local:%Y-%m-%d %H:%M}"))
        undo.button(
            _("Put back"),
            key=f"words_back_{table.saved_at:%Y%m%d%H%M%S%f}",
            icon=":material/undo:",
            disabled=is_in_force,
            on_click=word_table.put_back,
            args=(table.words,),
        )


def _what(table: SavedWords, before: word_history.Pairs) -> str:
    """How many words, and how they differ from the table before."""
    if not table.words:
        return _("The shipped words")
    n = len(table.words)
    words = ngettext("{n} word", "{n} words", n).format(n=session.look().count(n))
    if not before:
        return words
    then, now = dict(before), dict(table.words)
    added, gone = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    changed = sum(now[word] != then[word] for word in now.keys() & then.keys())
    return _("{words}: {added} added, {changed} changed, {gone} taken away").format(
        words=words, added=added, changed=changed, gone=gone
    )
