"""What is said of account names that look alike, and of accounts that were merged."""

from typing import Any

import pandas as pd

from charts.names import brief
from charts.theme import Look
from locales import _, ngettext


def finding(found: pd.DataFrame, look: Look) -> str:
    """How many groups of names look alike, with how many accounts."""
    if found.empty:
        return _("No two accounts have names that look alike.")
    groups = int(found["group"].max())
    accounts = ngettext("{n} account", "{n} accounts", len(found)).format(n=look.count(len(found)))
    return ngettext(
        "{accounts} in {n} group have names that look alike.",
        "{accounts} in {n} groups have names that look alike.",
        groups,
    ).format(accounts=accounts, n=look.count(groups))


def reason(code: str) -> str:
    """In what the names of a group differ."""
    return {
        "name": _("one name, several ids"),
        "spelling": _("spelling"),
        "form": _("company form"),
        "sound": _("same sound"),
    }[code]


def group(rows: pd.DataFrame) -> str:
    """A group by its names."""
    names = [brief(name) for name in dict.fromkeys(rows["account_name"])]
    return _(" / ").join(names[:3]) + (" …" if len(names) > 3 else "")


def account(row: dict[Any, Any]) -> str:
    """An account by name and id."""
    if row["account"].startswith("n"):
        return _("{name} (no id)").format(name=brief(row["account_name"]))
    return _("{name} ({id})").format(name=brief(row["account_name"]), id=row["account_id"])


def of_version(account: str, into: str) -> str:
    """A merge in the history."""
    return _("{account} merged into {into}").format(account=account, into=into)


def merged(row: dict[Any, Any]) -> str:
    """A merge in a list of choices."""
    return _("{account} → {into}").format(
        account=brief(row["account_name"]), into=brief(row["into_name"])
    )


def different(names: list[str]) -> str:
    """Accounts that are not the same, by their names."""
    return _(" / ").join(names)
