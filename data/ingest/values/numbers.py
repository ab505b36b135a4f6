"""Numbers as people and programs write them, exactly: text to Decimal, never through a float."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from data.ingest import context
from data.ingest.values.cells import blankness

SCALE = Decimal("0.0001")
SHARE_SCALE = Decimal("0.00000001")
LIMIT = Decimal(10) ** 14

SYMBOLS = {"€": "EUR", "£": "GBP", "₹": "INR", "₩": "KRW", "元": "CNY", "￥": "CNY", "RMB": "CNY"}
DOLLARS = ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN")
CODES = (
    "USD|EUR|GBP|CNY|RMB|JPY|HKD|TWD|SGD|KRW|INR|AUD|NZD|CAD|CHF|SEK|NOK|DKK|PLN|CZK|HUF|RUB|TRY|BRL"
    "|MXN|ZAR|THB|VND|MYR|IDR|AED|SAR"
)
_CURRENCY = re.compile(rf"^(?:{CODES}|US\$|[$€£¥₹₩元])|(?:{CODES}|[$€£¥₹₩元])$", re.IGNORECASE)
CURRENCY_LAST = re.compile(rf"[\s_](?:in[\s_])?({CODES}|[€$£¥])$", re.IGNORECASE)
"""The end of a header such as `amount_eur` or `Revenue in USD`."""
_GROUP = r"[1-9]\d{0,2}"
_SPACED = rf"{_GROUP}(?: \d{{3}})+|{_GROUP}(?:'\d{{3}})+"
_INDIAN = r"[1-9]\d?(?:,\d{2})+,\d{3}"
_POINT = re.compile(rf"(?:\d+|{_GROUP}(?:,\d{{3}})+|{_INDIAN}|{_SPACED})?(?:\.\d*)?")
_COMMA = re.compile(rf"(?:\d+|{_GROUP}(?:\.\d{{3}})+|{_SPACED})?(?:,\d*)?")
_WHOLE = re.compile(r"-?[0-9]{1,14}")
_CLEAR_POINT = re.compile(r"-?[0-9]{1,14}\.(?:[0-9]{1,2}|[0-9]{4,30})")
_AS_STORED = re.compile(r"(?:[^\d\s-]{1,3} )?-?\d+\.(?:\d*[1-9]|\d{3}0)(?:[eE][+-]?\d+)?")
"""How a number of a workbook is written, never with a comma nor a zero at its end (but one that
makes four decimals of three)."""
_SIGNS = str.maketrans({"\u2212": "-", "\u2013": "-", "’": "'"})
_POWER = re.compile(r"(.+)e([+-]?\d{1,3})", re.IGNORECASE)


@dataclass(frozen=True)
class NumberText:
    """A number taken apart, its digits not yet read: which mark is the decimal is still open."""

    digits: str
    is_negative: bool
    power: int
    currency: str | None


def take_apart(text: str) -> NumberText:
    """Sign, currency and power off a stripped cell; `digits` is what remains: nothing where a
    minus stands twice, which may mean either."""
    body = unicodedata.normalize("NFKC", text).translate(_SIGNS).strip()
    if not body.isascii():
        body = "".join(str(unicodedata.decimal(c, c)) for c in body)
    is_negative, has_minus, is_twice, currency = False, False, False, None
    for _ in range(4):
        before = body
        if body.startswith("(") and body.endswith(")"):
            is_twice |= is_negative
            body, is_negative = body[1:-1].strip(), True
        if match := _CURRENCY.search(body):
            currency = currency or _code(match.group().upper())
            body = (body[: match.start()] + body[match.end() :]).strip()
        if body[:1] == "-" or body[-1:] == "-":
            is_twice |= has_minus
            body = body[1:].strip() if body[:1] == "-" else body[:-1].strip()
            is_negative = has_minus = True
        elif body[:1] == "+":
            body = body[1:].strip()
        if body == before:
            break
    power = 0
    if match := _POWER.fullmatch(body):
        body, power = match.group(1), int(match.group(2))
    if is_twice:
        body = ""
    return NumberText(body, is_negative, power, currency)


def _code(written: str) -> str:
    home = context.currency()
    if "$" in written:
        return home if home in DOLLARS else "USD"
    if written == "¥":
        return home if home in ("CNY", "JPY") else "CNY"
    return SYMBOLS.get(written, written)


def currency_of(text: str, in_brackets: bool = False) -> str | None:
    """The currency that a cell ("CNY 1,000", "€ 5", "RMB") or a header's brackets carry."""
    if in_brackets:
        match = re.search(r"[(\[（](.{1,100}?)[)\]）]", text) or CURRENCY_LAST.search(text)
        text = match.group(1).strip() if match else ""
    match = _CURRENCY.search(unicodedata.normalize("NFKC", text)) if text else None
    if match is None or (in_brackets and match.group() != text):
        return None
    return _code(match.group().upper())


