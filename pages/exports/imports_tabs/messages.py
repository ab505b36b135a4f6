"""What an upload comes to, in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

import pandas as pd

from analytics.scope import Book, months_before
from charts import words
from charts.theme import Look
from data.book.currency import gathered
from data.catalogue import KINDS
from data.column_values import MEANING
from data.importing import without_account
from data.importing.changes import Change
from data.intake import Proposal
from data.report import Records, Report, added
from locales import _, ngettext
from pages.parts.sentences import aside, no_sales

STATUS_ICONS = {"ready": "✓", "loaded": "✓", "unchanged": "=", "needs_answer": "?", "refused": "✕"}
FIRST = {"refused": 0, "needs_answer": 1}
"""What needs somebody comes first in the table of files."""


def summary(proposals: Sequence[Proposal], look: Look) -> str:
    """The heading of an unconfirmed upload: how many files, of what, and what is still open."""
    reports = [report for proposal in proposals for report in proposal.reports]
    files = ngettext("{n} file", "{n} files", len(reports)).format(n=look.count(len(reports)))
    lines = _lines(sum(report.records.accepted for report in reports), look)
    facts = {"files": files, "lines": lines}
    questions = sum(map(_open, proposals))
    refused = sum(report.status == "refused" for report in reports)
    if refused:
        return ngettext(
            "{files} with {lines}: {n} file cannot be loaded as it is.",
            "{files} with {lines}: {n} files cannot be loaded as they are.",
            refused,
        ).format(**facts, n=look.count(refused))
    if questions:
        return ngettext(
            "{files} with {lines}: {n} question waits for your answer.",
            "{files} with {lines}: {n} questions wait for your answer.",
            questions,
        ).format(**facts, n=look.count(questions))
    if all(report.status == "unchanged" for report in reports):
        return _("{files} with {lines}: all of it is loaded already.").format(**facts)
    return _("{files} with {lines}: ready to load.").format(**facts)


def _open(proposal: Proposal) -> int:
    """How many questions wait, those about values as one: they are one table, answered at once."""
    about_values = sum(question.key.startswith(MEANING) for question in proposal.questions)
    return len(proposal.questions) - max(0, about_values - 1)


def what_is_open(proposals: Sequence[Proposal], agreed: bool, look: Look) -> list[str]:
    """Why it cannot be loaded yet, and what to do; nothing when it can."""
    reports = [report for proposal in proposals for report in proposal.reports]
    refused = sum(report.status == "refused" for report in reports)
    asked = sum(map(_open, proposals))
    obstacles = []
    if refused:
        text = ngettext(
            "{n} file is refused: mend it, or leave it out.",
            "{n} files are refused: mend them, or leave them out.",
            refused,
        )
        obstacles.append(text.format(n=look.count(refused)))
    if asked:
        text = ngettext(
            "{n} question above waits for your answer.",
            "{n} questions above wait for your answer.",
            asked,
        )
        obstacles.append(text.format(n=look.count(asked)))
    if not obstacles and not agreed:
        obstacles.append(_("Tick above that you have seen what is unusual."))
    return obstacles


def loaded(proposal: Proposal, look: Look) -> list[str]:
    """The end of an import, one sentence for each version that it made."""
    reports = [report for report in proposal.reports if report.status == "loaded"]
    sentences = []
    for version in sorted({report.version for report in reports if report.version}):
        mine = [report for report in reports if report.version == version]
        sentences.append(_version(version, mine, proposal.new_accounts, look))
        sentences += no_sales.left_out(mine[0].kind, mine, look)
        sentences += aside.loaded(version, mine, look)
    return sentences


def _version(version: int, reports: Sequence[Report], new_accounts: int, look: Look) -> str:
    accepted = sum(report.records.accepted for report in reports)
    amounts = [report.amount for report in reports if report.amount is not None]
    apart = [part for report in reports for part in report.amounts.items()]
    parts = [months(reports) or words.kind(reports[0].kind)]
    if amounts:
        parts.append(
            money(None, gathered(apart, None), look) if apart else look.money_short(sum(amounts))
        )
    sentence = _("Version {version}: {lines} of {what}").format(
        version=version, lines=_lines(accepted, look), what=_(", ").join(parts)
    )
    if not new_accounts:
        return _("{sentence}.").format(sentence=sentence)
    return ngettext(
        "{sentence}; {n} account new.", "{sentence}; {n} accounts new.", new_accounts
    ).format(sentence=sentence, n=look.count(new_accounts))


def totals(kind: str | None, proposal: Proposal, look: Look) -> list[str]:
    """What all files of a kind come to, to compare with what the ERP prints, and the lines among
    them that belong to nobody."""
    reports = proposal.reports
    n = sum(report.records.accepted for report in reports)
    sentences = []
    apart = added(report.amounts for report in reports)
    amounts = [report.amount for report in reports if report.amount is not None]
    if apart or amounts:
        total = money(None, apart, look) if apart else f"{look.symbol}{sum(amounts):,.2f}"
        text = _(
            "All files together: {lines} that come to {money}. Compare it with your ERP's total."
        )
        sentences.append(text.format(lines=_lines(n, look), money=total))
    if kind == "sales" and (nobody := without_account.lines(proposal.readings)):
        text = ngettext(
            "{n} of {all} lines names no account: it counts in totals and belongs to nobody.",
            "{n} of {all} lines name no account: they count in totals and belong to nobody.",
            nobody,
        )
        sentences.append(text.format(n=look.count(nobody), all=look.count(n)))
    return sentences


def money(amount: Decimal | None, amounts: Mapping[str, Decimal], look: Look) -> str:
    """Money in the currency shown; where there are several, each for itself."""
    if not amounts:
        return look.money(amount)
    return _(", ").join(f"{part:,.2f} {name}".strip() for name, part in amounts.items())


def months(reports: Iterable[Report]) -> str:
    """The months of the files: one, or from the first to the last."""
    all_months = sorted({change.month for report in reports for change in report.months})
    if not all_months:
        return ""
    first, last = f"{all_months[0]:%Y-%m}", f"{all_months[-1]:%Y-%m}"
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def outside(changes: Iterable[Change], book: Book | None) -> list[date]:
    """The months that lie outside the book: before its first, or beyond the one after its last."""
    if book is None or book.first_order_on is None or book.last_order_on is None:
        return []
    first = book.first_order_on.replace(day=1)
    beyond = months_before(book.last_order_on.replace(day=1), -2)
    facts = (c for c in changes if c.touches and not KINDS[c.kind].is_plan)
    changed_months = {change.month for change in facts if change.month is not None}
    return sorted(month for month in changed_months if not first <= month < beyond)


def status(report: Report) -> str:
    """What became of a file, in a word."""
    return {
        "ready": _("ready"),
        "loaded": _("loaded"),
        "unchanged": _("loaded before"),
        "held": _("waits for the others"),
        "needs_answer": _("waits for an answer"),
        "refused": _("refused"),
    }[report.status]


def noticed(what: str) -> str:
    """Something that stopped nothing, in words."""
    return {
        "preamble": _("line before the header, left out"),
        "total": _("row of totals, left out"),
        "sheet": _("sheet with data, not read"),
        "blank": _("blank row"),
        "footer": _("line after the data, left out"),
        "heading": _("line over a group of records, left out"),
        "repeated_header": _("the header again, left out"),
        "rule": _("drawn line, left out"),
        "page_title": _("title of a page, left out"),
        "units": _("units below the header"),
        "counter": _("column without a name that counts, left out"),
        "blank_cell": _("read as blank"),
        "similar": _("a name like another one"),
        "not_sale": _("no sale, left out"),
        "difference": _("amount differs from quantity × unit price"),
    }.get(what, what)


def encoding(code: str | None) -> str:
    """An encoding as people know it."""
    return (code or "–").upper().replace("_", "-")


def delimiter(code: str | None) -> str:
    """A delimiter by its name."""
    names = {
        ",": _("comma"),
        ";": _("semicolon"),
        "\t": _("tab"),
        "tab": _("tab"),
        "|": _("bar"),
        " ": _("space"),
    }
    return "–" if not code else names.get(code, code)


def cells(reports: Iterable[Report], look: Look) -> list[str]:
    """Of files whose records hold several targets: where every cell went."""
    text = _(
        "{file}: of {n} cells {taken} are targets, {blank} are blank and no target, "
        "{rejected} are left out."
    )
    return [
        text.format(
            file=report.file,
            n=look.count(report.cells.in_file),
            taken=look.count(report.cells.accepted),
            blank=look.count(report.cells.blank),
            rejected=look.count(report.cells.rejected),
        )
        for report in reports
        if report.cells
    ]


def files_table(reports: Sequence[Report]) -> pd.DataFrame:
    """One row a file for the table of files, those that wait or are refused first.

    Where every record went, the header not counted: the figures of a row add up.
    """
    return pd.DataFrame(
        [
            {
                "file_name": report.file,
                "status": f"{STATUS_ICONS.get(report.status, '·')} {status(report)}",
                "in_file": report.records.in_file - report.records.header,
                "accepted": report.records.accepted,
                "no_records": _no_records(report.records),
                "not_losses": report.records.not_losses,
                "not_sales": report.records.not_sales,
                "rejected": report.records.rejected,
                "months": _months_of(report),
                "encoding": encoding(report.encoding),
                "delimiter": delimiter(report.delimiter),
            }
            for report in sorted(reports, key=lambda report: FIRST.get(report.status, len(FIRST)))
        ]
    )


def _no_records(records: Records) -> int:
    return records.preamble + records.blank + records.totals


def _months_of(report: Report) -> str:
    return ", ".join(f"{change.month:%Y-%m}" for change in report.months[:3]) + (
        " …" if len(report.months) > 3 else ""
    )


def _lines(n: int, look: Look) -> str:
    return ngettext("{n} line", "{n} lines", n).format(n=look.count(n))
