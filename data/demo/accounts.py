"""The accounts list of the made-up company, as its ERP prints it: Chinese headers."""

import numpy as np
import pandas as pd

from data.demo.company import Company

_GRADES = np.array(["A", "B", "C", "D"])
_TYPES = np.array(["交易型", "附加价值型", "战略伙伴型"])


def records(rng: np.random.Generator, company: Company) -> pd.DataFrame:
    """The list, as cells of text. A few customers of the last year are missing from it."""
    accounts = company.accounts[company.accounts.role != "counter"].reset_index(drop=True)
    people = company.people.iloc[accounts.person].reset_index(drop=True)
    count, rank = len(accounts), accounts["rank"].to_numpy()
    is_key, reason, since = _key_accounts(rng, company, accounts)
    head = accounts.account_name.reindex(accounts.parent).fillna("").to_numpy()
    kind = np.where(people.department.eq("Distribution"), "Distributor", "Manufacturer")
    revenue = accounts.yearly_sales * rng.lognormal(3.6, 0.9, count)
    limit = np.maximum(20_000, (accounts.yearly_sales / 6 / 10_000).round() * 10_000)
    grade = np.clip(np.floor((1.15 - rank) * 3 + rng.normal(0, 0.6, count)), 0, 3).astype(int)
    listed = pd.DataFrame(
        {
            "客户编号": accounts.account_id,
            "客户名称": accounts.account_name,
            "所属集团": head,
            "客户经理": people.salesperson,
            "是否大客户": np.where(is_key, "是", "否"),
            "大客户原因": reason,
            "大客户起始日期": since,
            "客户类型": _TYPES[np.digitize(rank + rng.normal(0, 0.15, count), [0.55, 0.9])],
            "客户性质": np.where(accounts.parent.isin([-1]) & (head == ""), kind, "Group company"),
            "所属行业": accounts.industry,
            "区域": people.region,
            "部门": people.department,
            "业务员": people.salesperson,
            "企业规模": np.array(["small", "medium", "large"])[np.digitize(rank, [0.4, 0.8])],
            "年营收": ((revenue / 100_000).round() * 100_000).astype(int).astype(str),
            "信用等级": _GRADES[grade],
            "信用额度": limit.astype(int).astype(str),
            "账期": rng.choice(["30", "45", "60", "90"], count),
            "风险标识": np.where((grade == 3) & (rng.random(count) < 0.5), "watch", ""),
        }
    )
    is_listed = ~(accounts.role.eq("new") & (rng.random(count) < 0.15))
    return listed[is_listed].sort_values("客户编号")


def _key_accounts(
    rng: np.random.Generator, company: Company, accounts: pd.DataFrame
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Who is on the key-account list, why and since when: most large ones, and some small."""
    rank, count = accounts["rank"].to_numpy(), len(accounts)
    is_large = (rank > 0.8) & (rng.random(count) < 0.8)
    is_small = (rank > 0.3) & (rank <= 0.8) & (rng.random(count) < 0.04)
    is_key = (is_large | is_small) & ~accounts.role.isin(["new", "never"])
    reason = np.where(rank > 0.95, "规模", rng.choice(["80/20", "规模", "战略"], count))
    reason = np.where(is_small, rng.choice(["战略", "潜力"], count), reason)
    since = company.dates(-rng.integers(0, 1_200, count)).astype("datetime64[M]").astype(str)
    dated = np.char.add(since, "-01")
    return is_key, np.where(is_key, reason, ""), np.where(is_key, dated, "")