def readings(text: str) -> tuple[Decimal | None, Decimal | None]:
    """A stripped cell read with decimal point and with decimal comma; None where it is neither."""
    if _WHOLE.fullmatch(text):
        value = Decimal(text)
        return value, value
    if _CLEAR_POINT.fullmatch(text):
        return Decimal(text), None
    written = take_apart(text)
    return _number(written, _POINT, "."), _number(written, _COMMA, ",")


def _number(written: NumberText, shape: re.Pattern[str], mark: str) -> Decimal | None:
    digits = written.digits
    if not shape.fullmatch(digits) or not any(c.isdigit() for c in digits):
        return None
    whole, _, part = digits.partition(mark)
    plain = re.sub(r"[^0-9]", "", whole)
    value = Decimal(f"{plain or '0'}.{part}" if part else plain).scaleb(written.power)
    return None if abs(value) >= LIMIT else -value if written.is_negative else value


def is_number(text: str) -> bool:
    """Whether a stripped cell is a number, or holds no value."""
    return blankness(text, is_value=True) is not None or readings(text) != (None, None)


@dataclass
class Evidence:
    """What the different cells of a column say about the decimal mark."""

    point: int = 0
    comma: int = 0
    open: int = 0
    samples: tuple[str, ...] = ()

    def __add__(self, other: "Evidence") -> "Evidence":
        samples = (self.samples + other.samples)[:5]
        return Evidence(
            self.point + other.point, self.comma + other.comma, self.open + other.open, samples
        )


def evidence(uniques: Iterable[str]) -> Evidence:
    """How many cells can only be read with a point, only with a comma, or with either."""
    marks = Evidence()
    samples: list[str] = []
    for text in uniques:
        if _WHOLE.fullmatch(text):
            continue
        if _CLEAR_POINT.fullmatch(text):
            marks.point += 1
            continue
        point, comma = readings(text)
        if point is not None and comma is not None and point != comma:
            marks.open += 1
            if len(samples) < 5:
                samples.append(text)
        elif point != comma:
            marks.point += point is not None
            marks.comma += comma is not None
    marks.samples = tuple(samples)
    return marks


def doubts(cells: Iterable[str]) -> frozenset[str]:
    """Text in a column of a workbook that could be two numbers, where its numbers are no sign:
    these are written with a point in the file, however a person writes them."""
    doubtful, has_stored, is_settled = set[str](), False, False
    for text in cells:
        if _WHOLE.fullmatch(text):
            continue
        point, comma = readings(text)
        if point is not None and comma is not None and point != comma:
            doubtful.add(text)
        elif point is not None and comma is None:
            is_stored = _AS_STORED.fullmatch(text) is not None
            has_stored, is_settled = has_stored or is_stored, is_settled or not is_stored
    return frozenset(doubtful) if has_stored and not is_settled else frozenset()


def without_percent(text: str) -> str:
    """A stripped cell without its percent sign."""
    return text[:-1].rstrip() if text.endswith(("%", "％")) else text


def share(text: str, mark: int, is_percent: bool) -> Decimal | None:
    """A stripped cell as a share of 1; `is_percent`: so many percent even without a sign."""
    bare = without_percent(text)
    value = readings(bare)[mark]
    if value is None:
        return None
    power = -2 if is_percent or bare != text else 0
    return value.scaleb(power).quantize(SHARE_SCALE, rounding=ROUND_HALF_UP)


@dataclass
class Shares:
    """What the different cells of a percent column say: some with a sign, some bare."""

    has_sign: bool = False
    small: int = 0
    large: int = 0
    samples: tuple[str, ...] = ()

    def add(self, uniques: Iterable[str], mark: int) -> "Shares":
        for text in uniques:
            value = readings(without_percent(text))[mark]
            if text != without_percent(text):
                self.has_sign = True
            elif value:
                self.small += abs(value) <= 1
                self.large += abs(value) > 1
                self.samples = (*self.samples, text)[:5]
        return self

    @property
    def is_open(self) -> bool:
        """Whether bare numbers may be percent or shares: not where all are above 1."""
        return bool(self.small or (self.large and self.has_sign))

    @property
    def choices(self) -> tuple[str, str]:
        return ("percent", "share") if self.large else ("share", "percent")


def rounded(value: Decimal) -> Decimal:
    """To four decimals, half up."""
    return value.quantize(SCALE, rounding=ROUND_HALF_UP)
