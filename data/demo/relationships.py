"""How close the accounts of the made-up company are, as its people assess them now and then."""

import numpy as np
import pandas as pd

from data.demo.company import Company

_LEVEL_WORDS = np.array(["", "买卖关系", "优先供应商", "合作伙伴", "战略联盟"])
_ROUNDS = 6


def assessments(rng: np.random.Generator, company: Company, losses: pd.DataFrame) -> pd.DataFrame:
    """The assessments, in order of time. One row per assessment: account (row of the company's
    accounts), day, level, person, note.

    Every half year or so a level stays or moves by one; it often falls before a loss and after a
    handover to another salesperson. Some accounts are never assessed.
    """
    accounts = company.accounts
    ends = np.full(len(accounts), company.days)
    ends[losses.account] = losses.lost
    is_assessed = rng.random(len(accounts)) < 0.62 + 0.33 * accounts["rank"]
    chosen = np.flatnonzero(is_assessed & ~accounts.role.isin(["never", "counter"]))
    few = accounts.iloc[chosen].reset_index(drop=True)
    ends, count = ends[chosen], len(chosen)
    handed = few.handed_over.where(few.handed_over > 0, -1_000).to_numpy()
    closeness = np.asarray(few["rank"]) * 2.0 + rng.normal(0.45, 0.75, count)
    level = np.clip(closeness.round(), 1, 4).astype(int)
    day = np.maximum(few.starts.to_numpy(), 0) + rng.integers(10, 200, count)
    rounds = []
    for _ in range(_ROUNDS):
        is_after = day >= handed
        person = np.where(is_after, few.person, few.person_before)
        note = np.where(is_after & (day - handed < 90), "first visit after the handover", "")
        columns = {"account": chosen, "day": day, "level": level, "person": person, "note": note}
        rounds.append(pd.DataFrame(columns)[day < ends])
        following = day + rng.integers(140, 230, count)
        is_handover = (day < handed) & (following >= handed)
        day = np.where(is_handover, handed + rng.integers(15, 60, count), following)
        fall = np.where(is_handover, 0.45, np.where(ends < company.days, 0.3, 0.1))
        chance = rng.random(count)
        level = np.clip(level - (chance < fall) + (chance > 0.86), 1, 4)
    everything: pd.DataFrame = pd.concat(rounds, ignore_index=True)
    return everything.sort_values(["day", "account"], ignore_index=True)


def records(company: Company, assessments: pd.DataFrame) -> pd.DataFrame:
    """The assessments as the salespeople file them, with the day still as text; in the first year
    they wrote the level's Chinese name, since then its number."""
    accounts = company.accounts.iloc[assessments.account]
    dates = company.dates(assessments.day.to_numpy())
    is_first_year = np.char.startswith(dates.astype(str), str(company.first)[:4])
    level = assessments.level.to_numpy()
    return pd.DataFrame(
        {
            "Customer ID": accounts.account_id.to_numpy(),
            "Customer Name": accounts.account_name.to_numpy(),
            "Assessment Date": dates.astype(str),
            "Relationship Level": np.where(is_first_year, _LEVEL_WORDS[level], level.astype(str)),
            "Assessed By": company.people.salesperson.to_numpy()[assessments.person],
            "Note": assessments.note.to_numpy(),
        }
    )
