"""One call: all its files at once, kind by kind."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from data.catalogue import KINDS, Kind
from data.reading import problems, settings
from data.reading.asking import Asking
from data.reading.dated_totals import leave_out_totals
from data.reading.finish import finish
from data.reading.formats import decide
from data.reading.head.found import NOTHING, open_head, remember
from data.reading.head.head import Head
from data.reading.head.mapping import refuse_wrong_wishes
from data.reading.losses import keep_losses
from data.reading.once import fill_shared
from data.reading.plain import Step, load, load_together
from data.reading.repeats import drop_repeats, refuse_clashes, said_again
from data.reading.seam import Incoming, Reading, Wish
from data.reading.sheet import Sheet
from data.reading.spool import let_go
from data.reading.swallowed import are_records, without_stray_quotes
from data.reading.targets.named_months import blame_other_lengths
from data.reading.targets.unpivot import unpivoted
from data.reading.text.cut import blame_short_end
from data.reading.text.decoded import NotText
from data.reading.typed import check, typed
from data.report import Report
from locales import _, ngettext

Progress = Callable[[float, str], None]


def read(files: Sequence[Incoming], wish: Wish, progress: Progress | None = None) -> list[Reading]:
    """A reading for each file, in order; nothing is stored.

    All questions that do not depend on another answer are asked together. Raises UnknownChoice
    when an answer is none of the choices of its question.
    """
    if wish.kind is not None and wish.kind not in KINDS:
        raise ValueError(f"kind={wish.kind}: {', '.join(KINDS)}")
    with settings.as_noted(wish.settings):
        return _read(files, wish, progress)


def _read(files: Sequence[Incoming], wish: Wish, progress: Progress | None) -> list[Reading]:
    asking = Asking(wish)
    tell = _forward(progress) if progress else (lambda _share, _text: None)
    opened = []
    for i, file in enumerate(files):
        tell(0.2 * i / len(files), file.name)
        opened.append(open_head(file, wish, asking))
    heads = [head for _reading, head in opened if head]
    known = [head for head in heads if head.kind is not NOTHING]
    refuse_wrong_wishes(known, wish.mapping)
    for kind in KINDS.values():
        own = [h for h in known if h.kind is kind]
        if own:
            _read_kind(kind, own, wish, asking, tell)
    for head in heads:
        if head.kind is NOTHING:
            _count(head, asking)
    readings = [reading for reading, _head in opened]
    asking.spread(r.report for r in readings)
    for reading, found in opened:
        reading.report.name_sheet(found.source.begins if found else ())
    for head in known:
        head.reading.memory = remember(head, asking.used)
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
    kind: Kind, heads: Sequence[Head], wish: Wish, asking: Asking, tell: Progress
) -> None:
    width = 0.5 / len(heads)
    steps = [_part(tell, 0.2 + width * i, width, head) for i, head in enumerate(heads)]
    sheets = _load_all(heads, steps, asking)
    if not sheets:
        return
    rows = _Rows(sheets, tell)
    rows.compare(0.7)
    fill_shared(kind, sheets, asking)
    not_losses = [keep_losses(s, asking) for s in sheets] if kind.status else [0 for _s in sheets]
    leave_out_totals(kind, sheets, asking)
    formats = decide(kind, sheets, asking)
    columns = [typed(s, formats, rows.value) for s in sheets]
    for sheet, own in zip(sheets, columns, strict=True):
        check(sheet, kind, own)
        blame_other_lengths(sheet, kind, own)
        blame_short_end(sheet)
    let_go()
    rows.compare(0.85)
    refuse_clashes(kind, sheets, columns)
    rows.compare(0.9)
    dropped = drop_repeats(sheets, asking)
    again = said_again(kind, sheets, columns, dropped, asking)
    for i, sheet in enumerate(sheets):
        rows.finish(i)
        sheet.head.report.records.not_losses = not_losses[i]
        finish(sheet, kind, columns[i], dropped[i], again[i], f"{wish.source}:{i}", asking)
        account_for(sheet)


class _Rows:
    """Tells how far the records of some sheets are once their bytes are read."""

    def __init__(self, sheets: Sequence[Sheet], tell: Progress) -> None:
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


def _load_all(heads: Sequence[Head], steps: Sequence[Step], asking: Asking) -> list[Sheet]:
    """The sheets of the files that are not refused while they are read."""
    if not any(head.wide for head in heads) and (together := load_together(heads, steps)):
        return together
    loaded = [_load(h, step, asking) for h, step in zip(heads, steps, strict=True)]
    return [sheet for sheet in loaded if sheet]


def _load(head: Head, step: Step, asking: Asking) -> Sheet | None:
    try:
        if head.wide:
            return unpivoted(head, asking)
        records, listed = replace(head.report.records), list(head.report.listed)
        sheet = load(head, step)
        if sheet.swallowed and are_records(head, sheet.swallowed, asking):
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


def _count(head: Head, asking: Asking) -> None:
    """Say how many records a file has that is refused for its headers."""
    sheet = _load(head, lambda *_told: None, asking)
    if sheet is None:
        return
    head.report.records.accepted = len(sheet.rows)
    head.report.records.rejected = len(sheet.rejected)
    head.report.add(sheet.problems, sheet.problems_total)


def account_for(sheet: Sheet) -> None:
    """The accounting identity: every record that the second count found went somewhere."""
    report: Report = sheet.head.report
    counts = report.records
    if counts.add_up() and (report.cells is None or report.cells.add_up()):
        return
    parts = vars(counts if not counts.add_up() else report.cells).items()
    told = ", ".join(f"{name} {n}" for name, n in parts if name != "in_file")
    report.refuse(
        problems.of_file(
            _("records that do not add up: {told}").format(told=told),
            _("{n} records, as an independent count finds").format(n=counts.in_file),
            _("look for a broken quote, and export the file again"),
        )
    )
    sheet.head.reading.table = None
