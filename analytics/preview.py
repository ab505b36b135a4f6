"""What another ruler would change: accounts by score, segment and tier, and who would move."""

from dataclasses import dataclass

import pandas as pd

PARTS = {"r": "r_score", "f": "f_score", "m": "m_score", "segment": "place", "tier": "tier"}


@dataclass(frozen=True)
class Preview:
    """`counts`: one row a part (r, f, m, segment, tier) and code, accounts now and by the draft.

    `movers`: the accounts whose segment or state differs, dearest first, with segment_before.
    `compared` counts the accounts that both rulers know; 0 when one counts groups.
    """

    counts: pd.DataFrame
    movers: pd.DataFrame
    compared: int
    tier_movers: int


def of(now: pd.DataFrame, draft: pd.DataFrame) -> Preview:
    """The preview of two answers to `rfm`, by the ruler in force and by the draft."""
    now, draft = _placed(now), _placed(draft)
    both = draft.merge(
        now[["account_id", "place", "tier"]], on="account_id", suffixes=("", "_before")
    )
    moved = both[both["place"] != both["place_before"]]
    tiers = both["tier"].fillna("") != both["tier_before"].fillna("")
    movers = moved.rename(columns={"place_before": "segment_before"}).assign(segment=moved["place"])
    return Preview(
        counts=pd.concat([_counted(now, draft, part) for part in PARTS], ignore_index=True),
        movers=movers.sort_values(["net_sales", "account_id"], ascending=[False, True]),
        compared=len(both),
        tier_movers=int(tiers.sum()),
    )


def _placed(answer: pd.DataFrame) -> pd.DataFrame:
    """The answer with the place of each account: its segment while active, else its state."""
    return answer.assign(place=answer["segment"].fillna(answer["state"]))


def _counted(now: pd.DataFrame, draft: pd.DataFrame, part: str) -> pd.DataFrame:
    column = PARTS[part]
    counts = pd.DataFrame(
        {
            "accounts_before": now[column].value_counts(),
            "accounts": draft[column].value_counts(),
        }
    ).fillna(0)
    found = counts.astype(int).rename_axis("code").reset_index()
    return found.assign(part=part, code=found["code"].map(_code))


def _code(value: object) -> str:
    return str(int(value)) if isinstance(value, int | float) else str(value)
