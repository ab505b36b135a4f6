"""The own-book method on Adventure Works' resellers, and their concentration."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.golden.real_books import adventureworks, real_book
from tests.unit.analytics.book_builder import Story, scoped


@pytest.fixture(scope="module")
def resellers(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    book = real_book(tmp_path_factory.mktemp("resellers"), adventureworks(shared_data))
    yield book
    book.warehouse.close()


EIGHT = [
    "important_value",
    "important_develop",
    "important_keep",
    "important_win_back",
    "general_value",
    "general_develop",
    "general_keep",
    "general_win_back",
]


@pytest.mark.parametrize(
    ("as_of", "accounts"),
    [
        ("2020-05-31", [130, 19, 0, 0, 187, 113, 0, 64]),
        ("2020-04-30", [154, 0, 0, 0, 260, 39, 2, 82]),
    ],
)
def test_own_book_segments(resellers: Story, as_of: str, accounts: list[int]) -> None:
    answer = resellers.ask("segments", scoped(as_of=as_of)).set_index("segment")
    assert answer.loc[EIGHT, "accounts"].tolist() == accounts


def test_the_picture_is_taken_at_the_end_of_the_last_month(resellers: Story) -> None:
    assert resellers.ask("segments")["accounts"].tolist()[:8] == [130, 19, 0, 0, 187, 113, 0, 64]


def test_what_the_book_measures_with(resellers: Story) -> None:
    fit = resellers.ask("book_fit", scoped(as_of="2020-05-31")).iloc[0]
    assert fit["orders"] == 4
    assert fit["m4_from"] == pytest.approx(108_610.85, abs=0.011)  # 108,610.84 in exact decimals


def test_184_of_632_resellers_make_80_percent(resellers: Story) -> None:
    answer = resellers.ask("pareto", scoped(window="all"))
    assert len(answer) == 632
    assert (answer["abc_class"] == "A").sum() == 184
    assert round(answer["cumulative_sales_share"][632 // 5 - 1], 4) == 0.6716
    assert round(answer["net_sales"].sum(), 2) == 77_548_570.20


def test_rows_used(resellers: Story) -> None:
    used = resellers.ask("rows_used", scoped(window="all")).iloc[0]
    assert used["lines_in_window"] == 57_851
    assert used["orders_in_window"] == 3_616


def test_two_tenths_of_the_resellers_make_two_thirds(resellers: Story) -> None:
    tenths = resellers.ask("deciles", scoped(as_of="2020-05-31", window="all"))
    assert tenths["accounts"].tolist() == [63, 63, 63, 63, 64, 63, 63, 63, 63, 64]
    assert tenths["sales_share"][:2].sum() == pytest.approx(0.6716, abs=5e-5)
    whole = resellers.ask("exposures", scoped(as_of="2020-05-31", window="all"), without=None)
    company = whole[whole["dimension"] == "company"].iloc[0]
    assert (company["accounts"], company["class_a_accounts"]) == (632, 184)
