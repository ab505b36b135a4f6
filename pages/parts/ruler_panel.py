"""Choosing the ruler on a page: method, window and split, kept in the URL; making it official."""

from collections.abc import Callable, Mapping

import streamlit as st

from analytics import book
from analytics import ruler as rulers
from analytics.ruler import Ruler
from analytics.scope import Scope
from data import clock, entries
from locales import _
from pages.parts import layout, scope_bar, session
from pages.parts.sentences import ruler as told
from pages.parts.text import md_escape


def button(scope: Scope) -> None:
    """A button that names the ruler in force; behind it the choices and the ruler in words."""
    ruler = scope.ruler
    label = f"{told.method(ruler.method)} · {told.split_name(ruler.split)}"
    if scope.level == "group":
        label += f" · {told.levels()['group']}"
    with st.popover(md_escape(label), icon=":material/straighten:", width="content"):
        _switch(_("Method"), "method", _named(rulers.METHODS, told.method), ruler.method)
        left, right = st.columns(2)
        with left:
            _switch(_("Split"), "split", _named(rulers.SPLITS, told.split_name), ruler.split)
        with right:
            scope_bar.window(scope, "ruler_window")
        in_words(scope)
        _official(scope)
        with st.expander(_("More choices"), icon=":material/tune:"):
            _numbers(ruler)
            _kinds(scope)


def _named(codes: tuple[str, ...], name: Callable[[str | None], str]) -> dict[str, str]:
    return {code: name(code) for code in codes}


def _numbers(ruler: Ruler) -> None:
    """The numbers that the business sets, where the method or the split takes them."""
    fields = {}
    if ruler.method == "standard":
        fields |= {
            "r_cuts": _("R: days of 5, 4, 3, 2"),
            "f_cuts": _("F: orders of 2, 3, 4, 5"),
            "m_cuts": _("M: money of 2, 3, 4, 5"),
        }
    if ruler.split == "cutoff":
        fields["cutoff"] = _("High from R, F, M")
    fields["weights"] = _("Weights of R, F, M")
    for column, (param, label) in zip(st.columns(len(fields)), fields.items(), strict=True):
        key = session.draw(f"ruler_{param}", rulers.written(getattr(ruler, param)))
        column.text_input(label, key=key, on_change=_take_numbers, args=(param, key))
    if wrong := session.take("ruler_wrong"):
        st.error(md_escape(wrong), icon=":material/error:")


def _take_numbers(param: str, key: str) -> None:
    session.speak()
    try:
        rulers.RULES[param](session.chosen(key))
    except rulers.Unreadable as wrong:
        session.keep("ruler_wrong", str(wrong))
    else:
        session.hold_one(param, key)


def _kinds(scope: Scope) -> None:
    """What is counted, and among whom; the published methods bring their own."""
    ruler = scope.ruler
    left, right = st.columns(2)
    if ruler.method not in rulers.IMPLIED_KINDS:
        with left:
            kind = ruler.kind_of_frequency
            _switch(_("Frequency counts"), "kind_of_frequency", told.frequencies(), kind)
        with right:
            kind = ruler.kind_of_monetary
            _switch(_("Monetary is"), "kind_of_monetary", told.monetaries(), kind)
    with left:
        _switch(_("One customer is"), "level", told.levels(), scope.level)
    with right:
        _switch(_("Scores among"), "population", told.populations(), ruler.population)


def in_words(scope: Scope) -> None:
    """The ruler in force as a list of plain sentences."""
    look = session.look()
    sentences = told.in_words(scope, session.ask("book_fit", scope), look)
    st.markdown("\n".join(f"- {md_escape(sentence)}" for sentence in sentences))


def _switch(label: str, param: str, names: Mapping[str, str], current: str | None) -> None:
    key = session.draw(f"ruler_{param}", current)
    st.segmented_control(
        label,
        list(names),
        key=key,
        required=True,
        format_func=names.__getitem__,
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
