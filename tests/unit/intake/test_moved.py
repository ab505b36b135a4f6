"""Before anything is confirmed, the accounts whose money changes most are named."""

from data.intake import Proposal
from tests.unit.intake.book import Book

HEADER = "order_id,account_id,account_name,order_date,amount\n"
JANUARY = "A1,1,Acme,2026-01-10,50\nA2,2,Bolt,2026-01-20,20\nA3,,,2026-01-21,5"


def told(proposal: Proposal) -> list[tuple[str | None, int, int]]:
    return [(m.account, int(m.before), int(m.after)) for m in proposal.moves]


def test_the_largest_changes_come_first_and_what_stays_is_not_named(book: Book) -> None:
    book.load(book.file("jan.csv", HEADER + JANUARY))
    restated = "A1,1,Acme,2026-01-10,51\nA2,2,Bolt,2026-01-20,20\nA9,3,Cato,2026-01-22,9\n"
    found = book.propose(book.file("jan2.csv", HEADER + restated), answers={"partial": "replace"})
    assert told(found) == [("Cato", 0, 9), (None, 5, 0), ("Acme", 50, 51)]


def test_adding_moves_only_what_is_new(book: Book) -> None:
    book.load(book.file("jan.csv", HEADER + JANUARY))
    more = "A1,1,Acme,2026-01-10,50\nA8,1,Acme,2026-01-30,-7"
    found = book.propose(book.file("more.csv", HEADER + more), mode="add")
    assert told(found) == [("Acme", 50, 43)]


def test_a_name_that_gains_an_id_moves_nothing(book: Book) -> None:
    book.load(book.file("list.csv", "account_id,account_name\n1,Acme"))
    book.load(
        book.file("jan.csv", "order_id,account_name,order_date,amount\nA1,Acme,2026-01-10,50")
    )
    again = "A1,1,Acme,2026-01-10,50"
    assert told(book.propose(book.file("jan2.csv", HEADER + again))) == []


def test_lists_have_no_money_to_move(book: Book) -> None:
    found = book.propose(book.file("list.csv", "account_id,account_name,own_revenue\n1,Acme,5"))
    assert found.changes
    assert told(found) == []


def test_ten_accounts_at_most(book: Book) -> None:
    lines = "\n".join(f"A{n},{n},Name {n},2026-01-10,{n}" for n in range(1, 31))
    found = told(book.propose(book.file("jan.csv", HEADER + lines)))
    assert [after for _name, _before, after in found] == list(range(30, 20, -1))
