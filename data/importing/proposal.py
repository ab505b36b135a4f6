"""What a call would do, before anybody confirms it: nothing is stored here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import duckdb

from data.apart.reader import expect, read_apart
from data.book import aside, currency, giving_back, identity, trouble
from data.book.tables import Touched, statement
from data.catalogue import KINDS
from data.closing import restating
from data.importing import mending, restated, sources
from data.importing.changes import Change, Share
from data.importing.grouping import Group
from data.importing.grouping import groups as groups_of
from data.importing.hashing import hashing
from data.importing.loading import Batch, describe
from data.importing.memory import as_content, merged, remembered
from data.importing.moved import Moved, moved
from data.importing.repeated import LOAD, are_known, said_before, same_data, unchanged
from data.importing.staging import months_of, put
from data.importing.weighing import missing_days, reaching, weigh
from data.names import lookalikes
from data.reading import Incoming, Reading, Wish, settings
from data.reading.written import together
from data.report import Question, Report
from data.warehouse import Warehouse
from locales import ngettext

Progress = Callable[[float, str], None]


@dataclass
class Proposal:
    """What a call would do to the book as it was at `version`.

    One reading and one report a file, in the order of the call; `changes` by kind and month;
    `moves`: the accounts whose money changes most, by kind.
    """

    version: int
    readings: list[Reading]
    batches: list[Batch] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    new_accounts: int = 0
    is_confirmed: bool = False

    @property
    def reports(self) -> list[Report]:
        """What each file came to."""
        return [reading.report for reading in self.readings]

    @property
    def questions(self) -> list[Question]:
        """Every question once; an answer holds for all files."""
        return list({q.key: q for report in self.reports for q in report.questions}.values())

    @property
    def ready(self) -> bool:
        """Whether confirming would load anything."""
        return any(report.status == "ready" for report in self.reports)


def propose(
    warehouse: Warehouse,
    files: Sequence[Incoming],
    wish: Wish,
    progress: Progress | None = None,
) -> Proposal:
    """Read files and weigh them against what is loaded. Raises UnknownChoice for a wrong answer."""
    expect(files)
    version = warehouse.version()
    with (
        hashing(files) as digests,
        trouble.plainly(warehouse.home),
        warehouse.cursor() as cursor,
    ):
        wish = replace(wish, source=sources.as_written(cursor, wish.source))
        loaded = unchanged(cursor, files, digests, wish)
        if loaded is not None:
            return Proposal(version, loaded)
        known = remembered(cursor, wish.source, wish.asks_again)
        wish = replace(wish, remembered=known, settings=settings.now() | currency.noted(cursor))
        proposal = Proposal(version, read_apart(files, wish, warehouse.home / "tmp", progress))
        with giving_back.beats():
            _weigh(cursor, proposal, groups_of(files, digests(), proposal.readings, wish))
    _hold(proposal)
    giving_back.give_back()
    return proposal


def _weigh(cursor: duckdb.DuckDBPyConnection, proposal: Proposal, groups: Sequence[Group]) -> None:
    if groups:
        for group in groups:
            put(cursor, group.staged, group.kind)
        named = [identity.naming_columns(group.staged.named) for group in groups]
        cursor.register("arriving", together(named))
        proposal.new_accounts = identity.count_new(cursor)
    for group in groups:
        _examine(cursor, proposal, group)


def _examine(cursor: duckdb.DuckDBPyConnection, proposal: Proposal, group: Group) -> None:
    """Ask what only the book can tell, weigh the months, and make a batch of what is settled."""
    months = months_of(group.staged, group.readings)
    touched = Touched(group.kind, group.wish.source, group.wish.mode, months)
    if mending.adds(cursor, group):
        touched = replace(touched, mode="add")
    weighing = weigh(cursor, group.staged, touched)
    mending.settle(cursor, group)
    if touched.mode == "replace" and _adds(cursor, group):
        touched = replace(touched, mode="add")
        weighing = weigh(cursor, group.staged, touched)
    if restated.settle(cursor, group, touched):
        touched = reaching(cursor, group.staged, replace(touched, restates=True))
        weighing = weigh(cursor, group.staged, touched)
    naming = identity.naming(cursor, touched, group.wish.answers, group.remembered.answers)
    for question in naming.questions:
        group.ask(question, "name_match", [question.key.removeprefix(identity.ANSWER)])
    arriving, weighed = weighing.arriving, weighing.changes
    reports = [reading.report for reading in group.readings]
    describe(reports, touched, arriving, weighed)
    _say_others(cursor, touched, reports)
    proposal.changes += weighed
    proposal.moves += moved(cursor, touched)
    if any(report.status != "ready" for report in reports):
        return
    sources.settle(cursor, group, touched)
    if any(report.status != "ready" for report in reports):
        return
    if weighing.newest:
        restated.say_redated(cursor, group, touched)
    touching = {change.month for change in weighed if change.touches}
    again = _settle_same(cursor, group, touched, arriving, touching)
    if any(report.status == "needs_answer" for report in reports):
        return
    if touching or again:
        restating.say_restated(cursor, reports, touched)
        lookalikes.say(cursor, reports)
        memory = merged(group.readings, naming.answers)
        asked = {
            "mapping": dict(group.wish.mapping),
            "answers": dict(group.wish.answers),
            "remembered": as_content(group.remembered),
            "set_aside": group.wish.set_aside,
            "settings": dict(group.wish.settings),
            "again": [month and month.isoformat() for month in again],
            "mends": "rows",
        }
        asides = aside.of(group.readings)
        proposal.batches.append(
            Batch(
                touched,
                group.staged,
                group.originals,
                reports,
                asked,
                naming.told,
                memory,
                asides,
                weighing,
            )
        )


def _settle_same(
    cursor: duckdb.DuckDBPyConnection,
    group: Group,
    touched: Touched,
    arriving: Sequence[Share],
    touching: Collection[date | None],
) -> list[date | None]:
    """Mark the files that change nothing; the months of those that are loaded all the same.

    New bytes with records that are loaded already are a question; known bytes change nothing.
    """
    known = are_known(cursor, group.kind, touched.source, [o.sha256 for o in group.originals])
    again: set[date | None] = set()
    for number, (original, reading) in enumerate(zip(group.originals, group.readings, strict=True)):
        report = reading.report
        mine = [s.month for s in arriving if s.file_no == number]
        _say_known(report, [s for s in arriving if s.file_no == number], touched)
        if any(month in touching for month in mine) or (touching and not mine):
            continue
        version = said_before(cursor, report, [m for m in mine if m])
        if mine and touched.mode == "replace" and original.sha256 not in known:
            answer = group.answer(same_data())
            if answer is None:
                report.ask(same_data())
                continue
            if answer == LOAD:
                again.update(mine)
                continue
        report.status, report.version = "unchanged", version
    return sorted(again, key=lambda month: month or date.min)


def _adds(cursor: duckdb.DuckDBPyConnection, group: Group) -> bool:
    """Whether files that leave out loaded days of their months add to them; asks where unknown."""
    missing = [] if KINDS[group.kind].is_list else missing_days(cursor, group.kind)
    if not missing:
        return False
    overlaps = any(lost < days for _month, days, lost in missing)
    choices = ("replace", "add") if overlaps else ("add", "replace")
    question = _partial(missing, choices)
    answer = group.answer(question)
    if answer is None:
        group.ask(question, "month", [month for month, _days, _lost in missing])
    return answer == "add"


def _partial(missing: Sequence[tuple[date, int, int]], choices: tuple[str, ...]) -> Question:
    month, _days, lost = missing[0]
    text = ngettext(
        "{month}: one day that is loaded now is not in the files. "
        "Do they replace the month, or add to it?",
        "{month}: {n} days that are loaded now are not in the files. "
        "Do they replace the month, or add to it?",
        lost,
    )
    return Question("partial", text.format(month=f"{month:%Y-%m}", n=lost), choices)


def _say_known(report: Report, mine: Sequence[Share], touched: Touched) -> None:
    if touched.mode != "add":
        return
    differing = 0 if touched.restates else sum(share.changed for share in mine)
    if known := sum(share.known for share in mine) - differing:
        text = ngettext(
            "{n} record was loaded before and is skipped.",
            "{n} records were loaded before and are skipped.",
            known,
        )
        report.warnings.append(text.format(n=known))
    if differing:
        text = ngettext(
            "{n} record is loaded with other values and is skipped: what is loaded stands.",
            "{n} records are loaded with other values and are skipped: what is loaded stands.",
            differing,
        )
        report.warnings.append(text.format(n=differing))
    if restates := sum(share.restated for share in mine):
        text = ngettext(
            "{n} record takes the place of what is loaded under its key.",
            "{n} records take the place of what is loaded under their keys.",
            restates,
        )
        report.warnings.append(text.format(n=restates))


def _say_others(
    cursor: duckdb.DuckDBPyConnection, touched: Touched, reports: Sequence[Report]
) -> None:
    """Say what stays in the months because it is set for others than the records of the files."""
    if touched.mode == "add" or not KINDS[touched.kind].cut:
        return
    text = statement("intake/set_for_others", touched.kind)
    [(stay,)] = cursor.execute(text, touched.bind("source", "months")).fetchall()
    if stay:
        said = ngettext(
            "{n} record of these months stays: it is set for somebody or something else.",
            "{n} records of these months stay: they are set for somebody or something else.",
            stay,
        )
        reports[0].warnings.append(said.format(n=stay))


def _hold(proposal: Proposal) -> None:
    """All files of one kind or none; a file of unknown kind may be of any."""
    waiting = {r.kind for r in proposal.reports if r.status in ("refused", "needs_answer")}
    for report in proposal.reports:
        if report.status == "ready" and (report.kind in waiting or None in waiting):
            report.status = "held"
    proposal.batches = [
        batch for batch in proposal.batches if any(r.status == "ready" for r in batch.reports)
    ]
