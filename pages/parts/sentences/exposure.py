"""What the tab *Exposure* says: how much hangs on few accounts, and without one of them."""

from typing import Any

import pandas as pd

from charts.exposure import HIGH, MIDDLE
from charts.names import brief
from charts.numbers import is_missing
from charts.theme import Look
from locales import _


def exposure(whole: pd.Series, look: Look) -> str:
    return _("The largest account makes {one} of net sales, the top ten {ten}.").format(
        one=look.share(whole["top1_share"]), ten=look.share(whole["top10_share"])
    )


def gini_help(whole: pd.Series, look: Look) -> str:
    return _(
        "Sum of the squared shares, 0 to 10,000: under {middle} spread, from {high} concentrated. "
        "Gini {gini}: 0 where all accounts are alike, 1 where one has everything."
    ).format(gini=look.number(whole["gini"], 2), middle=look.count(MIDDLE), high=look.count(HIGH))


def hhi_word(hhi: Any) -> str:
    if hhi >= HIGH:
        return _("concentrated")
    return _("moderate") if hhi >= MIDDLE else _("spread")


def nothing_by(dimension: str) -> str:
    if dimension == "category":
        return _("No order line names a product category.")
    return _("No order line names its salesperson.")


def dimension(part: pd.DataFrame) -> str:
    code = "category" if part.empty else str(part["dimension"].iloc[0])
    return _("Product line") if code == "category" else _("Salesperson")


def breakdown_title(part: pd.DataFrame, look: Look) -> str:
    row = part.sort_values("top1_share", ascending=False).iloc[0]
    return _("{name} hangs most on one account: {share}").format(
        name=row["value"], share=look.share(row["top1_share"])
    )


def parts_title(part: pd.DataFrame, look: Look) -> str:
    high = int((part["hhi"] >= HIGH).sum()) if len(part) else 0
    return _("{high} of {n} are concentrated (HHI {hhi} and more)").format(
        high=look.count(high), n=look.count(len(part)), hhi=look.count(HIGH)
    )


def lost_title(own: pd.Series, whole: pd.Series, look: Look) -> str:
    share = float(own["net_sales"]) / float(whole["net_sales"])
    return _("Without {account}: {share} of sales gone").format(
        account=brief(own["account_name"]), share=look.share(share)
    )


def lost(own: pd.Series, whole: pd.Series, after: pd.Series, look: Look) -> str:
    """What goes with the account, and by how much the others would have to grow."""
    needed = float(own["net_sales"]) / float(after["net_sales"])
    said = _(
        "Net sales of accounts fall from {before} to {now}; HHI goes from {hhi} to {hhi_now}; "
        "class A from {a} to {a_now} accounts. The others would have to buy {needed} more to "
        "make up for it."
    ).format(
        before=look.money_short(whole["net_sales"]),
        now=look.money_short(after["net_sales"]),
        hhi=look.count(whole["hhi"]),
        hhi_now=look.count(after["hhi"]),
        a=look.count(whole["class_a_accounts"]),
        a_now=look.count(after["class_a_accounts"]),
        needed=look.share(needed),
    )
    if is_missing(own["margin"]):
        return said
    if own["margin"] < 0:
        return _("{sentence} A loss of {margin} would go with it.").format(
            sentence=said, margin=look.money_short(-own["margin"])
        )
    return _("{sentence} {margin} of margin goes too.").format(
        sentence=said, margin=look.money_short(own["margin"])
    )
