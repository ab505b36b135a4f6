"""Pollock's polluted files: each is read exactly, or says aloud what it could not read."""

import json
from collections.abc import Sequence

import pytest

from tests.faults import pollock
from tests.faults.kept import Tried
from tests.faults.pollock import FOLDER, KINDS, WEIGHTS, Outcome, is_silent

LEAST = 9.5
"""The weighted score may not fall below this, of 10."""


@pytest.fixture(scope="module")
def outcomes() -> Sequence[Outcome]:
    if not FOLDER.is_dir():
        pytest.skip(f"there is no {FOLDER}")
    return list(pollock.outcomes(pollock.unpacked(FOLDER)))


@pytest.mark.faults
@pytest.mark.parametrize("kind", [*KINDS, "all"])
def test_pollock_files_of(kind: str, outcomes: Sequence[Outcome], tried: Tried) -> None:
    chosen = [outcome for outcome in outcomes if kind in ("all", outcome.kind)]
    silent = [outcome.name for outcome in chosen if is_silent(outcome)]
    assert silent == []
    exact = sum(outcome.is_exact for outcome in chosen)
    tried.update({"files": len(chosen), "exact": exact, "mentioned": len(chosen) - exact})
    tried.update({"silent": len(silent), "score": f"{pollock.simple(chosen):.3f}"})
    if kind == "all":
        weights = json.loads((FOLDER / WEIGHTS).read_text())
        weighted = pollock.weighted(chosen, weights)
        tried["weighted"] = f"{weighted:.3f}"
        assert weighted >= LEAST
