"""The yearly targets of the made-up company's salespeople, as the sales director keeps them: a row
for each person, a column for each month, and a total."""

import numpy as np
import pandas as pd

from data.demo.company import Company

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASON = np.array([0.80, 0.72, 1.10, 1.02, 1.02, 1.05, 0.98, 1.00, 1.10, 1.03, 1.08, 1.10])
_GROWTH = 1.05
_REACH = 0.8  # what accounts could buy is more than what they do buy: some left
_STEP = 1_000


def records(rng: np.random.Generator, company: Company, year: int) -> pd.DataFrame:
    """The targets of a year as cells of text; who joined in its middle has blanks before."""
    accounts = company.accounts[~company.accounts.role.isin(["never", "counter"])]
    summed = accounts.groupby("person").yearly_sales.sum()
    base = summed.reindex(range(len(company.people))).fillna(0).to_numpy()
    last = int(str(company.dates(np.array([company.days - 1]))[0])[:4])
    stretch = _REACH * rng.uniform(0.86, 1.12, len(base)) * _GROWTH ** (year - last)
    monthly = np.outer(base * stretch, _SEASON / _SEASON.sum())
    rounded = (np.round(monthly / _STEP) * _STEP).astype(int)
    cells = pd.DataFrame(rounded.astype(str), columns=list(_MONTHS))
    late = int(rng.integers(0, len(base)))
    cells.loc[late, list(_MONTHS[:3])] = ""
    rounded[late, :3] = 0
    cells.insert(0, "Salesperson", company.people.salesperson)
    cells.insert(0, "Region", company.people.region)
    cells.insert(0, "Year", str(year))
    cells["Total"] = rounded.sum(axis=1).astype(str)
    return cells[base > 0]
