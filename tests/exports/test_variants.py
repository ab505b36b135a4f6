"""Exports of the same kinds as the shared ones: other systems, languages, headers and forms."""

import pytest

from tests.exports.conftest import Intake
from tests.exports.dialogue import answer_all, check, check_silence
from tests.exports.expectations import Expectation, expectations


@pytest.mark.parametrize("row", expectations("variants", "silent"))
def test_nothing_wrong_is_loaded_unasked(intake: Intake, row: Expectation) -> None:
    check_silence(row, intake.first(row, "variants"))


@pytest.mark.parametrize("row", expectations("variants", "open"))
def test_a_careful_person_gets_the_right_amount(intake: Intake, row: Expectation) -> None:
    first = intake.first(row, "variants").proposal
    check(row, answer_all(first, intake.of(row, "variants"), row.answers))
