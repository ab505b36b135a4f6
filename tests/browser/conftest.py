"""A fresh Octant on loopback and a real Chromium to look at it with."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as TookTooLong

ROOT = Path(__file__).parent.parent.parent
TROUBLE = re.compile(
    r"Traceback|Page not found|error id|错误编号|\w+(Error|Exception):|\bnan\b", re.I
)
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Server:
    url: str
    home: Path


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status(url: str) -> int | None:
    """What /healthz answers: 200, 503; None while nobody answers."""
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return None


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Starts servers, each on its own home (or a given one), and stops them at the end.

    `ready`: waits until its health is good, else until it answers at all.
    """
    started: list[subprocess.Popen[bytes]] = []

    def start(home: Path | None = None, ready: bool = True, **environment: str) -> Server:
        home = home or tmp_path_factory.mktemp("home")
        port = _free_port()
        log = (home / "server.log").open("wb")
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"],
            cwd=ROOT,
            env={
                **os.environ,
                "OCTANT_HOME": str(home),
                "OCTANT_TODAY": "2026-11-22",
                **environment,
            },
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        started.append(process)
        server = Server(f"http://127.0.0.1:{port}", home)
        until = time.monotonic() + 120
        while status(server.url) not in ((200,) if ready else (200, 503)):
            assert process.poll() is None, (home / "server.log").read_text()[-2000:]
            assert time.monotonic() < until, (home / "server.log").read_text()[-2000:]
            time.sleep(0.3)
        return server

    yield start
    for process in started:
        process.terminate()
    for process in started:
        process.wait(timeout=20)


@pytest.fixture(scope="session")
def demo(serve: Callable[..., Server]) -> Server:
    """A server on the made-up company."""
    return serve()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=CHROMIUM_FLAGS
        )
        yield browser
        browser.close()


@dataclass
class Visitor:
    """Somebody with a browser: a language, a theme, a window."""

    page: Page

    def open(self, url: str) -> None:
        self.page.goto(url, wait_until="domcontentloaded")
        self.settle()

    def settle(self) -> None:
        """Waits until the page has run to its end, and finds no trouble on it."""
        self.page.get_by_role("heading").first.wait_for(timeout=60_000)
        self.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for(
            timeout=60_000
        )
        try:
            self.page.locator("[data-testid=stSkeleton]").first.wait_for(
                state="hidden", timeout=15_000
            )
        except TookTooLong:
            raise AssertionError(f"{self.page.url} never finished drawing") from None
        found = TROUBLE.search(self.page.inner_text("body"))
        assert not found, f"{self.page.url} shows {found and found.group()}"
        assert self.page.locator("[data-testid=stException]").count() == 0, self.page.url

    def charts(self) -> int:
        """Figures that drew at least one mark."""
        return self.page.locator(
            ".js-plotly-plot .main-svg :is(.point, .trace, .bars, .scatter, .shapelayer path)"
        ).count()


@contextmanager
def visits(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens the browser with a new profile, as somebody who was never here before; all are closed
    at the end: a page left open holds 100 MB."""
    opened: list[Page] = []

    def arrive(language: str = "en", theme: str = "light", width: int = 1280) -> Visitor:
        context = chromium.new_context(
            locale={"en": "en-US", "zh": "zh-CN"}[language],
            color_scheme="dark" if theme == "dark" else "light",
            viewport={"width": width, "height": 900},
        )
        opened.append(context.new_page())
        return Visitor(opened[-1])

    try:
        yield arrive
    finally:
        for page in opened:
            page.context.close()


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens the browser for somebody new, until the end of the test."""
    with visits(chromium) as arrive:
        yield arrive
