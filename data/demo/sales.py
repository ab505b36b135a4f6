"""The order lines of the made-up company, one month after the other."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from data.demo.company import Company

_RETURN_SHARE = 0.014
_POOR_RETURN_SHARE = 0.17
_NO_COST_SHARE = 0.03
_ASSORTMENT = 18
_LEAST_PRICE = 60


def months(
    rng: np.random.Generator, company: Company, orders: pd.DataFrame, effects: pd.DataFrame
) -> Iterator[tuple[np.datetime64, pd.DataFrame]]:
    """Each month with its lines. One row per line, money in whole cents: order_id, line_id, day,
    account, product (row of the company's products), quantity, unit_price, cost (null: unknown)."""
    shelf = _assortments(rng, company)
    month_of = company.months(orders.day.to_numpy())
    begin, last = company.months(np.array([0, company.days - 1]))
    later = pd.DataFrame()
    for month in np.arange(begin, last + 1):
        start, end = np.searchsorted(month_of, [month, month + 1])
        lines = _lines(rng, company, orders.iloc[start:end], effects, shelf, month)
        later = pd.concat([later, _returns(rng, lines, effects)], ignore_index=True)
        is_due = company.months(later.day.to_numpy()) <= month
        notes = _numbered(later[is_due].sort_values("day", kind="stable"), month)
        later = later[~is_due]
        yield month, pd.concat([lines, notes], ignore_index=True)


def _assortments(rng: np.random.Generator, company: Company) -> np.ndarray:
    """The products an account buys, the commonest first, category by category."""
    by_category = company.products.groupby("category").indices
    shelves = np.empty((len(company.accounts), _ASSORTMENT), dtype=int)
    for row, rank in enumerate(company.accounts["rank"]):
        taste = rng.permutation(sorted(set(company.products.category)))[: 2 + int(rank * 5.9)]
        bought = np.concatenate([rng.permutation(by_category[name])[:4] for name in taste])
        shelves[row] = np.resize(bought, _ASSORTMENT)
    return shelves


def _lines(
    rng: np.random.Generator,
    company: Company,
    orders: pd.DataFrame,
    effects: pd.DataFrame,
    shelf: np.ndarray,
    month: np.datetime64,
) -> pd.DataFrame:
    count = orders["lines"].to_numpy()
    of_order = np.repeat(np.arange(len(orders)), count)
    account, day = orders.account.to_numpy()[of_order], orders.day.to_numpy()[of_order]
    reach = np.where(day > effects.narrower.to_numpy()[account], 0.3, 1.0)
    place = (rng.random(len(account)) ** 1.25 * reach * _ASSORTMENT).astype(int)
    product = shelf[account, place]
    price = _prices(company, account, day, product, effects)
    wanted = (orders["size"] / orders["lines"]).to_numpy()[of_order] * 100
    wanted *= np.exp(rng.normal(-0.1, 0.45, len(wanted)))
    quantity = np.maximum(1, np.round(wanted / price)).astype(int)
    quantity = np.where(quantity > 120, np.round(quantity, -1), quantity)
    share = company.products.cost_share.to_numpy()[product]
    inflation = 1.02 ** ((day - company.days) / 365)
    unit_cost = np.round(company.products.price.to_numpy()[product] * 100 * share * inflation)
    cost = pd.array((unit_cost * quantity).astype(int), dtype="Int64")
    cost[rng.random(len(cost)) < _NO_COST_SHARE] = None
    first = np.repeat(np.cumsum(count) - count, count)
    return pd.DataFrame(
        {
            "order_id": _numbers("SO", month, of_order),
            "line_id": np.arange(len(of_order)) - first + 1,
            "day": day,
            "account": account,
            "product": product,
            "quantity": quantity,
            "unit_price": price,
            "cost": cost,
        }
    )


def _prices(
    company: Company,
    account: np.ndarray,
    day: np.ndarray,
    product: np.ndarray,
    effects: pd.DataFrame,
) -> np.ndarray:
    """Unit price in cents: list, the account's discount, the yearly rise each January, its own."""
    list_price = company.products.price.to_numpy()[product] * 100
    years = company.dates(np.append(day, company.days - 1)).astype("datetime64[Y]").astype(int)
    general = 1.025 ** (years[:-1] - years[-1])
    account_rise = np.where(day > effects.dearer.to_numpy()[account], 1.12, 1.0)
    discount = company.accounts.discount.to_numpy()[account]
    price = np.round(list_price * discount * general * account_rise)
    return np.asarray(np.maximum(_LEAST_PRICE, price).astype(int))


def _returns(rng: np.random.Generator, lines: pd.DataFrame, effects: pd.DataFrame) -> pd.DataFrame:
    """Credit notes for some of these lines, in whole or in part, one to five weeks later."""
    is_poor = lines.day.to_numpy() > effects.returning.to_numpy()[lines.account]
    chance = np.where(is_poor, _POOR_RETURN_SHARE, _RETURN_SHARE)
    back = lines[rng.random(len(lines)) < chance].copy()
    part = np.ceil(back.quantity * rng.choice([0.25, 0.5, 1.0, 1.0], len(back))).astype(int)
    back["cost"] = -(back.cost // back.quantity) * part
    back["quantity"] = -part
    back["day"] += rng.integers(7, 36, len(back))
    return back


def _numbered(notes: pd.DataFrame, month: np.datetime64) -> pd.DataFrame:
    order_id = _numbers("CN", month, np.arange(len(notes)))
    return notes.assign(order_id=order_id, line_id=1)


def _numbers(kind: str, month: np.datetime64, at: np.ndarray) -> np.ndarray:
    """Document numbers such as SO2609-00017."""
    stem = f"{kind}{str(month)[2:4]}{str(month)[5:7]}-"
    numbers = np.array([f"{stem}{n:05d}" for n in range(1, at.max(initial=0) + 2)])
    return np.asarray(numbers[at])
