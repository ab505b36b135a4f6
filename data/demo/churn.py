"""Who leaves the made-up company and why: what the salespeople write, and what really happened."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from data.demo.company import Company

_SHARES = {
    "price": 0.225,
    "competitor": 0.18,
    "delivery_time": 0.17,
    "quality": 0.17,
    "customer_service": 0.085,
    "natural_attrition": 0.085,
    "product_offering": 0.065,
    "unclassified": 0.04,
}
_BORNE_OUT = {  # how many losses of a reason the sales bear out
    "price": 0.65,
    "quality": 0.75,
    "product_offering": 0.8,
    "competitor": 0.8,
    "natural_attrition": 0.85,
}
_AT_HOME = {  # where a reason is three times as likely
    "price": ("South",),
    "delivery_time": ("West", "Overseas"),
    "quality": ("North",),
}
_RECORDED_SHARE = 0.94
_RIVALS = ("Veltrano Supply", "Ostermark", "宏砺工品", "Brightlane Components", "锐川工业")
_WORDS = {
    "price": ("price too high", "价格太高", "price increase", "价格因素", "cheaper elsewhere"),
    "competitor": ("switched to competitor", "对手竞争", "竞争对手", "lost to competitor"),
    "delivery_time": (
        "late deliveries",
        "交期太长",
        "lead time too long",
        "交货延误",
        "delivery time",
    ),
    "quality": ("quality problems", "质量问题", "defects", "质量"),
    "customer_service": ("poor service", "客户服务", "slow response", "售后服务差"),
    "natural_attrition": ("plant closed down", "自然流失", "工厂关停", "out of business"),
    "product_offering": ("narrow product range", "产品线不全", "missing products", "业务提供"),
    "unclassified": ("other", "不详", "领导决定", "no comment"),
}
_NOTES = {
    "price": ("asked for 8% less at the yearly talks", "对比三家后认为我们最贵", ""),
    "competitor": ("their new buyer knows the other supplier", "样品测试后转单", ""),
    "delivery_time": ("two line stops waiting for parts", "旺季缺货,等了五周", ""),
    "quality": ("third complaint this year", "批次不良,退货后未再下单", ""),
    "customer_service": ("no answer to two quotations", "", "投诉处理太慢"),
    "natural_attrition": ("production moved abroad", "", "产线已关闭"),
    "product_offering": ("wants one source for all spares", "缺少非标型号", ""),
    "unclassified": ("", "", ""),
}


def plan(rng: np.random.Generator, company: Company) -> pd.DataFrame:
    """The losses, in order of time. One row per loss: account (row of the company's accounts),
    last_order, lost, back (day of the next order, or one after the end), reason, is_true (the
    sales bear it out), is_recorded."""
    days, role = company.days, company.accounts.role.to_numpy()
    lately, before, large, back = (
        np.flatnonzero(role == name)
        for name in ("lost_lately", "lost_before", "lost_large", "won_back")
    )
    before, lately = np.append(before, large[::3]), np.append(lately, np.delete(large, np.s_[::3]))
    twice = lately[: len(back) // 2]
    year = days - 365
    losses = pd.concat(
        [
            _lost(rng, lately, year + 8, days - 6, False),
            _lost(rng, before, year // 3, year - 25, False),
            _lost(rng, back, year // 3, days - 190, True),
            _lost(rng, twice, year // 4, year - 170, True),
        ],
        ignore_index=True,
    )
    accounts = company.accounts.iloc[losses.account].reset_index(drop=True)
    gap = np.clip(accounts.interval * rng.uniform(1.0, 2.0, len(losses)), 21, 110)
    losses["last_order"] = (losses.lost - gap).astype(int)
    losses = losses[losses.last_order > accounts.starts + 90]
    losses["reason"] = ""
    for is_lately in (True, False):
        part = losses.index[(losses.lost > year) == is_lately]
        region = company.accounts.region.to_numpy()[losses.account[part]]
        losses.loc[part, "reason"] = _reasons(rng, region)
    losses.loc[losses.is_back & losses.reason.eq("natural_attrition"), "reason"] = "price"
    losses["is_true"] = rng.random(len(losses)) < losses.reason.map(_BORNE_OUT).fillna(1.0)
    losses["is_recorded"] = rng.random(len(losses)) < _RECORDED_SHARE
    losses["back"] = np.where(
        losses.is_back, losses.lost + rng.integers(35, 150, len(losses)), days
    )
    return losses.sort_values(["lost", "account"], ignore_index=True)


def _lost(
    rng: np.random.Generator, accounts: np.ndarray, start: int, end: int, is_back: bool
) -> pd.DataFrame:
    lost = rng.integers(start, max(start + 1, end), len(accounts))
    return pd.DataFrame({"account": accounts, "lost": lost, "is_back": is_back})


def _reasons(rng: np.random.Generator, region: np.ndarray) -> np.ndarray:
    """A reason for each loss: the shares hold, and each is likelier in the regions of its own."""
    left = np.round(np.array(list(_SHARES.values())) * len(region)).astype(int) + 1
    reasons = list(_SHARES)
    dealt = np.empty(len(region), dtype=object)
    for at in rng.permutation(len(region)):
        pull = np.array([3.0 if region[at] in _AT_HOME.get(word, ()) else 1.0 for word in reasons])
        weight = left * pull
        pick = int(rng.choice(len(reasons), p=weight / weight.sum()))
        dealt[at] = reasons[pick]
        left[pick] -= 1
    return dealt


def records(rng: np.random.Generator, company: Company, losses: pd.DataFrame) -> pd.DataFrame:
    """The churn log as the salespeople write it: reasons in their own words, in both languages,
    the sales lost only where somebody filled them in."""
    logged = losses[losses.is_recorded & (losses.lost < company.days)]
    accounts = company.accounts.iloc[logged.account].reset_index(drop=True)
    count = len(logged)
    estimate = (accounts.yearly_sales * rng.uniform(0.7, 1.1, count) / 1000).round() * 1000
    is_rival = logged.reason.eq("competitor") | (
        logged.reason.eq("price") & (rng.random(count) < 0.4)
    )
    return pd.DataFrame(
        {
            "客户编号": accounts.account_id,
            "客户名称": accounts.account_name,
            "流失日期": company.dates(logged.lost.to_numpy()).astype(str),
            "流失原因": _phrases(rng, logged.reason, _WORDS),
            "流失金额": estimate.astype(int).astype(str).where(rng.random(count) < 0.6, ""),
            "竞争对手": np.where(is_rival, rng.choice(_RIVALS, count), ""),
            "备注": _phrases(rng, logged.reason, _NOTES),
            "记录人": company.people.salesperson.to_numpy()[accounts.person],
        }
    )


def _phrases(
    rng: np.random.Generator, reasons: pd.Series, phrases: Mapping[str, tuple[str, ...]]
) -> list[str]:
    picks = rng.random(len(reasons))
    return [
        phrases[reason][int(pick * len(phrases[reason]))]
        for reason, pick in zip(reasons, picks, strict=True)
    ]
