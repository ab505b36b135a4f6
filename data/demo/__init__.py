"""The made-up company: a supplier of industrial parts and the exports of its last 30 months."""

from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd

from data.catalogue import KINDS
from data.clock import today
from data.demo import accounts, churn, orders, receivables, relationships, sales, targets, write
from data.demo.company import Company, make_company

VERSIONS = len(KINDS) + 1
"""How many versions it makes: the past of each kind, and the last month."""
_LAST = "2026-09"
_MONTHS = 30
_USUAL_LINES = 60_000
_USUAL_ACCOUNTS = 420
_MOST_ACCOUNTS = 5_000
_LEAST_ACCOUNTS = 40
_BOM_FROM_MONTH = 18
_ORDERED = 0.98  # the other lines are credit notes


def generate(
    folder: Path, until: str = _LAST, lines: int = _USUAL_LINES, seed: int = 8
) -> list[Path]:
    """Write the exports of the 30 months up to `until` (YYYY-MM) below `folder`; their paths,
    lists first, sales by month last.

    The same arguments give the same bytes. About `lines` order lines; with more of them there are
    more accounts (420 at 60,000, at most 5,000), more orders and longer ones. Written month by
    month, so that ten million lines need no more memory than one month of them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    end = np.datetime64(until, "M") + 1
    first = (end - _MONTHS).astype("datetime64[D]")
    days = int((end.astype("datetime64[D]") - first).astype(int))
    scale = np.sqrt(lines / _USUAL_LINES)
    count = int(np.clip(_USUAL_ACCOUNTS * scale, _LEAST_ACCOUNTS, _MOST_ACCOUNTS))
    intensity = float(np.sqrt(lines / _USUAL_LINES / (count / _USUAL_ACCOUNTS)))
    company = make_company(rng, first, days, count)
    losses = churn.plan(rng, company)
    listed = accounts.records(rng, company)
    lists = _lists(folder, rng, company, losses, listed)
    others = np.random.default_rng([seed, 1])  # so that what came before they were added stays
    terms = listed.set_index("客户编号")["账期"].astype(int)
    ledger = receivables.Ledger(folder, others, company, terms)
    sold = _sales(folder, rng, company, losses, intensity, lines, ledger)
    return [*lists, *ledger.paths, *_targets(folder, others, company), *sold]


def last_month() -> str:
    """The month up to which the company has exports: the usual one, or the last that is over."""
    over = today().replace(day=1) - timedelta(days=1)
    return min(_LAST, f"{over:%Y-%m}")


def uploads(paths: list[Path]) -> list[list[Path]]:
    """The exports as the company uploads them: the past at once, then the last month by itself."""
    return [paths[:-1], paths[-1:]]


def _lists(
    folder: Path,
    rng: np.random.Generator,
    company: Company,
    losses: pd.DataFrame,
    listed: pd.DataFrame,
) -> list[Path]:
    paths = [write.listing(folder / "accounts.csv", listed, "gb18030")]
    lost = churn.records(rng, company, losses)
    for year, part in lost.groupby(lost["流失日期"].str[:4]):
        paths.append(write.listing(folder / f"churn-{year}.csv", part, "utf-8-sig"))
    assessed = relationships.records(company, relationships.assessments(rng, company, losses))
    for year, part in assessed.groupby(assessed["Assessment Date"].str[:4]):
        path = folder / f"relationships-{year}.csv"
        paths.append(write.listing(path, part, "utf-16", delimiter="\t"))
    return paths


def _sales(
    folder: Path,
    rng: np.random.Generator,
    company: Company,
    losses: pd.DataFrame,
    intensity: float,
    lines: int,
    ledger: receivables.Ledger,
) -> list[Path]:
    placed = orders.placed(rng, company, losses, intensity, int(lines * _ORDERED))
    effects = orders.effects_of(company, losses)
    paths = []
    for number, (month, part) in enumerate(sales.months(rng, company, placed, effects)):
        path = folder / f"sales-{month}.csv"
        paths.append(write.sales(path, company, part, number >= _BOM_FROM_MONTH))
        ledger.write(month, part)
    return paths


def _targets(folder: Path, rng: np.random.Generator, company: Company) -> list[Path]:
    """The targets of the years that the story touches, each a file."""
    ends = company.dates(np.array([0, company.days - 1])).astype("datetime64[Y]")
    years = [int(str(year)) for year in np.arange(ends[0], ends[1] + 1)]
    return [
        write.listing(
            folder / f"targets-{year}.csv", targets.records(rng, company, year), "utf-8-sig"
        )
        for year in years[-2:]
    ]
