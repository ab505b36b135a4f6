"""Which accounts rank highest when more than sales counts? Several indices with weights."""

import json

import pandas as pd
import streamlit as st

from analytics import ranking_weights
from analytics.scope import Scope
from charts import standing as drawn
from charts import words
from charts.theme import Look
from locales import _
from pages.parts import account_table, layout, ruler_panel, session
from pages.parts.sentences import ranking as say
from pages.parts.text import md_escape
from pages.value.concentration_tabs import ranking_saved

QUESTIONS = ("index_ranks",)
COLUMNS = (
    *("place", "account_name", "grade", "score", "abc_class", "net_sales", "margin", "segment"),
    *("region", "salesperson"),
)
MORE = ("is_key_account", "industry")


def show() -> None:
    """Draws the tab."""
    scope, look = session.scope(), session.look()
    ranks, rule = session.ask("index_ranks", scope), session.ask("index_weights", scope)
    question = _("Which accounts rank highest when more than sales counts?")
    if ranks["account_id"].nunique() < 2:
        nobody = _("No account has an order in the window.")
        layout.finding(question, nobody if ranks.empty else _("One account is no ranking."))
        return
    weights = _weights(rule, scope)
    parts = ranking_weights.weighed(ranks, weights)
    if parts.empty:
        layout.finding(question, _("No index counts: give one of them a weight."))
        _panel(rule, weights, ranks, scope, look)
        return
    grades = session.ask("grade_marks", scope)
    ranked = ranking_weights.scores(parts, grades)
    layout.finding(question, say.ranking(ranked, look))
    _panel(rule, weights, ranks, scope, look)
    _pictures(parts, ranked, look)
    _table(ranked, parts, scope, look)
    layout.computed(QUESTIONS, scope, say.ranking_in_words(grades, look))


def _weights(rule: pd.DataFrame, scope: Scope) -> dict[str, float]:
    """The weights of the URL, else of the saved ranking that it names, else the official ones."""
    usual = dict(zip(rule["index_name"], rule["weight"].astype("float64"), strict=True))
    saved = session.ask("saved_rankings", scope)
    own = saved[saved["is_newest_of_name"] & saved["name"].eq(session.param("ranking") or "")]
    if not own.empty:
        usual |= {k: float(v) for k, v in json.loads(own["weights"].iloc[0]).items() if k in usual}
    said = (session.param("index_weights") or "").split(",")
    if len(said) == len(usual) and all(text.isascii() and text.isdigit() for text in said):
        return dict(zip(usual, map(float, said), strict=True))
    return usual


def _panel(
    rule: pd.DataFrame, weights: dict[str, float], ranks: pd.DataFrame, scope: Scope, look: Look
) -> None:
    """The sliders, and the rankings that were saved."""
    known = set(ranks.loc[ranks["percentile"].notna(), "index_name"])
    label = say.weights_label(weights, known, look)
    with st.expander(label, icon=":material/tune:", key="ranking_weights"):
        for start in range(0, len(rule), 4):
            names = list(rule["index_name"])[start : start + 4]
            for column, name in zip(st.columns(4), names, strict=False):
                column.slider(
                    words.column(name),
                    0,
                    100,
                    key=session.draw(f"weight_{name}", int(min(weights[name], 100))),
                    on_change=_took_weights,
                    args=(list(weights),),
                    disabled=name not in known,
                    help=None if name in known else say.index_missing(name),
                )
        layout.note(say.weights_note())
        ranking_saved.show(weights, session.ask("saved_rankings", scope), scope, look)
    if wrong := session.take("ranking_wrong"):
        st.error(md_escape(wrong), icon=":material/error:")


def _took_weights(names: list[str]) -> None:
    weights = ",".join(str(int(session.chosen(f"weight_{name}"))) for name in names)
    session.set_param("index_weights", weights)


def _pictures(parts: pd.DataFrame, ranked: pd.DataFrame, look: Look) -> None:
    """The scores of all, and why the chosen account stands where it does."""
    names = dict(zip(ranked["account_id"], ranked["account_name"], strict=True))
    wanted = session.param("of")
    chosen = wanted if wanted in names else next(iter(names))
    left, right = st.columns(2, gap="medium")
    with left:
        picture = drawn.scores(ranked, chosen, look, say.scores_title(ranked, look))
        layout.chart(picture, "scores", on_pick=_picked_account)
    with right:
        place = st.container()
        st.selectbox(
            _("Why does this account rank where it does?"),
            list(names)[:500],
            format_func=lambda code: names[code],
            key=session.draw("ranked_account", chosen if chosen in list(names)[:500] else None),
            on_change=_took_account,
        )
        with place:
            own = parts[parts["account_id"] == chosen].sort_values("points", ascending=False)
            row = ranked[ranked["account_id"] == chosen].iloc[0]
            title = say.waterfall_title(row, len(ranked), look)
            layout.chart(drawn.waterfall(own, names[chosen], look, title), "waterfall")


def _took_account() -> None:
    session.set_param("of", session.chosen("ranked_account"))


def _picked_account() -> None:
    picked = session.picked("scores")
    if picked:
        session.set_param("of", str(picked[0][0]))


def _table(ranked: pd.DataFrame, parts: pd.DataFrame, scope: Scope, look: Look) -> None:
    """Every account with its score, its grade, and the points and percentile of each index."""
    accounts = session.ask("accounts_list", scope).drop(columns=["account_name"])
    listed = ranked.merge(accounts, how="left", on="account_id")
    pointed = []
    told = parts.assign(percentile=100 * parts["percentile"].astype("float64"))
    for figure in ("points", "percentile"):
        cut = told.pivot_table(index="account_id", columns="index_name", values=figure)
        cut = cut.add_suffix(f"_{figure}").reset_index()
        listed = listed.merge(cut, how="left", on="account_id")
        pointed += list(cut.columns[1:])
    with st.container(horizontal=True, vertical_alignment="center"):
        layout.section(say.grades_title(ranked, look))
        ruler_panel.button(scope)
    labels = {name: say.of_index(name) for name in pointed} | {
        "score": _("Score"),
        "abc_class": _("Class"),
    }
    account_table.show(
        listed, "ranking", COLUMNS, totals=["net_sales"], labels=labels, more=(*pointed, *MORE)
    )
