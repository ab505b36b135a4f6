"""The kinds of export we take: each is one entry, its columns in data/kinds."""

import csv
import io

from data.formula_guard import guarded_cell
from data.kinds.accounts import ACCOUNTS
from data.kinds.churn import CHURN
from data.kinds.columns import DECIMAL, Column, Kind
from data.kinds.headers import with_later_headers
from data.kinds.receivables import RECEIVABLES
from data.kinds.relationships import RELATIONSHIPS
from data.kinds.sales import SALES
from data.kinds.targets import TARGETS

__all__ = ["DECIMAL", "KINDS", "Column", "Kind", "template"]

KINDS: dict[str, Kind] = {
    k.name: with_later_headers(k)
    for k in (SALES, ACCOUNTS, CHURN, RELATIONSHIPS, RECEIVABLES, TARGETS)
}


def template(kind: str) -> bytes:
    """A CSV to fill in: the header and three example rows, UTF-8 with a mark so Excel reads it."""
    columns = KINDS[kind].columns
    out = io.StringIO(newline="")
    rows = csv.writer(out)
    rows.writerow([guarded_cell(c.name) for c in columns])
    rows.writerows([guarded_cell(c.example[i]) for c in columns] for i in range(3))
    return out.getvalue().encode("utf-8-sig")
