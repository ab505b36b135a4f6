"""A parent and all under it counted as one customer, in every question that there is."""

from pathlib import Path

import pytest

from analytics import composition, engine
from tests.unit.analytics.book_builder import Story, scoped, story
from tests.unit.analytics.test_relations import PARAMETERS

JUNE = {"as_of": "2026-06-30", "window": "12"}
LISTED = """
    account  parent  region
    north    holding North
    south    holding South
    holding  .       East
    alone    .       West
"""
ORDERS = """
    order  account  on          amount  category
    N1     north    2026-01-10  300.00  bolts
    N2     north    2026-05-10  200.00  nuts
    S1     south    2026-06-10  400.00  nuts
    A1     alone    2026-06-20  600.00  bolts
    A2     alone    2025-03-20   50.00  bolts
"""
GONE = "account lost_on reason sales_lost\nsouth 2026-06-15 price 90"
MET = "account assessed_on level\nnorth 2026-03-05 3"
MEMBERS = {"north", "south"}


@pytest.fixture(scope="module")
def groups(tmp_path_factory: pytest.TempPathFactory) -> Story:
    book = story(Path(tmp_path_factory.mktemp("groups")), ORDERS)
    return book.accounts(LISTED).losses(GONE).assessments(MET)


def test_a_group_has_what_its_members_have(groups: Story) -> None:
    """300 + 200 + 400 of three orders against 600 of one."""
    found = groups.ask("rfm", scoped(**JUNE, level="group")).set_index("account_id")
    assert found["net_sales"].to_dict() == {"holding": 900, "alone": 600}
    assert found["frequency"].to_dict() == {"holding": 3, "alone": 1}
    lost = groups.ask("losses", scoped(**JUNE, level="group"))
    assert lost["account_id"].tolist() == ["holding"]
    levels = groups.ask("account_levels", scoped(**JUNE, level="group")).set_index("account_id")
    assert levels["level"]["holding"] == 3


@pytest.mark.parametrize("question", engine.questions())
def test_no_question_names_a_member_beside_its_group(groups: Story, question: str) -> None:
    bound = composition.composed(question, frozenset({"standard"})).parameters
    own = {name: value for name, value in PARAMETERS.items() if name in bound}
    answer = groups.ask(question, scoped(**JUNE, level="group", method="standard"), **own)
    if "account_id" in answer:
        assert not MEMBERS & set(answer["account_id"])
