"""Workbooks and web pages: one of their sheets, or tables, becomes the text of a CSV."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.ingest import problems
from data.ingest.files import webpage
from data.ingest.files.containers import PAGE
from data.ingest.files.decoding import NotText, problem
from data.ingest.files.sheet_groups import ALL, KnownHeaders, alike, header_of, joined
from data.ingest.files.source import Merged, Source
from data.report import Problem, Question
from data.sandbox.watchdog import Watch
from locales import _, ngettext

ROOT = Path(__file__).parent.parent.parent.parent
CHILD = "data.workbooks.child"
PATIENCE = 20.0
"""Seconds for which the child may show no sign of getting on."""
MEMORY = 2 << 30
SECONDS = 120
"""Processor time for a small workbook; each MB has ten seconds more."""
TICK = 0.2
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


def open_workbook(path: Path, form: str, wanted: str | None, known_headers: KnownHeaders) -> Opened:
    """The one sheet with data, the wanted one, or all under one header. Raises NotText for what
    cannot be read."""
    if form == PAGE:
        return _page(path, wanted, known_headers)
    answer, csv = _run(path, form, wanted)
    _stop(answer)
    if (
        answer["sheet"] is None
        and wanted == ALL
        and (names := alike(answer["sheets"], known_headers))
    ):
        return _several(
            answer["sheets"], names, [_of_book(path, form, n) for n in names], known_headers
        )
    if answer["sheet"] is None:
        return Opened(None, _which(answer["sheets"], known_headers))
    return _opened(
        answer["sheets"], _source(path, form, answer, csv), _warnings(answer), known_headers
    )


def _stop(answer: Mapping[str, Any]) -> None:
    if "refused" in answer:
        raise NotText(_why(answer["refused"], answer["detail"]))


def _of_book(path: Path, form: str, name: str) -> Opened:
    answer, csv = _run(path, form, name)
    _stop(answer)
    warnings = [f"{problems.quoted(name)}: {text}" for text in _warnings(answer)]
    return Opened(_source(path, form, answer, csv), warnings=tuple(warnings))


def _source(path: Path, form: str, answer: Mapping[str, Any], csv: bytes) -> Source:
    merged = tuple(Merged(*place) for place in answer["merged"])
    return Source(
        path,
        form,
        transcoded=csv,
        sheet=answer["sheet"],
        is_1904=answer["is_1904"],
        merged=merged,
    )


def _several(
    sheets: Sequence[Mapping[str, Any]],
    names: Sequence[str],
    opened: Sequence[Opened],
    known_headers: KnownHeaders,
) -> Opened:
    """Sheets under one header as one."""
    header = header_of(next(s for s in sheets if s["name"] == names[0]), known_headers)
    source = joined([sheet.source for sheet in opened if sheet.source], header)
    warnings = tuple(text for sheet in opened for text in sheet.warnings)
    others = tuple(s["name"] for s in sheets if s["name"] not in names)
    return Opened(
        source, _which(sheets, known_headers), (*warnings, *_hidden(sheets, names)), others
    )


def _opened(
    sheets: Sequence[Mapping[str, Any]],
    source: Source,
    warnings: Sequence[str],
    known_headers: KnownHeaders,
) -> Opened:
    """One of the sheets, with what there is besides."""
    name = source.sheet or ""
    others = tuple(s["name"] for s in sheets if s["name"] != name)
    unread = tuple(other for other in alike(sheets, known_headers, name) if other != name)
    question = _which(sheets, known_headers) if len(sheets) > 1 else None
    warnings = (*warnings, *_hidden(sheets, [name]))
    return Opened(source, question, warnings, others, unread)


def _page(path: Path, wanted: str | None, known_headers: KnownHeaders) -> Opened:
    tables = webpage.tables(path.read_bytes())
    if not tables:
        raise NotText(_why("none", ""))
    sheets = [
        {"name": name, "is_visible": True, "rows": len(t.rows), "head": t.rows[:5]}
        for name, t in tables.items()
    ]
    if wanted == ALL and (names := alike(sheets, known_headers)):
        return _several(sheets, names, [_of_page(path, n, tables[n]) for n in names], known_headers)
    name = wanted if wanted in tables else next(iter(tables)) if len(tables) == 1 else None
    if name is None:
        return Opened(None, _which(sheets, known_headers))
    source = _of_page(path, name, tables[name]).source
    assert source is not None
    return _opened(sheets, source, (), known_headers)


def _of_page(path: Path, name: str, table: webpage.Table) -> Opened:
    csv = webpage.as_csv(table.rows)
    return Opened(Source(path, PAGE, transcoded=csv, sheet=name, merged=table.merged))


def _run(path: Path, form: str, wanted: str | None) -> tuple[dict[str, Any], bytes]:
    limits = f"{MEMORY}", f"{SECONDS + 10 * (path.stat().st_size >> 20)}"
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    child = subprocess.Popen(
        [sys.executable, "-m", "data.sandbox.limits", *limits, CHILD, str(path.absolute()), form]
        + ([wanted] if wanted else []),
        cwd=ROOT,
        env=kept | {"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    out = _followed(child)
    if out is None:
        return {"refused": "slow", "detail": ""}, b""
    line, _newline, csv = out.partition(b"\n")
    if child.returncode != 0 or not line:
        return {"refused": "too_large", "detail": ""}, b""
    return json.loads(line), csv


def _followed(child: "subprocess.Popen[bytes]") -> bytes | None:
    """What the child writes until it ends; None when it no longer gets on."""
    watch = Watch(child.pid, PATIENCE)
    with child:
        try:
            while True:
                try:
                    return child.communicate(timeout=TICK)[0]
                except subprocess.TimeoutExpired:
                    if watch.hangs():
                        return None
        finally:
            child.kill()


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


def _which(sheets: Sequence[Mapping[str, Any]], known_headers: KnownHeaders) -> Question:
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
    return Question("sheet", _("Which sheet holds the records?"), choices, samples)


def _hidden(sheets: Sequence[Mapping[str, Any]], names: Sequence[str]) -> list[str]:
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


def _warnings(answer: Mapping[str, Any]) -> list[str]:
    warnings = []
    if not all(s["is_visible"] for s in answer["sheets"] if s["name"] == answer["sheet"]):
        warnings.append(_("The sheet that is read is hidden."))
    if hidden := answer["hidden_rows"]:
        text = ngettext(
            "{n} row is hidden in the sheet; it is read like the others.",
            "{n} rows are hidden in the sheet; they are read like the others.",
            hidden,
        )
        warnings.append(text.format(n=f"{hidden:,}"))
    if hidden := answer["hidden_columns"]:
        text = ngettext(
            "{n} column is hidden in the sheet; it is read like the others.",
            "{n} columns are hidden in the sheet; they are read like the others.",
            hidden,
        )
        warnings.append(text.format(n=f"{hidden:,}"))
    if answer["is_filtered"]:
        warnings.append(_("The sheet has a filter; all rows are read, shown or not."))
    if answer["unfilled"]:
        warnings.append(_("The sheet has more merged cells than can be filled."))
    return warnings
