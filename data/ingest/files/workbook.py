"""Workbooks and web pages: one of their sheets, or tables, becomes the text of a CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from data.ingest import problems
from data.ingest.files import web_archive, webpage
from data.ingest.files.containers import ARCHIVE, PAGE
from data.ingest.files.decoding import NotText, problem
from data.ingest.files.sheet_groups import (
    ALL,
    JOINED,
    SheetHeaders,
    alike,
    header_of,
    joined,
)
from data.ingest.files.source import Merged, Source
from data.ingest.files.workbooks.facts import Facts
from data.ingest.files.workbooks.refusing import NotRead
from data.ingest.files.workbooks.sheets import About, Choose, Sheet, lay_out
from data.report import Problem, Question
from locales import _, ngettext

TOGETHER = 12
"""So many of the sheets that can be read together are shown."""


@dataclass(frozen=True)
class Opened:
    """A sheet as a source, None while `question` waits for which one; what is worth saying; the
    other sheets with data, and those of them under the same header."""

    source: Source | None
    question: Question | None = None
    warnings: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def open_workbook(path: Path, form: str, wanted: str | None, known_headers: SheetHeaders) -> Opened:
    """The one sheet with data, the wanted one, or all under one header. Raises NotText for what
    cannot be read."""

    def choose(abouts: Sequence[About]) -> list[str]:
        names = [str(about["name"]) for about in abouts]
        if wanted in names or len(names) == 1:
            return [wanted] if wanted in names else names
        if wanted == JOINED:
            return list(known_headers.order_sheets(abouts) or ())
        return alike(abouts, known_headers) if wanted == ALL else []

    try:
        lay = _pages if form in (PAGE, ARCHIVE) else lay_out
        abouts, sheets = lay(path, form, choose)
    except NotRead as refusal:
        raise NotText(_why(refusal.why, refusal.detail)) from refusal
    if not sheets:
        return Opened(None, _which(abouts, known_headers))
    sources = [_source(path, form, sheet) for sheet in sheets]
    warnings = [_warnings(abouts, sheet) for sheet in sheets]
    if len(sheets) > 1 and wanted == JOINED:
        return _of_orders(abouts, sources, warnings, known_headers)
    if len(sheets) > 1:
        return _several(abouts, sources, warnings, known_headers)
    return _opened(abouts, sources[0], warnings[0], known_headers)


def _pages(path: Path, form: str, choose: Choose) -> tuple[list[About], list[Sheet]]:
    """The tables of a web page, or of the pages of an archive, as sheets."""
    tables = webpage.tables if form == PAGE else web_archive.tables
    by_name = tables(path.read_bytes())
    if not by_name:
        raise NotRead("none")
    abouts = [
        {"name": name, "is_visible": True, "rows": len(t.rows), "head": t.rows[:5]}
        for name, t in by_name.items()
    ]
    sheets = [
        Sheet(name, webpage.as_csv(by_name[name].rows), False, by_name[name].merged, 0, Facts())
        for name in choose(abouts)
    ]
    return abouts, sheets


def _source(path: Path, form: str, sheet: Sheet) -> Source:
    merged = tuple(Merged(*area) for area in sheet.merged)
    return Source(
        path,
        form,
        transcoded=sheet.csv,
        sheet=sheet.name,
        is_1904=sheet.is_1904,
        merged=merged,
    )


def _several(
    abouts: Sequence[About],
    sources: Sequence[Source],
    warnings: Sequence[Sequence[str]],
    known_headers: SheetHeaders,
) -> Opened:
    """Sheets under one header as one."""
    first = sources[0].sheet
    header = header_of(next(s for s in abouts if s["name"] == first), known_headers)
    return _as_one(abouts, sources, warnings, joined(sources, header), known_headers)


def _of_orders(
    abouts: Sequence[About],
    sources: Sequence[Source],
    warnings: Sequence[Sequence[str]],
    known_headers: SheetHeaders,
) -> Opened:
    """A sheet of lines with the fields of their orders, which stand in the other one."""
    names = known_headers.order_sheets(abouts) or ()
    lines, heads = sorted(sources, key=lambda source: names.index(source.sheet or ""))
    source = known_headers.join_orders(lines, heads)
    return _as_one(abouts, sources, warnings, source, known_headers)


def _as_one(
    abouts: Sequence[About],
    sources: Sequence[Source],
    warnings: Sequence[Sequence[str]],
    source: Source,
    known_headers: SheetHeaders,
) -> Opened:
    """Several sheets that are one source, with what there is besides."""
    names = [each.sheet or "" for each in sources]
    of_sheets = [
        f"{problems.quoted(name)}: {text}"
        for name, texts in zip(names, warnings, strict=True)
        for text in texts
    ]
    others = tuple(about["name"] for about in abouts if about["name"] not in names)
    question = _which(abouts, known_headers)
    return Opened(source, question, (*of_sheets, *_hidden(abouts, names)), others)


def _opened(
    sheets: Sequence[About],
    source: Source,
    warnings: Sequence[str],
    known_headers: SheetHeaders,
) -> Opened:
    """One of the sheets, with what there is besides."""
    name = source.sheet or ""
    others = tuple(s["name"] for s in sheets if s["name"] != name)
    unread = tuple(other for other in alike(sheets, known_headers, name) if other != name)
    question = _which(sheets, known_headers) if len(sheets) > 1 else None
    warnings = (*warnings, *_hidden(sheets, [name]))
    return Opened(source, question, warnings, others, unread)


def _why(code: str, detail: str) -> Problem:
    """The refusal in words."""
    save_again = _("open it in a spreadsheet program, save it as a new .xlsx, and load that")
    whole = _("a workbook that can be read")
    cases = {
        "bomb": (
            _("a workbook that unpacks to far more than its size"),
            _("at most 500 MB, and 100 times the file"),
            save_again,
        ),
        "dtd": (
            _("a document type declaration inside the workbook"),
            _("a workbook as spreadsheet programs write it"),
            save_again,
        ),
        "password": (
            _("a workbook with a password"),
            _("a workbook without one"),
            _("open it, remove the password, save it, and load that"),
        ),
        "old": (_("a workbook of a version before Excel 97"), whole, save_again),
        "too_large": (
            _("a sheet that is too large to lay out"),
            _("a table without cells far away from it"),
            _("delete the stray cells, or save the sheet as CSV UTF-8 and load that"),
        ),
        "slow": (
            _("a workbook that does not come to an end"),
            whole,
            _("save the sheet as CSV UTF-8 and load that"),
        ),
        "none": (_("no sheet with data"), _("a header and records"), _("export the file again")),
        "damaged": (_("a damaged workbook"), whole, save_again),
    }
    reason, expected, do = cases[code]
    return problem(f"{reason} ({detail})" if detail else reason, expected, do)


def _which(sheets: Sequence[About], known_headers: SheetHeaders) -> Question:
    """Visible sheets first, the largest before the others; hidden ones are said to be so."""
    order = sorted(sheets, key=lambda s: (not s["is_visible"], -s["rows"]))
    samples = {}
    for sheet in order:
        rows = ngettext("{n} row", "{n} rows", sheet["rows"]).format(n=f"{sheet['rows']:,}")
        label = rows if sheet["is_visible"] else _("{rows}, hidden").format(rows=rows)
        head = [" | ".join(row) for row in sheet["head"][:4]]
        samples[sheet["name"]] = [(label, head[0]), *(("", row) for row in head[1:])]
    choices = tuple(sheet["name"] for sheet in order)
    if (together := alike(sheets, known_headers)) and ALL not in choices:
        choices = (ALL, *choices)
        samples[ALL] = [(name, samples[name][0][0]) for name in together[:TOGETHER]]
    if orders := known_headers.order_sheets(sheets):
        choices = (JOINED, *(choice for choice in choices if choice != JOINED))
        samples[JOINED] = [(name, samples[name][0][0]) for name in orders]
    return Question("sheet", _("Which sheet holds the records?"), choices, samples)


def _hidden(sheets: Sequence[About], names: Sequence[str]) -> list[str]:
    """The sheets with data that are not read, hidden ones first."""
    texts = {
        False: _("Hidden sheets that are not read: {sheets}."),
        True: _("Sheets that are not read: {sheets}."),
    }
    sentences = []
    for is_visible, text in texts.items():
        left = [s for s in sheets if s["is_visible"] == is_visible and s["name"] not in names]
        if left:
            quoted = ", ".join(problems.quoted(sheet["name"]) for sheet in left)
            sentences.append(text.format(sheets=quoted))
    return sentences


def _warnings(abouts: Sequence[About], sheet: Sheet) -> list[str]:
    warnings = []
    if not all(about["is_visible"] for about in abouts if about["name"] == sheet.name):
        warnings.append(_("The sheet that is read is hidden."))
    if hidden := sheet.facts.hidden_rows:
        text = ngettext(
            "{n} row is hidden in the sheet; it is read like the others.",
            "{n} rows are hidden in the sheet; they are read like the others.",
            hidden,
        )
        warnings.append(text.format(n=f"{hidden:,}"))
    if hidden := sheet.facts.hidden_columns:
        text = ngettext(
            "{n} column is hidden in the sheet; it is read like the others.",
            "{n} columns are hidden in the sheet; they are read like the others.",
            hidden,
        )
        warnings.append(text.format(n=f"{hidden:,}"))
    if sheet.facts.is_filtered:
        warnings.append(_("The sheet has a filter; all rows are read, shown or not."))
    if sheet.unfilled:
        warnings.append(_("The sheet has more merged cells than can be filled."))
    return warnings
