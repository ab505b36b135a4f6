"""Books that have little in them, or all the same: every page says something, none fails."""

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data import intake, warehouse
from data.ingest.model import InputFile, ReadOptions

PAGES = (
    *("home/overview.py", "value/segments.py", "value/rfm_cube.py", "risk/churn.py"),
    *("relationships/levels.py", "exports/imports.py", "account/account.py"),
)
SALES = "Order No,Order Date,Customer No,Customer,Amount\n"
CHURN = "Customer No,Lost On,Reason,Sales Lost\nc1,2026-03-05,price,900\n"
ACCOUNTS = "Customer No,Customer,Key Account\nc1,Ana,yes\nc2,Bo,no\n"
LEVELS = "Customer No,Assessed On,Level\nc1,2026-03-05,3\n"


def monthly(amounts: dict[str, int]) -> str:
    """The same order of each account on the third of each month of a year."""
    return SALES + "".join(
        f"{account}{month},2025-{month:02d}-03,{account},{account},{amount}\n"
        for account, amount in amounts.items()
        for month in range(1, 13)
    )


BOOKS = {
    "only_churn": {"churn": CHURN},
    "only_accounts": {"accounts": ACCOUNTS},
    "only_levels": {"relationships": LEVELS},
    "one_account": {"sales": monthly({"c1": 100})},
    "one_order": {"sales": SALES + "1,2026-03-03,c1,Ana,10\n"},
    "all_equal": {"sales": monthly({f"c{n}": 100 for n in range(9)})},
    "only_credits": {"sales": SALES + "1,2026-03-03,c1,Ana,-10\n2,2026-04-03,c2,Bo,-5\n"},
    "nothing_but_zero": {"sales": SALES + "1,2026-03-03,c1,Ana,0\n"},
    "unassigned": {"sales": SALES + "1,2026-03-03,,,10\n2,2026-03-09,,,20\n"},
}


@pytest.mark.parametrize("name", BOOKS)
def test_every_page_opens(
    name: str, own_home: Path, tmp_path: Path, open_page: Callable[..., AppTest]
) -> None:
    book, files = warehouse.current(own_home), []
    for kind, text in BOOKS[name].items():
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        files.append(InputFile(path.name, path))
    proposal = intake.propose(book, files, ReadOptions())
    assert proposal.ready, [report.errors for report in proposal.reports]
    intake.confirm(book, proposal, "ann")
    for page in PAGES:
        for ruler in ({}, {"method": "quintile", "split": "mean"}):
            at = open_page(page, account="c1", **ruler)
            assert at.title, page
            assert not any("NaN" in shown.value or "nan" in shown.value for shown in at.title)
    assert open_page("settings/settings.py").title
    for tab in ("who", "history", "words"):
        open_page("risk/churn.py" if tab == "who" else "exports/imports.py", tab=tab)
