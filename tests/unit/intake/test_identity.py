"""Which account a record is about does not depend on the order in which files come."""

import itertools

import pytest

from data.book.identity import match_text
from data.ingest.model import UnknownChoice
from tests.unit.intake.book import Book

NAMED = "order_id,account_name,order_date,amount\nN1,{name},2026-0{month}-10,5"
LISTED = "account_id,account_name\n{rows}"


def test_ids_and_names_match_whatever_their_case_width_and_spaces() -> None:
    assert match_text("  Ａcme\u200b  GmbH ") == "acme gmbh"
    assert match_text("00123") == "00123"
    assert match_text("STRASSE") == match_text("straße")


def test_ids_match_without_case_and_stay_as_written(book: Book) -> None:
    book.sales("jan.csv", "A1 ana 2026-01-10 5\nA2 ANA 2026-01-11 5\nA3 007 2026-01-11 5")
    assert book.rows("select count(distinct account_key) from sales") == [(2,)]
    written = book.rows("select account_id from account_names order by 1")
    assert written == [("007",), ("ANA",), ("ana",)]


def test_a_line_without_an_account_is_unassigned(book: Book) -> None:
    book.load(book.file("a.csv", "order_id,account_id,order_date,amount\nA1,,2026-01-10,5"))
    assert book.rows("select account_key from sales") == [(None,)]
    assert book.rows("select account_key, amount::int from orders") == [(None, 5)]


def test_a_name_alone_is_an_account_until_one_with_an_id_has_that_name(book: Book) -> None:
    book.load(book.file("n.csv", NAMED.format(name="ACME  Ltd", month=1)))
    assert book.adoptions() == {}
    book.load(book.file("l.csv", LISTED.format(rows="77,Acme Ltd")))
    assert book.adoptions() == {"acme ltd": "77"}
    book.undo(2)
    assert book.adoptions() == {}


def test_a_file_with_ids_in_some_lines_has_names_in_the_others(book: Book) -> None:
    rows = "1,77,Acme,2026-01-10,5\n2,,Bolt,2026-01-11,6\n3,,,2026-01-12,7\n4,78,Bolt,2026-01-13,8"
    head = "order_id,account_id,account_name,order_date,amount"
    book.load(book.file("mixed.csv", f"{head}\n{rows}"))
    said = """
        select s.order_id, k.account_match, k.by_name
        from sales as s left join account_keys as k using (account_key) order by 1
    """
    assert book.rows(said) == [
        ("1", "77", False),
        ("2", "bolt", True),
        ("3", None, None),
        ("4", "78", False),
    ]


def test_a_name_alone_belongs_to_the_account_with_that_id_when_nobody_has_the_name(
    book: Book,
) -> None:
    book.load(book.file("n.csv", NAMED.format(name="Acme", month=1)))
    book.sales("feb.csv", "A1 ACME 2026-02-10 5")
    assert book.adoptions() == {"acme": "acme"}


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_order_of_loading_does_not_matter(book: Book, order: tuple[int, ...]) -> None:
    texts = [
        NAMED.format(name="Acme Ltd", month=1),
        "order_id,account_id,account_name,order_date,amount\nB1,77,acme ltd,2026-02-10,5",
        LISTED.format(rows="77,ACME Ltd\n78,Bolt"),
    ]
    for number in order:
        book.load(book.file(f"{number}.csv", texts[number]))
    assert book.adoptions() == {"acme ltd": "77"}


def test_a_name_of_several_accounts_is_a_question(book: Book) -> None:
    book.load(book.file("l.csv", LISTED.format(rows="77,Acme\n78,Acme")))
    named = book.file("n.csv", NAMED.format(name="Acme", month=1))
    report = book.load(named)[0]
    assert report.status == "needs_answer"
    assert [(q.key, q.choices) for q in report.questions] == [
        ("account:acme", ("77", "78", "acme"))
    ]
    assert book.load(named, answers={"account:Acme": "78"})[0].status == "loaded"
    assert book.adoptions() == {"acme": "78"}


