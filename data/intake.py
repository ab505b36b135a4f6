"""The door to importing: `propose` reads files and works out the changes, `confirm` stores them."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import copy_context
from dataclasses import dataclass

import duckdb

from data.book import archive, history
from data.book.commit import check_ledger, commit
from data.book.disk_space import need_room
from data.book.tables import statement
from data.book.versions import Stamp, version_months
from data.catalogue import KINDS
from data.clock import now
from data.importing.loading import Batch, apply_import
from data.importing.proposal import Progress, Proposal, propose
from data.ingest.model import InputFile, ReadOptions
from data.ledger import Event
from data.refusal import Refused
from data.report import Report
from data.sandbox.reader import expect
from data.sandbox.warm_worker import make_ready
from data.warehouse import Warehouse
from locales import _, ngettext

__all__ = ["InputFile", "Proposal", "ReadOptions", "confirm", "expect", "make_ready", "propose"]

ROWS_TAKE = 0.7
"""Share of the time of storing that the rows take."""
GUARD = "Octant"
"""Who undoes a version that does not read back as it was written."""
ROOM = 3
"""How many times the size of the files must be free on the disk before they are loaded."""


def confirm(
    warehouse: Warehouse, proposal: Proposal, who: str, progress: Progress | None = None
) -> list[Report]:
    """Load what is ready: one version a kind. Raises Refused, with nothing stored of that kind.

    Confirming a proposal a second time loads nothing. A `progress` that raises cancels: the kind
    that is being stored is rolled back, those before it stay.
    """
    with warehouse.importing(who):
        if proposal.is_confirmed:
            return proposal.reports
        check_ledger(warehouse)
        _check_overtaken(warehouse, proposal)
        need_room(warehouse.home, ROOM * sum(f.size for b in proposal.batches for f in b.originals))
        for number, batch in enumerate(proposal.batches):
            records = sum(file.accepted for file in batch.originals)
            report_progress = _StoringProgress(
                progress, number / len(proposal.batches), 1 / len(proposal.batches), records
            )
            report_progress()
            _load(warehouse, batch, Stamp(who, now()), report_progress)
        proposal.is_confirmed = True
        warehouse.give_back()
        if progress:
            progress(1.0, _("Done"))
    return proposal.reports


@dataclass
class _StoringProgress:
    """Reports the progress of storing one kind: it takes `width` of the whole, from `begun` on."""

    progress: Progress | None
    begun: float
    width: float
    records: int
    stored: int = 0

    def __call__(self, stored: int | None = None) -> None:
        self.stored = self.stored if stored is None else stored
        if self.progress is None:
            return
        text = ngettext("Storing {n} record", "Storing {n} records", self.records)
        text = text.format(n=f"{self.records:,}")
        if self.stored:
            text = _("{told}: {done} so far").format(told=text, done=f"{self.stored:,}")
        share = ROWS_TAKE * self.stored / max(self.records, 1)
        self.progress(self.begun + self.width * min(share, ROWS_TAKE), text)


def _load(
    warehouse: Warehouse, batch: Batch, stamp: Stamp, report_progress: _StoringProgress
) -> None:
    """Store a version. The originals are copied meanwhile, and lie there before it is committed."""
    with ThreadPoolExecutor(max_workers=1) as beside:
        copies = [
            beside.submit(copy_context().run, archive.keep, warehouse.home, file.path, file.sha256)
            for file in batch.originals
        ]

        def apply(cursor: duckdb.DuckDBPyConnection) -> Event | None:
            report_progress()
            event = apply_import(cursor, batch, stamp, report_progress)
            for copy in copies:
                copy.result()
                report_progress()
            return event

        try:
            with _as_they_were(batch.reports):
                event = commit(warehouse, apply)
        finally:
            beside.shutdown(cancel_futures=True)
    if event is not None:
        _read_back(warehouse, event)


@contextmanager
def _as_they_were(reports: Sequence[Report]) -> Iterator[None]:
    """Restore status and version of the reports when the block raises: nothing was loaded."""
    before = [(report.status, report.version) for report in reports]
    try:
        yield
    except BaseException:
        for report, (status, version) in zip(reports, before, strict=True):
            report.status, report.version = status, version
        raise


def _read_back(warehouse: Warehouse, event: Event) -> None:
    """Compare rows and sums per month with the event; undo the version where they differ."""
    with warehouse.cursor() as cursor:
        kept = version_months(cursor, event["kind"], event["version"])
    if kept != event["months"]:
        history.undo_now(warehouse, event["version"], GUARD)
        raise Refused(
            _(
                "Version {version} did not read back as it was written and was undone. "
                "Do: run `python -m data verify` before you load again."
            ).format(version=event["version"])
        )


def _check_overtaken(warehouse: Warehouse, proposal: Proposal) -> None:
    if warehouse.version() == proposal.version:
        return
    with warehouse.cursor() as cursor:
        for batch in proposal.batches:
            scope = batch.scope
            later = cursor.execute(
                statement("intake/overtaken", scope.kind),
                scope.bind("source", "months")
                | {"version": proposal.version, "is_list": KINDS[scope.kind].is_list},
            ).fetchall()
            for version, who in later:
                raise Refused(
                    _(
                        "{who} has loaded the same months meanwhile, as version {version}. "
                        "Do: look at what would change now, and confirm again."
                    ).format(who=who, version=version)
                )
