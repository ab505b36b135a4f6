"""Which header of the files is which column, with five parsed values each; all can be changed."""

import streamlit as st

from charts import words
from data import catalogue
from data.intake import Proposal
from data.report import Report, ValueMeaning
from locales import _, ngettext
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import layout
from pages.parts.text import md_escape

SAMPLES = 5


def show(upload: UploadSession, group: FileGroup, proposal: Proposal) -> None:
    """The matched columns, then those that no header matches, then headers that nothing uses."""
    if group.kind is None:
        return
    mapping, headers = _known(proposal)
    if not headers:
        return
    samples = next((r.samples for r in proposal.readings if r.samples), {})
    kind = catalogue.KINDS[group.kind]
    names = [column.name for column in kind.readable]
    matched = [name for name in names if name in mapping]
    waiting = any(question.key.startswith("mapping:") for question in proposal.questions)
    title = ngettext("{n} column matched", "{n} columns matched", len(matched))
    with st.expander(
        title.format(n=len(matched)),
        expanded=len(matched) < 3 and not waiting,
        icon=":material/table:",
        key=f"columns_{upload.round}_{group.name}",
    ):
        for name in matched:
            _row(upload, group, name, mapping.get(name), headers, samples.get(name, []))
        with st.popover(_("Match another column"), icon=":material/add:"):
            for name in names:
                if name not in mapping:
                    _row(upload, group, name, None, headers, [])
        used = {*mapping.values(), *(v.header for r in proposal.reports for v in _deciding(r))}
        unused = [header for header in headers if header not in used]
        if unused:
            layout.note(_("Not used: {headers}").format(headers=_(", ").join(unused)))


def _known(proposal: Proposal) -> tuple[dict[str, str], list[str]]:
    """Column to header over all files of the group, and every header that they have."""
    mapping: dict[str, str] = {}
    headers: list[str] = []
    for report in proposal.reports:
        mapping = report.mapping | mapping
        headers += [*report.mapping.values(), *report.unmapped]
    return mapping, list(dict.fromkeys(headers))


def _deciding(report: Report) -> list[ValueMeaning]:
    """The values of columns that say what a line counts as."""
    return [value for value in report.values if value.is_asked]


def _row(
    upload: UploadSession,
    group: FileGroup,
    name: str,
    header: str | None,
    headers: list[str],
    samples: list[tuple[str, str]],
) -> None:
    left, middle, right = st.columns([2, 3, 6], vertical_alignment="center")
    left.markdown(md_escape(words.column(name)))
    chosen = middle.selectbox(
        words.column(name),
        headers,
        index=headers.index(header) if header in headers else None,
        key=f"map_{upload.round}_{group.name}_{name}",
        placeholder=_("none"),
        label_visibility="collapsed",
    )
    right.caption(" · ".join(md_escape(_read(*pair)) for pair in samples[:SAMPLES]))
    if chosen and chosen != header and group.mapping.get(name) != chosen:
        group.mapping[name] = chosen
        st.rerun()


def _read(written: str, parsed: str) -> str:
    """A value as written and as read, once where they say the same: 5.70 is 5.7000."""
    shortened = parsed.rstrip("0").rstrip(".") if "." in parsed else parsed
    same = written in {parsed, shortened} or (
        written.startswith(shortened) and parsed.startswith(written)
    )
    return written if same else f"{written} → {shortened}"
