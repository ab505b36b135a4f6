"""When the accounts of the made-up company order, how many lines and for how much."""

from pathlib import Path

import numpy as np
import pandas as pd

from data.demo.company import Company

NEVER = 1_000_000
_EPOCH_WEEKDAY = 3  # 1970-01-01 was a Thursday; Monday is 0
_SEASON = np.array([0.97, 0.92, 1.08, 1.04, 1.0, 1.05, 0.95, 0.93, 1.08, 0.98, 1.06, 1.10])
_NEW_YEARS = np.loadtxt(  # Chinese New Year; the years before and after those listed have none
    Path(__file__).with_name("new_years.csv"), dtype="datetime64[D]", skiprows=1
)


def effects_of(company: Company, losses: pd.DataFrame) -> pd.DataFrame:
    """From which day (NEVER if not) each account pays more than others, sends goods back, buys
    fewer categories, fades. One row per account of the company, in its order."""
    effects = pd.DataFrame(
        NEVER,
        index=range(len(company.accounts)),
        columns=["dearer", "returning", "narrower", "fading"],
    )
    true = losses[losses.is_true]
    for column, reasons, lead in (
        ("dearer", ["price"], 150),
        ("returning", ["quality"], 200),
        ("narrower", ["product_offering", "competitor"], 210),
        ("fading", ["natural_attrition", "competitor", "customer_service"], 240),
    ):
        chosen = true[true.reason.isin(reasons)]
        effects.loc[chosen.account, column] = (chosen.last_order - lead).to_numpy()
    tired = np.flatnonzero(company.accounts.role == "fading")
    effects.loc[tired[::2], "narrower"] = company.days - 300
    return effects


def placed(
    rng: np.random.Generator, company: Company, losses: pd.DataFrame, intensity: float, lines: int
) -> pd.DataFrame:
    """All orders, by day. One row per order: account, day, lines, size (the money it is meant to
    come to). `intensity` multiplies how often accounts order and how much; all lines come to about
    `lines`."""
    accounts = company.accounts
    fading = effects_of(company, losses).fading.to_numpy()
    account, day = _rhythms(rng, accounts, company.days, intensity)
    keep = ~_is_away(account, day, losses, len(accounts))
    keep &= ~_is_pausing(account, day, accounts, company.days)
    keep &= rng.random(len(day)) < np.sqrt(_strength(day, fading[account]))
    last_account, last_day = _last_orders(accounts, losses)
    account = np.concatenate([account[keep], last_account])
    day = _worked(company, np.concatenate([day[keep], last_day]), account)
    inside = (day >= 0) & (day < company.days)
    account, day = account[inside], day[inside]
    by_day = np.lexsort((account, day))
    account, day = account[by_day], day[by_day]
    size = (accounts.yearly_sales * accounts.interval / 365 * intensity).to_numpy()[account]
    size *= np.exp(accounts.trend.to_numpy()[account] * (day - company.days) / 365)
    size *= _season(company.dates(day)) * np.sqrt(_strength(day, fading[account]))
    size *= np.exp(rng.normal(-0.06, 0.35, len(day)))
    count = _line_counts(rng, accounts["lines"].to_numpy()[account], lines)
    return pd.DataFrame({"account": account, "day": day, "lines": count, "size": size})


def _rhythms(
    rng: np.random.Generator, accounts: pd.DataFrame, days: int, intensity: float
) -> tuple[np.ndarray, np.ndarray]:
    """Account and day of every order, if nothing but its own rhythm moved an account."""
    order_days = []
    for starts, stops, interval in zip(
        accounts.starts, accounts.stops, accounts.interval / intensity, strict=True
    ):
        last = min(stops, days)
        gaps = rng.gamma(11.0, interval / 11.0, int(max(0, last - starts) / interval * 1.5) + 12)
        order_days.append((starts + rng.uniform(0, interval) + np.cumsum(gaps)).astype(int))
        order_days[-1] = order_days[-1][order_days[-1] < last]
    return np.repeat(np.arange(len(accounts)), [len(each) for each in order_days]), np.concatenate(
        order_days
    )


