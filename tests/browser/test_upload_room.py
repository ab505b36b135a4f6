"""A server with little room for uploads, and tabs that want more of it than there is."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import ROOT, Server, Visitor

MB = 1_000_000
HEADER = "order_id,order_date,account_id,amount\n"
MANY = """async ([url, count, size]) => {
    const token = document.cookie.split("; ").find(c => c.startsWith("_streamlit_xsrf="));
    const headers = {"X-Xsrftoken": token ? token.split("=")[1] : ""};
    const sent = [...Array(count).keys()].map(async (number) => {
        const form = new FormData();
        form.append("file", new Blob(["x".repeat(size)]), `f${number}.csv`);
        const address = url.replace(/[^/]+$/, `forged-${number}`);
        try {
            const answer = await fetch(address, {method: "PUT", body: form, headers});
            return [answer.status, await answer.text()];
        } catch (error) { return [0, String(error)]; }
    });
    return Promise.all(sent);
}"""
"""Sends files under addresses of its own making, as no box of the page would."""


@pytest.fixture(scope="module")
def small(serve: Callable[..., Server]) -> Server:
    """A server with room for 4 MB: 2 MB a tab."""
    return serve(OCTANT_UPLOAD_LIMIT="4MB")


def export(folder: Path, name: str, size: int) -> Path:
    path = folder / name
    row = f"1,2026-09-01,A1,{'0' * 200}5\n"
    path.write_text(HEADER + row * (size // len(row)), encoding="utf-8")
    return path


def drop(page: Page, *files: Path) -> None:
    page.locator("input[type=file]").first.set_input_files(files)


def on_disk(server: Server) -> int:
    incoming = server.home / "uploads" / "incoming"
    return sum(path.stat().st_size for path in incoming.rglob("*") if path.is_file())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_file_without_room_is_said_below_the_box(
    small: Server, visitor: Callable[..., Visitor], tmp_path: Path, language: str
) -> None:
    guest = visitor(language)
    guest.open(f"{small.url}/imports")
    drop(guest.page, export(tmp_path, "big.csv", 3 * MB))
    guest.page.locator("[data-testid=stFileChipIconError]").wait_for(timeout=20_000)
    words = guest.page.evaluate(
        "getComputedStyle(document.querySelector('[data-testid=stFileUploader]'), '::after')"
        ".content"
    )
    assert "2 MB" in words
    assert "Do: load or clear" in words or language == "zh"
    assert on_disk(small) == 0


def test_files_that_fit_are_taken_and_the_others_named(
    small: Server, visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    guest = visitor()
    guest.open(f"{small.url}/imports")
    drop(guest.page, *(export(tmp_path, f"{n}.csv", 900_000) for n in range(4)))
    warning = guest.page.get_by_text(re.compile("There is no room for the file.*2 MB together"))
    expect(warning).to_be_visible(timeout=30_000)
    assert 0 < on_disk(small) <= 2 * MB
    guest.page.context.close()
    for _tab in range(2):  # both find room, as what the closed tab held makes way
        other = visitor()
        other.open(f"{small.url}/imports")
        drop(other.page, export(tmp_path, "more.csv", 1_800_000))
        expect(other.page.get_by_role("textbox", name="Source")).to_be_visible(timeout=60_000)
        assert other.page.locator("[data-testid=stFileChipIconError]").count() == 0
    assert 3 * MB < on_disk(small) < 4 * MB


def test_one_tab_cannot_fill_the_server_under_forged_addresses(
    small: Server, visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    guest = visitor()
    guest.open(f"{small.url}/imports")
    with guest.page.expect_request("**/upload_file/**") as request:
        drop(guest.page, export(tmp_path, "one.csv", 10_000))
    guest.settle()
    answers = guest.page.evaluate(MANY, [request.value.url, 30, 200_000])
    statuses = [status for status, _text in answers]
    assert 1 <= statuses.count(204) <= 10
    assert set(statuses) <= {204, 413, 0}
    assert any("Do: load or clear" in text for status, text in answers if status == 413)
    answers = guest.page.evaluate(MANY, [request.value.url, 100, 0])
    assert [status for status, _text in answers].count(204) <= 31


def test_a_size_that_is_none_is_said_by_the_server(tmp_path: Path) -> None:
    finished = subprocess.run(
        [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port=0"],
        cwd=ROOT,
        env={**os.environ, "OCTANT_HOME": str(tmp_path), "OCTANT_UPLOAD_LIMIT": "plenty"},
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert finished.returncode == 1
    assert b"OCTANT_UPLOAD_LIMIT=PLENTY is no size. Do:" in finished.stderr
    assert b"Traceback" not in finished.stderr
