"""What is said of records that may be, or are, no sales: cancelled, drafts, payments."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from charts.theme import Look
from data.column_values import columns, is_any, money, name
from data.report import Report, ValueMeaning, added
from locales import _, ngettext

NAMED = 3
"""How many values a sentence names."""
LEAVE_OUT = "leave_out"


def question(kind: str | None, asked: Sequence[ValueMeaning], look: Look) -> str:
    """What a table of values is about: how many there are, and the first of them."""
    n = len(asked)
    texts = {
        "receivables": ngettext(
            "{n} value may be no invoice: {values}", "{n} values may be no invoices: {values}", n
        ),
        "churn": ngettext(
            "{n} value may be no loss: {values}", "{n} values may be no losses: {values}", n
        ),
    }
    usual = ngettext(
        "{n} value may be no sale: {values}", "{n} values may be no sales: {values}", n
    )
    return texts.get(kind or "", usual).format(n=look.count(n), values=_named(asked))


def left_out(kind: str | None, reports: Sequence[Report], look: Look) -> list[str]:
    """How many lines of these files are left out, for which values, and what they are worth."""
    n = sum(part.rows for report in reports for part in report.not_sales)
    if not n:
        return []
    values = [v for column in columns(reports) for v in column.asked if v.counts_as == LEAVE_OUT]
    worth = money(added(part.amounts for report in reports for part in report.not_sales))
    what = _("{values}: {money}").format(values=_named(values), money=worth) if values else worth
    return [_left_out(kind, n).format(n=look.count(n), what=what)]


def in_version(kind: str | None, n: int, amounts: Mapping[str, Decimal], look: Look) -> str:
    """How many lines a version left out, and what they are worth."""
    return _left_out(kind, n).format(n=look.count(n), what=money(amounts)).rstrip(".。")


def _left_out(kind: str | None, n: int) -> str:
    texts = {
        "receivables": ngettext(
            "{n} line is no invoice and is left out ({what}).",
            "{n} lines are no invoices and are left out ({what}).",
            n,
        ),
        "churn": ngettext(
            "{n} line is no loss and is left out ({what}).",
            "{n} lines are no losses and are left out ({what}).",
            n,
        ),
    }
    usual = ngettext(
        "{n} line is no sale and is left out ({what}).",
        "{n} lines are no sales and are left out ({what}).",
        n,
    )
    return texts.get(kind or "", usual)


def _named(values: Sequence[ValueMeaning]) -> str:
    names = list(dict.fromkeys(v.header if is_any(v) else name(v) for v in values))
    shown = _(", ").join(names[:NAMED])
    return shown + (" …" if len(names) > NAMED else "")