def _last_orders(accounts: pd.DataFrame, losses: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """The known last order of those who leave or go quiet."""
    quiet = np.flatnonzero(accounts.role == "quiet")
    return (
        np.concatenate([quiet, losses.account]),
        np.concatenate([accounts.stops.to_numpy()[quiet], losses.last_order]),
    )


def _is_away(account: np.ndarray, day: np.ndarray, losses: pd.DataFrame, count: int) -> np.ndarray:
    """Whether an order falls between an account's last order before a loss and its return."""
    away = np.zeros(len(day), dtype=bool)
    nth = losses.groupby("account").cumcount()
    for turn in nth.unique():
        now = losses[nth == turn]
        left, back = np.full(count, NEVER), np.full(count, NEVER)
        left[now.account], back[now.account] = now.last_order, now.back
        away |= (day > left[account]) & (day < back[account])
    return away


def _is_pausing(
    account: np.ndarray, day: np.ndarray, accounts: pd.DataFrame, days: int
) -> np.ndarray:
    """Whether an order falls into the silence that one loyal account in seven kept a year before
    the end, so that last year had its late accounts too."""
    a_year_before = days - 365
    is_loyal = accounts.role.isin(["steady", "growing", "fading"]).to_numpy()
    pauses = is_loyal & (np.arange(len(accounts)) % 7 == 3)
    interval = np.maximum(accounts.interval.to_numpy(), 20)
    silence = (1.7 + 0.15 * (np.arange(len(accounts)) % 5)) * interval
    left = np.where(pauses, a_year_before - silence, NEVER)
    back = np.where(pauses, a_year_before + 12, NEVER)
    return np.asarray((day > left[account]) & (day < back[account]))


def _strength(day: np.ndarray, fading_from: np.ndarray) -> np.ndarray:
    """What is left of a fading account's buying: 1 until it begins, 0.3 in the end."""
    return np.asarray(np.clip(1 - (day - fading_from) / 330, 0.3, 1.0))


def _worked(company: Company, day: np.ndarray, account: np.ndarray) -> np.ndarray:
    """The day itself, or the next working day after a weekend, New Year or National Day."""
    date = company.dates(day)
    before = np.clip(np.searchsorted(_NEW_YEARS, date + 3) - 1, 0, None)
    into = (date - _NEW_YEARS[before]).astype(int)
    moved = np.where((into >= -2) & (into < 7), day - into + 7 + account % 5, day)
    months = date.astype("datetime64[M]")
    golden = (date - months).astype(int)
    is_golden = (months.astype(int) % 12 == 9) & (golden < 7)
    moved = np.where(is_golden, day - golden + 7 + account % 4, moved)
    weekday = (company.dates(moved).astype(int) + _EPOCH_WEEKDAY) % 7
    return np.asarray(moved + np.where(weekday >= 5, 7 - weekday, 0))


def _season(date: np.ndarray) -> np.ndarray:
    """How much larger or smaller orders are at that time of the year."""
    factor = _SEASON[date.astype("datetime64[M]").astype(int) % 12]
    near = np.clip(np.searchsorted(_NEW_YEARS, date - 14), 0, len(_NEW_YEARS) - 1)
    into = (date - _NEW_YEARS[near]).astype(int)
    return np.asarray(np.where((into > -9) & (into <= 14), factor * 0.8, factor))


def _line_counts(rng: np.random.Generator, usual: np.ndarray, lines: int) -> np.ndarray:
    """Lines of each order, at least one, in all about `lines`."""
    factor = lines / usual.sum()
    for _ in range(8):
        factor *= lines / np.maximum(usual * factor, 1.0).sum()
    return np.asarray(1 + rng.poisson(np.maximum(usual * factor - 1, 0.0)))
