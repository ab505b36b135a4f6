"""Answers the questions of an import as a careful person would, and checks what comes of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from data.intake import Proposal
from data.report import Question
from tests.exports.expectations import Answer, Expectation, normal

ROUNDS = 8
"""How many rounds of questions there may be."""
Propose = Callable[[Mapping[str, str]], Proposal]
DATES = ("order_date", "invoiced_on", "lost_on")
MONEY = ("amount", "sales_lost")


@dataclass
class Dialogue:
    """The last proposal, every question in the order in which it was asked, and its answers."""

    proposal: Proposal
    asked: dict[str, Question] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def status(self) -> str:
        """`ready` when every file is, else the first other status."""
        others = [r.status for r in self.proposal.reports if r.status not in ("ready", "held")]
        return others[0] if others else "ready"

    def net(self) -> dict[str, Decimal]:
        """Net amount by currency, without those that come to nothing; "" where none is known."""
        return self._sums(lambda row: row.get("currency") or "")

    def accounts(self) -> dict[str, Decimal]:
        """Net amount by account."""
        return self._sums(lambda row: normal(row["account_name"] or row["account_id"] or ""))

    def months(self) -> dict[str, Decimal]:
        """Net amount by month."""
        return self._sums(lambda row: f"{next(row[d] for d in DATES if d in row):%Y-%m}")

    def _sums(self, name: Callable[[Mapping[str, Any]], str]) -> dict[str, Decimal]:
        sums: dict[str, Decimal] = {}
        for row in self._rows():
            amount = next(row[column] for column in MONEY if column in row)
            sums[name(row)] = sums.get(name(row), Decimal(0)) + (amount or 0)
        return {key: amount for key, amount in sums.items() if amount}

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        tables = [reading.table for reading in self.proposal.readings]
        return [row for table in tables if table is not None for row in table.to_pylist()]


def answer_all(first: Proposal, propose: Propose, answers: Sequence[Answer]) -> Dialogue:
    """Answer every question: as listed, else by its first choice, which must be a careful one.

    Raises AssertionError where a listed answer is not offered, or is not offered first.
    """
    dialogue = Dialogue(first)
    for _round in range(ROUNDS):
        fresh = [q for q in dialogue.proposal.questions if q.key not in dialogue.answers]
        if not fresh:
            return dialogue
        for question in fresh:
            dialogue.asked[question.key] = question
            dialogue.answers[question.key] = chosen(question, answers)
        dialogue.proposal = propose(dialogue.answers)
    raise AssertionError(f"questions come to no end: {list(dialogue.asked)}")


def chosen(question: Question, answers: Sequence[Answer]) -> str:
    """What a careful person answers."""
    listed = next((answer for answer in answers if answer.fits(question.key)), None)
    if listed is None:
        return question.choices[0]
    offered = f"{question.key} offers {question.choices[:4]}, not {listed.choice} first"
    assert listed.choice in question.choices, offered
    assert listed.is_open or listed.choice == question.choices[0], offered
    return listed.choice


def check_silence(expected: Expectation, first: Dialogue) -> None:
    """Without any answer nothing else than the right amount is ready to be loaded."""
    if first.status == "ready":
        assert expected.outcome in ("right", "loud"), f"loads {_plain(first.net())} unasked"
        check_right(expected, first)


def check(expected: Expectation, dialogue: Dialogue) -> None:
    """After all answers the outcome is the expected one."""
    decided = any(map(expected.is_decided_by, dialogue.asked))
    if expected.outcome == "refuse":
        assert dialogue.status == "refused", f"{dialogue.status}: {_plain(dialogue.net())}"
        assert any(report.errors for report in dialogue.proposal.reports)
    elif expected.outcome == "ask":
        assert decided, f"asked {list(dialogue.asked)}, not {expected.decides}; {_end(dialogue)}"
        if expected.net:
            check_right(expected, dialogue)
    elif expected.outcome == "right" or (dialogue.status == "ready" and expected.net):
        check_right(expected, dialogue)
    else:
        assert decided or dialogue.status == "refused", _end(dialogue)


def check_right(expected: Expectation, dialogue: Dialogue) -> None:
    """What would be loaded is right: kind, money, and whose and when it is where that is given."""
    assert dialogue.status == "ready", _end(dialogue)
    kinds = {report.kind for report in dialogue.proposal.reports if report.kind != "accounts"}
    assert expected.kind in ("", *kinds), f"read as {kinds}"
    assert expected.is_net(dialogue.net()), _end(dialogue)
    if expected.accounts:
        shares = dialogue.accounts()
        listed = {name: shares.get(name, Decimal(0)) for name in expected.accounts}
        assert listed == expected.accounts, f"accounts {_plain(shares)}"
    if expected.months:
        assert dialogue.months() == expected.months, f"months {_plain(dialogue.months())}"


def _end(dialogue: Dialogue) -> str:
    errors = [p.sentence(r.file)[:300] for r in dialogue.proposal.reports for p in r.errors[:2]]
    answers = {key: choice[:40] for key, choice in dialogue.answers.items()}
    return f"{dialogue.status} {_plain(dialogue.net())} after {answers} {errors}"


def _plain(net: Mapping[str, Decimal]) -> str:
    return " | ".join(f"{code} {amount:f}".strip() for code, amount in net.items())
