"""The words of the churn log and the reasons they lead to, edited in place."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from charts import words
from data.keeping import page_entries
from data.warehouse import Refused
from locales import _, ngettext
from pages.parts import session
from pages.parts.text import md_escape

REASONS = (
    *("natural_attrition", "customer_service", "delivery_time", "quality", "price"),
    *("product_offering", "competitor"),
)
UNCLASSIFIED = "unclassified"
_ROUND = "words_round"


def waiting(seen: pd.DataFrame) -> int:
    """How many losses of the log are unclassified; `seen` is the question reason_words."""
    return int(seen.loc[seen["reason"] == UNCLASSIFIED, "losses"].sum())


def texts() -> None:
    """What the log writes as reasons, unclassified first; a reason chosen here becomes a word."""
    seen = session.ask("reason_words").dropna(subset=["reason_as_written"])
    shown = seen[["reason_as_written", "losses", "reason"]].reset_index(drop=True)
    edited = st.data_editor(
        shown,
        key=f"texts_{session.once(_ROUND, int)}",
        hide_index=True,
        row_height=30,
        disabled=["reason_as_written", "losses"],
        column_config={
            "reason_as_written": st.column_config.TextColumn(words.column("reason_as_written")),
            "losses": st.column_config.NumberColumn(words.column("losses"), format="%,d", width=90),
            "reason": _reason_column([*REASONS, UNCLASSIFIED]),
        },
    )
    changed = edited[edited["reason"] != shown["reason"]]
    chosen = dict(zip(changed["reason_as_written"], changed["reason"], strict=True))
    if st.button(_("Save reasons"), disabled=not chosen, icon=":material/save:", key="save_texts"):
        save(in_force() | chosen)


def table() -> None:
    """The whole table of words: add, change and take away."""
    frame = pd.DataFrame(sorted(in_force().items()), columns=["word", "reason"])
    edited = st.data_editor(
        frame,
        key=f"words_{session.once(_ROUND, int)}",
        num_rows="dynamic",
        hide_index=True,
        row_height=30,
        height=420,
        column_config={
            "word": st.column_config.TextColumn(words.column("word"), required=True),
            "reason": _reason_column(list(REASONS)),
        },
    )
    kept = edited.dropna()
    now = dict(zip(kept["word"].str.strip(), kept["reason"], strict=True))
    if st.button(_("Save the words"), disabled=now == in_force(), icon=":material/save:"):
        save(now)


def in_force() -> dict[str, str]:
    """Word to reason, as the questions read them now."""
    frame = session.ask("words_in_force")
    return dict(zip(frame["word"], frame["reason"], strict=True))


def save(table: Mapping[str, str]) -> None:
    """Keeps the table of words as the one in force; every page follows at once."""
    pairs = [(word, reason) for word, reason in table.items() if reason in REASONS]
    if not _kept(pairs):
        return
    st.toast(
        ngettext("{n} word is in force.", "{n} words are in force.", len(pairs)).format(
            n=len(pairs)
        )
    )
    st.rerun()


def put_back(pairs: Sequence[tuple[str, str]]) -> None:
    """Makes an earlier table the one in force, none of them the shipped words; for callbacks."""
    session.speak()
    _kept(pairs)


def _kept(pairs: Sequence[tuple[str, str]]) -> bool:
    """Keeps the pairs in the ledger and draws the table anew; says why where it is refused."""
    try:
        page_entries.save_words(session.warehouse(), pairs, session.who())
    except Refused as refused:
        st.error(md_escape(str(refused)), icon=":material/block:")
        return False
    session.keep(_ROUND, session.once(_ROUND, int) + 1)
    return True


def _reason_column(options: list[str]) -> object:
    return st.column_config.SelectboxColumn(
        words.column("reason"), options=options, format_func=words.reason, required=True, width=200
    )
