"""Every SQL file keeps what its first lines promise, on a book with something of everything."""

from collections.abc import Iterator
from datetime import date

import pytest

from analytics import composition, engine
from tests.unit.analytics.book_builder import Story, scoped, story

PARAMETERS = {
    "without": None,
    "account_id": "ana",
    "dimension": "region",
    "grain": "quarter",
    "version_before": 1,
    "made_of": "nothing",
    "names": ["nothing"],
    "days_made_of": "nothing",
    "days_until": date(1, 1, 1),
}


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    book = story(
        tmp_path_factory.mktemp("company"),
        """
        order  account  on          amount   cost  region  salesperson  product  category  currency
        A1     ana      2024-01-10   50.00   40    North   Kim          bolt     small     EUR
        A1     ana      2024-01-10   30.00   .     North   Kim          nut      small     EUR
        A2     ana      2025-08-20   90.00   50    North   Kim          bolt     small     EUR
        A3     ana      2025-12-20   70.00   50    North   Kim          crane    large     EUR
        A4     ana      2026-06-20  -50.00   .     South   Lee          crane    large     EUR
        A5     ana      2026-07-20  250.00   90    South   Lee          crane    large     EUR
        B1     bob      2025-03-01   20.00   10    South   Lee          bolt     small     .
        B2     bob      2025-09-01   20.00   10    South   Lee          bolt     small     EUR
        B2     bob      2025-09-01    5.00   10    South   Lee          nut      small     .
        C1     cy       2024-02-01  500.00   10    West    Lee          crane    large     EUR
        D1     dan      2026-05-01  -10.00   .     West    Lee          crane    large     EUR
        E1     eve      2026-05-01   10.00   4     West    Lee          crane    large     USD
        F1     fay      2026-02-01   15.00   4     West    Lee          nut      small     EUR
        N1     -        2026-03-01   33.00   .     West    Lee          nut      small     EUR
        """,
    )
    book.accounts(
        """
        account  parent  is_key_account  key_reason  industry  account_type   owner
        ana      hold    true            scale       steel     strategic      Kim
        bob      hold    false           .           steel     transactional  Lee
        gus      .       true            potential   food      .              Lee
        """
    )
    book.losses(
        """
        account  lost_on     reason      sales_lost  competitor
        cy       2026-01-15  too_dear    400.00      Acme
        bob      2026-02-15  .           .           .
        """
    )
    book.assessments(
        """
        account  assessed_on  level  assessed_by
        ana      2024-06-01   1      Kim
        ana      2026-06-01   3      Kim
        hal      2026-06-01   2      Kim
        """
    )
    book.invoices(
        """
        account  invoice_no  invoiced_on  due_on      amount   paid_on     paid_amount  currency
        ana      I1          2025-08-20   2025-09-19   90.00   2025-10-01  90.00        EUR
        ana      I2          2026-07-20   2026-08-19  250.00   .           100.00       EUR
        bob      I3          2025-09-01   .            25.00   2025-09-02  .            .
        dan      I4          2026-05-01   2026-05-31  -10.00   .           .            EUR
        eve      I5          2026-05-01   2026-05-31   10.00   .           .            USD
        """
    )
    book.targets(
        """
        month    period   amount  salesperson  region  category  account
        2026-07  month    100     Kim          .       .         .
        2026-07  quarter  100     .            North   .         .
        2026-01  year     1000    .            .       .         .
        2026-07  .        50      Lee          South   large     ana
        """
    )
    yield book
    book.warehouse.close()


SCOPES = {
    "all": {},
    "narrow": {"region": "South", "key_accounts": "yes", "category": "large"},
    "sold": {"sold_region": "South", "sold_salesperson": "Lee", "region": "South"},
    "past": {"version": "1", "as_of": "2026-06-30", "compare": "period_before"},
    "group": {"level": "group", "window": "all"},
}


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(("name", "variation"), composition.relations())
def test_a_relation_keeps_its_promises(
    company: Story, name: str, variation: frozenset[str], scope: str
) -> None:
    chosen = scoped(**SCOPES[scope])
    for method in variation & {"book", "standard", "quintile", "r_rfm", "pymc"}:
        chosen = chosen.set("method", [method])
    header = composition.about(name, variation)
    own = composition.composed(name, variation | {"book"}).parameters
    given = {key: value for key, value in PARAMETERS.items() if key in own}
    assert header.sentence.endswith(".")
    assert header.grain
    assert header.checks
    rows, keys, broken = company.promised(name, chosen, given)
    assert keys == rows
    assert broken == 0


def test_there_are_the_questions_of_the_contract() -> None:
    always = {"rfm", "segments", "rfm_cube", "pareto", "churn_reasons", "relationship_levels"}
    assert always | {"late_accounts"} <= set(engine.questions())


def test_every_parameter_of_a_relation_is_known(company: Story) -> None:
    with pytest.raises(engine.WrongParameter):
        company.ask("rfm", scoped(), colour="red")
    with pytest.raises(engine.WrongParameter):
        company.ask("account_profile")


def test_no_relation_is_unknown(company: Story) -> None:
    with pytest.raises(engine.UnknownRelation):
        company.ask("weather")


def test_a_quote_in_a_filter_is_only_a_letter(company: Story) -> None:
    assert company.ask("rfm", scoped(region="'; drop table sales; --")).empty
    assert len(company.ask("rfm")) == 8
