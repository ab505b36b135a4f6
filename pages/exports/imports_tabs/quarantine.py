"""Which rows are set aside, why, and how do they come back?"""

from functools import partial

import streamlit as st

from charts import words
from charts.theme import Look
from data.book import quarantined_rows
from data.warehouse import Warehouse
from locales import _, ngettext
from pages.parts import downloads, layout
from pages.parts.sentences import aside as say
from pages.parts.text import md_escape

FILES = 20


def show(warehouse: Warehouse, look: Look) -> None:
    """Draws the files with rows set aside, each with a download; nothing where there are none."""
    files = quarantined_rows.standing(warehouse)
    if files.empty:
        return
    n = int(files["records"].sum())
    title = ngettext("{n} row is set aside", "{n} rows are set aside", n)
    layout.section(title.format(n=look.count(n)))
    layout.note(
        _(
            "They count nowhere. Download them, mend the rows, and load that file: its rows are "
            "added to their months, and what is not in it stays set aside. They are settled too "
            "when their months are replaced."
        )
    )
    shown = files.head(FILES)
    table = shown.assign(
        kind=shown["kind"].map(words.kind),
        months=[say.months(row, look) for row in shown.to_dict("records")],
    )
    labels = {"records": _("Rows"), "months": _("Months"), "first_reason": _("The first reason")}
    columns = ("version", "file_name", "kind", "months", "records", "first_reason")
    st.dataframe(
        table[list(columns)],
        hide_index=True,
        key="aside_files",
        column_config={name: labels.get(name, words.column(name)) for name in columns},
    )
    with st.container(horizontal=True):
        for row in shown.to_dict("records"):
            st.download_button(
                md_escape(_("{file}: rows to mend").format(file=row["file_name"])),
                partial(quarantined_rows.to_mend, warehouse, int(row["file_id"])),
                file_name=downloads.named(row["file_name"], "rows_to_mend"),
                mime="text/csv",
                key=f"aside_{row['file_id']}",
                on_click="ignore",
                icon=":material/download:",
            )
