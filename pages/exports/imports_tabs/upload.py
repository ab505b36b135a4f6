"""The tab for uploads: files are taken, read, shown and confirmed; nothing is stored before."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import BinaryIO, TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from charts import words
from data import catalogue, intake
from data.book.memory_release import give_back
from data.ingest.model import UnknownChoice
from data.intake import InputFile, Proposal, ReadOptions
from data.warehouse import Refused, Warehouse
from locales import _
from pages.exports.imports_tabs import (
    file_group,
    loaded,
    messages,
    month_table,
    stopped,
    tab_upload,
)
from pages.exports.imports_tabs.jobs import Cancelled, Job, Progress
from pages.exports.imports_tabs.upload_session import FileGroup, UploadSession
from pages.parts import layout, session
from pages.parts.text import md_escape

T = TypeVar("T")
NOTICE = "desk_notice"
SHORT = 0.5
"""Seconds within which work is done before anybody could cancel it."""
ENDINGS = ["csv", "tsv", "txt", "xlsx", "xls", "xlsb", "ods", "xml", "htm", "html", "mht", "mhtml"]


def show() -> None:
    """Draws the tab."""
    warehouse = session.company_warehouse()
    upload = tab_upload.current()
    if upload.loading is not None:
        _finish(upload)
        return
    heading = st.container()
    _take(upload)
    if not upload.files:
        if notice := session.take(NOTICE):
            st.info(notice, icon=":material/info:")
        with heading:
            layout.finding(_("What has come in?"), _("Import last month's files: drop them here."))
        _templates()
        loaded.show()
        loaded.computed()
        return
    _settings(upload)
    with heading:
        try:
            proposals = _read_all(upload, warehouse)
        except Cancelled:
            upload.clear()
            session.keep(NOTICE, _("Cancelled; nothing was stored."))
            st.rerun()
        layout.finding(_("What has come in?"), messages.summary(proposals, session.look()))
    agreed = [file_group.show(upload, p, q) for p, q in zip(upload.groups, proposals, strict=True)]
    _confirm(upload, proposals, warehouse, all(agreed))


def _take(upload: UploadSession) -> None:
    """The box for files; what is dropped moves to disk, and the box is empty again."""
    intake.make_ready()
    dropped = st.file_uploader(
        _("Files to import: CSV, text files or workbooks, as many as you like"),
        type=ENDINGS,
        accept_multiple_files=True,
        key=f"files_{upload.round}",
        help=_("Nothing is stored before you have seen what will change and confirmed it."),
    )
    if dropped:
        tab_upload.take(upload, _handed_over(dropped))
        st.rerun()
    for sentence in tab_upload.refused(upload):
        st.warning(md_escape(sentence), icon=":material/upload_file:")


def _handed_over(dropped: Sequence[UploadedFile]) -> Iterator[tuple[str, BinaryIO]]:
    """Each file in its turn; its memory is given back once it is on disk, or none of them is."""
    context = get_script_run_ctx()
    try:
        for file in dropped:
            yield file.name, file
            if context is not None:
                context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)
    finally:
        if context is not None:
            for file in dropped:
                context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


def _templates() -> None:
    """A file to fill in for each kind of export."""
    layout.note(_("Headers are recognised in English and Chinese. Or start from a template:"))
    with st.container(horizontal=True):
        for kind in catalogue.KINDS:
            st.download_button(
                words.kind(kind),
                catalogue.template(kind),
                file_name=f"{kind}.csv",
                mime="text/csv",
                key=f"template_{kind}",
                on_click="ignore",
                icon=":material/download:",
            )


def _settings(upload: UploadSession) -> None:
    """Where the files come from and what they do to the months they hold."""
    row = st.container(horizontal=True, vertical_alignment="bottom")
    upload.source = (
        row.text_input(
            _("Source"),
            upload.source,
            key=f"source_{upload.round}",
            help=_("The system that exports. Columns and answers are remembered for each source."),
            width=280,
        ).strip()
        or "main"
    )
    modes = {
        "replace": _("Replace the months in the files"),
        "add": _("Add what is new, keep the rest"),
    }
    upload.mode = row.segmented_control(
        _("What loading does"),
        list(modes),
        format_func=lambda mode: modes[mode],
        default=upload.mode,
        required=True,
        key=f"mode_{upload.round}",
    )
    if row.button(_("Clear"), icon=":material/close:", key="clear_desk"):
        upload.clear()
        st.rerun()


def _read_all(upload: UploadSession, warehouse: Warehouse) -> list[Proposal]:
    """What each group would do; files are sorted into groups by kind after the first reading."""
    proposals = [_read(upload, group, warehouse) for group in upload.groups]
    if any(group.kind is None for group in upload.groups):
        kinds = {
            file.path: report.kind
            for group, proposal in zip(upload.groups, proposals, strict=True)
            for file, report in zip(group.files, proposal.reports, strict=True)
        }
        if any(kinds.values()):
            upload.sort(kinds, warehouse.version())
            proposals = [_read(upload, group, warehouse) for group in upload.groups]
    return proposals


def _read(upload: UploadSession, group: FileGroup, warehouse: Warehouse) -> Proposal:
    """The proposal of a group; read again only when its options or the warehouse changed."""
    options = upload.options(group)
    asked = (options, warehouse.version())
    if group.reading is None or group.asked != asked:
        files = list(group.files)
        group.asked = asked
        group.reading = Job(lambda note: intake.propose(warehouse, files, options, note))
    try:
        return _watched(group.reading, _("Reading …"))
    except UnknownChoice as unknown:
        group.answers.pop(unknown.key, None)
        group.rounds += 1
        st.rerun()


def _watched(job: Job[T], doing: str) -> T:
    """Looks on until the work is over, however it ends; then nothing of it stays on the page."""
    place, stop = st.empty(), st.empty()
    if job.lasts(SHORT) and stop.button(
        _("Cancel"), icon=":material/close:", key=f"cancel_{id(job)}"
    ):
        job.cancel()
    try:
        result = job.wait(lambda share, text: place.progress(share, text or doing))
    except Exception:  # the end of a script run is none
        place.empty()
        stop.empty()
        raise
    place.empty()
    stop.empty()
    return result


def _confirm(
    upload: UploadSession, proposals: Sequence[Proposal], warehouse: Warehouse, agreed: bool
) -> None:
    """The one button that stores; a second click finds the work under way."""
    ready = agreed and any(p.ready for p in proposals) and all(map(_is_settled, proposals))
    with st.container(horizontal=True, vertical_alignment="center"):
        is_clicked = st.button(
            _("Load"), type="primary", disabled=not ready, icon=":material/check:", key="confirm"
        )
        if not ready:
            layout.notes(messages.what_is_open(proposals, agreed, session.look()))
    if is_clicked:
        asked = [(list(group.files), upload.options(group)) for group in upload.groups]
        upload.loaded = []
        load = partial(_load, warehouse, list(proposals), asked, session.who(), upload.loaded)
        upload.loading = Job(load)
        st.rerun()


def _is_settled(proposal: Proposal) -> bool:
    return proposal.ready or all(report.status == "unchanged" for report in proposal.reports)


def _load(
    warehouse: Warehouse,
    proposals: Sequence[Proposal],
    asked: Sequence[tuple[list[InputFile], ReadOptions]],
    who: str,
    stored: list[Proposal],
    progress: Progress,
) -> list[Proposal]:
    """Stores group by group; one that depends on what the last one stored is compared again.

    `stored` grows by each group, so that a cancelled load can list what stays.
    """
    for proposal, (files, options) in zip(proposals, asked, strict=True):
        group_progress = _of_group(progress, len(stored), len(asked), options.kind)
        weigh_again = stored and proposal.ready
        current = (
            intake.propose(warehouse, files, options, group_progress) if weigh_again else proposal
        )
        if current.ready:
            intake.confirm(warehouse, current, who, group_progress)
        _let_tables_go(current)
        stored.append(current)
    give_back()
    return stored


def _of_group(progress: Progress, before: int, groups: int, kind: str | None) -> Progress:
    """Progress over all groups; its text names the kind where there are several."""
    if groups == 1:
        return progress

    def report_group(share: float, doing: str) -> None:
        text = _("{kind}: {doing}").format(kind=words.kind(kind), doing=doing)
        progress((before + share) / groups, text)

    return report_group


def _let_tables_go(proposal: Proposal) -> None:
    """What is stored need not stay in memory for as long as its reader stays."""
    proposal.batches = []
    for reading in proposal.readings:
        reading.table = None


def _finish(upload: UploadSession) -> None:
    """Looks on while it loads, then says how it ended and where to go from here."""
    assert upload.loading is not None
    try:
        proposals = _watched(upload.loading, _("Loading …"))
    except Refused as refused:
        stopped.refused(upload, str(refused))
        return
    except Cancelled:
        stopped.cancelled(upload)
        return
    except Exception:
        upload.loading = None
        raise
    if not upload.is_reported:
        upload.is_reported = True
        upload.sweep()
        st.rerun()
    _end(upload, proposals)


def _end(upload: UploadSession, proposals: Sequence[Proposal]) -> None:
    """What is loaded now, where to look at it, and what each month gained."""
    look = file_group.company_look()
    sentences = [text for proposal in proposals for text in messages.loaded(proposal, look)]
    layout.finding(_("What has come in?"), (sentences or [_("Nothing new was loaded.")])[0])
    layout.notes(sentences[1:])
    with st.container(horizontal=True, vertical_alignment="center"):
        for path, label, icon in (
            ("home/overview.py", _("Overview"), "home"),
            ("value/segments.py", _("Segments"), "grid_view"),
            ("value/rfm_cube.py", _("RFM cube"), "deployed_code"),
        ):
            st.page_link(path, label=label, icon=f":material/{icon}:")
        if st.button(_("Load more"), icon=":material/upload:", key="load_more"):
            upload.clear()
            st.rerun()
    if changes := [c for p in proposals for c in p.changes if c.touches]:
        month_table.show(changes, look)
    file_group.remarks([report for proposal in proposals for report in proposal.reports])
