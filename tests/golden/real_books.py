"""Real sales lines straight into the tables of a book, for figures published by others."""

from pathlib import Path

import pandas as pd

from data.warehouse import Warehouse
from tests.unit.analytics.book_builder import Story

COLUMNS = ("account", "order", "on", "amount", "region", "product")


def real_book(home: Path, lines: pd.DataFrame) -> Story:
    """A book of these lines, all text: COLUMNS, of which account and the last may be missing."""
    return refilled(Story(Warehouse.open(home)), lines)


def refilled(book: Story, lines: pd.DataFrame) -> Story:
    """The same warehouse with these lines only."""
    lines = lines.reindex(columns=[*COLUMNS]).astype("str").reset_index(drop=True)
    accounts = pd.Series(sorted(lines["account"].dropna().unique()), dtype="str", name="account")
    keys = accounts.to_frame().assign(account_key=range(1, len(accounts) + 1))
    book.keys = dict(zip(keys["account"], keys["account_key"], strict=True))
    lines = lines.merge(keys, on="account", how="left")
    lines["row"] = lines.index + 2
    lines["account_key"] = lines["account_key"].astype("Int64")
    book.version = 1
    with book.warehouse.transaction() as connection:
        connection.register("real_lines", lines)
        connection.register("real_keys", keys)
        for text in STATEMENTS:
            connection.execute(text)
    return book.rolled_up()


STATEMENTS = (
    *(f"delete from {table}" for table in ("versions", "account_keys", "account_names", "sales")),
    "insert into versions (version, made_at, who, action, kind, source, rows_added, rows_removed) "
    "values (1, '2026-01-01', 'ana', 'import', 'sales', 'main', 0, 0)",
    "insert into account_keys select account_key, lower(account), false from real_keys",
    "insert into account_names select 'sales', 'main', null, account_key, account, null, null, "
    "null, 1, null from real_keys",
    'insert into sales (file_id, "row", source, month, order_key, order_id, order_date, '
    "account_key, amount, region, product, added_in) "
    "select 1, row, 'main', date_trunc('month', \"on\"::date), "
    '"order", "order", "on"::date, account_key, amount::decimal(18, 4), region, product, 1 '
    "from real_lines",
)


def adventureworks(shared_data: Path) -> pd.DataFrame:
    """The reseller lines of Adventure Works."""
    path = shared_data / "adventureworks_reseller" / "FactResellerSales.csv"
    names = {
        "ResellerKey": "account",
        "SalesOrderNumber": "order",
        "OrderDate": "on",
        "SalesAmount": "amount",
    }
    return pd.read_csv(path, dtype=str, usecols=list(names)).rename(columns=names)


def rfm_orders(shared_data: Path) -> pd.DataFrame:
    """The orders of R's package rfm; there are no order numbers, each line is an order."""
    path = shared_data / "rfm_r" / "rfm_data_orders.csv"
    names = {"customer_id": "account", "order_date": "on", "revenue": "amount"}
    lines = pd.read_csv(path, dtype=str, usecols=list(names)).rename(columns=names)
    return lines.assign(order=[f"line {place}" for place in range(len(lines))])


def pymc_transactions(shared_data: Path) -> pd.DataFrame:
    """The small test vectors of pymc-marketing."""
    path = shared_data / "pymc_rfm_small" / "transactions.csv"
    names = {"identifier": "account", "date": "on", "monetary_value": "amount"}
    lines = pd.read_csv(path, dtype=str).rename(columns=names)
    return lines.assign(order=[f"line {place}" for place in range(len(lines))])


def online_retail(shared_data: Path) -> pd.DataFrame:
    """The four months of Online Retail: amount = quantity x price, ids without their `.0`."""
    files = sorted((shared_data / "online_retail").glob("2*.csv"))
    lines = pd.concat([pd.read_csv(file, dtype=str, encoding="utf-8") for file in files])
    prices = lines["UnitPrice"].map(lambda text: round(float(text) * 1000))
    amounts = prices * lines["Quantity"].astype(int)
    return pd.DataFrame(
        {
            "account": lines["CustomerID"].str.removesuffix(".0"),
            "order": lines["InvoiceNo"],
            "on": lines["InvoiceDate"].str[:10],
            "amount": amounts.map(lambda mills: f"{mills / 1000:.3f}"),
        }
    )
