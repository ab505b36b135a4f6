"""What can be answered, in the words of the page: questions and their choices come as codes."""

from charts import words
from data.catalogue import KINDS
from data.report import Question
from locales import _

MAPPING = "mapping:"
IGNORE, NONE = "ignore", "none"
COLUMNS = frozenset(column.name for kind in KINDS.values() for column in kind.readable)


def question(asked: Question) -> str:
    """The text of a question, a column of ours by its name on the page."""
    name = asked.key.removeprefix(MAPPING)
    if not asked.key.startswith(MAPPING) or name not in COLUMNS:
        return asked.text
    return asked.text.replace(f'"{name}"', f'"{words.column(name)}"')


def choice(key: str, code: str) -> str:
    """A choice of a question as a sentence; what has none reads as it is."""
    if key.startswith(MAPPING):
        return _header(code) if key.removeprefix(MAPPING) in COLUMNS else _column(code)
    if key == "header" and code != "none":
        return _rows(code)
    if key == "month_empty" and code[:4].isdecimal():
        return _("{month} has no rows: empty it").format(month=code)
    sentences = _writing() | _encodings() | _records() | _amounts() | _whose() | _loading()
    return sentences.get(f"{key}:{code}", code)


def example(written: str, read: str) -> str:
    """A value as written and as read; once where they say the same or nothing was written."""
    return read if written in {"", read} else f"{written} → {read}"


def _header(code: str) -> str:
    if code == IGNORE:
        return _column(code)
    return _("None of them: load nothing") if code == NONE else code


def _column(code: str) -> str:
    return _("None of them: leave it out") if code == IGNORE else words.column(code)


def _rows(code: str) -> str:
    """The row that holds the column names, or the two whose names are joined: 1+2."""
    first, _plus, second = code.partition("+")
    if second:
        return _("Rows {first} and {second} together").format(first=first, second=second)
    return _("Row {row}").format(row=first)


def _writing() -> dict[str, str]:
    """How cells and rows are written."""
    return {
        "date_order:dmy": _("Day, month, year: 03/04/2025 is 3 April"),
        "date_order:mdy": _("Month, day, year: 03/04/2025 is 4 March"),
        "date_order:ymd": _("Year, month, day"),
        "decimal:point": _("A point before the decimals: 1,234 is one thousand two hundred …"),
        "decimal:comma": _("A comma before the decimals: 1,234 is a little more than one"),
        "line_breaks:records": _("Records: the quotes are a mistake"),
        "line_breaks:cell": _("One cell with line breaks"),
        "sheet:all": _("All sheets with these columns"),
        "sheet:joined": _("Orders and their lines, joined by the order number"),
        "unit:multiply": _("Multiply: the numbers are so many units"),
        "unit:as_is": _("Keep them as they are"),
        "escape:backslash": _("Yes, the backslash only marks the quote"),
        "escape:plain": _("No, the backslash is part of the text"),
        "header:none": _("No row: the columns have no names"),
        "delimiter:comma": _("comma"),
        "delimiter:semicolon": _("semicolon"),
        "delimiter:tab": _("tab"),
        "delimiter:pipe": _("bar"),
        "merged:leave": _("Only the first row has it"),
        "merged:fill": _("Every row has it"),
        "shared:above": _("Yes, they belong to the record above"),
        "shared:none": _("No, they name nobody"),
        "percent:percent": _("So many percent: 45 is 45%"),
        "percent:share": _("A share of 1: 0.45 is 45%"),
    }


