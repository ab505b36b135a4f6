"""Ninety-five daily exports of a real wholesaler, loaded in one call, to the penny."""

from decimal import Decimal
from pathlib import Path

from data.book import history
from data.intake import InputFile, ReadOptions, confirm, propose
from data.keeping.verify import verify
from data.warehouse import Warehouse

MONTHS = [  # lines, without account, net amount, with positive quantity, cancellations, customers
    ("2010-12", 42_481, 15_631, "748957.02", "823746.14", 728, 948),
    ("2011-01", 35_147, 13_235, "560000.26", "691364.56", 701, 783),
    ("2011-02", 27_707, 7_344, "498062.65", "523631.89", 475, 798),
    ("2011-03", 36_748, 8_926, "683267.08", "717639.36", 699, 1_020),
]
FIGURES = """
    select
        strftime(month, '%Y-%m'),
        count(*),
        count(*) filter (where account_key is null),
        sum(amount)::decimal(38, 2)::varchar,
        (sum(amount) filter (where quantity > 0))::decimal(38, 2)::varchar,
        count(*) filter (where order_id like 'C%'),
        count(distinct account_key)
    from sales where removed_in is null group by all order by all
"""


def test_every_line_and_penny_is_there(shared_data: Path, own_home: Path) -> None:
    warehouse = Warehouse.open(own_home)
    paths = sorted((shared_data / "online_retail").glob("*.csv"))
    files = [InputFile(path.name, path) for path in paths]
    asked = propose(warehouse, files, ReadOptions())
    assert [question.key for question in asked.questions] == ["duplicates"]
    proposal = propose(warehouse, files, ReadOptions(answers={"duplicates": "keep"}))
    assert proposal.new_accounts == 2_189
    reports = confirm(warehouse, proposal, "ana")
    assert len(reports) == 95
    assert {report.status for report in reports} == {"loaded"}
    assert sum((r.amount or Decimal(0) for r in reports), Decimal(0)) == Decimal("2490287.01")
    with warehouse.cursor() as cursor:
        assert cursor.execute(FIGURES).fetchall() == MONTHS
        ids = "select count(*) from account_names where account_id like '%.0'"
        assert cursor.execute(ids).fetchall() == [(0,)]
    assert verify(warehouse) == []
    history.undo(warehouse, 1, "ana")
    history.undo(warehouse, 2, "ana")
    with warehouse.cursor() as cursor:
        assert cursor.execute(FIGURES).fetchall() == MONTHS
    warehouse.close()
