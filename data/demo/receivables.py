"""The invoices of the made-up company, as its finance system exports them: one for each order and
credit note of an account, with what had been paid by the end of the story."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.demo.company import Company

_COLUMNS = {
    "invoice": "发票号",
    "invoiced": "开票日期",
    "due": "到期日",
    "account_id": "客户编号",
    "account_name": "客户名称",
    "amount": "发票金额",
    "paid": "收款日期",
    "paid_amount": "已收金额",
    "currency": "币种",
}
_USUAL_TERMS = 45
_SLOW_SHARE, _SLOW_DAYS = 0.14, 75
_DISPUTED_SHARE, _PART_SHARE = 0.006, 0.012


class Ledger:
    """Writes invoices month by month, a file for each year."""

    def __init__(
        self, folder: Path, rng: np.random.Generator, company: Company, terms: pd.Series
    ) -> None:
        """`terms`: payment days of the accounts that have any agreed, by account id."""
        self.folder, self.rng, self.company = folder, rng, company
        self.paths: list[Path] = []
        accounts = company.accounts
        self.terms = accounts.account_id.map(terms).fillna(_USUAL_TERMS).to_numpy(float)
        is_slow = rng.random(len(accounts)) < _SLOW_SHARE
        self.habit = rng.normal(3, 6, len(accounts)) + is_slow * _SLOW_DAYS

    def write(self, month: np.datetime64, lines: pd.DataFrame) -> None:
        """The invoices of a month's order lines (as `sales.months` yields them)."""
        known = lines[self.company.accounts.account_id.to_numpy()[lines.account] != ""]
        if known.empty:
            return
        text = self._records(known).to_csv(index=False, lineterminator="\r\n")
        path = self.folder / f"receivables-{str(month)[:4]}.csv"
        is_new = path not in self.paths
        if is_new:
            self.paths.append(path)
        body = text if is_new else text.split("\r\n", 1)[1]
        with path.open("wb" if is_new else "ab") as file:
            file.write(body.encode("gb18030"))

    def _records(self, lines: pd.DataFrame) -> pd.DataFrame:
        priced = lines.assign(cents=lines.quantity * lines.unit_price)
        orders = priced.groupby("order_id", sort=True, as_index=False).agg(
            account=("account", "first"), day=("day", "first"), cents=("cents", "sum")
        )
        account, day = orders.account.to_numpy(), orders.day.to_numpy()
        due = day + self.terms[account]
        paid = self._paid(account, day, due)
        is_paid = (paid < self.company.days) | (orders.cents.to_numpy() < 0)
        paid = np.where(orders.cents.to_numpy() < 0, day, paid)
        is_part = is_paid & (self.rng.random(len(orders)) < _PART_SHARE)
        cents = np.where(is_part, orders.cents // 2, orders.cents)
        accounts = self.company.accounts.iloc[account]
        columns = {
            "invoice": "INV" + orders.order_id,
            "invoiced": self._days(day),
            "due": self._days(due),
            "account_id": accounts.account_id.to_numpy(),
            "account_name": accounts.account_name.to_numpy(),
            "amount": _money(orders.cents.to_numpy()),
            "paid": np.where(is_paid, self._days(paid), ""),
            "paid_amount": np.where(is_paid, _money(cents), ""),
            "currency": "CNY",
        }
        return pd.DataFrame(columns).rename(columns=_COLUMNS)

    def _paid(self, account: np.ndarray, day: np.ndarray, due: np.ndarray) -> np.ndarray:
        """The day on which each is paid: about when it is due, by the account's habit; never where
        it is disputed."""
        late = self.habit[account] + self.rng.gamma(2.0, 3.0, len(day))
        is_disputed = self.rng.random(len(day)) < _DISPUTED_SHARE
        paid = np.maximum(day + 1, np.round(due + late))
        return np.asarray(np.where(is_disputed, np.inf, paid))

    def _days(self, days: np.ndarray) -> np.ndarray:
        finite = np.where(np.isfinite(days), days, 0).astype(int)
        return self.company.dates(finite).astype("datetime64[D]").astype(str)


def _money(cents: np.ndarray) -> np.ndarray:
    return np.array([f"{c / 100:.2f}" for c in cents.tolist()])
