"""F10: the write-ahead log is cut off or removed. The ledger knows what is missing."""

import random
from pathlib import Path

import pytest

from data.keeping import health
from data.keeping.verify import verify
from data.refusal import Refused
from data.warehouse import Warehouse
from tests.faults.books import Story, load
from tests.faults.conftest import Run
from tests.faults.damage import LOG, assert_rebuilt, copy, sentence, unclosed
from tests.faults.kept import Tried


def cut_and_rebuild(
    story: Story, run: Run, folder: Path, tried: Tried, lengths: list[float | None]
) -> None:
    """Cut the log at each length (a share; None: removed) and see what a start makes of it."""
    whole = unclosed(story, run, folder / "whole")
    missed = refused = 0
    for share in lengths:
        home = copy(whole, folder / "cut")
        if share is None:
            (home / LOG).unlink()
        else:
            with (home / LOG).open("r+b") as file:
                file.truncate(int((whole / LOG).stat().st_size * share))
        said = sentence(home)
        if said is None:
            assert_missed(story, home)
            missed += 1
        else:
            assert "rebuild" in said
            refused += 1
        assert_rebuilt(story, home)
    tried |= {"cuts": len(lengths), "found_by_the_ledger": missed, "refused_at_start": refused}


def assert_missed(story: Story, home: Path) -> None:
    """The book lacks an acknowledged version: health is red, nothing is written into it."""
    warehouse = Warehouse.open(home)
    try:
        assert any("in the ledger but not in the book" in text for text in verify(warehouse))
        findings = {finding.what: finding for finding in health.readiness(warehouse)}
        assert findings["ledger"].state == health.BAD
        assert "rebuild" in findings["ledger"].sentence
        with pytest.raises(Refused, match="rebuild"):
            load(warehouse, *story.files)
    finally:
        warehouse.close()


def test_f10_log_cut_or_removed(restated: Story, run: Run, tmp_path: Path, tried: Tried) -> None:
    cut_and_rebuild(restated, run, tmp_path, tried, [None, 0.5])


@pytest.mark.faults
def test_f10_log_cut_at_many_places(
    restated: Story, run: Run, tmp_path: Path, tried: Tried
) -> None:
    chance = random.Random(10)
    cut_and_rebuild(restated, run, tmp_path, tried, [0.0, *(chance.random() for _ in range(20))])
