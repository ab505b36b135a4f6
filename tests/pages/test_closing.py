"""The tabs Changes and Close of the page Data, and the picture at a past version."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.closing import authority
from data.closing import closes as closing
from data.ingest.model import InputFile, ReadOptions

PAGE = "exports/imports.py"
HEADER = "Order No,Line No,Order Date,Customer No,Customer,Amount,Salesperson,Region\n"
JUNE = date(2026, 6, 1)
Open = Callable[..., AppTest]


def month(n: int, lee: bool = True, amount: str = "100") -> str:
    rows = [f"A{n},1,2026-{n:02}-01,c1,Ana,{amount},Kim,North\n"]
    rows += [f"B{n},1,2026-{n:02}-14,c2,Bo,50,Lee,South\n"] if lee else []
    return HEADER + "".join(rows)


@pytest.fixture
def load(own_home: Path, tmp_path: Path) -> Callable[..., Path]:
    """Loads files (name -> text), all of one call, into the company's own book."""

    def loaded(**texts: str) -> Path:
        files = []
        for name, text in texts.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            files.append(InputFile(path.name, path))
        book = warehouse.current(own_home)
        proposal = intake.propose(book, files, ReadOptions())
        assert proposal.ready, [question.text for question in proposal.questions]
        intake.confirm(book, proposal, "ann")
        return own_home

    return loaded


@pytest.fixture
def half_year(load: Callable[..., Path]) -> Path:
    """January to May; then June without Lee."""
    load(**{f"m{n}": month(n) for n in range(1, 6)})
    return load(m6=month(6, lee=False))


def heading(at: AppTest) -> str:
    return at.title[0].value.replace("\\", "")


def texts(at: AppTest) -> str:
    said = [*at.subheader, *at.caption, *at.markdown]
    return "\n".join(part.value.replace("\\", "") for part in said)


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception, at.exception
    return at


def test_the_check_names_who_is_missing_and_the_month_is_closed(
    half_year: Path, open_page: Open
) -> None:
    at = open_page(PAGE, tab="close")
    assert heading(at) == (
        "Jun 2026 may not be complete: 1 salesperson without sales, 1 region without sales."
    )
    assert "Lee" in at.table[0].value.to_string()
    at = press(at, "close_now")
    assert heading(at).startswith("Jun 2026 is closed, 5 months before it are open")
    assert "1 closed month, as it was closed" in texts(at)
    rows = closing.closings(warehouse.current(half_year))
    assert list(rows["month"]) == [JUNE]
    assert list(rows["version"]) == [2]


def test_a_restatement_names_the_closed_figure_until_the_month_is_reopened(
    half_year: Path, load: Callable[..., Path], open_page: Open
) -> None:
    closing.close(warehouse.current(half_year), JUNE, "ann")
    load(june2=month(6, lee=False, amount="90"))
    at = open_page(PAGE, tab="close")
    assert "1 of 1 closed months restated since, by −10 altogether" in texts(at)
    (table,) = [t.value for t in at.dataframe if "restated_in" in t.value]
    row = table.iloc[0]
    assert (row["net_sales_closed"], row["net_sales"], row["difference"]) == (100, 90, -10)
    at = press(at, "reopen_now")
    assert "closed months" not in texts(at)


def test_another_month_can_be_chosen(half_year: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="close", month="2026-03")
    assert heading(at).startswith("Mar 2026 ")
    at.selectbox(key="close_month").set_value(date(2026, 2, 1)).run()
    assert heading(at).startswith("Feb 2026 ")
    assert at.query_params["month"] in ("2026-02", ["2026-02"])


def test_a_past_version_is_what_is_closed(half_year: Path, open_page: Open) -> None:
    press(open_page(PAGE, tab="close", month="2026-05", version="1"), "close_now")
    rows = closing.closings(warehouse.current(half_year))
    assert [(row.month, row.version) for row in rows.itertuples()] == [(date(2026, 5, 1), 1)]


def test_changes_names_new_months_and_restated_figures(
    half_year: Path, load: Callable[..., Path], open_page: Open
) -> None:
    load(june2=month(6, lee=False, amount="90"))
    at = open_page(PAGE, tab="changes")
    assert heading(at).startswith("From version 2 to 3, ")
    assert "figures of 1 month were restated by −10 altogether" in heading(at)
    at.selectbox(key="changes_before").set_value(1).run()
    assert heading(at).startswith("From version 1 to 3, ")
    assert "Jun 2026 is new: 90 of 1 account." in texts(at)
    assert at.query_params["before"] in ("1", ["1"])


def test_an_account_that_only_one_version_knows_is_new_not_moved(
    half_year: Path, load: Callable[..., Path], open_page: Open
) -> None:
    june = month(6, lee=False) + "C6,1,2026-06-20,c9,Cy,1,Kim,North\n"
    load(june2=june)
    at = open_page(PAGE, tab="changes")
    assert "Only version 3 knows 1 account." in texts(at)
    (table,) = [t.value for t in at.dataframe if "from_segment" in t.value]
    assert int(table["from_segment"].eq("–").sum()) == 1
    (card,) = [m for m in at.metric if "changed segment" in m.label]
    assert card.value == str(len(table) - 1)


def test_nothing_changes_between_a_version_and_itself(half_year: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="changes", before="2", after="2")
    assert heading(at) == "Nothing changed on the board between versions 2 and 2."


def test_one_version_has_nothing_to_compare(load: Callable[..., Path], open_page: Open) -> None:
    load(m1=month(1))
    at = open_page(PAGE, tab="changes", before="7")
    assert heading(at) == "There is one version at most: nothing to compare yet."


def test_history_links_to_the_picture_at_a_version(half_year: Path, open_page: Open) -> None:
    at = open_page(PAGE, tab="history", window="24", version="2")
    at.selectbox(key="undo_version").set_value(1).run()
    (link,) = [e.proto for e in at.get("page_link") if "picture" in e.proto.label]
    assert "version 1" in link.label
    assert "version=1" in link.query_string
    assert "window=24" in link.query_string
    assert "version=2" not in link.query_string


def test_a_company_in_chinese_reads_the_same(company: Path, open_page: Open) -> None:
    for tab in ("changes", "close"):
        at = open_page(PAGE, tab=tab, lang="zh_CN")
        assert heading(at)


def test_only_who_may_closes_and_a_reader_says_who_it_is(half_year: Path, open_page: Open) -> None:
    authority.entitle(warehouse.current(half_year), ["Ana"], "ana")
    at = open_page(PAGE, tab="close")
    at.button(key="close_now").click().run()
    assert "may not close or reopen months" in at.error[0].value
    next(field for field in at.text_input if field.label == "Your name").set_value("Ana").run()
    at.button(key="close_now").click().run()
    assert not at.error
    closes = closing.closings(warehouse.current(half_year))
    assert set(closes["closed_by"]) == {"Ana"}
