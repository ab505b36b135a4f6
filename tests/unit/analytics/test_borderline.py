"""An account near the line between high and low is marked with the step that is missing."""

from pathlib import Path

from analytics import book as books
from charts.theme import Look
from pages.parts.sentences import borderline
from tests.unit.analytics.book_builder import Story, scoped, story

RULES = {"as_of": "2026-06-30", "method": "standard", "split": "cutoff", "cutoff": "3,4,4"}
NEAR = """
    order  account  on          amount
    A1     ana      2026-04-01   900.00
    A2     ana      2026-03-28   900.00
    B1     ben      2026-03-30   100.00
    C1     cat      2026-06-29 19500.00
    D1     dan      2026-06-29 20400.00
    E1     eve      2026-05-15   100.00
"""


def marks(book: Story, **rules: str) -> dict[str, str | None]:
    scope = scoped(**RULES | rules)
    with book.warehouse.cursor() as cursor:
        settled = books.settle(cursor, scope)
    found = book.ask("rfm", scope)
    told = borderline.texts(found, settled, Look(currency="EUR"))
    return dict(zip(found["account_id"], told, strict=True))


def test_the_step_to_the_other_side(tmp_path: Path) -> None:
    """R 3 ends at 90 days: ana stands on its last day, ben is two days beyond."""
    told = marks(story(tmp_path, NEAR))
    assert told["ana"] == "1 day from R 2"
    assert told["ben"] == "2 days from R 3"
    assert told["cat"] == "€500 from M 4"
    assert told["dan"] == "€400 from M 3"
    assert told["eve"] is None


def test_a_step_of_frequency(tmp_path: Path) -> None:
    """Ten orders make F 4 here; nine are one order short of it."""
    often = "\n".join(f"A{n} ana 2026-06-{n + 10} 10.00" for n in range(9))
    told = marks(story(tmp_path, f"order account on amount\n{often}"), f_cuts="2,3,10,20")
    assert told["ana"] == "1 order from F 4"


def test_a_step_above_the_line_falls_with_one_order(tmp_path: Path) -> None:
    often = "\n".join(f"A{n} ana 2026-06-{n + 10} 10.00" for n in range(10))
    told = marks(story(tmp_path, f"order account on amount\n{often}"), f_cuts="2,3,10,20")
    assert told["ana"] == "1 order from F 3"


def test_a_cut_point_that_divides_no_segments_is_told_too(tmp_path: Path) -> None:
    """R 5 ends at 30 days, R 4 at 60: 31 days are one day from R 5; 45 are near nothing."""
    rows = "A1 ana 2026-05-30 100.00\nB1 ben 2026-05-16 100.00\nC1 cem 2026-06-29 50000.00"
    told = marks(story(tmp_path, f"order account on amount\n{rows}"))
    assert told == {"ana": "1 day from R 5", "ben": None, "cem": "on the edge to M 4"}


def test_a_split_by_value_names_the_line(tmp_path: Path) -> None:
    told = marks(story(tmp_path, NEAR), split="median")
    assert told["eve"] == "1 day from the R line"


def test_the_line_of_the_mean_score_is_the_cut_point_not_an_account(tmp_path: Path) -> None:
    """Scores of R are 5, 5, 1: the mean 3.7 makes 4 the line, so high ends at 60 days.

    The worst account that is high is silent for 21 days: it is far from the line.
    """
    rows = "\n".join(
        (
            "A1 ana 2026-06-09 100.00",
            "B1 ben 2026-06-29 60000.00",
            "C1 cem 2025-12-01 21000.00",
        )
    )
    steps = marks(story(tmp_path, f"order account on amount\n{rows}"), split="mean_score")
    assert steps["ana"] is None
