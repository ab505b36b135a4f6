"""Reads files and works out what loading them would change; nothing is stored here."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import duckdb

from data.book import currency, error_messages, identity, memory_release, quarantined_rows
from data.book.tables import VersionScope, statement
from data.catalogue import KINDS
from data.closing import restating
from data.columns.dictionary_column import together
from data.importing import already_loaded, corrections, restated_keys, sources, withdrawn
from data.importing.changes import Change
from data.importing.diff import Weighing, missing_days, reaching, weigh
from data.importing.file_hashes import hashing
from data.importing.grouping import Group
from data.importing.grouping import groups as groups_of
from data.importing.loading import Batch, describe
from data.importing.remembered_answers import as_content, merged, remembered
from data.importing.staging import months_of, put
from data.importing.top_movers import Moved, moved
from data.ingest import context
from data.ingest.model import InputFile, Reading, ReadOptions
from data.names import lookalikes
from data.report import Question, Report
from data.sandbox.reader import expect, read_files
from data.warehouse import Warehouse
from locales import ngettext

Progress = Callable[[float, str], None]
Months = Collection[date | None]
"""Months of a call; None stands for a list, which has none."""


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
    files: Sequence[InputFile],
    options: ReadOptions,
    progress: Progress | None = None,
) -> Proposal:
    """Read files and compare them with what is loaded. Raises UnknownChoice for a wrong answer."""
    expect(files)
    version = warehouse.version()
    with (
        hashing(files) as digests,
        error_messages.plainly(warehouse.home),
        warehouse.cursor() as cursor,
    ):
        options = replace(options, source=sources.as_written(cursor, options.source))
        loaded = already_loaded.unchanged(cursor, files, digests, options)
        if loaded is not None:
            return Proposal(version, loaded)
        memory = remembered(cursor, options.source, options.asks_again)
        options = replace(
            options, remembered=memory, settings=context.now() | currency.noted(cursor)
        )
        proposal = Proposal(version, read_files(files, options, warehouse.home / "tmp", progress))
        with memory_release.beats():
            _weigh(cursor, proposal, groups_of(files, digests(), proposal.readings, options))
    _hold(proposal)
    memory_release.give_back()
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
    """Compare one kind with the book, ask what is open, and make a batch when nothing is."""
    if group.is_nothing:
        group.leave_out()
        return
    scope, weighing = _weighed(cursor, group)
    naming = identity.naming(cursor, scope, group.options.answers, group.remembered.answers)
    for question in naming.questions:
        group.ask(question, "name_match", [question.key.removeprefix(identity.ANSWER)])
    describe(group.reports, scope, weighing.arriving, weighing.changes)
    _warn_kept_targets(cursor, scope, group.reports)
    proposal.changes += weighing.changes
    proposal.moves += moved(cursor, scope)
    touching, again = _settle(cursor, group, scope, weighing)
    if touching or again:
        restating.warn_restated(cursor, group.reports, scope)
        lookalikes.warn(cursor, group.reports)
        proposal.batches.append(_batch(group, scope, weighing, naming, again))


def _weighed(cursor: duckdb.DuckDBPyConnection, group: Group) -> tuple[VersionScope, Weighing]:
    """The scope of a kind and its comparison; adds instead of replacing where the files correct
    quarantined rows, or leave out loaded days and the answer is to add."""
    # Each answer can change the scope, and the comparison is only right for the scope it was made
    # with; so it is made again after each.
    months = months_of(group.staged, group.readings)
    scope = VersionScope(group.kind, group.options.source, group.options.mode, months)
    if corrections.adds(cursor, group):
        scope = replace(scope, mode="add")
    weighing = weigh(cursor, group.staged, scope)
    corrections.settle(cursor, group)
    if scope.mode == "replace" and _adds(cursor, group):
        scope = replace(scope, mode="add")
        weighing = weigh(cursor, group.staged, scope)
    restates = restated_keys.settle(cursor, group, scope)
    if withdrawn.settle(cursor, group, scope) or restates:
        scope = reaching(cursor, group.staged, replace(scope, restates=restates))
        weighing = weigh(cursor, group.staged, scope)
    return scope, weighing


def _settle(
    cursor: duckdb.DuckDBPyConnection, group: Group, scope: VersionScope, weighing: Weighing
) -> tuple[Months, Months]:
    """The months that change, and those that are loaded again though nothing in them changes.

    Neither while something is refused or waits for an answer. None stands for a list.
    """
    if not group.is_ready:
        return (), ()
    sources.settle(cursor, group, scope)
    if not group.is_ready:
        return (), ()
    if weighing.newest:
        restated_keys.warn_redated(cursor, group, scope)
    touching = {change.month for change in weighing.changes if change.touches}
    again = already_loaded.settle(cursor, group, scope, weighing.arriving, touching)
    if any(report.status == "needs_answer" for report in group.reports):
        return (), ()
    return touching, again


def _batch(
    group: Group, scope: VersionScope, weighing: Weighing, naming: identity.Naming, again: Months
) -> Batch:
    """What confirming stores, with all that a rebuild needs to read the files again."""
    settings = {
        "mapping": dict(group.options.mapping),
        "answers": dict(group.options.answers),
        "remembered": as_content(group.remembered),
        "set_aside": group.options.set_aside,
        "settings": dict(group.options.settings),
        "again": [month and month.isoformat() for month in again],
        "mends": "rows",
    }
    return Batch(
        scope,
        group.staged,
        group.originals,
        group.reports,
        settings,
        naming.id_choices,
        memory=merged(group.readings, naming.answers),
        asides=quarantined_rows.of(group.readings),
        weighing=weighing,
    )


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


def _warn_kept_targets(
    cursor: duckdb.DuckDBPyConnection, scope: VersionScope, reports: Sequence[Report]
) -> None:
    """Warn of targets that stay in these months because they are for people not in the files."""
    if scope.mode == "add" or not KINDS[scope.kind].cut:
        return
    text = statement("intake/set_for_others", scope.kind)
    [(stay,)] = cursor.execute(text, scope.bind("source", "months")).fetchall()
    if stay:
        warning = ngettext(
            "{n} record of these months stays: it is set for somebody or something else.",
            "{n} records of these months stay: they are set for somebody or something else.",
            stay,
        )
        reports[0].warnings.append(warning.format(n=stay))


def _hold(proposal: Proposal) -> None:
    """All files of one kind or none; a file of unknown kind may be of any."""
    waiting = {r.kind for r in proposal.reports if r.status in ("refused", "needs_answer")}
    for report in proposal.reports:
        if report.status == "ready" and (report.kind in waiting or None in waiting):
            report.status = "held"
    proposal.batches = [
        batch for batch in proposal.batches if any(r.status == "ready" for r in batch.reports)
    ]
