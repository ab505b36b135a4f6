"""A second naming of one's own: whole or refused, in a link, a saved ruler and a file."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics import naming, ruler
from analytics.naming import Name
from analytics.ruler import Unreadable
from tests.unit.analytics.book_builder import scoped
from tests.unit.analytics.test_rules import story

TWO = "Stars|明星|45|15|15;The rest||13|15|15"
CELLS = list(product(range(1, 6), repeat=3))


def test_two_names_share_the_cube() -> None:
    stars, rest = naming.read(TWO)
    assert (stars.code, rest.code) == ("Stars | 明星", "The rest")
    cells = naming.of_cells((stars, rest))
    assert cells.count("Stars | 明星") == 50
    assert cells[CELLS.index((4, 1, 1))] == "Stars | 明星"
    assert cells[CELLS.index((3, 5, 5))] == "The rest"
    assert naming.checked(TWO) == TWO


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "Stars",
        "Stars|明星|45|15|15",
        f"{TWO};More||33|33|33",
        "Stars||54|15|15;Rest||13|15|15",
        "Stars||06|15|15",
        "||15|15|15",
        f"{'x' * 41}||15|15|15",
        "Stars||4|15|15;Rest||13|15|15",
    ],
)
def test_a_hole_or_an_overlap_is_refused(wrong: str) -> None:
    with pytest.raises(Unreadable):
        naming.checked(wrong)


def test_every_account_bears_the_name_of_its_cell(tmp_path: Path) -> None:
    book, scope = story(tmp_path), scoped(method="standard", naming="own", names=TWO)
    cells = book.ask("rfm_cube", scope)
    stars = cells["r_score"] >= 4
    assert set(cells.loc[stars, "second_name"]) == {"Stars | 明星"}
    assert set(cells.loc[~stars, "second_name"]) == {"The rest"}
    counted = book.ask("second_names", scope)
    assert counted["second_name"].tolist() == ["Stars | 明星", "The rest"]
    assert counted["accounts"].sum() == book.ask("rfm", scope)["m_score"].notna().sum()


def test_without_names_of_ones_own_the_eleven_stand_in(tmp_path: Path) -> None:
    assert len(story(tmp_path).ask("second_names", scoped(method="standard", naming="own"))) == 11


def test_a_saved_ruler_holds_its_names() -> None:
    rules = ruler.Ruler().set("naming", "own").set("names", TWO)
    content = ruler.to_content(rules)
    assert ruler.from_content(content) == rules
    assert ruler.read_content('{"names": "Stars|明星|45|15|15"}') is None


def test_a_file_comes_back_as_it_went() -> None:
    names = naming.read(TWO)
    assert naming.from_csv(naming.to_csv(names)) == names
    assert naming.from_csv(naming.to_csv(names).decode("utf-8-sig").encode("gb18030")) == names
    with pytest.raises(Unreadable, match="m_to"):
        naming.from_csv(b"name_en,name_zh,r_from,r_to,f_from,f_to,m_from\n")
    with pytest.raises(Unreadable, match="Row 2"):
        naming.from_csv(b"name_en,name_zh,r_from,r_to,f_from,f_to,m_from,m_to\nA,,5,4,1,5,1,5\n")


spans = st.tuples(st.integers(1, 5), st.integers(1, 5)).map(lambda s: (min(s), max(s)))
boxes = st.builds(Name, st.just("A"), st.just(""), spans, spans, spans)


@settings(max_examples=60, deadline=None)
@given(st.lists(boxes, min_size=1, max_size=4))
def test_a_table_counts_only_when_each_cell_has_one_name(names: list[Name]) -> None:
    times = [sum(name.has(cell) for name in names) for cell in CELLS]
    whole = naming.covered(names)
    assert len(whole.holes) == times.count(0)
    assert len(whole.overlaps) == sum(n > 1 for n in times)
    if whole.is_whole:
        assert naming.read(naming.written(names)) == tuple(names)
    else:
        with pytest.raises(Unreadable):
            naming.read(naming.written(names))
