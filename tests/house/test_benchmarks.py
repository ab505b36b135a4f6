"""The benchmarks time functions that are there."""

import pytest

from benchmarks.ingest import STEPS


@pytest.mark.parametrize(("step", "module", "name"), STEPS, ids=[step for step, _m, _n in STEPS])
def test_a_step_is_a_function_of_its_module(step: str, module: object, name: str) -> None:
    assert callable(getattr(module, name, None)), f"{step}: {module} has no {name}"