def test_an_answer_about_a_name_holds_for_later_files(book: Book) -> None:
    book.load(book.file("l.csv", LISTED.format(rows="77,Acme\n78,Acme")))
    first = book.file("n1.csv", NAMED.format(name="Acme", month=1))
    book.load(first, answers={"account:acme": "78"})
    later = book.load(book.file("n2.csv", NAMED.format(name="ACME", month=2)))[0]
    assert later.status == "loaded"
    assert book.adoptions() == {"acme": "78"}


def test_a_name_may_stay_an_account_of_its_own(book: Book) -> None:
    book.load(book.file("l.csv", LISTED.format(rows="77,Acme\n78,Acme")))
    first = book.file("n1.csv", NAMED.format(name="Acme", month=1))
    book.load(first, answers={"account:acme": "acme"})
    later = book.load(book.file("n2.csv", NAMED.format(name="ACME", month=2)))[0]
    assert later.status == "loaded"
    assert book.adoptions() == {}


def test_an_account_that_is_none_of_the_choices_is_no_answer(book: Book) -> None:
    book.load(book.file("l.csv", LISTED.format(rows="77,Acme\n78,Acme")))
    named = book.file("n.csv", NAMED.format(name="Acme", month=1))
    with pytest.raises(UnknownChoice):
        book.load(named, answers={"account:acme": "79"})


def test_an_answer_that_nobody_asked_for_is_ignored(book: Book) -> None:
    named = book.file("n.csv", NAMED.format(name="Acme", month=1))
    assert book.load(named, answers={"account:acme": "79"})[0].status == "loaded"


def test_files_of_one_call_name_accounts_for_each_other(book: Book) -> None:
    files = [
        book.file("n.csv", NAMED.format(name="Acme", month=1)),
        book.file("l.csv", LISTED.format(rows="77,Acme\n78,Acme")),
    ]
    report = book.load(*files)[0]
    assert [q.key for q in report.questions] == ["account:acme"]
    reports = book.load(*files, answers={"account:acme": "77"})
    assert [r.status for r in reports] == ["loaded", "unchanged"]
    assert book.adoptions() == {"acme": "77"}


def test_a_second_account_of_a_name_asks_what_the_name_alone_means(book: Book) -> None:
    book.load(book.file("n.csv", NAMED.format(name="Acme", month=1)))
    book.sales("feb.csv", "A1 77 2026-02-10 5")
    book.load(book.file("l.csv", LISTED.format(rows="77,Acme")))
    both = book.file("l2.csv", LISTED.format(rows="77,Acme\n78,Acme"))
    assert book.load(both)[0].status == "needs_answer"
    book.load(both, answers={"account:acme": "77"})
    assert book.adoptions() == {"acme": "77"}


def test_a_parent_is_found_by_id_or_name(book: Book) -> None:
    book.load(
        book.file(
            "a.csv", "account_id,account_name,parent\n1,Head,\n2,Arm,head\n3,Leg,1\n4,Toe,Elsewhere"
        )
    )
    found = book.rows("""
        select a.account_id, coalesce(i.account_match, p.account_match)
        from accounts a
        left join account_keys p on a.parent_key = p.account_key
        left join adoptions d on d.name_key = p.account_key and d.removed_in is null
        left join account_keys i on i.account_key = d.account_key
        order by 1""")
    assert found == [("1", None), ("2", "1"), ("3", "1"), ("4", "elsewhere")]


def test_accounts_that_are_new_are_counted_once(book: Book) -> None:
    book.sales("jan.csv", "A1 1 2026-01-10 5")
    proposal = book.propose(
        book.file(
            "s.csv", "order_id account_id order_date amount\nA1 1 2026-02-10 5\nA2 2 2026-02-10 5"
        ),
        book.file("l.csv", LISTED.format(rows="1,Acme\n2,Bolt\n3,Coil")),
        book.file("n.csv", "account_name,lost_on,reason\nBolt,2026-02-20,price"),
    )
    assert proposal.new_accounts == 2
