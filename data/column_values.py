"""The columns that nothing reads, and the money of their values over the files of a call."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from data.report import Report, ValueMeaning, added
from locales import _

MEANING = "meaning:"
"""What the keys of questions about values begin with."""
LENGTH = 60
"""The longest value that is shown whole: a reason may be a story."""
ANY = "*"
"""The last part of the key of a question about every filled cell of a column."""


@dataclass(frozen=True)
class ColumnValues:
    """A column of one or several files, its values in the order of the files."""

    header: str
    key: str
    values: Sequence[ValueMeaning]

    @property
    def asked(self) -> list[ValueMeaning]:
        """The values that are, or were, asked about."""
        return [value for value in self.values if value.is_asked]

    @property
    def others(self) -> list[ValueMeaning]:
        """The values that count without a question."""
        return [value for value in self.values if not value.is_asked]

    @property
    def has_money(self) -> bool:
        """Whether any value has money."""
        return any(amount for value in self.values for amount in value.amounts.values())


def columns(reports: Iterable[Report]) -> list[ColumnValues]:
    """The columns, each once; a value that several files have is one, all filled cells of a flag
    are one."""
    by_column: dict[str, dict[tuple[str, bool, str], ValueMeaning]] = {}
    for report in reports:
        for value in report.values:
            merged = by_column.setdefault(value.column_key, {})
            part = (value.key, value.is_asked, "" if value.is_asked else value.value)
            merged[part] = _together(merged[part], value) if part in merged else value
    return [
        ColumnValues(next(iter(values.values())).header, key, list(values.values()))
        for key, values in by_column.items()
    ]


def unasked(reports: Iterable[Report]) -> list[ColumnValues]:
    """The columns that nobody is asked about, those whose values differ in money first, then words
    before numbers, few values before many."""
    return sorted((column for column in columns(reports) if not column.asked), key=_rank)


def is_any(value: ValueMeaning) -> bool:
    """Whether this stands for all filled cells of a column, of which it is one."""
    return value.is_asked and value.key.endswith(f":{ANY}")


def name(value: ValueMeaning) -> str:
    """A value as it is shown: all filled cells of a flag by one of them, a blank one by a word."""
    if is_any(value):
        return _("filled in, for example {value}").format(value=short(value.value))
    return short(value.value) if value.value else _("(blank)")


def short(text: str) -> str:
    """The beginning of a long text."""
    return text if len(text) <= LENGTH else f"{text[:LENGTH].rstrip()} …"


def money(amounts: Mapping[str, Decimal]) -> str:
    """Money to the cent, each currency for itself."""
    parts = [f"{amount:,.2f} {currency}".strip() for currency, amount in amounts.items()]
    return _(", ").join(parts) or "0.00"


def _together(one: ValueMeaning, other: ValueMeaning) -> ValueMeaning:
    amounts = added((one.amounts, other.amounts))
    return replace(one, rows=one.rows + other.rows, amounts=amounts)


def _rank(column: ColumnValues) -> tuple[bool, bool, int]:
    shares = {tuple(sorted(value.amounts.items())) for value in column.values}
    are_numbers = all(_is_number(value.value) for value in column.values if value.value)
    return len(shares) < 2, are_numbers, len(column.values)


def _is_number(text: str) -> bool:
    try:
        Decimal(text.replace(",", "").rstrip("%"))
    except InvalidOperation:
        return False
    return True
