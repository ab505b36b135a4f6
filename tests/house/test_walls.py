"""The walls of the house hold in a fresh process, not only in the import graph."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.mark.parametrize("room", ["data", "data.intake", "analytics", "analytics.engine", "charts"])
def test_a_room_imports_without_streamlit(room: str) -> None:
    code = f"import {room}, sys; sys.exit('streamlit' in sys.modules)"
    finished = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True)
    assert finished.returncode == 0, finished.stderr.decode()


def test_names_from_data_meet_no_unsafe_html() -> None:
    """One CSS block in the frame is all the HTML that pages write."""
    pages = [*ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
    unsafe = [
        str(page.relative_to(ROOT))
        for page in pages
        for word in ("unsafe_allow_html", "to_html", "escape=False", "components.v1")
        if word in page.read_text()
    ]
    html = [str(p.relative_to(ROOT)) for p in pages if "st.html(" in p.read_text()]
    assert unsafe == []
    assert html == ["pages/frame.py"]


def test_pages_hold_no_sql_and_no_grouping() -> None:
    for page in ROOT.glob("pages/**/*.py"):
        text = page.read_text().lower()
        assert ".groupby(" not in text, page
        assert "select " not in text or "from " not in text.split("select ", 1)[1][:80], page
