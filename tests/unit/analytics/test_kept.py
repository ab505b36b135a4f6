"""What is kept between questions is never seen in an answer: the same rows with it and without."""

import re
import threading
from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from analytics import binding, book, composition, engine
from analytics.engine import Kept
from analytics.scope import Scope
from tests.unit.analytics.book_builder import Story, scoped, story
from tests.unit.analytics.test_relations import PARAMETERS, SCOPES

VERSIONED = {
    "sales",
    "accounts",
    "account_names",
    "adoptions",
    "account_merges",
    "churn",
    "relationships",
    "receivables",
    "targets",
}
WITH_A_VERSION = {"account_keys", "orders"}
"""Tables without versions of their own that change only together with a data version."""


@pytest.fixture
def company(tmp_path: Any) -> Iterator[Story]:
    book = story(
        tmp_path,
        """
        order  account  on          amount  region  product  category
        A1     ana      2024-01-10   50.00  North   bolt     small
        A2     ana      2025-08-20   90.00  North   bolt     small
        A3     ana      2025-12-20   70.00  North   crane    large
        A4     ana      2026-07-20  250.00  South   crane    large
        B1     bob      2025-09-01   20.00  South   bolt     small
        C1     cy       2024-02-01  500.00  West    crane    large
        N1     -        2026-03-01   33.00  West    nut      small
        """,
    )
    book.losses(
        """
        account  lost_on     reason    sales_lost
        cy       2026-01-15  too_dear  400.00
        bob      2026-02-15  moved     .
        """
    )
    book.assessments(
        """
        account  assessed_on  level
        ana      2024-06-01   1
        ana      2026-06-01   3
        """
    )
    yield book
    book.warehouse.close()


OF_ANOTHER_RULER = ("moved_because",)
"""Columns that the engine answers with a second ruler's picture, which one query does not hold."""


def planned_whole(company: Story, question: str, chosen: Scope, given: dict[str, Any]) -> pa.Table:
    """The answer of the whole composed query, the one shown to people."""
    with company.warehouse.cursor() as cursor:
        settled = book.settle(cursor, chosen)
        assert settled.as_of is not None
        query = composition.composed(
            question, book.variations(settled, book.newest_version(cursor))
        )
        ends = binding.pictures(settled, query.month_ends)
        bound = binding.parameters(settled) | {"pictures": ends} | given
        named = {name: bound[name] for name in query.parameters}
        return cursor.sql(query.text, params=named).to_arrow_table()


def with_kept(company: Story, kept: Kept, question: str, chosen: Scope, **given: Any) -> pa.Table:
    with company.warehouse.cursor() as cursor:
        return engine.table(cursor, question, chosen, kept, **given)


@pytest.mark.parametrize("scope", SCOPES)
def test_every_question_answers_as_if_nothing_were_kept(company: Story, scope: str) -> None:
    kept, chosen = Kept(), scoped(**SCOPES[scope])
    for question in engine.questions():
        own = composition.composed(question, frozenset({"book"})).parameters
        given = {key: value for key, value in PARAMETERS.items() if key in own}
        whole = planned_whole(company, question, chosen, given)
        for _turn in range(2):
            answer = with_kept(company, kept, question, chosen, **given)
            other = [c for c in OF_ANOTHER_RULER if c in whole.column_names]
            assert answer.drop_columns(other).equals(whole.drop_columns(other)), question
    assert kept.bytes > 0


def test_methods_filters_and_days_do_not_mix(company: Story) -> None:
    kept = Kept()
    links = [
        {"method": method, "region": region, "as_of": day}
        for method in ("book", "standard", "quintile")
        for region in ("North", "South")
        for day in ("2026-07-31", "2026-08-31")
    ]
    for link in [*links, *links]:
        chosen = scoped(**link)
        assert with_kept(company, kept, "rfm", chosen).equals(
            planned_whole(company, "rfm", chosen, {})
        )


def test_another_version_is_another_answer(company: Story) -> None:
    kept = Kept()
    assert len(with_kept(company, kept, "rfm", scoped())) == 3
    company.sales("""
        order  account  on          amount
        D1     dan      2026-07-01  5.00
        """)
    assert len(with_kept(company, kept, "rfm", scoped())) == 4


def test_other_words_are_other_reasons(company: Story) -> None:
    kept = Kept()
    before = with_kept(company, kept, "reason_words", scoped())
    assert "no_longer_needed" not in before["reason"].to_pylist()
    company._insert_plain("churn_words", word="moved", reason="price")
    after = with_kept(company, kept, "reason_words", scoped())
    assert after.equals(planned_whole(company, "reason_words", scoped(), {}))
    assert not after.equals(before)


def test_what_kept_relations_read_is_versioned_or_part_of_the_state() -> None:
    """A table that changes without a data version belongs into base/book_state.sql."""
    of_state = tables_of("book_state")
    for name in sorted(composition.worth_keeping(frozenset({"book"}))):
        if composition.about(name).kept != composition.QUESTIONS:
            continue
        assert tables_of(name) <= VERSIONED | WITH_A_VERSION | of_state, name


def tables_of(name: str) -> set[str]:
    """The tables of the warehouse that a relation reads, by way of others too."""
    with duckdb.connect() as parser:
        text = composition.composed(name, frozenset({"book"})).text
        rows = parser.execute("select json_serialize_sql($1)", [text]).fetchall()
    found = set(re.findall(r'"table_name":"(\w+)"', rows[0][0]))
    made = set(re.findall(r"(?m)^(?:with (?:recursive )?)?(\w+) as \(", text)) - {"churn_words"}
    return found - made


def test_a_shelf_keeps_within_its_bytes() -> None:
    kept = Kept(limit=1000)
    column = pa.table({"number": list(range(25))})
    for at in range(20):
        kept.put((at,), column)
        assert kept.bytes <= 1000
    assert kept.get((0,)) is None
    assert kept.get((19,)) is column
    kept.put(("large",), pa.table({"number": list(range(1000))}))
    assert kept.get(("large",)) is None


def test_threads_share_a_shelf(company: Story) -> None:
    kept, found, wanted = Kept(), [], {}
    links = [{"region": region} for region in ("North", "South", "West")]
    for link in links:
        wanted[link["region"]] = planned_whole(company, "rfm", scoped(**link), {})

    def asks(region: str) -> None:
        for _turn in range(5):
            answer = with_kept(company, kept, "rfm", scoped(region=region))
            found.append(answer.equals(wanted[region]))

    threads = [threading.Thread(target=asks, args=(link["region"],)) for link in links * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [True] * 30


def test_what_takes_too_long_is_stopped_and_says_so(
    company: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.2)
    endless = "from range(9_000_000) a, range(9_000_000) b select sum(a.range * b.range % 7)"
    with (
        duckdb.connect() as cursor,
        pytest.raises(engine.TooSlow, match="shorter window"),
        engine._in_time(cursor),
    ):
        cursor.execute(endless).fetchall()
