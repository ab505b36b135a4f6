"""F17: the browser goes away in the middle. The import ends or is as if it had never begun."""

from pathlib import Path

import pytest

from data.intake import InputFile, ReadOptions, confirm, propose
from data.warehouse import Warehouse
from tests.faults.books import Story
from tests.faults.kept import Tried


class Gone(BaseException):
    """What a page's run is ended with, at any report of progress."""


def test_f17_ended_at_each_report_of_progress(
    restated: Story, tmp_path: Path, tried: Tried
) -> None:
    after = at = 0
    while True:
        home = restated.copy(tmp_path / "home")
        warehouse = Warehouse.open(home)
        files = [InputFile(path.name, path) for path in restated.files]
        left = [at]

        def progress(_share: float, _text: str, left: list[int] = left) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Gone

        is_gone = False
        try:
            confirm(warehouse, propose(warehouse, files, ReadOptions(), progress), "ben", progress)
        except Gone:
            is_gone = True
        warehouse.close()
        after += restated.assert_before_or_after(home, is_acknowledged=not is_gone)
        if not is_gone:
            break
        at += 1
    restated.assert_can_go_on(home)
    assert at
    tried |= {"steps": at, "found_done": after}


def test_f17_what_was_rolled_back_is_ready_to_be_confirmed_again(
    restated: Story, tmp_path: Path
) -> None:
    home = restated.copy(tmp_path / "home")
    warehouse = Warehouse.open(home)
    files = [InputFile(path.name, path) for path in restated.files]
    proposal = propose(warehouse, files, ReadOptions())
    told: list[str] = []

    def gone_once_it_is_written(_share: float, text: str) -> None:
        told.append(text)
        if len(told) == 3:
            raise Gone

    with pytest.raises(Gone):
        confirm(warehouse, proposal, "ben", gone_once_it_is_written)
    assert [(report.status, report.version) for report in proposal.reports] == [("ready", None)]
    assert [report.version for report in confirm(warehouse, proposal, "ben")] == [3]
    warehouse.close()
    assert restated.assert_before_or_after(home, is_acknowledged=True)
