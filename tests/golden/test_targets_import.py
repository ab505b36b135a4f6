"""The wide targets of adventureworks: a byte-order mark, blanks, and NULL for no target."""

from pathlib import Path

from data.ingest.model import InputFile, ReadOptions
from data.ingest.pipeline import read


def test_every_cell_of_a_real_file_is_a_target_or_blank(shared_data: Path) -> None:
    path = shared_data / "adventureworks_reseller" / "ResellerSalesTargets.csv"
    (reading,) = read([InputFile(path.name, path)], ReadOptions())
    report = reading.report
    assert (report.kind, report.status, report.questions) == ("targets", "ready", [])
    assert (report.records.in_file, report.records.accepted) == (35, 34)
    assert report.cells is not None
    assert vars(report.cells) == {"in_file": 408, "blank": 163, "accepted": 245, "rejected": 0}
    assert (report.amount, report.mapping["salesperson"]) == (84_910, "EmployeeID")
    assert reading.table is not None
    assert {f"{m}" for m in reading.table["month"].to_pylist() if m.year == 2021} == {
        f"2021-0{n}-01" for n in range(1, 7)
    }
