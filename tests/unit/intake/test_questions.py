"""What only the book can tell is asked; what is not ready holds back its own kind."""

import threading

import pytest

from data.ingest.model import UnknownChoice
from data.intake import Proposal, confirm
from data.warehouse import Busy, Refused
from tests.unit.intake.book import Book

HEADER = "order_id account_id order_date amount\n"
JANUARY = HEADER + "A1 ana 2026-01-10 50\nA2 ana 2026-01-20 20"


def test_a_file_that_leaves_out_loaded_days_asks_what_it_is(book: Book) -> None:
    book.load(book.file("jan.csv", JANUARY))
    late = book.file("late.csv", HEADER + "A3 ana 2026-01-30 1")
    question = book.load(late)[0].questions[0]
    assert (question.key, question.choices) == ("partial", ("add", "replace"))
    assert "2 days" in question.text
    assert book.load(late, answers={"partial": "add"})[0].status == "loaded"
    assert book.totals() == {"2026-01": (3, "71.00")}


def test_a_file_that_overlaps_is_more_likely_a_replacement(book: Book) -> None:
    book.load(book.file("jan.csv", JANUARY))
    part = book.file("part.csv", HEADER + "A1 ana 2026-01-10 51")
    question = book.load(part)[0].questions[0]
    assert question.choices == ("replace", "add")
    assert book.load(part, answers={"partial": "replace"})[0].status == "loaded"
    assert book.totals() == {"2026-01": (1, "51.00")}


def test_a_file_that_has_every_loaded_day_asks_nothing(book: Book) -> None:
    book.load(book.file("jan.csv", JANUARY))
    assert book.load(book.file("jan2.csv", JANUARY + "\nA3 ana 2026-01-30 1"))[0].version == 2


def test_whether_to_add_is_asked_with_what_the_file_asks(book: Book) -> None:
    book.load(book.file("jan.csv", JANUARY))
    twice = book.file("twice.csv", HEADER + "A3 ana 2026-01-30 1\nA3 ana 2026-01-30 1")
    proposal = book.propose(twice)
    assert sorted(question.key for question in proposal.questions) == ["duplicates", "partial"]
    assert not proposal.ready


def test_an_answer_that_is_no_choice_is_a_usage_error(book: Book) -> None:
    book.load(book.file("jan.csv", JANUARY))
    late = book.file("late.csv", HEADER + "A3 ana 2026-01-30 1")
    with pytest.raises(UnknownChoice):
        book.load(late, answers={"partial": "perhaps"})


def test_a_refused_file_holds_the_others_of_its_kind(book: Book) -> None:
    reports = book.load(
        book.file("good.csv", JANUARY),
        book.file("bad.csv", HEADER + "A3 ana 2026-02-30 1"),
        book.file("list.csv", "account_id account_name owner\n1 Acme eve"),
        kind=None,
    )
    assert [report.status for report in reports] == ["held", "refused", "loaded"]
    assert book.lines() == []


def test_a_refused_file_of_no_kind_holds_all(book: Book) -> None:
    reports = book.load(book.file("good.csv", JANUARY), book.file("bad.csv", "what,is\nthis,here"))
    assert [report.status for report in reports] == ["held", "refused"]
    assert book.warehouse.version() == 0


def test_confirming_twice_loads_once(book: Book) -> None:
    proposal = book.propose(book.file("jan.csv", JANUARY))
    first = confirm(book.warehouse, proposal, "ana")
    assert confirm(book.warehouse, proposal, "ana") == first
    assert book.warehouse.version() == 1


def test_who_comes_second_is_told_who_was_first(book: Book) -> None:
    mine = book.propose(book.file("mine.csv", JANUARY))
    theirs = book.propose(book.file("theirs.csv", JANUARY.replace("50", "51")))
    confirm(book.warehouse, theirs, "wang")
    with pytest.raises(Refused, match="wang has loaded the same months"):
        confirm(book.warehouse, mine, "ana")
    assert book.totals() == {"2026-01": (2, "71.00")}


def test_one_import_at_a_time(book: Book) -> None:
    proposal = book.propose(book.file("jan.csv", JANUARY))
    with book.warehouse.importing("wang"), pytest.raises(Busy, match="wang"):
        confirm(book.warehouse, proposal, "ana")
    assert book.warehouse.version() == 0


def test_of_two_imports_at_once_exactly_one_wins(book: Book) -> None:
    texts = (JANUARY, JANUARY.replace("50", "51"))
    for month in range(1, 7):
        files = [
            book.file(f"{month}-{n}.csv", text.replace("2026-01", f"2026-0{month}"))
            for n, text in enumerate(texts)
        ]
        proposals = [book.propose(file) for file in files]
        start = threading.Barrier(2)
        said: list[str] = []

        def load(
            proposal: Proposal, start: threading.Barrier = start, said: list[str] = said
        ) -> None:
            start.wait()
            try:
                said.append(confirm(book.warehouse, proposal, "ana")[0].status)
            except Refused as refused:
                said.append(str(refused))

        threads = [threading.Thread(target=load, args=(proposal,)) for proposal in proposals]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert said.count("loaded") == 1
        assert sum("ana" in text for text in said) == 1
        assert book.warehouse.version() == month


def test_a_month_with_no_rows_is_emptied_only_when_told(book: Book) -> None:
    book.load(book.file("jan.csv", JANUARY))
    empty = book.file("2026-01.csv", HEADER.replace(" ", ","))
    assert [q.key for q in book.load(empty)[0].questions] == ["month_empty"]
    assert book.totals() == {"2026-01": (2, "70.00")}
    report = book.load(empty, answers={"month_empty": "2026-01"})[0]
    assert report.status == "loaded"
    assert [(m.added, m.removed) for m in report.months] == [(0, 2)]
    assert book.totals() == {}
    book.undo(2)
    assert book.totals() == {"2026-01": (2, "70.00")}


def test_what_one_load_settled_is_remembered_for_its_source(book: Book) -> None:
    first = book.file("jan.csv", "no who on value\nA1 ana 2026-01-10 50")
    mapping = {"order_id": "no", "account_id": "who", "order_date": "on", "amount": "value"}
    assert book.load(first, kind="sales", mapping=mapping)[0].status == "loaded"
    later = book.file("feb.csv", "no who on value\nA2 ana 2026-02-10 50")
    assert book.load(later, kind="sales")[0].status == "loaded"


@pytest.mark.parametrize("how", [{}, {"mode": "add"}], ids=["replace", "add"])
def test_a_list_with_no_rows_is_emptied_only_when_told(book: Book, how: dict[str, str]) -> None:
    def listed() -> list[tuple[object, ...]]:
        return book.rows("select account_id from accounts where removed_in is null order by all")

    book.load(book.file("accounts.csv", "account_id account_name region\nA1 ana N\nA2 ben S"))
    empty = book.file("accounts-now.csv", "account_id,account_name,region")
    assert [q.key for q in book.load(empty, **how)[0].questions] == ["month_empty"]
    left_out = book.load(empty, answers={"month_empty": "skip"}, **how)[0]
    assert (left_out.status, listed()) == ("unchanged", [("A1",), ("A2",)])
    assert book.warehouse.version() == 1
    told = book.load(empty, answers={"month_empty": "empty"}, **how)[0]
    emptied = ("loaded", []) if not how else ("unchanged", [("A1",), ("A2",)])
    assert (told.status, listed()) == emptied
