"""S1–S3: names that would be programs, links or formulas stay names, on pages and in files."""

import csv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Dialog, Request

from data import intake
from data.ingest.model import InputFile, ReadOptions
from data.warehouse import Warehouse
from tests.browser.conftest import Server, Visitor
from tests.browser.test_walk import PAGES

PAYLOADS = [
    "<script>window.__pwn=1</script>",
    '<img src=x onerror="window.__pwn=1;alert(1)">',
    "<svg onload=window.__pwn=1>",
    "<iframe src=http://evil.example></iframe>",
    "![a](http://evil.example/y.png)",
    "[click](http://evil.example)",
    "<http://evil.example>",
    "http://evil.example/plain",
    "[x](javascript:window.__pwn=1)",
    '<a href="http://evil.example">x</a>',
    '=HYPERLINK("http://evil.example","x")',
    "+1",
    "-2+3",
    "@SUM(A1)",
    '"; DROP TABLE sales; --',
    "$\\href{http://evil.example}{x}$",
    ":red[x] :material/home: {{7*7}}",
]
TABS = [
    *(f"imports?tab={tab}" for tab in ("history", "changes", "names", "words")),
    *(f"concentration?tab={tab}" for tab in ("profit", "exposure", "ranking")),
    *(f"results?tab={tab}" for tab in ("bridge", "drivers", "accounts", "cohorts", "department")),
    *("churn?tab=who", "settings", "settings?tab=health"),
]
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
Rows = list[tuple[object, ...]]


def _write(path: Path, header: str, rows: Rows) -> InputFile:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        writer.writerows(rows)
    return InputFile(path.name, path)


def _exports(folder: Path) -> list[InputFile]:
    """Two years of orders, losses, levels and the list of accounts, every text a payload."""
    names = list(enumerate(PAYLOADS))
    months = [f"{2024 + n // 12}-{1 + n % 12:02d}" for n in range(10, 34)]
    sales: Rows = [
        (
            f"{m}-{i}",
            1,
            f"{m}-{1 + i:02d}",
            f"A{i}",
            name,
            name,
            name,
            name,
            name,
            name,
            100 + 7 * i,
        )
        for m in months
        for i, name in names
        if i % 5 or m < "2026-03"
    ]
    listed: Rows = [(f"A{i}", name, name, name, name, "yes") for i, name in names]
    lost: Rows = [(f"A{i}", f"2026-0{1 + i // 5}-05", name, 50 + i, name) for i, name in names]
    levels: Rows = [(f"A{i}", "2026-08-01", 1 + i % 4, name, name) for i, name in names]
    heads = "order_id,line_id,order_date,account_id,account_name,product,category,region"
    return [
        _write(folder / "sales.csv", f"{heads},department,salesperson,amount", sales),
        _write(
            folder / "accounts.csv",
            "account_id,account_name,region,owner,industry,is_key_account",
            listed,
        ),
        _write(folder / "churn.csv", "account_id,lost_on,reason,sales_lost,note", lost),
        _write(
            folder / "relationships.csv", "account_id,assessed_on,level,assessed_by,note", levels
        ),
    ]


@pytest.fixture(scope="module")
def hostile(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> Server:
    """A server on a book whose every name is a payload."""
    home = tmp_path_factory.mktemp("hostile") / "home"
    book = Warehouse.open(home)
    for file in _exports(tmp_path_factory.mktemp("exports")):
        proposal = intake.propose(book, [file], ReadOptions())
        assert proposal.ready, [report.to_json() for report in proposal.reports]
        intake.confirm(book, proposal, '<img src=x onerror="window.__pwn=1">')
    book.close()
    return serve(home)


def test_s1_s2_no_page_runs_or_links_a_name(
    hostile: Server, visitor: Callable[..., Visitor]
) -> None:
    guest = visitor()
    dialogs: list[str] = []
    strange: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith((hostile.url, "data:", "blob:")):
            strange.append(request.url)

    guest.page.on("dialog", dismiss)
    guest.page.on("request", note)
    for page in (*PAGES, *TABS, "account?account=A1", "account?account=A8"):
        guest.open(f"{hostile.url}/{page}")
        assert guest.page.evaluate("window.__pwn") is None, page
        assert guest.page.locator("a[href*='evil.example']").count() == 0, page
        assert guest.page.locator("a[href^='javascript']").count() == 0, page
        assert guest.page.locator("img[src*='evil'], iframe[src*='evil']").count() == 0, page
    assert dialogs == []
    assert strange == []


@pytest.mark.parametrize(
    ("page", "table"), [("segments", "segments_accounts"), ("churn", "losses")]
)
def test_s3_no_download_holds_a_formula(
    hostile: Server, visitor: Callable[..., Visitor], page: str, table: str
) -> None:
    guest = visitor()
    guest.open(f"{hostile.url}/{page}")
    text, workbook = (_downloaded(guest, f"{table}_{form}") for form in ("csv", "xlsx"))

    cells = [c for row in csv.reader(text.open(encoding="utf-8-sig", newline="")) for c in row]
    assert [c for c in cells if c.startswith(FORMULAS) and not _is_number(c)] == []
    assert {"'" + name if name.startswith(FORMULAS) else name for name in PAYLOADS} <= set(cells)

    parts = zipfile.ZipFile(workbook)
    sheets = [parts.read(n).decode() for n in parts.namelist() if n.startswith("xl/worksheets/")]
    assert not any("<f>" in sheet or "<f " in sheet or "<hyperlink" in sheet for sheet in sheets)
    written = [cell for row in load_workbook(workbook.open("rb")).active for cell in row]
    assert set(PAYLOADS) <= {cell.value for cell in written}
    assert all(cell.data_type == "s" for cell in written if isinstance(cell.value, str))


def _downloaded(guest: Visitor, key: str) -> Path:
    with guest.page.expect_download() as told:
        guest.page.locator(f".st-key-{key} button").click()
    return Path(told.value.path())


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
