"""What the files of risk, relationships, sales and account promise in their headers holds."""

from datetime import date
from typing import Any

import pytest

from analytics import binding, composition, engine
from analytics import book as books
from analytics.scope import Scope

ROOMS = ("risk", "relationships", "sales", "account")
RELATIONS = sorted(path.stem for room in ROOMS for path in (composition.ROOT / room).glob("*.sql"))
OWN = {"dimension": "region", "grain": "month", "account_id": "ana"}
SOLD = """
    account  on          amount   product  category
    ana      2025-01-05  500.00   bolt     iron
    ana      2025-09-20  50.00    nut      iron
    ana      2026-08-31  110.00   paint    colour
    ana      2026-09-10  70.00    paint    colour
    ben      2025-03-10  1.00     paint    colour
    ben      2026-09-12  -0.50    -        -
    -        2026-09-11  4.00     bolt     iron
"""
LOST = """
    account  lost_on     reason     sales_lost
    ana      2025-11-30  Too costly  -
    ana      2025-11-30  price      -
    ana      2025-11-30  quality    12.00
    ben      2026-05-01  -          -
    cleo     2026-05-01  搬迁       7.50
    cleo     2026-05-01  搬迁       7.50
"""
JUDGED = """
    account  assessed_on  level
    ana      2025-11-05   1
    ana      2026-05-05   4
    ana      2026-05-05   2
    dora     2026-05-05   4
"""


@pytest.fixture
def full(book):
    return book.orders(SOLD).losses(LOST).assessments(JUDGED)


def bound(scope: Scope, names: frozenset[str], month_ends: int) -> dict[str, Any]:
    assert scope.as_of is not None
    pictures = binding.pictures(scope, month_ends)
    every = binding.parameters(scope) | OWN | {"pictures": pictures}
    return {name: every[name] for name in names}


@pytest.mark.parametrize("name", RELATIONS)
@pytest.mark.parametrize("as_of", ["2026-09-30", "2026-05-15"])
def test_grain_and_checks_hold(full, name: str, as_of: str) -> None:
    header, query = engine.about(name), composition.composed(name)
    assert header.sentence.endswith(".")
    assert header.checks
    with full.warehouse.cursor() as cursor:
        scope = books.settle(cursor, Scope(as_of=date.fromisoformat(as_of)))
        rows = cursor.sql(query.text, params=bound(scope, query.parameters, query.month_ends))
        answer = rows.df()
        if header.grain != ("one row",):
            assert not answer.duplicated(list(header.grain)).any()
        else:
            assert len(answer) == 1
        for check in header.checks:
            text = f"select count(*) from ({query.text}) where not coalesce({check}, false)"
            names = query.parameters | ({"as_of"} if "$as_of" in check else set())
            broken = cursor.sql(text, params=bound(scope, names, query.month_ends)).fetchall()
            assert broken == [(0,)], check


def test_every_question_of_the_rooms_is_asked_by_name() -> None:
    inner = {"account_lines", "chosen_account", "level_spans", "loss_dimensions", "months"}
    inner |= {"losses_on_record", "matched_reasons", "plain_texts", "silences", "valued_losses"}
    inner |= {"loss_months", "window_losses", "dimension_sales", "dimension_orders"}
    inner |= {"result_periods", "account_changes", "product_changes", "account_quarters"}
    inner |= {"chosen_targets", "plainest_targets", "planned_sales", "target_sums"}
    inner |= {"account_collection", "seasonal_pauses"}
    assert set(RELATIONS) - set(engine.questions()) == inner
