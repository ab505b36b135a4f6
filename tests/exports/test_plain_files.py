"""Exports that mean what they say: they load without a question."""

import pytest

from tests.exports.conftest import Intake
from tests.exports.dialogue import check_right
from tests.exports.expectations import Expectation, expectations


@pytest.mark.parametrize("row", expectations("plain", "open"))
def test_nobody_is_asked_without_need(intake: Intake, row: Expectation) -> None:
    first = intake.first(row, "plain")
    assert [question.key for question in first.proposal.questions] == []
    check_right(row, first)
