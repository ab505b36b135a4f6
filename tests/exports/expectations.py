"""The tables of expectations: one row says what one export must come to, and how it is answered.

Amounts are written `EUR 120.50 | USD 3`; without a code it is the only currency, `*` is any code,
` or ` stands between two amounts that are both right. Keys of questions are patterns in which `*`
stands for anything.
"""

import csv
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
Money = Mapping[str, Decimal]


@dataclass(frozen=True)
class Answer:
    """What a careful person answers to questions of this key.

    `is_open`: careful people may differ, so that no order of the choices is wrong.
    """

    key: str
    choice: str
    is_open: bool

    def fits(self, key: str) -> bool:
        return fnmatchcase(key, self.key)


@dataclass(frozen=True)
class Expectation:
    """One row: the files of one call, and what must come of them.

    outcome: right (loads this amount, with or without questions) | ask (not without the question
    that decides) | refuse | loud (right, or that question, or refused: never another amount).
    `net`: the amounts that are right, by currency; `accounts`, `months`: their shares, where the
    file may give them to the wrong one. `decides`: keys of the questions that settle the file.
    """

    files: tuple[str, ...]
    form: str
    fault: str
    outcome: str
    kind: str
    net: tuple[Money, ...]
    accounts: Money
    months: Money
    decides: tuple[str, ...]
    answers: tuple[Answer, ...]

    @property
    def name(self) -> str:
        files = "+".join(self.files)
        return f"{files}.{self.form}" if self.form else files

    def is_decided_by(self, key: str) -> bool:
        return any(fnmatchcase(key, pattern) for pattern in self.decides)

    def is_net(self, net: Money) -> bool:
        return any(_is_same(right, net) for right in self.net)


def table(name: str) -> list[dict[str, str]]:
    """The rows of a table as they are written."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def expectations(name: str, mark: str) -> list[Any]:
    """The rows of a table as parameters of a test.

    Those with something in the column `mark` fail today: whoever mends them empties it.
    """
    return [_parameter(row, mark) for row in table(name)]


def _parameter(row: Mapping[str, str], mark: str) -> Any:
    fails = pytest.mark.xfail(strict=True, raises=AssertionError, reason=row["note"])
    expected = _expectation(row)
    return pytest.param(expected, id=expected.name, marks=[fails] if row[mark] else [])


def normal(text: str) -> str:
    """A name as it is compared."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def _expectation(row: Mapping[str, str]) -> Expectation:
    return Expectation(
        files=tuple(_parts(row["file"], " + ")),
        form=row["form"],
        fault=row["fault"],
        outcome=row["outcome"],
        kind=row["kind"],
        net=tuple(_net(either) for either in _parts(row["net"], " or ")),
        accounts={normal(name): share for name, share in _shares(row["accounts"])},
        months=dict(_shares(row["months"])),
        decides=tuple(_parts(row["decides"], " | ")),
        answers=tuple(_answer(part) for part in _parts(row["answers"], " | ")),
    )


def _parts(text: str, between: str) -> list[str]:
    return text.split(between) if text else []


def _net(text: str) -> Money:
    parts = [part.rpartition(" ") for part in _parts(text, " | ")]
    return {code: Decimal(amount) for code, _space, amount in parts}


def _shares(text: str) -> Iterator[tuple[str, Decimal]]:
    for part in _parts(text, " | "):
        name, _sign, amount = part.rpartition("=")
        yield name, Decimal(amount)


def _answer(text: str) -> Answer:
    key, _sign, choice = text.removeprefix("?").partition("=")
    return Answer(key, choice, is_open=text.startswith("?"))


def _is_same(right: Money, net: Money) -> bool:
    named = {code: amount for code, amount in right.items() if code not in ("", "*")}
    if {code: net.get(code) for code in named} != named:
        return False
    rest = sorted(amount for code, amount in net.items() if code not in named)
    return rest == sorted(amount for code, amount in right.items() if code not in named)
