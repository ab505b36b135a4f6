"""The same questions in pandas, over a frame of the orders that is already in memory."""

import numpy as np
import pandas as pd

KINDS = ("value", "develop", "keep", "win_back")
LABELS = [f"{weight}_{kind}" for weight in ("important", "general") for kind in KINDS]
LABELS += ["lapsed_important", "lapsed_general", "never_purchased", "unassigned"]


def rfm(orders: pd.DataFrame, names: pd.Series, as_of: pd.Timestamp) -> pd.DataFrame:
    """RFM by the book's own ruler over twelve months. One row per account, by account_id.

    `orders` has account_key, order_date, amount; `names` is account_key -> account_id.
    """
    known = orders[orders.account_key.notna() & (orders.order_date <= as_of)]
    buys = known[known.amount >= 0]
    rows = _rhythms(buys, as_of).reindex(names.index)
    inside = known[known.order_date >= _since(as_of)]
    rows["monetary"] = inside.groupby("account_key").amount.sum()
    rows["monetary"] = rows.monetary.fillna(0.0)
    rows["frequency"] = inside[inside.amount >= 0].groupby("account_key").size()
    last = known.account_key.map(rows.last_order_on)
    is_near = (known.order_date <= last) & (known.order_date > last - pd.DateOffset(months=12))
    rows["at_stake"] = known[is_near].groupby("account_key").amount.sum()
    return _scored(rows).assign(account_id=names).sort_values("account_id", ignore_index=True)


def segments(orders: pd.DataFrame, names: pd.Series, as_of: pd.Timestamp) -> pd.DataFrame:
    """Accounts and net sales of each segment and state."""
    rows = rfm(orders, names, as_of)
    label = rows.segment.fillna(rows.state)
    found = rows.groupby(label).monetary.agg(accounts="size", net_sales="sum")
    inside = orders[orders.order_date.between(_since(as_of), as_of)]
    found.loc["unassigned"] = 0, inside[inside.account_key.isna()].amount.sum()
    every: pd.DataFrame = found.reindex(LABELS, fill_value=0).rename_axis("segment").reset_index()
    return every


def late_accounts(orders: pd.DataFrame, names: pd.Series, as_of: pd.Timestamp) -> pd.DataFrame:
    """The accounts silent for more than one and a half times their interval, dearest first."""
    rows = rfm(orders, names, as_of)
    rows["ratio"] = rows.recency_days / rows.interval_days
    late = rows[rows.ratio > 1.5]
    is_lost = (late.ratio > 3) & (late.recency_days > 90)
    band = np.select([is_lost, late.ratio > 2], ["lost", "at_risk"], "late")
    return late.assign(band=band).sort_values(["at_stake", "account_id"], ascending=[False, True])


def pareto(orders: pd.DataFrame, names: pd.Series, as_of: pd.Timestamp) -> pd.DataFrame:
    """Net sales of each account from the largest down, cumulated, with its ABC class."""
    inside = orders[orders.order_date.between(_since(as_of), as_of)]
    sales = inside.groupby("account_key").amount.sum()
    rows = pd.DataFrame({"account_id": names, "net_sales": sales}).dropna(subset="account_id")
    rows["net_sales"] = rows.net_sales.fillna(0.0)
    rows = rows.sort_values(["net_sales", "account_id"], ascending=[False, True])
    counted = rows.net_sales.clip(lower=0)
    share = counted.cumsum() / counted.sum()
    before = share.shift(fill_value=0.0).where(counted > 0, 1.0)
    rows["cumulative_sales_share"] = share.where(counted > 0)
    rows["abc_class"] = np.select([before < 0.8, before < 0.95], ["A", "B"], "C")
    return rows


def _since(as_of: pd.Timestamp) -> pd.Timestamp:
    return as_of + pd.Timedelta(days=1) - pd.DateOffset(months=12)


def _rhythms(buys: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    days = buys[["account_key", "order_date"]].drop_duplicates()
    days = days.sort_values(["account_key", "order_date"])
    gap = days.groupby("account_key").order_date.diff().dt.days
    by_account = gap.groupby(days.account_key)
    interval = by_account.median().where(by_account.size() >= 3)
    rows = days.groupby("account_key").order_date.max().to_frame("last_order_on")
    rows["recency_days"] = (as_of - rows.last_order_on).dt.days
    rows["interval_days"] = interval.fillna(interval.median()).fillna(90).clip(lower=20)
    return rows


def _scored(rows: pd.DataFrame) -> pd.DataFrame:
    active = rows[rows.frequency > 0].sort_values("monetary", ascending=False)
    silence = active.recency_days / active.interval_days
    often = active.frequency / active.frequency.median()
    share = active.monetary.cumsum() / active.monetary.sum()
    above = share.shift(fill_value=0.0).where(active.monetary > 0, 1.0)
    r_score = np.select(
        [silence <= 0.5, silence <= 1, silence <= 1.5, silence <= 3], [5, 4, 3, 2], 1
    )
    is_often = (often >= 1) & (active.frequency >= 2)
    f_score = np.select([often >= 2, is_often, often >= 0.5, often >= 0.25], [5, 4, 3, 2], 1)
    m_score = np.select([above < 0.5, above < 0.8, above < 0.95, above < 0.99], [5, 4, 3, 2], 1)
    weight = np.where(m_score >= 4, "important_", "general_")
    kinds = [(r_score >= 3) & (f_score >= 4), r_score >= 3, f_score >= 4]
    kind = np.select(kinds, ["value", "develop", "keep"], "win_back")
    scores = pd.DataFrame(
        {"r_score": r_score, "f_score": f_score, "m_score": m_score}, active.index
    )
    rows = rows.join(scores)
    rows["segment"] = pd.Series(np.char.add(weight, kind), active.index)
    is_important = rows.at_stake >= active.monetary[m_score >= 4].min()
    rows["state"] = np.select(
        [rows.last_order_on.isna(), rows.frequency > 0, is_important],
        ["never_purchased", "active", "lapsed_important"],
        "lapsed_general",
    )
    return rows
