"""What the page of one account finds, in words."""

from typing import Any

import pandas as pd

from analytics.scope import Scope
from charts import words
from charts.names import brief, is_cut
from charts.numbers import NOTHING, is_missing
from charts.theme import Look
from locales import _, ngettext
from pages.parts.sentences import borderline, counted


def name(profile: pd.Series) -> str:
    """What people call the account: its name, else its number, cut where it is very long."""
    return brief(profile["account_id" if is_missing(profile["account_name"]) else "account_name"])


def whole_name(profile: pd.Series) -> str | None:
    """The account's name in full, where the heading cuts it."""
    return str(profile["account_name"]) if is_cut(profile["account_name"]) else None


def headline(profile: pd.Series, look: Look) -> str:
    """How the account stands: lost, never there, gone, silent for too long, or on its rhythm."""
    facts = {
        "name": name(profile),
        "segment": words.segment(profile["segment"]),
        "money": look.money_short(profile["net_sales"]),
        "last": look.day(profile["last_order_on"]),
        "silent": _days(profile["silent_days"], look),
        "usual": _days(profile["usual_interval_days"], look),
    }
    if not is_missing(profile["lost_on"]) and is_missing(profile["won_back_on"]):
        return _("{name} is recorded as lost on {day}: {reason}.").format(
            name=facts["name"],
            day=look.day(profile["lost_on"]),
            reason=words.reason(profile["lost_reason"]),
        )
    if is_missing(profile["last_order_on"]):
        return _("{name} has never purchased.").format(**facts)
    if profile["state"] != "active":
        return _("{name} stopped ordering on {last}; {stake} in the year before that.").format(
            **facts, stake=look.money_short(profile["at_stake"])
        )
    if profile["band"] == "active":
        return _("{name} is in “{segment}”: {money}, and it keeps its rhythm.").format(**facts)
    return _(
        "{name} is in “{segment}”: {money}, but silent for {silent} where {usual} is usual."
    ).format(**facts)


def attributes(profile: pd.Series, scope: Scope, look: Look) -> str:
    """Who the account is, in one line: number, place, people, the list's words, the day."""
    said = [str(profile["account_id"])]
    for column in ("parent", "industry", "region", "department", "salesperson", "owner", "size"):
        if column in profile and not is_missing(profile[column]):
            said.append(
                _("{what}: {value}").format(what=words.column(column), value=profile[column])
            )
    if profile["is_key_account"] is True or profile["is_key_account"] == 1:
        said.append(words.column("is_key_account"))
    said.append(_("as of {day}").format(day=look.day(scope.as_of)))
    return " · ".join(said)


def scores(profile: pd.Series) -> str:
    """The three scores as they are spoken, 5 · 4 · 4; none unless active."""
    if is_missing(profile["r_score"]):
        return NOTHING
    return " · ".join(str(int(profile[f"{axis}_score"])) for axis in "rfm")


def place(profile: pd.Series, scope: Scope, look: Look) -> str:
    """Under the scores: the segment or state, the second name, and how near another one is."""
    code = profile["state"] if is_missing(profile["segment"]) else profile["segment"]
    said = [words.segment(code)]
    if not is_missing(profile.get("second_name")):
        said.append(words.second_name(profile.get("second_name")))
    if near := borderline.text(profile, scope, look):
        said.append(near)
    return " · ".join(said)


def usual(profile: pd.Series, look: Look) -> str:
    """The account's own rhythm."""
    if is_missing(profile["last_order_on"]):
        return ""
    return _("usually every {days}").format(days=_days(profile["usual_interval_days"], look))


def due(profile: pd.Series, look: Look) -> str:
    """When the next order is due, and by how much it is over."""
    day, as_of_silence = profile["next_order_due_on"], profile["silent_days"]
    if is_missing(day):
        return ""
    over = round(float(as_of_silence) - float(profile["usual_interval_days"]))
    if over == 0:
        return _("today")
    text = _("{days} overdue") if over > 0 else _("in {days}")
    return text.format(days=_days(abs(over), look))


def level(profile: pd.Series) -> str:
    """The relationship level as a number, short enough for a card."""
    if is_missing(profile["level"]):
        return words.level(None)
    return _("Level {n}").format(n=int(profile["level"]))


def assessed(profile: pd.Series, look: Look) -> str:
    """The name of the level and the day of the assessment."""
    if is_missing(profile["level"]):
        return ""
    return _("{level}, {day}").format(
        level=words.level(profile["level"]), day=look.day(profile["assessed_on"])
    )


def months_title(now: Any, before: Any, scope: Scope, look: Look) -> str:
    """Title of sales by month: this window against the one compared with."""
    change = look.change(now, before)
    if change[0] not in "+−-":
        return _("Sales by month; no base for the whole window")
    if scope.compare == "last_year":
        return _("Sales {change} on the year before").format(change=change)
    if scope.compare == "period_before":
        return _("Sales {change} on the period before").format(change=change)
    return _("Sales {change} on the picture of {day}").format(
        change=change, day=look.day(scope.compare_as_of)
    )


def categories_title(categories: pd.DataFrame, look: Look) -> str:
    """Title of sales by category: the largest one."""
    bought = categories[categories["net_sales"] > 0]
    total = counted.number(bought["net_sales"].sum())
    if bought.empty or total <= 0:
        return _("Sales by category")
    top = bought.iloc[0]
    share = look.share(counted.number(top["net_sales"]) / total)
    if is_missing(top["category"]):
        return _("{share} of sales without a category").format(share=share)
    return _("{category} makes {share}").format(category=top["category"], share=share)


def history_title(history: pd.DataFrame, look: Look) -> str:
    """Title of the months: how long the account is in its segment, and where it came from."""
    segments = [
        row["segment"] if row["state"] == "active" else row["state"]
        for row in history.to_dict("records")
    ]
    if not segments:
        return _("R, F and M month by month")
    moved = [i for i in range(1, len(segments)) if segments[i] != segments[i - 1]]
    now = words.segment(segments[-1])
    if not moved:
        return _("{segment} all along").format(segment=now)
    return _("{segment} since {month}, {before} until then").format(
        segment=now,
        month=look.month(history.iloc[moved[-1]]["picture_on"]),
        before=words.segment(segments[moved[-1] - 1]),
    )


def stopped_title(stopped: pd.DataFrame, profile: pd.Series, look: Look) -> str:
    """Title of what it stopped buying, with the money that went."""
    if stopped.empty:
        if is_missing(profile["last_order_on"]):
            return _("It never bought anything")
        if profile["state"] != "active":
            return _("It stopped buying altogether")
        return _("It still buys all that it used to buy")
    categories = stopped[stopped["kind"] == "category"]
    worth = categories if len(categories) else stopped
    return ngettext(
        "Stopped buying {n} thing worth {money} a year",
        "Stopped buying {n} things worth {money} a year",
        len(stopped),
    ).format(n=look.count(len(stopped)), money=look.money_short(worth["net_sales"].sum()))


def _days(days: Any, look: Look) -> str:
    n = 0 if is_missing(days) else round(float(days))
    return ngettext("{n} day", "{n} days", n).format(n=look.count(n))
