"""The rules are data: grids cover every cell once, and what makers leave open is named."""

import csv
from collections import Counter
from decimal import Decimal
from itertools import product
from pathlib import Path

import analytics
from analytics import coverage
from tests.unit.analytics.book_builder import scoped, story

RULES = Path(analytics.__file__).parent / "rules"


def rule(name: str) -> list[dict[str, str]]:
    with (RULES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def group(name: str, cell: tuple[int, ...]) -> str:
    """The first row that fits a cell."""
    return next(
        row["published_segment"]
        for row in sorted(rule(name), key=lambda row: int(row["position"]))
        if all(
            int(row[f"{axis}_from"]) <= score <= int(row[f"{axis}_to"])
            for axis, score in zip("rfm", cell, strict=True)
        )
    )


def test_the_eight_segments_are_the_eight_octants() -> None:
    octants = Counter(
        (row["is_r_high"], row["is_f_high"], row["is_m_high"]) for row in rule("eight_segments")
    )
    assert octants == Counter(product(("true", "false"), repeat=3))
    assert len({row["segment"] for row in rule("eight_segments")}) == 8


def test_the_holes_of_the_makers_are_named() -> None:
    of_r = Counter(group("r_rfm_segments", cell) for cell in product(range(1, 6), repeat=3))
    of_pymc = Counter(group("pymc_segments", cell) for cell in product(range(1, 5), repeat=3))
    assert (of_r["Other"], of_r.total()) == (10, 125)
    assert (of_pymc["Other"], of_pymc.total()) == (18, 64)


def test_tiers_start_at_zero_and_spread_over_the_cells(tmp_path: Path) -> None:
    assert min(int(row["percent_from"]) for row in rule("tiers")) == 0
    cells = story(tmp_path).ask("rfm_cube", scoped(method="standard"))
    assert len(cells) == 125
    assert Counter(cells["tier"]).keys() == {row["tier"] for row in rule("tiers")}
    assert cells["weighted_score"].agg(["min", "max"]).tolist() == [20, 100]


def test_the_eleven_names_cover_every_cell_once(tmp_path: Path) -> None:
    whole = coverage.of_boxes(rule("eleven_names"))
    assert whole.is_whole, whole
    assert len({row["second_name"] for row in rule("eleven_names")}) == 11
    cells = story(tmp_path).ask("rfm_cube", scoped(method="standard", naming="eleven"))
    assert cells["second_name"].nunique() == 11
    assert cells["second_name"].notna().all()
    assert story(tmp_path).ask("rfm_cube", scoped(method="standard"))["second_name"].isna().all()


def test_a_hole_and_an_overlap_are_found() -> None:
    rows = [dict(row) for row in rule("eleven_names")]
    assert coverage.of_boxes(rows[:-1]).holes == tuple(
        (1, f, m) for f, m in product((2, 1), (3, 2, 1))
    )
    rows[-1]["r_to"] = "2"
    assert len(coverage.of_boxes(rows).overlaps) == 6


def test_the_lowest_tier_starts_below_the_worst_cell() -> None:
    weights = (Decimal(4), Decimal(8), Decimal(8))
    assert coverage.without_tier((Decimal(20),), weights) == ()
    assert coverage.without_tier((Decimal("20.1"),), weights) == ((1, 1, 1),)
    assert coverage.without_tier((Decimal(25),), weights) == ((1, 1, 1), (2, 1, 1))


def test_an_empty_cube_has_every_cell(tmp_path: Path) -> None:
    book = story(tmp_path)
    assert len(book.ask("rfm_cube", scoped(method="pymc"))) == 64
    assert book.ask("rfm_cube")["accounts"].sum() == 0
