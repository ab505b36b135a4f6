"""What reads the pages' statements tells contradictions from roundings."""

import pandas as pd
import pytest

from tests.pages.stated import Page, Statement, contradictions, same_cards, wrong_totals


def page(name: str, **shown: object) -> Page:
    """A page that shows nothing but what is given."""
    empty = {"title": "", "cards": {}, "texts": [], "charts": {}, "tables": [], "downloads": []}
    return Page(name, **(empty | shown))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("card", "total", "is_one"),
    [
        ("35.1 M", "35,129,997", True),
        ("35.1 M", "35,151,000", False),
        ("¥1.78 k", "¥1,785", True),
        ("40", "41", False),
        ("80%", "80.4%", True),
        ("80%", "69%", False),
        ("−1.40 M", "1,401,519", False),
    ],
)
def test_a_rounded_number_is_the_same_number(card: str, total: str, is_one: bool) -> None:
    both = [Statement("sales", card, "a card"), Statement("sales", total, "a table")]
    assert bool(contradictions(both)) is not is_one
    assert contradictions([both[0], Statement("margin", total, "a table")]) == []


def test_cards_of_one_label_have_one_value() -> None:
    overview = page("overview", cards={"Net sales": ("1.99 M", "")})
    assert same_cards([overview, page("other", cards={"Net sales": ("1.63 M", "")})])
    assert not same_cards(
        [overview, page("other", cards={"Net sales of accounts": ("1.63 M", "")})]
    )


@pytest.mark.parametrize(
    ("line", "file", "wrong"),
    [
        ("Total of 2 rows · Net sales: 30", b"a,b\r\n1,2\r\n3,4\r\n", 0),
        ("Total of 3 rows · Net sales: 30", b"a,b\r\n1,2\r\n3,4\r\n", 1),
        ("Total of 2 rows · Net sales: −30", b"a,b\r\n1,2\r\n3,4\r\n", 1),
        ("Total of 2 rows · Net sales: 30", b"Scope\r\na,b\r\n1,2\r\n", 1),
    ],
)
def test_a_table_adds_up_to_its_line_and_its_file(line: str, file: bytes, wrong: int) -> None:
    cells = pd.DataFrame({"net_sales": [10.0, 20.0]})
    shown = page("segments", tables=[(line, cells)], downloads=[("segments_csv", file)])
    assert len(wrong_totals([shown])) == wrong
