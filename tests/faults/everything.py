"""A book that holds something of everything that can be entered, however it is entered.

Run as a program (python everything.py HOME DESK) it needs no other test code, so that an earlier
release can make the same book.
"""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from data import intake
from data.ingest.model import InputFile, ReadOptions
from data.warehouse import Warehouse

try:
    from data.book import history
    from data.closing import closes as closing
    from data.keeping import page_entries
    from data.names import merges
except ModuleNotFoundError:  # the release that made the frozen book has no such rooms
    from data import closing, history, merges  # type: ignore[attr-defined,no-redef]

SALES = "order_id,account_id,account_name,order_date,amount,salesperson,region,category\n"
MONTHS = range(1, 9)


def exports(desk: Path) -> Iterator[tuple[Path, ReadOptions]]:
    """What is loaded, call by call."""
    desk.mkdir(parents=True, exist_ok=True)
    for month in MONTHS:
        rows = [
            f"{month}-{n},{n},Account {n},2026-{month:02}-{1 + n:02},{n * 10 + month}.25,"
            f"Kim,{'North' if n % 2 else 'South'},Tools\n"
            for n in range(1, 13)
        ]
        yield _file(desk, f"sales {month}", SALES + "".join(rows)), ReadOptions()
    bad = SALES + "9-1,1,Account 1,2026-09-02,70,Kim,North,Tools\n9-2,2,Account 2,2026-09-03,?,,,\n"
    yield _file(desk, "sales 9", bad), ReadOptions(set_aside=True)
    named = "Customer,Date,Net,VAT\nAccount 3,05.09.2026,10.50,2\nAccount 14,07.09.2026,3,1\n"
    asked = {"date_order": "dmy", "orders": "lines", "mapping:amount": "Net"}
    mapping = {"account_name": "Customer", "order_date": "Date", "amount": "Net"}
    yield _file(desk, "shop 9", named), ReadOptions("sales", "shop", mapping=mapping, answers=asked)
    listed = "account_id,account_name,parent,industry,is_key_account\n1,Account 1,2,Steel,yes\n"
    yield _file(desk, "accounts", listed + "2,Account 2,,Paper,no\n"), ReadOptions()
    lost = "account_id,lost_on,reason,sales_lost\n4,2026-05-02,too dear,900\n"
    yield _file(desk, "churn", lost), ReadOptions()
    levels = "account_id,assessed_on,level,assessed_by\n1,2026-06-01,3,Kim\n2,2026-06-02,1,Kim\n"
    yield _file(desk, "levels", levels), ReadOptions("relationships")
    again = SALES + "8-1,1,Account 1,2026-08-02,500,Kim,North,Tools\n"
    yield _file(desk, "sales 8 again", again), ReadOptions(answers={"partial": "replace"})


def tell(home: Path, desk: Path) -> None:
    """Make the book: imports, an undo and its redo, words, rulers, merges, closes."""
    book = Warehouse.open(home)
    for path, options in exports(desk):
        proposal = intake.propose(book, [InputFile(path.name, path)], options)
        asked = [(q.key, q.choices) for report in proposal.reports for q in report.questions]
        assert proposal.ready, (path.name, asked, [r.errors for r in proposal.reports])
        reports = intake.confirm(book, proposal, "ann")
        assert {report.status for report in reports} == {"loaded"}, path.name
    newest = book.version()
    history.undo(book, history.undo(book, newest, "bob"), "bob")
    history.undo(book, newest - 3, "bob")
    page_entries.save_words(book, [("too dear", "price"), ("late", "delivery_time")], "ann")
    ruler = {"method": "standard", "split": "mean_score"}
    page_entries.save_ruler(book, ruler, "ann", "ours", date(2026, 1, 1))
    closing.close(book, date(2026, 7, 1), "cho")
    closing.close(book, date(2026, 6, 1), "cho")
    closing.reopen(book, date(2026, 6, 1), "cho")
    merges.merge(book, "11", "12", "ann")
    merges.merge(book, "9", "10", "ann")
    merges.unmerge(book, "9", "bob")
    book.close()


def _file(desk: Path, name: str, text: str) -> Path:
    path = desk / f"{name}.csv"
    path.write_text(text, encoding="utf-8")
    return path


if __name__ == "__main__":
    tell(Path(sys.argv[1]), Path(sys.argv[2]))
