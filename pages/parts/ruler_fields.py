"""The fields of the ruler, in the panel of a page and in the settings: each one writes the URL."""

from collections.abc import Callable, Mapping

import streamlit as st

from analytics import coverage
from analytics import ruler as rulers
from analytics.ruler import Ruler
from analytics.scope import Scope
from locales import _
from pages.parts import scope_bar, session
from pages.parts.sentences import ruler as told
from pages.parts.text import md_escape

KEYS = (*rulers.RULES, "ruler", "window", "level")
"""The parameters of a link that change the ruler."""
OFFICIAL = ""


def is_changed() -> bool:
    """Whether the link says anything of the ruler."""
    return any(session.held(key) for key in KEYS)


def let_go() -> None:
    """Takes everything about the ruler out of the link: the official one is in force again."""
    session.hold({key: [] for key in KEYS})


def named(scope: Scope) -> None:
    """The choice among the saved rulers; nothing while none but the official one is there."""
    saved = session.ask("saved_rulers", scope)
    names = saved.loc[saved["is_newest_of_name"] & ~saved["is_official"], "name"].tolist()
    if not names and not scope.ruler_name:
        return
    key = session.draw("ruler_name", scope.ruler_name or OFFICIAL)
    st.selectbox(
        _("Saved ruler"),
        list(dict.fromkeys([OFFICIAL, scope.ruler_name or OFFICIAL, *names])),
        key=key,
        format_func=lambda name: name or _("The official one"),
        on_change=_take_name,
        args=(key,),
    )


def _take_name(key: str) -> None:
    let_go()
    session.hold_one("ruler", key)


def scoring(scope: Scope) -> None:
    """How scores are given and where high begins."""
    ruler = scope.ruler
    switch(_("Method"), "method", _named(rulers.METHODS, told.method), ruler.method)
    with st.container(horizontal=True):
        switch(_("Split"), "split", _named(rulers.SPLITS, told.split_name), ruler.split)
        scope_bar.window(scope, "ruler_window")
        if ruler.is_measured:
            standing = "frozen" if ruler.is_frozen else "moving"
            switch(_("Cut-points over time"), "cut_points", told.standings(), standing)


def _named(codes: tuple[str, ...], name: Callable[[str | None], str]) -> dict[str, str]:
    return {code: name(code) for code in codes}


def numbers(ruler: Ruler) -> None:
    """The numbers that the business sets, where the method or the split takes them."""
    if ruler.method == "standard":
        _texts(
            ruler,
            {
                "r_cuts": _("R: days of 5, 4, 3, 2"),
                "f_cuts": _("F: orders of 2, 3, 4, 5"),
                "m_cuts": _("M: money of 2, 3, 4, 5"),
            },
        )
    fields = {"cutoff": _("High from R, F, M")} if ruler.split == "cutoff" else {}
    tiers = {"weights": _("Weights of R, F, M"), "tiers": _("Tiers from, in %")}
    _texts(ruler, fields | tiers)
    for wrong in session.take("ruler_wrong") or ():
        st.error(md_escape(wrong), icon=":material/error:")


def _texts(ruler: Ruler, fields: Mapping[str, str]) -> None:
    for column, (param, label) in zip(st.columns(len(fields)), fields.items(), strict=True):
        key = session.draw(f"ruler_{param}", rulers.written(getattr(ruler, param)))
        column.text_input(label, key=key, on_change=_take_numbers, args=(param, key, ruler))


def _take_numbers(param: str, key: str, ruler: Ruler) -> None:
    session.speak()
    try:
        rulers.RULES[param](session.chosen(key))
    except rulers.Unreadable as wrong:
        session.keep("ruler_wrong", [str(wrong), *_holes(param, session.chosen(key), ruler)])
    else:
        session.hold_one(param, key)


def _holes(param: str, text: str, ruler: Ruler) -> list[str]:
    """The cells that would have no tier, where that is what is wrong."""
    bounds = rulers.numbers_in(text)
    if param != "tiers" or not bounds or ruler.weights is None:
        return []
    cells = coverage.without_tier(sorted(bounds), ruler.weights, ruler.best_score)
    return [told.holes(cells, ruler.best_score**3)] if cells else []


def kinds(scope: Scope) -> None:
    """What is counted, and among whom; the published methods bring their own."""
    ruler = scope.ruler
    with st.container(horizontal=True):
        if ruler.method not in rulers.IMPLIED_KINDS:
            kind = ruler.kind_of_frequency
            switch(_("Frequency counts"), "kind_of_frequency", told.frequencies(), kind)
            kind = ruler.kind_of_monetary
            switch(_("Monetary is"), "kind_of_monetary", told.monetaries(), kind)
        switch(_("One customer is"), "level", told.levels(), scope.level)
        switch(_("Scores among"), "population", told.populations(), ruler.population)
        if ruler.method != "pymc":
            switch(_("Second naming"), "naming", told.namings(), ruler.naming)


def switch(label: str, param: str, names: Mapping[str, str], current: str | None) -> None:
    """A row of buttons for one rule of the link."""
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
