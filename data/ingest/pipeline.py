"""One call: all its files at once, kind by kind."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from data.catalogue import KINDS, Kind
from data.columns.spill import let_go
from data.ingest import context
from data.ingest.assemble.accounting import account_for
from data.ingest.assemble.result_table import finish
from data.ingest.checks.churn_status import keep_losses
from data.ingest.checks.duplicates import drop_repeats, refuse_clashes, said_again
from data.ingest.checks.fill_down import fill_shared
from data.ingest.files.decoding import NotText
from data.ingest.header.column_mapping import refuse_wrong_mapping
from data.ingest.header.layout import NOTHING, open_head, remember
from data.ingest.header.mapped_file import Head
from data.ingest.meaning import (
    basis,
    components,
    currency_column,
    grain,
    left_out,
    order_heads,
    sign,
)
from data.ingest.meaning import rows as meaning_of_rows
from data.ingest.model import InputFile, Reading, ReadOptions
from data.ingest.questions import Questionnaire
from data.ingest.rows.fast_reader import Step, load, load_together
from data.ingest.rows.raw_table import RawTable
from data.ingest.rows.stray_quotes import are_records, without_stray_quotes
from data.ingest.rows.truncated_end import blame_short_end
from data.ingest.subtotals.crosscheck import agreeing
from data.ingest.subtotals.detect import leave_out_totals
from data.ingest.typing.parse_columns import ParsedColumn, check, typed
from data.ingest.typing.type_inference import decide
from data.ingest.values.column_format import ColumnFormat
from data.ingest.wide.period_lengths import blame_other_lengths
from data.ingest.wide.unpivot import unpivoted
from locales import _, ngettext

Progress = Callable[[float, str], None]


def read(
    files: Sequence[InputFile], options: ReadOptions, progress: Progress | None = None
) -> list[Reading]:
    """A reading for each file, in order; nothing is stored.

    All questions that do not depend on another answer are asked together. Raises UnknownChoice
    when an answer is none of the choices of its question.
    """
    if options.kind is not None and options.kind not in KINDS:
        raise ValueError(f"kind={options.kind}: {', '.join(KINDS)}")
    with context.as_noted(options.settings):
        return _read(files, options, progress)


def _read(
    files: Sequence[InputFile], options: ReadOptions, progress: Progress | None
) -> list[Reading]:
    questionnaire = Questionnaire(options)
    tell = _forward(progress) if progress else (lambda _share, _text: None)
    opened = []
    for i, file in enumerate(files):
        tell(0.2 * i / len(files), file.name)
        opened.append(open_head(file, options, questionnaire))
    opened, used_heads = order_heads.join(opened, options, questionnaire)
    used = [file.head for file in used_heads]
    heads = [head for _reading, head in opened if head]
    known = [h for h in heads if h.kind is not NOTHING and all(h is not own for own in used)]
    refuse_wrong_mapping(known, options.mapping)
    for kind in KINDS.values():
        own = [h for h in known if h.kind is kind]
        if own:
            _read_kind(kind, own, options, questionnaire, tell)
    for head in heads:
        if head.kind is NOTHING or any(head is own for own in used):
            _count(head, questionnaire)
    order_heads.finish(used_heads)
    readings = [reading for reading, _head in opened]
    questionnaire.spread(r.report for r in readings)
    for reading, found in opened:
        reading.report.name_sheet(found.source.begins if found else ())
    for head in known:
        head.reading.memory = remember(head, questionnaire.used)
    tell(1.0, "")
    return readings


def _forward(progress: Progress) -> Progress:
    """Progress that never steps back, also where a file has to be read twice."""
    furthest = 0.0

    def tell(share: float, text: str) -> None:
        nonlocal furthest
        furthest = max(furthest, share)
        progress(furthest, text)

    return tell


def _read_kind(
    kind: Kind,
    heads: Sequence[Head],
    options: ReadOptions,
    questionnaire: Questionnaire,
    tell: Progress,
) -> None:
    width = 0.5 / len(heads)
    steps = [_part(tell, 0.2 + width * i, width, head) for i, head in enumerate(heads)]
    sheets = _load_all(heads, steps, questionnaire)
    if not sheets:
        return
    rows = _Rows(sheets, tell)
    rows.compare(0.7)
    not_losses = _whole_records(kind, sheets, questionnaire)
    formats = decide(kind, sheets, questionnaire)
    columns = [typed(s, formats, rows.value) for s in sheets]
    effects = meaning_of_rows.settle(kind, sheets, columns, questionnaire)
    columns = [
        _without_other_rows(*each, formats) for each in zip(sheets, columns, effects, strict=True)
    ]
    sign.settle(kind, sheets, columns, questionnaire)
    is_wanted = "amount" in options.mapping or "mapping:amount" in questionnaire.given
    repeated = grain.settle(kind, sheets, columns, is_wanted, questionnaire)
    bases = basis.settle(kind, sheets, columns, repeated, questionnaire)
    for sheet, own in zip(sheets, columns, strict=True):
        check(sheet, kind, own)
        blame_other_lengths(sheet, kind, own)
        blame_short_end(sheet)
    let_go()
    rows.compare(0.85)
    refuse_clashes(kind, sheets, columns)
    rows.compare(0.9)
    dropped = drop_repeats(sheets, questionnaire)
    again = said_again(kind, sheets, columns, dropped, questionnaire)
    for i, sheet in enumerate(sheets):
        rows.finish(i)
        sheet.head.report.records.not_losses = not_losses[i]
        origin = f"{options.source}:{i}"
        finish(sheet, kind, columns[i], bases[i], dropped[i], again[i], origin, questionnaire)
        account_for(sheet)


def _whole_records(
    kind: Kind, sheets: Sequence[RawTable], questionnaire: Questionnaire
) -> list[int]:
    """Fill what records share and leave out what are none (totals, parts of a line), before their
    cells are typed; gives how many rows of each file are no losses."""
    order_heads.blame_orphans(sheets)
    currency_column.find(kind, sheets, questionnaire)
    fill_shared(kind, sheets, questionnaire)
    not_losses = (
        [keep_losses(s, questionnaire) for s in sheets] if kind.status else [0 for _s in sheets]
    )
    leave_out_totals(kind, sheets, questionnaire)
    currency_column.fill_blanks(kind, sheets, questionnaire)
    components.leave_out(kind, sheets, questionnaire)
    return not_losses


def _without_other_rows(
    sheet: RawTable,
    columns: dict[str, ParsedColumn],
    effect: meaning_of_rows.Effect,
    formats: Mapping[str, ColumnFormat],
) -> dict[str, ParsedColumn]:
    """The columns of a file without the records that are no sales; notes those to be subtracted."""
    sheet.subtracted = effect.subtract
    if effect.leave_out.any() or effect.subtract.any():
        sheet.agreed = agreeing(sheet, columns)
    if not effect.leave_out.any():
        return {name: column for name, column in columns.items() if name in sheet.cells}
    sheet.head.report.records.not_sales += int(effect.leave_out.sum())
    kind = sheet.head.kind
    sheet.head.report.not_sales += left_out.by_month(kind, sheet, columns, effect.leave_out)
    sheet.head.reading.left_out += left_out.keys(kind, columns, effect.leave_out)
    sheet.keep(~effect.leave_out)
    return typed(sheet, formats)


class _Rows:
    """Tells how far the records of some sheets are once their bytes are read."""

    def __init__(self, sheets: Sequence[RawTable], tell: Progress) -> None:
        self.sheets, self.tell = sheets, tell
        self.all = sum(len(sheet.rows) for sheet in sheets)
        self.columns = sum(len(sheet.cells) for sheet in sheets)
        self.column = 0

    def compare(self, share: float) -> None:
        """All of them are compared with each other."""
        text = ngettext("Comparing {n} record", "Comparing {n} records", self.all)
        self.tell(share, text.format(n=f"{self.all:,}"))

    def value(self) -> None:
        """The next column of all records of a sheet is read."""
        self.column += 1
        text = _("{records}: column {n} of {all}").format(
            records=_amount(self.all, "records"), n=self.column, all=self.columns
        )
        self.tell(0.75 + 0.1 * (self.column - 1) / self.columns, text)

    def finish(self, number: int) -> None:
        """The records of this sheet are checked as a whole, after those before it."""
        done = sum(len(sheet.rows) for sheet in self.sheets[: number + 1])
        text = _("{file}: {done} of {all}").format(
            file=self.sheets[number].head.file.name,
            done=_amount(done, "records"),
            all=_amount(self.all, "records"),
        )
        self.tell(0.95 + 0.05 * number / len(self.sheets), text)


def _load_all(
    heads: Sequence[Head], steps: Sequence[Step], questionnaire: Questionnaire
) -> list[RawTable]:
    """The sheets of the files that are not refused while they are read."""
    if not any(head.wide for head in heads) and (together := load_together(heads, steps)):
        return together
    loaded = [_load(h, step, questionnaire) for h, step in zip(heads, steps, strict=True)]
    return [sheet for sheet in loaded if sheet]


def _load(head: Head, step: Step, questionnaire: Questionnaire) -> RawTable | None:
    try:
        if head.wide:
            return unpivoted(head, questionnaire)
        records, listed = replace(head.report.records), list(head.report.listed)
        sheet = load(head, step)
        if sheet.swallowed and are_records(head, sheet.swallowed, questionnaire):
            head.source = without_stray_quotes(head, sheet.swallowed)
            head.report.records, head.report.listed = records, listed
            sheet = load(head, step)
        return sheet
    except NotText as refusal:
        head.report.refuse(refusal.problem)
        return None


def _part(tell: Progress, start: float, width: float, head: Head) -> Step:
    """Tells how far the reading of one file is: in MB, then in records."""

    def step(done: int, of: int, unit: str) -> None:
        text = _("{file}: {done} of {all}").format(
            file=head.file.name, done=_amount(done, unit), all=_amount(of, unit)
        )
        tell(start + width * (done / of if of else 1), text)

    return step


def _amount(number: int, unit: str) -> str:
    if unit == "bytes":
        return _("{n} MB").format(n=f"{number / 1e6:,.1f}")
    return ngettext("{n} record", "{n} records", number).format(n=f"{number:,}")


def _count(head: Head, questionnaire: Questionnaire) -> None:
    """Say how many records a file has that is refused for its headers."""
    sheet = _load(head, lambda *_told: None, questionnaire)
    if sheet is None:
        return
    head.report.records.accepted = len(sheet.rows)
    head.report.records.rejected = len(sheet.rejected)
    head.report.add(sheet.problems, sheet.problems_total)