def _encodings() -> dict[str, str]:
    """Which encoding a file is in."""
    return {
        "encoding:utf-16-le": _("Unicode, as Windows writes it (UTF-16 LE)"),
        "encoding:utf-16-be": _("Unicode, the other byte first (UTF-16 BE)"),
        "encoding:gb18030": _("Chinese, simplified (GB18030)"),
        "encoding:big5": _("Chinese, traditional (Big5)"),
        "encoding:shift_jis": _("Japanese (Shift-JIS)"),
        "encoding:euc-jp": _("Japanese (EUC-JP)"),
        "encoding:euc-kr": _("Korean (EUC-KR)"),
        "encoding:windows-1252": _("Western European (Windows-1252)"),
        "encoding:windows-1250": _("Central European (Windows-1250)"),
        "encoding:iso-8859-2": _("Central European (ISO 8859-2)"),
        "encoding:windows-1251": _("Cyrillic (Windows-1251)"),
        "encoding:koi8-r": _("Cyrillic (KOI8-R)"),
        "encoding:cp866": _("Cyrillic (DOS 866)"),
        "encoding:windows-1253": _("Greek (Windows-1253)"),
        "encoding:windows-1254": _("Turkish (Windows-1254)"),
        "encoding:mac-roman": _("Western European (Mac)"),
        "encoding:cp850": _("Western European (DOS 850)"),
        "encoding:cp437": _("Western (DOS 437)"),
        "encoding:utf-8-twice": _("Repaired"),
        "encoding:utf-8": _("As it stands"),
    }


def _records() -> dict[str, str]:
    """What a record is."""
    return {
        "orders:lines": _("Each line is an order"),
        "orders:days": _("Lines of one account and day are one order"),
        "duplicates:keep": _("Keep them: they are genuine"),
        "duplicates:drop": _("Drop the repeats"),
        "payments:once": _("The whole invoice's: count it once"),
        "payments:each": _("Each record has its own: add them up"),
        "totals:leave_out": _("Totals: leave them out"),
        "totals:keep": _("Records: keep them"),
        "swapped_dates:swap": _("Turn day and month back"),
        "swapped_dates:keep": _("They are right: keep them"),
        "headings:ignore": _("Nothing of these: leave it out"),
        "targets:targets": _("Yes, these are targets"),
        "targets:stop": _("No, load nothing"),
    }


def _amounts() -> dict[str, str]:
    """What the amount of a line is."""
    return {
        "grain:order": _("The whole order's: count it once an order"),
        "grain:line": _("Each line has its own: add them up"),
        "discount:subtract": _("Subtract it: the amount is still without it"),
        "discount:included": _("Subtract nothing: the amount is after the discount"),
        "discount:money": _("Subtract it as money"),
        "discount:percent": _("Subtract it as so many percent"),
        "discount:share": _("Subtract it as a share: 0.1 takes off a tenth"),
        "discount:part_paid": _("Take it as what is paid: 0.9 leaves nine tenths"),
        "discount:percent_paid": _("Take it as what is paid: 90 leaves nine tenths"),
        "tax:subtract": _("Subtract the tax: the total contains it"),
        "tax:as_is": _("Keep the total as it is"),
        "price:each": _("The price of one piece: multiply it by the quantity"),
        "price:line": _("The total of the line: take it as it is"),
        "components:one": _("One line that stands there several times: count it once"),
        "components:each": _("Lines of their own: count each of them"),
        "sign:turn": _("Turn them round: what stands there as negative is a sale"),
        "sign:keep": _("Keep them: negative is a return or a credit note"),
    }


def _whose() -> dict[str, str]:
    """Which column says whose the records are."""
    return {
        f"{key}:{name}": words.column(name)
        for key in ("targets_for", "rows_for", "headings")
        for name in ("salesperson", "region", "department", "category", "account_name")
    }


def _loading() -> dict[str, str]:
    """What loading does to what is there."""
    return {
        "partial:replace": _("Replace the whole month by this file"),
        "partial:add": _("Add what is new and keep the rest"),
        "same_data:skip": _("Leave the file out"),
        "same_data:load": _("Load it in place of the same records"),
        "restated:keep": _("Keep what is loaded; leave the other values out"),
        "restated:replace": _("Replace it by the new values"),
        "other_source:skip": _("Leave the file out"),
        "other_source:load": _("Count it again: it is other business"),
        "withdrawn:remove": _("Take them out of the book: they are no sales any more"),
        "withdrawn:keep": _("Keep what is loaded"),
        "month_empty:skip": _("Nothing: leave the file out"),
        "month_empty:empty": _("The whole list is empty now"),
        "month_future:load": _("Load it"),
        "month_future:stop": _("Stop: the dates are wrong"),
    }
