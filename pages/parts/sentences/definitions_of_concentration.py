"""What the figures of concentration, profit, exposure and ranking mean, in a sentence each."""

from locales import _


def concentration() -> dict[str, str]:
    return {
        "deciles": _(
            "The accounts with net sales above zero, the largest first, in ten equal parts, each "
            "with its share of net sales, of the known margin and of the effort. Effort: share of "
            "orders, until activities are loaded."
        ),
        "key_account_check": _(
            "The accounts that the accounts list names as key accounts beside those of class A: "
            "class A but not on the list, and on the list but not class A."
        ),
        "whale": _(
            "Accounts from the highest margin down with the margin cumulated: it rises to the "
            "peak and falls by what loss-makers take back. In per cent only while the whole is "
            "above zero. Classes by margin: A makes the first part of all that is earned."
        ),
        "dso": _(
            "Days of sales outstanding, by count-back over the invoices of the months; over their "
            "net sales where no invoice that is paid is loaded."
        ),
        "ageing": _("What is not paid on the as-of date, by how long it has been due."),
        "exposures": _(
            "Shares are of net sales above zero. HHI is the sum of the squared shares of all "
            "accounts, 0 to 10,000; Gini is 0 where all are alike."
        ),
        "index_ranks": _(
            "Net sales, margin and average order of the window; collection period and what is "
            "overdue; the sales of the account's industry with us and its own revenue; the fit of "
            "needs that the team gives. Each is ranked among the accounts with an order."
        ),
        "effort_tables": _(
            "Two known pictures of what effort brings in, a bank's and a retailer's, and the norm "
            "of key-account work, 20% of customers for 80% of effort: figures of others, to "
            "compare with."
        ),
        "index_weights": _("The shipped weights of the indices, until others are set."),
        "grade_marks": _(
            "Which share of the ranked accounts, the best first, each grade from A to D reaches."
        ),
        "saved_rankings": _("Weights saved under a name; the newest of each name is in force."),
    }
