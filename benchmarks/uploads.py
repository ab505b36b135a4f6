"""What the memory of a running app does while a big file comes in through a real browser.

    python -m benchmarks.uploads [--megabytes N] [--port N]

An app of its own with an empty book; a Chromium drops a small export and loads it, so that all is
warm, then one of N MB (190 when nothing is said), and loads that. Memory is that of the app and of
every process it starts together (proportional set size: what they share counts once), looked at
twenty times a second. *Before* is when the small export is loaded, its months are kept and what all
that took has gone back; *after* is the same of the big one, with its result still on the page.
Promised: at most three times the file at the peak, and back within 50 MB of before.
"""

import argparse
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.held import Memory

ROOT = Path(__file__).parent.parent
HEADER = (
    "Order ID,Order Date,Account ID,Account Name,Product,Region,Salesperson,"
    "Quantity,Unit Price,Amount,Cost\n"
)
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
REST = 20.0
"""Seconds after which the months are kept and memory that is to be given back has been."""


def export(path: Path, year: int, megabytes: float) -> Path:
    """Order lines of nine months; the same each time."""
    chance = random.Random(year)
    number = size = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        size += file.write(HEADER)
        while size < megabytes * 1e6:
            number += 1
            account, quantity = chance.randrange(5000), chance.randrange(1, 9)
            price = chance.randrange(100, 90_000) / 100
            size += file.write(
                f"SO-{year}-{number // 3:08d},{year}-{1 + number % 9:02d}-{1 + number % 28:02d},"
                f"C{account:05d},Customer {account} Ltd,Product {number % 300},"
                f"Region {account % 7},Person {account % 40},{quantity},{price:.2f},"
                f"{quantity * price:.2f},{quantity * price * 0.7:.2f}\n"
            )
    return path


def load(page: Page, url: str, file: Path, memory: Memory) -> None:
    """Drop a file on the page and load it, as a person does."""
    page.goto(f"{url}/imports", wait_until="domcontentloaded")
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(2000)
    memory.step = "upload and reading"
    page.locator("input[type=file]").set_input_files(file)
    button = page.get_by_role("button", name=re.compile("Load$")).last
    button.wait_for(timeout=300_000)
    page.wait_for_timeout(1000)
    for tick in page.locator("[data-testid=stCheckbox] label").all():
        tick.click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('button')].some("
        "b => b.innerText.trim().endsWith('Load') && !b.disabled)",
        timeout=300_000,
    )
    page.wait_for_timeout(1500)
    memory.step = "loading"
    button.click()
    page.get_by_role("button", name=re.compile("Load more")).wait_for(timeout=300_000)
    memory.step = "after"
    page.wait_for_timeout(REST * 1000)


def main() -> None:
    """Start, load, print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--megabytes", type=float, default=190)
    asked.add_argument("--port", type=int, default=8591)
    options = asked.parse_args()
    url = f"http://127.0.0.1:{options.port}"
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        small = export(folder / "small.csv", 2024, 2)
        big = export(folder / "big.csv", 2025, options.megabytes)
        with running(folder / "home", options.port) as pid:
            _measure(pid, url, small, big)


@contextmanager
def running(home: Path, port: int) -> Iterator[int]:
    """An app of its own on a home; its process."""
    app = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
        cwd=ROOT,
        env=os.environ | {"OCTANT_HOME": f"{home}", "OCTANT_TODAY": "2027-01-15"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}")
        yield app.pid
    finally:
        app.terminate()
        app.wait()


def _measure(pid: int, url: str, small: Path, big: Path) -> None:
    memory = Memory(pid)
    memory.start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(locale="en-US")
        load(page, url, small, memory)
        before, memory.steps = memory.now, {}
        begun = time.monotonic()
        load(page, url, big, memory)
        took, after = time.monotonic() - begun - REST, memory.now
        browser.close()
    size = big.stat().st_size / 1e6
    print(f"file {size:,.0f} MB; loaded in {took:.0f} s")
    print(f"{before}, before")
    for step, most in memory.steps.items():
        print(f"{most}, at the most: {step}")
    print(f"{after}, {REST:.0f} s after")
    peak = (memory.most - before.all) / size
    print(
        f"peak above before: {peak:.2f} times the file (promised 3);"
        f" after: {after.all - before.all:+,.0f} MB (promised 50)"
    )


def _wait_until_ready(url: str) -> None:
    for _attempt in range(240):
        try:
            with urllib.request.urlopen(f"{url}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit("The app did not become ready.")


if __name__ == "__main__":
    main()
