"""What the commands say: plain sentences."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from typing import Any

import pandas as pd

from data import column_values
from data.book import merging
from data.commands import question_text
from data.ingest.error_column import is_mark
from data.ingest.problems import quoted
from data.report import Report, added, by_currency, one
from locales import _, ngettext

SHOWN = 20
"""How many problems of a file are shown; `--json` has up to 1,000."""

Lines = Iterator[str]
Version = Mapping[Any, Any]


def load(reports: Sequence[Report], is_rehearsal: bool) -> Lines:
    """What came of each file, then of all together; questions once, with how to answer."""
    for report in reports:
        yield from _file(report, is_rehearsal)
    done = [r for r in reports if r.status in ("loaded", "ready")]
    if len(done) > 1:
        records = sum(r.records.accepted for r in done)
        text = ngettext("Together: {n} record.", "Together: {n} records.", records)
        yield text.format(n=f"{records:,}")
    yield from question_text.questions(reports)


def history(versions: pd.DataFrame) -> list[str]:
    """One sentence a version, newest first."""
    sentences = [_version(version) for version in versions.to_dict("records")]
    return sentences or [_("Nothing is loaded yet.")]


def _version(version: Version) -> str:
    local = version["made_at"].to_pydatetime().replace(tzinfo=UTC).astimezone()
    undone = version["undone_by"]
    return _("Version {n}, {time}, {who}: {what}{undone}").format(
        n=version["version"],
        time=f"{local:%Y-%m-%d %H:%M}",
        who=version["who"],
        what=_made(version),
        undone="" if pd.isna(undone) else _(" Undone by version {n}.").format(n=undone),
    )


def versions_json(versions: pd.DataFrame, missed: pd.DataFrame) -> list[dict[str, Any]]:
    """The same as JSON; `set_aside` counts the rows of `missed` that are still set aside."""
    aside = missed.groupby("version")["records"].sum().to_dict()
    return [
        _version_json(version) | {"set_aside": int(aside.get(version["version"], 0))}
        for version in versions.to_dict("records")
    ]


def _version_json(version: Version) -> dict[str, Any]:
    apart = currencies(version)
    plain = ("version", "who", "action", "kind", "source", "mode", "rows_added", "rows_removed")
    return {
        **{name: version[name] for name in plain},
        "made_at": version["made_at"].replace(tzinfo=UTC).isoformat(),
        "undoes": _whole(version["undoes"]),
        "undone_by": _whole(version["undone_by"]),
        "amount_added": one(version["amount_added"], apart["added"]),
        "amount_removed": one(version["amount_removed"], apart["removed"]),
        "amounts_added": by_currency(apart["added"]),
        "amounts_removed": by_currency(apart["removed"]),
        "is_across_currencies": is_across(version),
        "months": [month[:7] for month in version["months"]],
        "files": list(version["file_names"]),
    }


def _file(report: Report, is_rehearsal: bool) -> Lines:
    texts = {
        "loaded": _("{file}: loaded as version {version}: {what}."),
        "ready": _("{file}: would load {what}."),
        "unchanged": _("{file}: unchanged."),
        "held": _("{file}: held, because another file of this call is not ready."),
        "needs_answer": _("{file}: needs an answer before it can be loaded."),
        "refused": _("{file}: refused; nothing of it was stored."),
    }
    if is_rehearsal:
        texts["held"] = _("{file}: would be held, because another file is not ready.")
    what = _content(report)
    yield texts[report.status].format(file=report.file, version=report.version, what=what)
    for warning in report.warnings:
        yield f"    {warning}"
    yield from _beside(report)
    if is_rehearsal:
        yield from question_text.unread(report)
    for problem in report.errors[:SHOWN]:
        yield f"    {problem.sentence(report.file, in_command=True)}"
    if report.errors_total > SHOWN:
        text = _(
            "    … and {n} more; --json lists the first 1,000, and the Data page gives the file "
            "with all of them marked."
        )
        yield text.format(n=f"{report.errors_total - SHOWN:,}")
    if report.status == "refused" and report.can_set_aside:
        yield _("    --set-aside loads the good rows and keeps the bad ones aside.")


def _beside(report: Report) -> Lines:
    """Lines on what was left out of a file, and on answers remembered from earlier files."""
    what = {
        "preamble": _("line above the header"),
        "total": _("row of totals"),
        "footer": _("line below the data"),
        "heading": _("line over a group of records"),
        "repeated_header": _("the header again"),
        "rule": _("drawn line"),
        "page_title": _("title of a page"),
        "counter": _("column without a name that counts"),
    }
    left = [item for item in report.listed if item.what in what]
    for item in left[:SHOWN]:
        text = _("    Left out: row {row} ({what}): {found}")
        yield text.format(row=item.row, what=what[item.what], found=item.found)
    if len(left) > SHOWN:
        yield _("    … and {n} more; --json lists them.").format(n=f"{len(left) - SHOWN:,}")
    deciding = {value.header for value in report.values if value.is_asked}
    unread = [h for h in report.unmapped if h not in deciding and not is_mark(h)]
    if unread:
        yield _("    Columns that are not read: {headers}.").format(
            headers=", ".join(map(quoted, unread[:SHOWN]))
        )
    if report.remembered:
        answers = ", ".join(f"{key}={answer}" for key, answer in report.remembered.items())
        text = _("    As answered for an earlier file of {source}: {answers}. --answer changes it.")
        yield text.format(source=report.source, answers=answers)


def _content(report: Report) -> str:
    """How many records of what, of which months, and their money."""
    records = report.records.accepted
    text = ngettext("{n} record of {kind}", "{n} records of {kind}", records)
    parts = [text.format(n=f"{records:,}", kind=report.kind)]
    months = [f"{change.month:%Y-%m}" for change in report.months]
    parts += [_span(months)] if months else []
    parts += [] if report.amount is None else [amount_of(report.amount, report.amounts)]
    if report.cells:
        text = ngettext("{n} cell with a target", "{n} cells with a target", report.cells.accepted)
        parts.append(text.format(n=f"{report.cells.accepted:,}"))
    if report.records.not_sales:
        parts.append(
            _no_sales(report.records.not_sales, added(p.amounts for p in report.not_sales))
        )
    if report.aside:
        text = ngettext("{n} row set aside", "{n} rows set aside", report.aside)
        parts.append(text.format(n=f"{report.aside:,}"))
    return listed(parts)


def _made(version: Version) -> str:
    added, removed = version["amount_added"], version["amount_removed"]
    what, apart = version["kind"], currencies(version)
    if version["action"] == merging.ACTION:
        account, into = merging.merged_accounts(version["report"])
        return _("{account} merged into {into}.").format(account=account, into=into)
    if version["action"] == "undo":
        what = _("undo of version {n} ({kind})").format(n=_whole(version["undoes"]), kind=what)
    parts = [
        what,
        *([_span([m[:7] for m in version["months"]])] if len(version["months"]) else []),
        _("source {name}").format(name=version["source"]),
        _rows(rows_added(version["rows_added"]), version["rows_added"], added, apart["added"]),
        _rows(
            rows_removed(version["rows_removed"]),
            version["rows_removed"],
            removed,
            apart["removed"],
        ),
        _no_sales(*not_sales(version)),
        across() if is_across(version) else "",
    ]
    return _("{what}.").format(what=listed([part for part in parts if part]))


def currencies(version: Version) -> dict[str, dict[str, Decimal]]:
    """Money that a version `added` and `removed` by currency, where it has several."""
    amounts = json.loads(version["report"]).get("currencies", {})
    return {
        part: {name: Decimal(amount) for name, amount in amounts.get(part, {}).items()}
        for part in ("added", "removed")
    }


def not_sales(version: Version) -> tuple[int, dict[str, Decimal]]:
    """How many lines the files of a version hold that are no sales, and their money by currency."""
    files = json.loads(version["report"], parse_float=Decimal).get("files", ())
    parts = [
        part
        for file in files
        if file["report"]["status"] == "loaded"
        for part in file["report"].get("not_sales", ())
    ]
    amounts = [{n: Decimal(amount) for n, amount in part["amounts"].items()} for part in parts]
    return sum(part["rows"] for part in parts), added(amounts)


def is_across(version: Version) -> bool:
    """Whether the money of a version is a sum of all its currencies: nothing tells them apart."""
    return bool(json.loads(version["report"]).get("is_across"))


def across() -> str:
    """What is said of such a sum."""
    return _("a sum across all currencies: its rows are no longer there to tell them apart")


def _rows(text: str, rows: int, amount: Decimal | None, amounts: Mapping[str, Decimal]) -> str:
    """A count of rows in words and their money; nothing where there are none."""
    if not rows:
        return ""
    if amount is None:
        return text
    return _("{rows} ({money})").format(rows=text, money=amount_of(amount, amounts))


def _no_sales(lines: int, amounts: Mapping[str, Decimal]) -> str:
    """How many lines are left out, and their money; nothing where there are none."""
    if not lines:
        return ""
    text = ngettext("{n} line left out as no sale", "{n} lines left out as no sales", lines)
    return _("{rows} ({money})").format(
        rows=text.format(n=f"{lines:,}"), money=column_values.money(amounts)
    )


def rows_added(rows: int) -> str:
    """How many rows were added, in words."""
    return ngettext("{n} row added", "{n} rows added", rows).format(n=f"{rows:,}")


def rows_removed(rows: int) -> str:
    """How many rows were removed, in words."""
    return ngettext("{n} row removed", "{n} rows removed", rows).format(n=f"{rows:,}")


def listed(parts: Sequence[str]) -> str:
    """Several parts joined into one sentence."""
    text, *rest = parts
    for part in rest:
        text = _("{told}, {more}").format(told=text, more=part)
    return text


def _span(months: Sequence[str]) -> str:
    first, last = min(months), max(months)
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def money(amount: Decimal) -> str:
    """An amount to read."""
    return f"{amount:,.2f}"


def amount_of(amount: Decimal, amounts: Mapping[str, Decimal]) -> str:
    """An amount to read; in several currencies each for itself."""
    if not amounts:
        return money(amount)
    return _(", ").join(f"{money(part)} {name}".strip() for name, part in amounts.items())


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
