"""The made-up company's files, as its systems would export them: mixed headers and encodings."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv

from data.demo.company import Company

_BOM = b"\xef\xbb\xbf"
_CURRENCY = "CNY"


def sales(path: Path, company: Company, lines: pd.DataFrame, with_bom: bool) -> Path:
    """A month of order lines: UTF-8 with English headers. Returns the path."""
    accounts, people, products = company.accounts, company.people, company.products
    account, product = lines.account.to_numpy(), lines["product"].to_numpy()
    is_now = lines.day.to_numpy() >= accounts.handed_over.to_numpy()[account]
    person = np.where(
        is_now, accounts.person.to_numpy()[account], accounts.person_before.to_numpy()[account]
    )
    seller = {name: _taken(people[name], person) for name in people.columns}
    amount = lines.quantity.to_numpy() * lines.unit_price.to_numpy()
    table = pa.table(
        {
            "Order No": pa.array(lines.order_id, pa.string()),
            "Line No": pa.array(lines.line_id),
            "Order Date": pa.array(company.dates(lines.day.to_numpy()).astype("datetime64[D]")),
            "Customer ID": _taken(accounts.account_id, account),
            "Customer Name": _taken(accounts.account_name, account),
            "Product": _taken(products["product"], product),
            "Category": _taken(products.category, product),
            "Quantity": pa.array(lines.quantity),
            "Unit Price": _money(lines.unit_price.to_numpy()),
            "Amount": _money(amount),
            "Cost": _money(lines.cost.fillna(0).to_numpy(np.int64), lines.cost.isna().to_numpy()),
            "Region": seller["region"],
            "Department": seller["department"],
            "Salesperson": seller["salesperson"],
            "Sales Point": seller["sales_point"],
            "Currency": pa.array(np.full(len(lines), _CURRENCY)),
        }
    )
    with path.open("wb") as file:
        file.write(_BOM if with_bom else b"")
        pyarrow.csv.write_csv(table, file, pyarrow.csv.WriteOptions(quoting_style="needed"))
    return path


def listing(path: Path, frame: pd.DataFrame, encoding: str, delimiter: str = ",") -> Path:
    """A file of text cells in this encoding, with the line ends of Windows. Returns the path."""
    text = frame.to_csv(index=False, sep=delimiter, lineterminator="\r\n")
    path.write_bytes(text.encode(encoding))
    return path


def _taken(words: pd.Series, at: np.ndarray) -> pa.Array:
    return pa.array(words, pa.string()).take(pa.array(at))


def _money(cents: np.ndarray, is_unknown: np.ndarray | None = None) -> pa.Array:
    """Cents as decimals with two places, exactly: a decimal is a pair of 64-bit words."""
    words = np.stack([cents, cents >> 63], axis=1).astype(np.int64)
    buffers = [None, pa.py_buffer(words.tobytes())]
    money = pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), buffers)
    if is_unknown is None:
        return money
    return pa.compute.if_else(pa.array(is_unknown), pa.scalar(None, money.type), money)
