"""Fifty-six exports after real layouts: what a row means stands where nobody used to read it."""

import pytest

from tests.exports.conftest import Intake
from tests.exports.dialogue import answer_all, check, check_silence
from tests.exports.expectations import Expectation, expectations


@pytest.mark.parametrize("row", expectations("files", "silent"))
def test_nothing_wrong_is_loaded_unasked(intake: Intake, row: Expectation) -> None:
    check_silence(row, intake.first(row, "files"))


@pytest.mark.parametrize("row", expectations("files", "open"))
def test_a_careful_person_gets_the_right_amount(intake: Intake, row: Expectation) -> None:
    first = intake.first(row, "files").proposal
    check(row, answer_all(first, intake.of(row, "files"), row.answers))
