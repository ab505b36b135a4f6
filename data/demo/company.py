"""The made-up supplier: its accounts, how each is meant to behave, its people and products.

Days are whole numbers counted from the first day of the story; `days` is the first day after it.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data.demo import names

_HERE = Path(__file__).parent
_BEFORE = -90  # buying is rolled from this day on, so that the first month is like any other
_ROLES = {  # share of the accounts, and by how much they are larger than others (on the bell curve)
    "steady": (0.335, 0.10),
    "growing": (0.085, 0.20),
    "fading": (0.06, 0.15),
    "rising": (0.03, -0.60),
    "new": (0.09, 0.20),
    "quiet": (0.075, 0.33),
    "lost_lately": (0.12, -0.40),
    "lost_large": (0.03, 0.75),
    "lost_before": (0.11, -0.75),
    "won_back": (0.035, -0.10),
    "never": (0.03, 0.0),
}
_TREND = {"steady": 0.115, "growing": 0.42, "fading": -0.33, "rising": 0.95, "new": 0.2}
_RHYTHMS = np.array([8, 15, 30, 61, 91])  # days from order to order: weekly … quarterly
_SMALL_BUY = np.array([0.07, 0.15, 0.36, 0.20, 0.22])
_LARGE_BUY = np.array([0.22, 0.24, 0.24, 0.10, 0.20])
_MEDIAN_SALES = 165_000
_SPREAD = 1.46
_WHALES = (9_800_000, 8_100_000, 6_900_000, 6_200_000, 5_400_000)


@dataclass(frozen=True)
class Company:
    """`accounts` has one row for each account, then one without id for each counter."""

    first: np.datetime64
    days: int
    accounts: pd.DataFrame
    people: pd.DataFrame
    products: pd.DataFrame

    def dates(self, days: np.ndarray) -> np.ndarray:
        """Calendar days of story days."""
        return np.asarray(self.first + days.astype("timedelta64[D]"))

    def months(self, days: np.ndarray) -> np.ndarray:
        """Calendar months of story days."""
        return self.dates(days).astype("datetime64[M]")


def make_company(rng: np.random.Generator, first: np.datetime64, days: int, count: int) -> Company:
    """A company with `count` accounts, a quarter of them in about a sixteenth as many groups."""
    people = pd.read_csv(_HERE / "people.csv")
    products = pd.read_csv(_HERE / "products.csv")
    accounts = _named(rng, count)
    accounts["role"] = _dealt(rng, {role: share for role, (share, _) in _ROLES.items()}, count)
    _size(rng, accounts)
    _serve(rng, accounts, people, days)
    _time(rng, accounts, days)
    everyone = pd.concat([accounts, _counters(people)], ignore_index=True)
    return Company(first, days, everyone, people, products)


def _dealt(rng: np.random.Generator, shares: dict[str, float], count: int) -> np.ndarray:
    """`count` words in these shares, shuffled; the shares hold to the nearest whole number."""
    marks = np.round(np.cumsum(list(shares.values())) / sum(shares.values()) * count).astype(int)
    return rng.permutation(np.repeat(list(shares), np.diff(marks, prepend=0)))


def _named(rng: np.random.Generator, count: int) -> pd.DataFrame:
    english, chinese = names.brands(rng)
    half = max(1, count // 32)
    rows: list[tuple[str, str, str, int]] = []
    for brand in english[:half] + chinese[:half]:
        top = len(rows)
        rows.append((*names.head(brand), -1))
        members = names.companies(rng, [brand], int(rng.integers(2, 6)))
        rows += [(*member, top) for member in members]
    alone = count - len(rows)
    singles = names.companies(rng, english[half:], alone * 4 // 10)
    singles += names.companies(rng, chinese[half:], alone - len(singles))
    rows += [(*single, -1) for single in singles]
    accounts = pd.DataFrame(rows, columns=["account_name", "industry", "region", "parent"])
    numbers = rng.choice(np.arange(10_001, 10_000 + count * 9), count, replace=False)
    accounts.insert(0, "account_id", [f"C{number}" for number in numbers])
    return accounts


def _size(rng: np.random.Generator, accounts: pd.DataFrame) -> None:
    """Yearly sales at the end of the story, rhythm, lines of an order, discount and trend."""
    count = len(accounts)
    spread = rng.permutation(_bell(count))
    spread += accounts.role.map({role: shift for role, (_, shift) in _ROLES.items()}).to_numpy()
    rank = pd.Series(spread).rank(pct=True).to_numpy(copy=True)
    sales = _MEDIAN_SALES * np.exp(_SPREAD * spread)
    loyal = np.flatnonzero(accounts.role.isin(["steady", "growing"]) & (accounts.parent < 0))
    whales = loyal[np.argsort(-sales[loyal], kind="stable")][: len(_WHALES)]
    sales[whales], rank[whales] = _WHALES[: len(whales)], 1.0
    pick = rng.random(count)
    small, large = (np.searchsorted(buy.cumsum()[:-1], pick) for buy in (_SMALL_BUY, _LARGE_BUY))
    rhythm = _RHYTHMS[np.where(rank > 0.76, large, small)]
    rhythm = np.where(rank > 0.94, np.minimum(rhythm, 30), rhythm)  # no month hangs on one order
    rhythm[whales] = _RHYTHMS[0]
    accounts["rank"] = rank
    accounts["yearly_sales"] = sales
    accounts["interval"] = rhythm * rng.uniform(0.9, 1.1, count)
    accounts["lines"] = 1.2 + 4.5 * rank * rng.uniform(0.7, 1.3, count)
    accounts["discount"] = rng.uniform(0.86, 1.0, count) - 0.05 * rank
    at_a_loss = rng.permutation(np.flatnonzero(rank < 0.9))[: count // 30]
    at_a_loss = np.append(at_a_loss, rng.permutation(np.flatnonzero(rank > 0.9))[: count // 100])
    accounts.loc[at_a_loss, "discount"] = rng.uniform(0.54, 0.62, len(at_a_loss))
    accounts["trend"] = accounts.role.map(_TREND).fillna(0.0) + rng.normal(0, 0.08, count)


def _bell(count: int) -> np.ndarray:
    """`count` equally likely values of a bell curve (Tukey's lambda): sizes hang on no luck."""
    share = (np.arange(count) + 0.5) / count
    return np.asarray((share**0.135 - (1 - share) ** 0.135) / 0.1975)


def _serve(
    rng: np.random.Generator, accounts: pd.DataFrame, people: pd.DataFrame, days: int
) -> None:
    """Give each account a salesperson of its region, the large ones mostly one for key accounts;
    some had a colleague of the region before."""
    count = len(accounts)
    is_large = accounts["rank"].to_numpy() > 0.85
    is_here = people.region.to_numpy() == accounts.region.to_numpy()[:, None]
    for_key = people.department.to_numpy() == "Key Accounts"
    pull = is_here * np.where(for_key, np.where(is_large, 3.0, 0.15)[:, None], 1.0)
    chances = pull.cumsum(axis=1) / pull.sum(axis=1, keepdims=True)
    now, before = ((chances < rng.random(count)[:, None]).sum(axis=1) for _ in range(2))
    is_handed = (before != now) & (rng.random(count) < 0.22)
    handed = rng.integers(days // 3, max(days // 3 + 1, days - 60), count)
    accounts["person"] = now
    accounts["person_before"] = np.where(is_handed, before, now)
    accounts["handed_over"] = np.where(is_handed, handed, 0)


def _time(rng: np.random.Generator, accounts: pd.DataFrame, days: int) -> None:
    """First and last possible day of buying; those who leave stop with their loss."""
    count, role = len(accounts), accounts.role.to_numpy()
    joins_late = np.isin(role, ["steady", "growing", "lost_lately"]) & (rng.random(count) < 0.12)
    joins_late &= accounts["rank"].to_numpy() < 0.96
    starts = np.where(joins_late, rng.integers(60, days // 2, count), _BEFORE)
    joined = rng.integers(days - 330, days - 70, count)
    accounts["starts"] = np.where(role == "new", joined, starts)
    silence = rng.uniform(1.5, 2.6, count) * np.maximum(accounts.interval, 20)
    stops = np.where(role == "quiet", days - 1 - silence.round(), days)
    accounts["stops"] = np.where(role == "never", 2 * _BEFORE, stops).astype(int)


def _counters(people: pd.DataFrame) -> pd.DataFrame:
    """A counter sells to people it does not know: lines without an account."""
    sellers = people.drop_duplicates("sales_point").index
    return pd.DataFrame(
        {
            "account_id": "",
            "account_name": "",
            "industry": "",
            "parent": -1,
            "role": "counter",
            "rank": 0.0,
            "yearly_sales": 90_000.0,
            "interval": 12.0,
            "lines": 1.3,
            "discount": 1.0,
            "trend": 0.0,
            "person": sellers,
            "person_before": sellers,
            "handed_over": 0,
            "starts": _BEFORE,
            "stops": 1_000_000,
        }
    )
