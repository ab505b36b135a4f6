"""How are our accounts measured? The ruler in force, another tried beside it, what that changes."""

from dataclasses import replace

import streamlit as st

from analytics import preview
from analytics.scope import FILTERS, Scope
from charts.theme import Look
from locales import _
from pages.parts import layout, missing_export, ruler_fields, ruler_panel, session, window_advice
from pages.parts.sentences import rulers
from pages.settings.settings_tabs import ruler_fit, ruler_names, ruler_preview, ruler_saved


def show() -> None:
    """The tab from the ruler in force to the history of rulers."""
    if not session.has_sales():
        layout.finding(_("How are our accounts measured?"), _("Load your first sales export."))
        missing_export.show("sales")
        return
    scope, look = _everyone(session.scope()), session.look()
    in_force = session.settled(
        Scope(as_of=scope.as_of, version=scope.version, currency=scope.currency)
    )
    saved = session.ask("saved_rulers", scope)
    layout.finding(_("How are our accounts measured?"), rulers.finding(saved, look))
    ruler_fit.offer(saved, in_force, look)
    _fields(scope, in_force, look)
    ruler_names.show(scope, look)
    _preview(in_force, scope, look)
    ruler_saved.save(scope)
    ruler_saved.history(saved, look)
    layout.computed(["rfm", "cut_points", "book_fit", "window_suggestions"], scope)


def _everyone(scope: Scope) -> Scope:
    """The scope without filters: a ruler is laid on the whole book."""
    return replace(scope, key_accounts_only=False, **dict.fromkeys(FILTERS.values(), ()))


def _fields(scope: Scope, in_force: Scope, look: Look) -> None:
    left, right = st.columns([3, 2], gap="large")
    with left:
        layout.section(_("The ruler"))
        ruler_fields.named(scope)
        ruler_fields.scoring(scope)
        window_advice.show(scope, "ruler_window_take")
        ruler_fields.numbers(scope.ruler)
        ruler_fields.kinds(scope)
    with right:
        layout.section(_("In words"))
        ruler_panel.in_words(scope)
        layout.notes(rulers.coverage(scope, look))
        if not ruler_fields.is_changed():
            ruler_fit.confirm(in_force, look)


def _preview(in_force: Scope, scope: Scope, look: Look) -> None:
    is_changed = ruler_fields.is_changed()
    now = session.ask("rfm", in_force)
    found = preview.of(now, session.ask("rfm", scope) if is_changed else now)
    layout.section(rulers.preview_title(found, look, is_changed=is_changed))
    if is_changed:
        layout.note(rulers.preview_note(found, in_force, scope, look))
        st.button(
            _("Drop these choices"),
            key="ruler_drop",
            icon=":material/close:",
            on_click=ruler_fields.let_go,
        )
    ruler_preview.show(found, scope, look, is_changed=is_changed)
