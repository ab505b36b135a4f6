"""The words for the codes of the questions, in the language of the reader.

Codes stay in data, URLs and exports; a label is for eyes only. An unknown code reads as itself.
"""

from typing import Any

from analytics.naming import BETWEEN
from charts.columns import labels
from charts.numbers import is_missing
from locales import _, language


def segment(code: Any) -> str:
    """The label of one of the eight segments, or of a state that stands beside them."""
    return _word(_segments() | _states(), code)


def state(code: Any) -> str:
    """The label of an account's state."""
    return _word(_states(), code)


def action(code: Any) -> str:
    """What one does with accounts of a segment or a state."""
    return _word(_actions(), code)


def reason(code: Any) -> str:
    """The label of a reason for leaving; none means unclassified."""
    return _word(_reasons(), "unclassified" if is_missing(code) else code)


def level(number: Any) -> str:
    """The label of a relationship level, 1 to 4; none means not assessed."""
    return _("Not assessed") if is_missing(number) else _word(_levels(), str(int(number)))


def level_with_number(number: Any) -> str:
    """A relationship level as it stands at an axis: 3 · Partner."""
    return level(number) if is_missing(number) else f"{int(number)} · {level(number)}"


def band(code: Any) -> str:
    """The label of a rhythm band."""
    return _word(_bands(), code)


def silence(code: Any) -> str:
    """The label of why an account is in the list of the silent."""
    return _word(_bands() | {"lapsed_important": _states()["lapsed_important"]}, code)


def tier(code: Any) -> str:
    """The label of a customer tier; the names are the same in every language."""
    return _word({}, code)


def second_name(code: Any) -> str:
    """The label of a name of the second naming: one of the eleven, or one's own, which stands in
    both languages: English | 中文."""
    if isinstance(code, str) and BETWEEN in code:
        english, _between, chinese = code.partition(BETWEEN)
        return english if language() == "en" else chinese
    return _word(second_names(), code)


def corner(code: Any) -> str:
    """The label of a corner where value and relationship disagree."""
    return _word(_corners(), code)


def kind(code: Any) -> str:
    """The label of a kind of export."""
    return _word(_kinds(), code)


def agreement(code: Any) -> str:
    """Whether the key-account list and the computed class A agree on an account."""
    return _word(
        {
            "both": _("On the list and class A"),
            "computed_only": _("Class A, not on the list"),
            "listed_only": _("On the list, not class A"),
        },
        code,
    )


def ageing(code: Any) -> str:
    """How long an invoice has been due."""
    return _word(
        {
            "not_due": _("Not due yet"),
            "to_30": _("1–30 days"),
            "to_60": _("31–60 days"),
            "to_90": _("61–90 days"),
            "over_90": _("Over 90 days"),
        },
        code,
    )


def picture(code: Any) -> str:
    """A known picture of effort and return."""
    return _word(
        {
            "bank": _("A bank"),
            "retailer": _("A retailer"),
            "norm": _("The norm of key-account work"),
        },
        code,
    )


def key_reason(code: Any) -> str:
    """Why an account is on the key-account list."""
    return _word(
        {
            "scale": _("Scale"),
            "strategic": _("Strategic"),
            "share": _("80/20"),
            "potential": _("Potential"),
        },
        code,
    )


def axis(code: Any) -> str:
    """The label of an axis of the cube: r, f or m."""
    return _word({"r": _("Recency"), "f": _("Frequency"), "m": _("Monetary")}, code)


def column(name: str) -> str:
    """The heading of a column."""
    return labels().get(name, name)


def _word(words: dict[str, str], code: Any) -> str:
    return "–" if is_missing(code) else words.get(str(code), str(code))


def _segments() -> dict[str, str]:
    return {
        "important_value": _("Important value"),
        "important_develop": _("Important develop"),
        "important_keep": _("Important keep"),
        "important_win_back": _("Important win-back"),
        "general_value": _("General value"),
        "general_develop": _("General develop"),
        "general_keep": _("General keep"),
        "general_win_back": _("General win-back"),
    }


def _states() -> dict[str, str]:
    return {
        "active": _("Active"),
        "lapsed_important": _("Lapsed important"),
        "lapsed_general": _("Lapsed general"),
        "never_purchased": _("Never purchased"),
        "unassigned": _("Unassigned"),
        "not_scored": _("Not scored"),
        "new": _("New"),
    }


def _actions() -> dict[str, str]:
    return {
        "important_value": _("Keep as is: best people, best service"),
        "important_develop": _("Big and recent, seldom: raise frequency"),
        "important_keep": _("Loyal but silent of late: contact now"),
        "important_win_back": _("Big, going: win back"),
        "general_value": _("Loyal, small tickets: raise order value"),
        "general_develop": _("New or occasional: nurture"),
        "general_keep": _("Contact at low cost"),
        "general_win_back": _("Lowest priority"),
        "lapsed_important": _("Large before it stopped: find out why"),
        "lapsed_general": _("Stopped: contact at low cost"),
        "never_purchased": _("Known, no order yet: qualify"),
        "unassigned": _("Lines without an account: complete the export"),
        "not_scored": _("The measure is not known: complete the export"),
    }


def _reasons() -> dict[str, str]:
    return {
        "natural_attrition": _("Natural attrition"),
        "customer_service": _("Customer service"),
        "delivery_time": _("Delivery time"),
        "quality": _("Quality"),
        "price": _("Price"),
        "product_offering": _("Product offering"),
        "competitor": _("Competitor"),
        "unclassified": _("Unclassified"),
    }


def _levels() -> dict[str, str]:
    return {
        "1": _("Buyer–seller"),
        "2": _("Preferred supplier"),
        "3": _("Partner"),
        "4": _("Strategic alliance"),
    }


def _bands() -> dict[str, str]:
    return {
        "active": _("On rhythm"),
        "late": _("Late"),
        "at_risk": _("At risk"),
        "lost": _("Lost (detected)"),
    }


def second_names() -> dict[str, str]:
    return {
        "champions": _("Champions"),
        "loyal": _("Loyal"),
        "potential_loyalist": _("Potential loyalist"),
        "new": _("New"),
        "promising": _("Promising"),
        "need_attention": _("Need attention"),
        "about_to_sleep": _("About to sleep"),
        "at_risk": _("At risk"),
        "cant_lose": _("Can't lose them"),
        "hibernating": _("Hibernating"),
        "lost": _("Lost"),
    }


def _corners() -> dict[str, str]:
    return {
        "at_risk": _("At risk: important, but only buyer–seller"),
        "over_served": _("Over-served: strategic alliance, small sales"),
    }


def _kinds() -> dict[str, str]:
    return {
        "sales": _("Sales lines"),
        "accounts": _("Accounts list"),
        "churn": _("Churn log"),
        "relationships": _("Relationship assessments"),
        "receivables": _("Receivables"),
        "targets": _("Targets"),
        "merges": _("Accounts merged"),
    }
