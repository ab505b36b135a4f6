"""The octant board: two rows (important, general) by four columns (value, develop, keep, win-back).

Every segment always stands in the same place. What is none of the eight stands beside the board,
so that everything shown adds up to the scope.
"""

from typing import Any

import pandas as pd
import streamlit as st

from charts import words
from charts.numbers import is_missing
from charts.palette import SEGMENTS, Palette
from charts.theme import Look
from locales import _, ngettext
from pages.parts import session
from pages.parts.text import md_escape

BESIDE = ("lapsed_important", "lapsed_general", "never_purchased", "unassigned", "not_scored")
PARAM = "segment"


def css(palette: Palette) -> str:
    """Style of the tiles: the segment's colour as a band at the left of each."""
    return "".join(
        f".st-key-tile_{code}{{border-left:6px solid {palette.segment(code)} !important;"
        "padding:.5rem .75rem}"
        for code in (*SEGMENTS, *BESIDE)
    )


def chosen() -> str | None:
    """The segment or state that the reader picked, as in the URL."""
    code = session.param(PARAM)
    return code if code in (*SEGMENTS, *BESIDE) else None


def show(found: pd.DataFrame, look: Look) -> None:
    """The board with its tiles; a click on a name picks the segment, a second one lets it go.

    `found`: the question segments, with *_before columns of the picture compared with.
    """
    rows = {row["segment"]: row for row in found.to_dict("records")}
    total_accounts, total_sales = found["accounts"].sum(), found["net_sales"].sum()
    for codes, beside in ((SEGMENTS[:4], BESIDE[:2]), (SEGMENTS[4:], BESIDE[2:])):
        columns = st.columns(5, gap="small")
        for column, code in zip(columns, codes, strict=False):
            with (
                column,
                st.container(border=True, key=f"tile_{code}", height="stretch", gap="xxsmall"),
            ):
                _tile(rows[code], look, total_accounts, total_sales)
        with columns[-1]:
            for code in (code for code in beside if code in rows):
                with st.container(border=True, key=f"tile_{code}", height="stretch", gap="xxsmall"):
                    _beside(rows[code], look, total_sales)


def _tile(row: dict[str, Any], look: Look, accounts: Any, sales: Any) -> None:
    _name(row["segment"])
    n = int(row["accounts"])
    st.markdown(
        "{} · {}".format(
            _strong(ngettext("{n} account", "{n} accounts", n), n=look.count(n)),
            md_escape(look.share(n / accounts if accounts else None)),
        )
    )
    st.markdown(
        "{} · {}".format(
            _strong("{n}", n=look.money_short(row["net_sales"])),
            md_escape(_share_of_sales(row["net_sales"], sales, look)),
        )
    )
    st.caption(md_escape(change(row, look)))
    st.caption(md_escape(words.action(row["segment"])))


def _beside(row: dict[str, Any], look: Look, sales: Any) -> None:
    _name(row["segment"])
    n = int(row["accounts"])
    parts = []
    if row["segment"] != "unassigned":
        parts.append(_strong(ngettext("{n} account", "{n} accounts", n), n=look.count(n)))
    if row["segment"] == "unassigned" or row["net_sales"]:
        parts.append(md_escape(look.money_short(row["net_sales"])))
    if row["segment"] == "unassigned":
        parts.append(md_escape(_share_of_sales(row["net_sales"], sales, look)))
    st.markdown(" · ".join(parts))


def _name(code: str) -> None:
    picked = chosen() == code
    st.button(
        f"**{md_escape(words.segment(code))}**",
        key=f"pick_{code}",
        type="tertiary",
        icon=":material/check_box:" if picked else None,
        help=_("Click to list these accounts only") if not picked else _("Click to list all"),
        on_click=session.set_param,
        args=(PARAM, None if picked else code),
    )


def _strong(text: str, **values: str) -> str:
    return f"**{md_escape(text.format(**values))}**"


def _share_of_sales(part: Any, total: Any, look: Look) -> str:
    return _("{share} of sales").format(share=look.share(part / total if total > 0 else None))


def signed(n: int) -> str:
    """A step with its sign, a true minus among them: +7, −7, ±0."""
    return f"{n:+,d}".replace("-", "−") if n else "±0"


def change(row: dict[str, Any], look: Look) -> str:
    """Accounts and sales against the picture compared with."""
    before = row.get("accounts_before")
    if is_missing(before) or (not before and not row.get("net_sales_before")):
        return _("no base")
    n = int(row["accounts"]) - int(before or 0)
    accounts = ngettext("{n} account", "{n} accounts", abs(n)).format(n=signed(n))
    return _("{accounts}, sales {change}").format(
        accounts=accounts,
        change=look.change(row["net_sales"], row.get("net_sales_before")),
    )
