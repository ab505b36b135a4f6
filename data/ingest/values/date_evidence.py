"""What the cells of a column say about the order of day, month and year."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.ingest.context import today
from data.ingest.values.dates import ORDERS, Shape, read_day, shape

SAMPLES = 5


def likeliest(texts: Iterable[str], orders: Iterable[str]) -> tuple[str, ...]:
    """The orders, those before others in which more of the days lie in the last three years."""
    year = today().year

    def near(order: str) -> int:
        days = [read_day(text, order) for text in texts]
        return -sum(day is not None and year - 3 <= day.year <= year for day in days)

    return tuple(sorted(orders, key=near))


@dataclass
class Evidence:
    """The evidence of a date column's cells for an order: how many prove which, with examples of
    these (`dmy`, `mdy`), of cells that prove nothing (`open`) and of two-digit years (`short`).
    """

    proofs: Counter[str] = field(default_factory=Counter)
    dmy: str | None = None
    mdy: str | None = None
    open: list[str] = field(default_factory=list)
    short: list[str] = field(default_factory=list)
    choices: tuple[str, ...] = ORDERS
    has_serial: bool = False
    has_other: bool = False

    def add(self, uniques: Iterable[str]) -> "Evidence":
        for text in uniques:
            written = shape(text)
            if written is None:
                continue
            self.has_serial |= written.form == "serial"
            self.has_other |= written.form != "serial"
            if written.form == "short":
                self._narrow(text)
            elif written.form == "order":
                self._weigh(text, written)
        return self

    def _narrow(self, text: str) -> None:
        """Leave the orders in which this two-digit year is part of a day, while there are any."""
        self.short = [*self.short, text][:SAMPLES]
        possible = tuple(o for o in self.choices if read_day(text, o) is not None)
        self.choices = possible or self.choices

    def _weigh(self, text: str, written: Shape) -> None:
        _year, month, day = written.parts["dmy"]
        if day > 12 >= month:
            self.proofs["dmy"] += 1
            self.dmy = self.dmy or text
        elif month > 12 >= day:
            self.proofs["mdy"] += 1
            self.mdy = self.mdy or text
        elif day != month:
            self.open = [*self.open, text][:SAMPLES]

    @property
    def is_mixed(self) -> bool:
        return len(self.proofs) > 1

    @property
    def order(self) -> str | None:
        """The order that the cells themselves prove, by majority; None when nothing does."""
        if not self.proofs:
            return None
        return "dmy" if self.proofs["dmy"] >= self.proofs["mdy"] else "mdy"
