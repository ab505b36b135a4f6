"""The tables of expectations and the folders beside them agree."""

from collections import defaultdict

import pytest

from tests.exports.expectations import FOLDER, expectations, table

TABLES = ("files", "variants", "plain")
AT_LEAST = 12
"""How many variants there are of each kind of fault, A to I."""


@pytest.mark.parametrize("name", TABLES)
def test_each_file_has_a_row(name: str) -> None:
    listed = {part for row in table(name) for part in row["file"].split(" + ")}
    assert listed == {path.name for path in (FOLDER / name).iterdir()}
    ids = [row.id for row in expectations(name, "open")]
    assert len(set(ids)) == len(ids)


def test_each_kind_of_fault_has_variants() -> None:
    variants = defaultdict(set)
    for row in table("variants"):
        variants[row["fault"]].add(row["file"])
    assert sorted(variants) == list("ABCDEFGHI")
    assert all(len(files) >= AT_LEAST for files in variants.values())


def test_what_is_silent_is_open() -> None:
    for name in TABLES:
        assert all(row["open"] for row in table(name) if row["silent"])
