"""Warns before loading of new account names that look like others."""

from collections import defaultdict
from collections.abc import Sequence

import duckdb

from data.book.tables import statement
from data.names.similar import sounded
from data.report import Listed, Report
from locales import _, ngettext

MOST = 20_000
"""Names that are compared at most; with more, the page *Names* lists them after loading."""
SHOWN = 3


def warn(cursor: duckdb.DuckDBPyConnection, reports: Sequence[Report]) -> None:
    """List new names that look like another one, arriving or known. Reads the table `named`."""
    new = cursor.execute(statement("identity/arriving_names")).fetchall()
    if not 0 < len(new) <= MOST:
        return
    known = cursor.execute(statement("identity/known_names")).fetchall()
    if len(new) + len(known) > MOST:
        return
    alike: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for account, _match, name in known:
        alike[sounded(name)].append((account, name))
    pairs: dict[int, list[str]] = defaultdict(list)
    for _match, account, name, file_no, row in new:
        sound = sounded(name)
        others = [other for whose, other in alike[sound] if whose != account]
        if others and sound:
            text = _("{name} looks like {other}").format(name=name, other=others[0])
            report = reports[file_no]
            report.listed.append(Listed("similar", row, report.mapping.get("account_name"), text))
            pairs[file_no].append(text)
        alike[sound].append((account, name))
    for file_no, texts in pairs.items():
        reports[file_no].warnings.append(_sentence(texts))


def _sentence(texts: Sequence[str]) -> str:
    text = ngettext(
        "{n} new name looks like another: {names}. Once it is loaded, merge the accounts if they "
        "are one.",
        "{n} new names look like others: {names}. Once they are loaded, merge the accounts that "
        "are one.",
        len(texts),
    )
    shown = "; ".join(texts[:SHOWN]) + (" …" if len(texts) > SHOWN else "")
    return text.format(n=f"{len(texts):,}", names=shown)
