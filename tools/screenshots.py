"""Pictures of the pages on the made-up company, for README.md: `make screenshots`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
PORT = 8590
URL = f"http://127.0.0.1:{PORT}"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]
PICTURES = [
    ("overview", "/?lang=en", "en-US", "light"),
    ("rfm_cube", "/rfm_cube?lang=en", "en-US", "light"),
    ("migration", "/migration?lang=en", "en-US", "light"),
    ("segments_zh", "/segments?lang=zh_CN", "zh-CN", "dark"),
]


def wait_until_ready() -> None:
    """Until the server says that it is ready; two minutes at most."""
    for _attempt in range(240):
        try:
            with urllib.request.urlopen(f"{URL}/healthz", timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            pass
        time.sleep(0.5)
    raise SystemExit("The server did not become ready.")


def take(folder: Path) -> None:
    """One PNG a picture, 1440 by 900."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        for name, path, locale, theme in PICTURES:
            page = browser.new_page(
                locale=locale,
                color_scheme="dark" if theme == "dark" else "light",
                viewport={"width": 1440, "height": 900},
            )
            page.goto(f"{URL}{path}", wait_until="domcontentloaded")
            page.locator(".js-plotly-plot").first.wait_for(timeout=60_000)
            page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
            page.wait_for_timeout(2500)
            page.wait_for_function("!document.querySelector('[data-testid=stSkeleton]')")
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
            shrink(folder / f"{name}.png")
            page.close()
        browser.close()


def shrink(picture: Path) -> None:
    """The picture in 256 colours: pages have few, and a third of the bytes will do."""
    with Image.open(picture) as taken:
        few = taken.convert("RGB").quantize(256, kmeans=3, dither=Image.Dither.NONE)
    few.save(picture, optimize=True)


def main() -> None:
    folder = ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        server = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={PORT}"],
            cwd=ROOT,
            env={**os.environ, "OCTANT_HOME": home, "OCTANT_TODAY": "2026-10-15"},
        )
        try:
            wait_until_ready()
            take(folder)
        finally:
            server.terminate()
            server.wait(timeout=20)


if __name__ == "__main__":
    main()
