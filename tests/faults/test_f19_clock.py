"""F19: month ends, leap days, year ends and daylight saving: a sale is of the day that it was."""

from datetime import date
from pathlib import Path

import pytest

from data import clock
from data.intake import InputFile, ReadOptions, confirm, propose
from data.warehouse import Warehouse

DAYS = ("2024-02-28", "2024-02-29", "2024-03-01", "2025-02-28", "2025-12-31", "2026-01-01")


def months(home: Path, desk: Path, days: tuple[str, ...]) -> list[tuple[str, str]]:
    """Load one line a day; day and month of each as stored."""
    desk.mkdir(exist_ok=True)
    path = desk / "days.csv"
    lines = [f"{n},1,{day},{n}.00" for n, day in enumerate(days, start=1)]
    path.write_text("\n".join(["order_id,account_id,order_date,amount", *lines]) + "\n")
    warehouse = Warehouse.open(home)
    proposal = propose(warehouse, [InputFile(path.name, path)], ReadOptions())
    assert [question.key for question in proposal.questions] == []
    confirm(warehouse, proposal, "ana")
    with warehouse.cursor() as cursor:
        found = cursor.execute(
            "select order_date::varchar, month::varchar from sales order by amount"
        ).fetchall()
    warehouse.close()
    return found


def test_f19_edges_of_months_and_years(own_home: Path, tmp_path: Path) -> None:
    assert months(own_home, tmp_path, DAYS) == [(day, day[:7] + "-01") for day in DAYS]


@pytest.mark.parametrize(
    ("zone", "written", "day"),
    [
        ("Asia/Shanghai", "2026-01-31T16:30:00Z", "2026-02-01"),
        ("Asia/Shanghai", "2026-01-31T15:30:00Z", "2026-01-31"),
        ("Europe/Berlin", "2026-03-28T23:30:00Z", "2026-03-29"),
        ("Europe/Berlin", "2026-03-31T21:30:00Z", "2026-03-31"),
        ("Europe/Berlin", "2026-03-31T22:30:00Z", "2026-04-01"),
        ("Europe/Berlin", "2025-10-25T22:30:00Z", "2025-10-26"),
        ("Europe/Berlin", "2025-10-31T22:30:00Z", "2025-10-31"),
        ("America/New_York", "2026-01-01T04:59:00Z", "2025-12-31"),
        ("America/New_York", "2024-03-01T04:30:00Z", "2024-02-29"),
    ],
)
def test_f19_instants_are_days_where_the_business_is(
    own_home: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    zone: str,
    written: str,
    day: str,
) -> None:
    monkeypatch.setenv("OCTANT_TZ", zone)
    assert months(own_home, tmp_path, (written,)) == [(day, day[:7] + "-01")]


def test_f19_today_is_the_day_where_the_business_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OCTANT_TODAY")
    found = set()
    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):  # 25 hours apart: never the same day
        monkeypatch.setenv("OCTANT_TZ", zone)
        found.add(clock.today())
    assert len(found) == 2


def test_f19_a_clock_that_jumps_back_changes_no_order(
    own_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for today in ("2026-11-22", "2026-03-01"):
        monkeypatch.setenv("OCTANT_TODAY", today)
        assert clock.today() == date.fromisoformat(today)
        day = "2026-01-31" if today > "2026-06" else "2026-02-28"
        months(own_home, tmp_path, (day,))
    warehouse = Warehouse.open(own_home)
    assert warehouse.version() == 2
    warehouse.close()
