"""A link to a day far from the book's years: said in words, out of the address, and never again."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

Open = Callable[..., AppTest]
PAGES = (
    *("home/overview.py", "value/segments.py", "value/rfm_cube.py", "value/migration.py"),
    *("value/concentration.py", "sales/results.py", "risk/churn.py", "relationships/levels.py"),
    *("exports/imports.py", "settings/settings.py", "account/account.py"),
)
FAR = ("0001-01-01", "1900-01-01", "2199-12-31", "9999-12-31")


def warnings(at: AppTest) -> list[str]:
    return [box.value.replace("\\", "") for box in at.warning]


def usual(open_page: Open, page: str) -> str:
    return str(open_page(page).title[0].value)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_it_and_shows_the_usual_picture(
    company: Path, open_page: Open, page: str
) -> None:
    finding = usual(open_page, page)
    for day in FAR:
        at = open_page(page, as_of=day)
        assert any(f"{day} is too far from the years of" in text for text in warnings(at)), day
        assert "as_of" not in at.query_params
        assert at.title[0].value == finding


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["1930-01-01", "2120-12-31"])
def test_every_page_opens_on_days_within_a_century(
    company: Path, open_page: Open, page: str, day: str
) -> None:
    at = open_page(page, as_of=day)
    assert at.query_params["as_of"] in (day, [day])


@pytest.mark.parametrize("key", ["compare", "period"])
def test_other_days_of_a_link_are_looked_at_too(company: Path, open_page: Open, key: str) -> None:
    for day in FAR:
        at = open_page("sales/results.py", **{key: day if key == "compare" else f"{day}..{day}"})
        assert any(f"{day} is too far" in text for text in warnings(at))
        assert key not in at.query_params


def test_it_does_not_stick(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py", as_of="9999-12-31", region="East")
    assert at.query_params["region"] in ("East", ["East"])
    at.run()
    assert any("9999-12-31" in text for text in warnings(at)), "it is said until one goes on"
    at.multiselect(key="scope_region").select("North").run()
    assert not any("9999-12-31" in text for text in warnings(at))
    at.query_params.clear()
    at.switch_page("value/rfm_cube.py").run()
    assert "as_of" not in at.query_params
    assert warnings(at) == []


def test_what_a_forged_widget_says_is_refused_as_well(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py")
    finding = at.title[0].value
    at.date_input(key="scope_as_of").set_value("2199-01-01").run()
    assert not at.exception
    assert "as_of" not in at.query_params
    assert at.title[0].value == finding


def test_in_chinese_too(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py", as_of="2199-12-31", lang="zh")
    assert any("2199-12-31" in text for text in warnings(at))
    assert at.query_params["lang"] in ("zh", ["zh"])
