"""What the figures of the sales results mean."""

from locales import _


def growth() -> dict[str, str]:
    """The definition of each question of the sales results."""
    return {
        "sales_results": _(
            "Net sales of the period by the lines' own values, beside the days compared with, "
            "the same days of last year and of the period before. A period that is not over is "
            "compared with as many days; there is a base only where the book reaches back over "
            "the days compared with, give or take a tenth of them."
        ),
        "sales_by_period": _(
            "Net sales of each year, quarter, month or day beside the same days of last year and "
            "of the period before. Years and quarters are fiscal ones where the fiscal year "
            "begins in another month than January."
        ),
        "bridge": _(
            "For each account, p is what it bought in the period compared with and c what it buys "
            "in this one. Both above zero: expansion or contraction by c − p. Only p: lost. Only "
            "c: new when its first order ever falls in the period, else returning; cut by region, "
            "salesperson or category, new here when it ordered before but never of this. Neither: "
            "credits. Lines without an account are unassigned. Together they are the difference "
            "of the two totals."
        ),
        "bridge_accounts": _(
            "Cut by region, salesperson or category, the lines' own values count: an account that "
            "moved from one salesperson to another is lost to the first and new here or returning "
            "with the second."
        ),
        "retention": _(
            "NRR is what the accounts of then buy now over what they bought then. GRR counts no "
            "account above what it bought then, so it is never above NRR or 100%. Accounts kept "
            "bought in both periods."
        ),
        "drivers": _(
            "Net sales are accounts × orders per account × order size. As in the bridge, old "
            "accounts bought in the days compared with, new ones have their first order ever "
            "within the period, returning ones ordered before but not then. Each effect is the "
            "average over all orders in which the three can change, so the effects add up to the "
            "difference; a group that did not buy then has its accounts as the effect. Credit "
            "notes without sales and lines without an account are other."
        ),
        "price_volume_mix": _(
            "Of the products sold in both periods: price is the change of each price times the "
            "pieces now; volume the change of all pieces of a category at the average price of "
            "then; mix what the shift between its dear and cheap products brings. Pieces of unlike "
            "categories are never added. Products that came or went and "
            "lines without a quantity stand beside them, so that all adds up."
        ),
        "price_changes": _("Prices are net sales over pieces, discounts and returns included."),
    } | _prospects()


def _prospects() -> dict[str, str]:
    return {
        "sales_targets": _(
            "Targets of a quarter or a year are taken in equal months. Targets of different "
            "levels (company, region, salesperson …) are never added: the plainest level that "
            "names what is asked for counts. A period with a month without a target has none. "
            "Due so far is the target by days. The company is measured by what it sells to and "
            "through those that have a target. Targets that name no currency count in the book's."
        ),
        "targets_by_period": _("The target of a period is the sum of its months."),
        "rising_accounts": _(
            "Rising: not among the accounts that make 80% of net sales, at least 3 orders in "
            "twelve months, and the last six months at least 25% above both the six months before "
            "and the same six of last year. At this pace: the last six months, for the whole "
            "window."
        ),
        "product_gaps": _(
            "Bought: net sales of the category in the window. Stopped: bought before, not in it. "
            "A gap: never bought, though at least half of the accounts alike do, and there are at "
            "least five of these; alike is the same industry, else the same kind of customer, "
            "within the filters. A gap is worth the median share of the category with those who "
            "buy it, of all that the account buys; a stopped category what it made in the window "
            "compared with."
        ),
        "cohorts": _(
            "A cohort are the accounts whose first order ever falls in the quarter. Accounts: "
            "those with an order in a later quarter. Net sales: against those of the first "
            "quarter, in which most have bought for only a part of the time."
        ),
        "cohort_accounts": _(
            "Each account with the quarter of its first order ever, the quarters in which it "
            "ordered, and what it bought in the first and in all of them."
        ),
        "department_scorecard": _(
            "Key accounts by owner, where none is named by salesperson: net sales of the period, "
            "their share of all, accounts kept (bought in both periods), NRR and GRR, new "
            "accounts. The target is compared with all that the owner's accounts buy. Collection "
            "is days from invoice to payment over what was paid in the period, weighted by it."
        ),
    }
