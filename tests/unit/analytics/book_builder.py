"""Small books for stories: a text table becomes a warehouse, straight into its tables.

The import has tests of its own; here only the tables matter, so that a story of five lines can be
added up by hand.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd

from analytics import binding, book, composition, engine
from analytics.scope import Scope
from data.warehouse import Warehouse

SALES = (
    "product",
    "category",
    "region",
    "department",
    "salesperson",
    "sales_point",
    "currency",
    "source",
    "line_id",
    "quantity",
)


@dataclass
class Story:
    """A warehouse and short ways to put rows in and questions to it."""

    warehouse: Warehouse
    keys: dict[str, int] = field(default_factory=dict)
    version: int = 0
    row: int = 0

    def sales(self, text: str) -> "Story":
        """One more version with these lines: order, account ('-': none), on, amount, and more."""
        lines = rows(text)
        self._new_version("sales", sorted({line["on"][:8] + "01" for line in lines}))
        for line in lines:
            self._sale(line)
        return self.rolled_up()

    def accounts(self, text: str) -> "Story":
        """One more version with an accounts list: account, and any of its columns."""
        self._new_version("accounts")
        for line in rows(text):
            values = dict(line)
            key = self.key(values.pop("account"), kind="accounts")
            parent = values.get("parent")
            parent_key = self.key(parent, kind=None) if parent else None
            self._insert("accounts", account_key=key, parent_key=parent_key, **values)
        return self

    def losses(self, text: str) -> "Story":
        """One more version of the churn log: account, lost_on, reason, sales_lost, and more."""
        return self._log("churn", "lost_on", text)

    def assessments(self, text: str) -> "Story":
        """One more version of assessments: account, assessed_on, level, and more."""
        return self._log("relationships", "assessed_on", text)

    def invoices(self, text: str) -> "Story":
        """One more version of invoices: account, invoiced_on, amount, due_on, paid_on, and more."""
        return self._log("receivables", "invoiced_on", text)

    def targets(self, text: str) -> "Story":
        """One more version of targets: month (YYYY-MM), amount, and whose they are."""
        self._new_version("targets")
        for line in rows(text):
            values = dict(line)
            account = values.pop("account", "")
            key = self.key(account, kind="targets") if account else None
            self._insert("targets", account_key=key, **(values | {"month": f"{line['month']}-01"}))
        return self

    def official(self, content: dict[str, Any], from_on: str) -> "Story":
        """An official ruler in force from a day."""
        return self._ruler(content, "ours", from_on)

    def named(self, content: dict[str, Any], name: str) -> "Story":
        """A saved ruler that is not the official one."""
        return self._ruler(content, name, None)

    def _ruler(self, content: dict[str, Any], name: str, from_on: str | None) -> "Story":
        self._run(
            "insert into rulers values (now()::timestamp, 'ana', $name, $official, $on, $content)",
            name=name,
            official=from_on is not None,
            on=from_on,
            content=json.dumps(content, default=str),
        )
        return self

    def remove(self, version: int) -> "Story":
        """One more version in which what `version` added is gone."""
        self._new_version("sales")
        for table in ("sales", "account_names"):
            self._run(
                f"update {table} set removed_in = $now where added_in = $old",
                now=self.version,
                old=version,
            )
        return self.rolled_up()

    def ask(self, question: str, scope: Scope | None = None, **parameters: Any) -> pd.DataFrame:
        """The question's answer."""
        with self.warehouse.cursor() as cursor:
            return engine.ask(cursor, question, scope or Scope(), **parameters)

    def promised(self, name: str, scope: Scope, parameters: dict[str, Any]) -> tuple[int, ...]:
        """Rows of a relation, distinct keys of its grain, and rows in which a check is not true."""
        with self.warehouse.cursor() as cursor:
            settled = book.settle(cursor, scope)
            chosen = book.variations(settled, book.newest_version(cursor))
            query, header = composition.composed(name, chosen), composition.about(name, chosen)
            assert settled.as_of is not None
            ends = binding.pictures(settled, query.month_ends)
            bound = binding.parameters(settled) | parameters | {"pictures": ends}
            grain = "1" if header.grain == ("one row",) else f"row({', '.join(header.grain)})"
            kept = " and ".join(f"coalesce({check}, false)" for check in header.checks)
            text = (
                f"with answer as (\n{query.text}\n) select count(*), "
                f"count(distinct {grain}), count(*) filter (where not ({kept})) from answer"
            )
            named = set(re.findall(r"\$(\w+)", text))
            rows = cursor.execute(text, {key: bound[key] for key in named}).fetchall()
        return tuple(rows[0])

    def rfm(self, account: str, **scope: Any) -> Any:
        """The account's row of the question rfm; keywords are keys of a link."""
        answer = self.ask("rfm", scoped(**scope))
        return answer[answer["account_id"] == account].iloc[0]

    def key(self, account: str, kind: str | None = "sales", on: str = "2000-01-01") -> int:
        """The key of an account, made at its first mention."""
        if account not in self.keys:
            self.keys[account] = len(self.keys) + 1
            self._insert_plain(
                "account_keys",
                account_key=self.keys[account],
                account_match=account.casefold(),
                by_name=False,
            )
        if kind is not None:
            self._insert_plain(
                "account_names",
                kind=kind,
                source="main",
                month=on[:8] + "01",
                account_key=self.keys[account],
                account_id=account,
                account_name=account.title(),
                name_match=account.casefold(),
                seen_on=on,
                added_in=self.version,
            )
        return self.keys[account]

    def _sale(self, line: dict[str, str]) -> None:
        key = None if line["account"] == "-" else self.key(line["account"], on=line["on"])
        amount = Decimal(line["amount"])
        cost = Decimal(line["cost"]) if line.get("cost") else None
        self._insert(
            "sales",
            month=line["on"][:8] + "01",
            order_key=line["order"],
            order_id=line["order"],
            order_date=line["on"],
            account_key=key,
            amount=amount,
            cost=cost,
            margin=None if cost is None else amount - cost,
            **{name: line[name] for name in SALES if line.get(name)},
        )

    def _log(self, table: str, day: str, text: str) -> "Story":
        self._new_version(table)
        for line in rows(text):
            values = dict(line)
            key = self.key(values.pop("account"), kind=table, on=values[day])
            self._insert(table, account_key=key, month=values[day][:8] + "01", **values)
        return self

    def _new_version(self, kind: str, months: Sequence[str] | None = None) -> None:
        self.version += 1
        self._insert_plain(
            "versions",
            version=self.version,
            made_at="2026-01-01",
            who="ana",
            action="import",
            kind=kind,
            source="main",
            rows_added=0,
            rows_removed=0,
            report=None if months is None else json.dumps({"months": list(months)}),
        )

    def _insert(self, table: str, **values: Any) -> None:
        self.row += 1
        row = {"file_id": self.version, "row": self.row, "source": "main", "added_in": self.version}
        self._insert_plain(table, **(row | values))

    def _insert_plain(self, table: str, **values: Any) -> None:
        given = {name: None if value == "" else value for name, value in values.items()}
        names, marks = ", ".join(given), ", ".join(f"${name}" for name in given)
        self._run(f"insert into {table} ({names}) values ({marks})", **given)

    def rolled_up(self) -> "Story":
        """This book with the roll-up of its lines in force."""
        self._run("delete from orders")
        self._run(
            "insert into orders select account_key, order_key, max(order_id), order_date, "
            "min(month), currency, count(*), sum(amount), sum(margin), "
            "coalesce(sum(amount) filter (where margin is not null), 0), sum(quantity), "
            "max(region), max(department), max(salesperson), max(sales_point) from sales "
            "where removed_in is null group by account_key, order_key, order_date, currency"
        )
        return self

    def _run(self, text: str, **values: Any) -> None:
        with self.warehouse.transaction() as connection:
            connection.execute(text, values)


def story(home: Path, sales: str = "") -> Story:
    """An empty book in a folder, or one with these lines."""
    book = Story(Warehouse.open(home))
    return book.sales(sales) if sales else book


def scoped(**params: str | Sequence[str]) -> Scope:
    """A scope from the keys of a link: `scoped(as_of="2026-06-30", window="all")`."""
    scope = Scope()
    for key, value in params.items():
        scope = scope.set(key, [value] if isinstance(value, str) else value)
    return scope


def rows(text: str) -> list[dict[str, str]]:
    """The rows of a text table; a dot stands for an empty cell, `_` for a space in one."""
    header, *lines = [line.split() for line in text.splitlines() if line.strip()]
    return [
        {
            name: "" if cell == "." else cell.replace("_", " ")
            for name, cell in zip(header, line, strict=True)
        }
        for line in lines
    ]


def day(text: str) -> date:
    """A date from its ISO text."""
    return date.fromisoformat(text)
