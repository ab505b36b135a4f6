"""What the figures of churn, relationships, one account and versions mean, in a sentence each."""

from locales import _


def churn() -> dict[str, str]:
    """The questions about who leaves, and why."""
    return {
        "churn_reasons": _(
            "Each recorded loss inside the window counts under the reason that its own words lead "
            "to; what no word matches is unclassified. An account with two losses counts in each "
            "reason and once in the total. Sales lost is the log's own figure, else the net sales "
            "of the 12 months before the loss, not below zero."
        ),
        "churn_summary": _(
            "Logo churn is the share of the accounts with an order in the 12 months before the "
            "window that are lost; revenue churn their share of all sales then. A loss of an "
            "account that bought nothing then is in neither rate. Preventable is all but natural "
            "attrition, of the sales lost with a reason; won back is an order after the loss. No "
            "share is printed under ten cases."
        ),
        "churn_by_quarter": _("The losses of the window by the quarter of their date and reason."),
        "churn_by": _(
            "The losses of the window by the account's region, department or salesperson, or by "
            "its segment or relationship level at the month-end before the loss."
        ),
        "churn_by_reason": _("The losses of the window by one dimension and by reason."),
        "losses": _(
            "Each recorded loss inside the window, with the account's segment and relationship "
            "level at the last month-end before it."
        ),
        "reason_words": _(
            "What the churn log writes as reasons: a text means the reason of the longest word of "
            "the word table that is found in it."
        ),
        "rhythm_bands": _(
            "Silence in usual intervals of the account: active up to 1.5, late up to 2, at risk up "
            "to 3, lost above 3 and above 90 days. Beside it, of all silences of the past that "
            "reached the band, how many ended with another order."
        ),
    }


def relationships() -> dict[str, str]:
    """The questions about the four levels."""
    return {
        "relationship_levels": _(
            "The level of an account is that of its last assessment on or before the as-of date; "
            "without one it is not assessed."
        ),
        "account_levels": _("The level of each account at the as-of date."),
        "levels_by_quarter": _(
            "The levels at the end of each quarter, from each account's last assessment by then, "
            "with the net sales of that quarter."
        ),
        "level_by_segment": _(
            "Relationship level against segment. Important accounts on level 1 are at risk; "
            "general accounts on level 4 are over-served."
        ),
        "assessments": _("Each assessed account with its level now and the one before it."),
    }


def account() -> dict[str, str]:
    """The questions about one account."""
    return {
        "account_profile": _(
            "One account at the as-of date: worth, scores, segment, rhythm, next order due, level. "
            "The next order is due one usual interval after the last."
        ),
        "account_months": _("Net sales of the account by month beside the same days of last year."),
        "account_categories": _(
            "What the account buys by category, in the window and in the one compared with. "
            "Stopped is a category bought in the 12 months before its last three usual intervals "
            "(at least 90 days) and not since."
        ),
        "account_stopped": _(
            "Categories and products bought in the 12 months before the last three usual intervals "
            "(at least 90 days) and not since."
        ),
        "account_history": _("The account's scores and segment at each month-end, by this ruler."),
        "account_losses": _("What the churn log says of the account."),
        "account_assessments": _("How the relationship with the account was assessed over time."),
        "account_orders": _("The last twenty orders and credit notes of the account."),
    }


def versions() -> dict[str, str]:
    """The questions about what differs between two data versions."""
    return {
        "restatements": _(
            "Net sales of each month and account at two data versions, where they differ. Both are "
            "told by the account that the lines count for now. A month of which the earlier "
            "version holds no line is new, not restated."
        ),
        "restated_months": _(
            "Each closed month of the whole book: the net sales that were closed, those of the "
            "data version shown, and the difference. Filters change neither."
        ),
        "restated_accounts": _(
            "Each account whose net sales in a closed month differ from those of the closed "
            "version, and the version that changed them last."
        ),
    }
