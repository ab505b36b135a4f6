"""The table of a second naming of one's own: edited in place, checked as it is edited.

What is being edited is the reader's own until it names every cell once; then a click puts it into
the link, like every other choice of the ruler, and saving the ruler keeps it.
"""

import pandas as pd
import streamlit as st

import locales
from analytics import naming
from analytics.naming import Name
from analytics.ruler import Unreadable
from analytics.scope import Scope
from charts import words
from charts.numbers import is_missing
from charts.theme import Look
from locales import _
from pages.parts import layout, session
from pages.parts.sentences import own_names as say
from pages.parts.text import md_escape

_ROUND, _DRAFT, _WRONG = "names_round", "names_draft", "names_wrong"
_BASE = "names_base"
"""The names in force when the table was last drawn anew."""
SPANS = [(low, high) for high in range(5, 0, -1) for low in range(high, 0, -1)]
AXES = ("r", "f", "m")
HEIGHT = 512


def show(scope: Scope, look: Look) -> None:
    """The editor with its check and the accounts of each name, where the naming is one's own."""
    if scope.ruler.naming != "own" or scope.ruler.method == "pymc":
        return
    layout.section(_("Our own names"))
    layout.note(say.how())
    left, right = st.columns([3, 2], gap="large")
    with left:
        names, wrong = _edited(scope)
        _files(names)
    with right:
        _check(names, wrong, scope, look)


def _edited(scope: Scope) -> tuple[tuple[Name, ...], list[str]]:
    """The names as they stand in the table, and what cannot be read of it."""
    if session.once(_BASE, str) != (scope.ruler.names or "eleven"):
        session.keep(_BASE, scope.ruler.names or "eleven")
        _begin(_in_force(scope))
    edited = st.data_editor(
        _frame(session.once(_DRAFT, tuple)),
        key=f"names_{session.once(_ROUND, int)}",
        num_rows="dynamic",
        hide_index=True,
        row_height=30,
        height=HEIGHT,
        column_config=_columns(),
    )
    names, wrong = [], []
    for at, row in enumerate(edited.to_dict("records"), start=1):
        cells = (row[name] for name in ("name_en", "name_zh", *AXES))
        texts = ["" if is_missing(cell) else str(cell).strip() for cell in cells]
        if not any(texts):
            continue
        try:
            english, chinese, *spans = texts
            names.append(_name(english, chinese, spans))
        except ValueError:
            wrong.append(say.unreadable(at, texts))
    return tuple(names), wrong


def _name(english: str, chinese: str, spans: list[str]) -> Name:
    """A row of the table as a name. Raises ValueError."""
    r, f, m = (naming.span(text[0] + text[-1]) if text else naming.span("") for text in spans)
    if not (english or chinese):
        raise ValueError(english)
    return Name(naming.named(english), naming.named(chinese), r, f, m)


def _in_force(scope: Scope) -> tuple[Name, ...]:
    """The names that the ruler holds, else the eleven in both languages as a start."""
    if scope.ruler.names is not None:
        return naming.read(scope.ruler.names)
    return _eleven()


def _eleven() -> tuple[Name, ...]:
    spoken = locales.language()
    told = {}
    for language in locales.LANGUAGES:
        locales.use(language)
        told[language] = words.second_names()
    locales.use(spoken)
    return naming.shipped(told["en"], told["zh_CN"])


def _frame(names: tuple[Name, ...]) -> pd.DataFrame:
    rows = [
        [name.english, name.chinese, *(_span(span) for span in (name.r, name.f, name.m))]
        for name in names
    ]
    return pd.DataFrame(rows, columns=["name_en", "name_zh", *AXES], dtype="object")


def _span(span: tuple[int, int]) -> str:
    low, high = span
    return str(low) if low == high else f"{low}–{high}"


def _columns() -> dict[str, object]:
    kinds = st.column_config
    scores = {
        axis: kinds.SelectboxColumn(
            axis.upper(), options=[_span(span) for span in SPANS], required=True, width=70
        )
        for axis in AXES
    }
    return {
        "name_en": kinds.TextColumn(_("Name in English"), max_chars=naming.LONGEST),
        "name_zh": kinds.TextColumn(_("Name in Chinese"), max_chars=naming.LONGEST),
        **scores,
    }


def _files(names: tuple[Name, ...]) -> None:
    """The table as a file, down and up, and the way back to the start."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("CSV"),
            lambda: naming.to_csv(names),
            file_name="octant_names.csv",
            mime="text/csv",
            key="names_csv",
            on_click="ignore",
            icon=":material/download:",
        )
        with st.popover(_("Read a CSV"), icon=":material/upload:"):
            st.file_uploader(
                _("A table of names as CSV"), type=["csv"], key="names_file", on_change=_read_file
            )
        st.button(
            _("Start from the eleven"),
            key="names_eleven",
            icon=":material/restart_alt:",
            on_click=_start_from_eleven,
        )
    if wrong := session.take(_WRONG):
        st.error(md_escape(wrong), icon=":material/error:")


def _read_file() -> None:
    session.speak()
    file = session.chosen("names_file")
    if file is None:
        return
    try:
        _begin(naming.from_csv(file.getvalue()))
    except Unreadable as wrong:
        session.keep(_WRONG, str(wrong))


def _start_from_eleven() -> None:
    session.speak()
    _begin(_eleven())


def _begin(names: tuple[Name, ...]) -> None:
    """The table is drawn anew from these names."""
    session.keep(_DRAFT, names)
    session.keep(_ROUND, session.once(_ROUND, int) + 1)


def _check(names: tuple[Name, ...], wrong: list[str], scope: Scope, look: Look) -> None:
    """Whether every cell has one name, who would bear which, and the button that takes it."""
    whole = naming.covered(names)
    accounts = session.ask("rfm", scope)
    accounts = accounts[accounts["m_score"].notna()]
    problems = [
        *wrong,
        *say.holes(whole, accounts, look),
        *say.overlaps(whole, names, look),
        *say.too_many(names),
    ]
    for problem in problems:
        st.warning(md_escape(problem), icon=":material/warning:")
    if not problems:
        st.success(md_escape(say.whole(names, look)), icon=":material/check:")
    st.button(
        _("Use these names"),
        key="names_use",
        type="primary",
        icon=":material/label:",
        disabled=bool(problems) or naming.written(names) == scope.ruler.names,
        on_click=_use,
        args=(names,),
    )
    st.table(say.counts(names, accounts, look), border="horizontal", hide_index=True)


def _use(names: tuple[Name, ...]) -> None:
    session.hold({"naming": ["own"], "names": [naming.written(names)]})
