"""Around every page: the scope that holds and lives in the URL, the search, the errors."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from analytics import engine
from charts import names
from pages.parts import filter_chips, layout, session
from pages.parts.sentences import definitions
from pages.parts.text import md_escape

Open = Callable[..., AppTest]


def in_url(at: AppTest, key: str) -> list[str]:
    """The values of a parameter of the URL."""
    values = at.query_params[key]
    return [values] if isinstance(values, str) else list(values)


PAGES = ["home/overview.py", "value/segments.py", "value/rfm_cube.py"]


def labels(at: AppTest) -> list[str]:
    """The labels of the buttons of the scope row and whatever else opens."""
    return [popover.proto.popover.label for popover in at.get("popover")]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_page_says_its_finding_in_the_reader_s_language(
    company: Path, open_page: Open, page: str, lang: str
) -> None:
    at = open_page(page, lang=lang)
    assert at.title[0].value
    assert at.get("plotly_chart")


def test_a_deep_link_shows_its_marks_at_once(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py", region=["East", "North"], window="24")
    assert "Accounts of East, North" in labels(at)
    assert any("24 months" in label for label in labels(at))
    assert at.multiselect(key="scope_region").value == ["East", "North"]


def test_the_scope_holds_from_page_to_page(company: Path, open_page: Open) -> None:
    at = open_page("value/segments.py", region=["East"])
    at.query_params.clear()  # as the browser does when the menu is used
    at.switch_page("value/rfm_cube.py").run()
    assert in_url(at, "region") == ["East"]
    assert at.multiselect(key="scope_region").value == ["East"]


def test_a_filter_is_in_the_url_on_the_run_that_sets_it(company: Path, open_page: Open) -> None:
    at = open_page()
    at.multiselect(key="scope_region").select("East").run()
    assert in_url(at, "region") == ["East"]
    assert "Accounts of East" in labels(at)
    at.button(key="scope_clear").click().run()
    assert "region" not in at.query_params
    assert "Region" in labels(at)


def test_a_choice_shows_its_accounts_and_its_money(company: Path, open_page: Open) -> None:
    at = open_page()
    offered = at.multiselect(key="scope_region").options
    assert all(" accounts · ¥" in text for text in offered)
    assert len(offered) > 2
    key = at.multiselect(key="scope_industry")
    assert key.label == "Industry"
    assert any(text.startswith("Beside each") for text in (c.value for c in at.caption))


def test_many_values_are_named_up_to_a_width() -> None:
    assert filter_chips.named(["East"]) == "East"
    assert filter_chips.named(["East", "North"]) == "East, North"
    assert filter_chips.named(["A" * 20, "B" * 20, "C"]) == f"{'A' * 20} +2"


def test_a_month_end_and_a_quarter_end_are_a_click(company: Path, open_page: Open) -> None:
    at = open_page(as_of="2026-09-30")
    months = at.get("button_group")
    month = next(group for group in months if group.label == "Month-ends")
    assert list(month.options) == ["Sep 2026", "Aug 2026", "Jul 2026", "Jun 2026"]
    month.set_value(date(2026, 8, 31)).run()
    assert in_url(at, "as_of") == ["2026-08-31"]
    quarter = next(group for group in at.get("button_group") if group.label == "Quarter-ends")
    assert list(quarter.options) == ["Q3 2026", "Q2 2026", "Q1 2026", "Q4 2025"]


@pytest.mark.parametrize(
    ("page", "tab", "has_days", "has_filters"),
    [
        ("value/segments.py", "", True, True),
        ("exports/imports.py", "", False, False),
        ("settings/settings.py", "company", False, False),
        ("settings/settings.py", "ruler", True, False),
    ],
)
def test_the_scope_row_stands_where_it_acts(
    company: Path, open_page: Open, page: str, tab: str, has_days: bool, has_filters: bool
) -> None:
    at = open_page(page, **({"tab": tab} if tab else {}))
    keys = {widget.key for widget in (*at.date_input, *at.multiselect)}
    assert ("scope_as_of" in keys, "scope_region" in keys) == (has_days, has_filters)


def test_hostile_parameters_fall_back_to_the_default(company: Path, open_page: Open) -> None:
    plain = open_page("value/segments.py")
    hostile = open_page(
        "value/segments.py",
        window="-1; drop table sales",
        as_of="yesterday",
        method="../../etc/passwd",
        r_cuts="9,8,7,6",
        compare="<script>",
        version="999999999999",
        segment="nobody",
        lang="xx",
    )
    assert hostile.title[0].value == plain.title[0].value or "999" in str(hostile.query_params)


def test_a_value_that_nobody_has_shows_an_empty_picture_and_can_be_taken_away(
    company: Path, open_page: Open
) -> None:
    at = open_page("value/segments.py", region=["Atlantis"])
    assert "Accounts of Atlantis" in labels(at)
    assert at.multiselect(key="scope_region").value == ["Atlantis"]


def test_the_search_finds_accounts_whoever_is_filtered_out(company: Path, open_page: Open) -> None:
    at = open_page(region=["Atlantis"])
    at.text_input(key="account_search").input("ltd").run()
    assert len(at.sidebar.get("page_link")) > 0


def test_the_language_can_be_switched(company: Path, open_page: Open) -> None:
    at = open_page()
    at.segmented_control(key="language").set_value("zh_CN").run()
    assert in_url(at, "lang") == ["zh"]
    assert at.segmented_control(key="language").value == "zh_CN"


def test_an_error_is_a_sentence_with_an_id(
    company: Path, frame: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_named: object) -> None:
        raise RuntimeError("select secret from /etc/passwd")

    monkeypatch.setattr(layout, "finding", broken)
    at = frame.run()
    assert not at.exception
    assert "error id" in at.error[0].value
    assert "secret" not in at.error[0].value


def test_an_empty_home_shows_the_made_up_company_under_a_banner(
    own_home: Path, frame: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "pause", lambda _seconds: None)
    at = frame.run()
    assert not at.exception
    assert at.info or at.title


@pytest.mark.parametrize(
    "name",
    [
        "**bold** _it_ `code`",
        "[click](http://evil.example/x)",
        "![](http://evil.example/beacon.png)",
        "$a$ :red[x] :material/home:",
        "<img src=x onerror=alert(1)>",
        "line\nbreak",
    ],
)
def test_a_name_is_shown_as_it_is(name: str) -> None:
    escaped = md_escape(name)
    assert "\n" not in escaped
    for sign in "[]()<>*_`$!":
        assert sign not in escaped.replace(f"\\{sign}", "")


@pytest.mark.parametrize(
    "address", ["http://evil.example", "https://evil.example", "www.evil.example", "a@evil.example"]
)
def test_a_bare_address_is_no_link(address: str) -> None:
    assert "\u2060" in md_escape(address)


def test_every_question_that_a_page_shows_has_its_definition() -> None:
    pages = Path(layout.__file__).parents[1]
    texts = "".join(
        path.read_text() for path in pages.glob("*/**/*.py") if "parts" not in str(path)
    )
    shown = {question for question in engine.questions() if f'"{question}"' in texts}
    assert shown <= set(definitions.known()), shown - set(definitions.known())
    assert set(definitions.known()) <= set(engine.questions())


def test_a_question_that_was_stopped_says_its_own_sentence(
    company: Path, frame: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_asked: object, **_parameters: object) -> None:
        raise engine.TooSlow("The question was stopped after 30 seconds. Do: wait.")

    monkeypatch.setattr("analytics.engine.ask", stopped)
    st.cache_data.clear()
    frame.run()
    assert not frame.exception
    assert {error.value for error in frame.error} == {
        md_escape("The question was stopped after 30 seconds. Do: wait.")
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (":smile: Ltd", ":\u2060smile: Ltd"),
        ("A -> B", "A -\u2060> B"),
        ("Nord -- Süd", "Nord -\u2060- Süd"),
        ("12:30", "12:30"),
    ],
)
def test_a_name_is_not_turned_into_pictures_or_arrows(name: str, shown: str) -> None:
    assert md_escape(name).replace("\\", "") == shown


def test_a_name_from_right_to_left_stands_apart_from_the_sentence() -> None:
    assert md_escape("שלום טוב: 12 accounts") == "\u2068שלום טוב\u2069\\: 12 accounts"
    assert md_escape("evil \u202e txt\u2069") == "evil \u2068\u202e\u2069 txt"


def test_a_very_long_name_is_cut_and_whole_in_the_hover() -> None:
    name = "A" * 9_000
    assert names.brief(name) == "A" * 59 + "…"
    assert names.brief("Ltd") == "Ltd"
    assert len(names.in_lines(name).splitlines()) == 10
    assert names.in_lines("B" * 71).splitlines() == ["B" * 70, "B"]
