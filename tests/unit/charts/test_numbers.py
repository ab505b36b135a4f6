"""How figures are written: rounding happens here and nowhere else."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

import locales
from charts.numbers import is_missing, nice_ticks
from charts.theme import Look

ENGLISH = Look(currency="USD")
CHINESE = Look(language="zh_CN", currency="CNY")
PLAIN = Look()


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (0, "$0", "¥0"),
        (Decimal("0.005"), "$0.01", "¥0.01"),
        (Decimal("9.99"), "$9.99", "¥9.99"),
        (Decimal("999.49"), "$999", "¥999"),
        (Decimal("999.5"), "$1.00 k", "¥1,000"),
        (9_999, "$10.0 k", "¥9,999"),
        (Decimal("9999.5"), "$10.0 k", "¥1.0 万"),
        (10_000, "$10.0 k", "¥1.0 万"),
        (618_400, "$618 k", "¥61.8 万"),
        (999_499, "$999 k", "¥99.9 万"),
        (999_500, "$1.00 M", "¥100.0 万"),
        (4_210_000, "$4.21 M", "¥421.0 万"),
        (4_215_000, "$4.22 M", "¥421.5 万"),
        (99_999_499, "$100 M", "¥9,999.9 万"),
        (99_999_500, "$100 M", "¥1.00 亿"),
        (123_456_789, "$123 M", "¥1.23 亿"),
        (999_500_000, "$1.00 B", "¥10.00 亿"),
        (-4_210_000, "−$4.21 M", "−¥421.0 万"),
        (-120, "−$120", "−¥120"),
        (None, "–", "–"),
        (float("nan"), "–", "–"),
        (pd.NA, "–", "–"),
        (Decimal("NaN"), "–", "–"),
    ],
)
def test_amounts_in_few_digits(amount: Any, english: str, chinese: str) -> None:
    assert ENGLISH.money_short(amount) == english
    assert CHINESE.money_short(amount) == chinese


def test_amounts_in_full_have_no_cents() -> None:
    assert ENGLISH.money(Decimal("4210000.50")) == "$4,210,001"
    assert ENGLISH.money(Decimal("-0.4")) == "$0"
    assert ENGLISH.money(-1234) == "−$1,234"
    assert ENGLISH.money(None) == "–"


def test_round_amounts_at_an_axis_have_no_trailing_zeros() -> None:
    assert [ENGLISH.money_tick(x) for x in (0, 500, 2_500, 4_000_000)] == [
        "$0",
        "$500",
        "$2.5 k",
        "$4 M",
    ]
    assert [CHINESE.money_tick(x) for x in (4_000_000, 250_000_000)] == ["¥400 万", "¥2.5 亿"]


def test_a_book_without_currency_shows_bare_numbers() -> None:
    assert PLAIN.money_short(4_210_000) == "4.21 M"
    assert Look(currency="CHF").money(12) == "CHF 12"


def test_the_yuan_has_one_sign_in_both_languages() -> None:
    assert Look(currency="CNY").money(12) == CHINESE.money(12) == "¥12"
    assert Look(currency="JPY").money(12) == "JP¥12"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0%"),
        (0.0004, "<0.1%"),
        (-0.0004, ">−0.1%"),
        (0.0005, "0.1%"),
        (0.0061, "0.6%"),
        (0.08, "8%"),
        (0.0994, "9.9%"),
        (0.0996, "10%"),
        (0.17449, "17%"),
        (0.5, "50%"),
        (0.985, "99%"),
        (0.996, "99.6%"),
        (0.99951, ">99.9%"),
        (1, "100%"),
        (1.235, "124%"),
        (-0.12, "−12%"),
        (None, "–"),
        (float("nan"), "–"),
    ],
)
def test_shares(share: Any, text: str) -> None:
    assert PLAIN.share(share) == text


def test_changes_have_a_sign_and_a_base() -> None:
    assert PLAIN.change(112, 100) == "+12%"
    assert PLAIN.change(Decimal(88), Decimal(100)) == "−12%"
    assert PLAIN.change(100, 100) == "0%"
    assert [PLAIN.change(5, before) for before in (0, -3, None, float("nan"))] == ["no base"] * 4
    assert PLAIN.change(None, 100) == "no base"


def test_days_months_and_quarters() -> None:
    day = date(2026, 9, 30)
    assert (ENGLISH.day(day), CHINESE.day(day)) == ("30 Sep 2026", "2026年9月30日")
    assert CHINESE.month(pd.Timestamp(day)) == "2026年9月"
    assert ENGLISH.quarter(datetime(2026, 7, 1)) == "Q3 2026"
    assert CHINESE.quarter(day) == "2026Q3"
    assert ENGLISH.day(pd.NaT) == "–"


def test_numbers_lose_their_trailing_zeros() -> None:
    assert [PLAIN.number(x) for x in (2, 2.04, 2.05, -0.04, None)] == ["2", "2", "2.1", "0", "–"]


def test_what_is_missing() -> None:
    assert all(is_missing(x) for x in (None, pd.NA, pd.NaT, float("nan"), Decimal("NaN")))
    assert not any(is_missing(x) for x in (0, "", False, Decimal(0)))


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0, 4_210_000), (-300, 700), (5, 5)])
def test_ticks_are_round_and_inside(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert 1 <= len(ticks) <= 7
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in ticks) or ticks == [0.0]


def test_no_base_is_said_in_the_readers_language() -> None:
    locales.use("zh_CN")
    assert CHINESE.change(1, 0) != "no base"


def test_a_share_under_ten_per_cent_keeps_its_digit_unless_it_is_exactly_whole() -> None:
    told = [PLAIN.share(share) for share in (0.0704, 0.07, 0.0999, 0.0996, -0.0401, 0)]
    assert told == ["7.0%", "7%", "10%", "10%", "−4.0%", "0%"]


def test_a_column_of_numbers_has_one_digit_throughout() -> None:
    assert [PLAIN.one_digit(n) for n in (70, 72.44, -0.04, None)] == ["70.0", "72.4", "0.0", "–"]
