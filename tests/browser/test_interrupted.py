"""People who cancel, close the page, or click twice while an upload goes in."""

import re
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from benchmarks.uploads import export
from tests.browser.conftest import Server, Visitor
from tests.browser.line import Line
from tests.browser.reader import held
from tests.browser.upload import drag, load_button, tick, until, versions


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Server:
    """A server with an empty book of its own."""
    return serve()


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file whose reading takes a few seconds."""
    return export(tmp_path_factory.mktemp("big") / "big.csv", 2025, 60)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export(tmp_path_factory.mktemp("small") / "small.csv", 2025, 0.2)


def drop(guest: Visitor, server: Server, file: Path) -> Page:
    guest.open(f"{server.url}/imports")
    guest.page.locator("input[type=file]").set_input_files(file)
    return guest.page


def test_reading_is_cancelled_and_leaves_nothing(
    server: Server, visitor: Callable[..., Visitor], big: Path
) -> None:
    guest = visitor()
    page = drop(guest, server, big)
    far = page.get_by_text(re.compile(r"big\.csv: [\d.]+ MB of 60.0 MB"))
    with held(server.home, far.is_visible) as reader:
        page.get_by_role("button", name=re.compile("Cancel$")).click()
        expect(page.get_by_text("Cancelled; nothing was stored.")).to_be_visible(timeout=30_000)
        until(lambda: not Path(f"/proc/{reader}").exists(), patience=5)
    guest.settle()
    left = [path for path in (server.home / "uploads").rglob("*") if path.is_file()]
    assert left == []
    assert list((server.home / "tmp").glob("read-*")) == []


def test_f18_two_clicks_on_load_make_one_version(
    server: Server, visitor: Callable[..., Visitor], small: Path
) -> None:
    guest = visitor()
    page = drop(guest, server, small)
    expect(load_button(page)).to_be_enabled(timeout=60_000)
    load_button(page).dblclick()
    expect(page.get_by_role("button", name="Load more")).to_be_visible(timeout=60_000)
    text = page.inner_text("body")
    assert "Version 1: " in text
    assert "Version 2" not in text
    originals = [path for path in (server.home / "uploads").iterdir() if path.is_file()]
    assert len(originals) == 1
    guest.open(f"{server.url}/imports?tab=history")
    assert "Version 1 is in force" in page.inner_text("body")


def reach(step: str, page: Page, line: Line, file: Path, home: Path) -> None:
    """An upload on its way, as far as the step."""
    if step == "upload":
        line.hold_after(file.stat().st_size // 2)
    page.locator("input[type=file]").set_input_files(file)
    if step == "upload":
        until(line.is_holding)
    elif step == "reading":
        with held(home, page.get_by_role("button", name=re.compile("Cancel$")).is_visible):
            pass
    elif step == "questions":
        page.get_by_text(GENUINE).first.wait_for(timeout=60_000)
    else:
        tick(page)
    if step == "loading":
        load_button(page).click()
        storing = page.get_by_text(re.compile(r"^Storing [\d,]+ records"))
        done = page.get_by_role("button", name="Load more")  # on an idle machine
        storing.or_(done).first.wait_for(timeout=60_000)


def go_on(page: Page, version: int) -> None:
    """From wherever the page stands to a version."""
    asked = page.get_by_text(GENUINE)
    expect(asked.first.or_(load_button(page)).first).to_be_visible(timeout=120_000)
    if asked.count():
        asked.first.click()
    tick(page)
    load_button(page).click()
    page.get_by_text(re.compile(f"Version {version}: ")).first.wait_for(timeout=120_000)


def assert_nothing_is_left(server: Server) -> None:
    """What a reading left on the disk goes with it, whoever looks on."""
    until(lambda: list((server.home / "tmp").glob("read-*")) == [])


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, float], Path]:
    """A fresh file for a step; that of the questions has lines twice, which is asked each time."""
    folder, years = tmp_path_factory.mktemp("exports"), count(2000)

    def make(step: str, megabytes: float) -> Path:
        year = next(years)
        path = folder / f"{year}.csv"
        if step != "questions":
            return export(path, year, megabytes)
        lines = [f"O{n},P{n % 5},{year}-0{1 + n % 9}-11,A{n},5\n" for n in range(90)]
        path.write_text(
            "order_id,product,order_date,account_id,amount\n" + "".join(lines + lines[:3])
        )
        return path

    return make


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    line = Line(server.url)
    yield line
    line.close()


GENUINE = "Keep them: they are genuine"
ORDINARY = (("loading", 12),)
LONG = (("upload", 30), ("reading", 30), ("questions", 0), ("preview", 30), ("loading", 60))


@pytest.mark.parametrize(
    ("step", "megabytes"),
    [*ORDINARY, *(pytest.param(*one, marks=pytest.mark.faults) for one in LONG)],
)
def test_f17_a_page_closed(
    step: str,
    megabytes: float,
    server: Server,
    line: Line,
    visitor: Callable[..., Visitor],
    exports: Callable[[str, float], Path],
) -> None:
    """Who comes back finds it done or not begun, and can load."""
    guest, file, before = visitor(), exports(step, megabytes), versions(server)
    guest.open(f"{line.url}/imports")
    reach(step, guest.page, line, file, server.home)
    guest.page.close()
    line.cut()
    if step == "loading":
        until(lambda: versions(server) == before + 1)
    assert_nothing_is_left(server)
    again = visitor()
    again.open(f"{server.url}/imports?tab=history")
    if step == "loading":
        expect(again.page.get_by_text(f"Version {before + 1} is in force")).to_be_visible()
        return
    assert versions(server) == before
    assert f"Version {before + 1}" not in again.page.inner_text("body")
    again.open(f"{server.url}/imports")
    again.page.locator("input[type=file]").set_input_files(file)
    go_on(again.page, before + 1)


@pytest.mark.faults
@pytest.mark.parametrize(("step", "megabytes"), LONG)
def test_f17_the_network_drops(
    step: str,
    megabytes: float,
    server: Server,
    line: Line,
    visitor: Callable[..., Visitor],
    exports: Callable[[str, float], Path],
) -> None:
    """Once the network is back the same page goes on: the import is done once, or not begun.

    A file that was half sent is said to be so, and is removed and dropped again.
    """
    guest, file, before = visitor(), exports(step, megabytes), versions(server)
    guest.open(f"{line.url}/imports")
    page = guest.page
    reach(step, page, line, file, server.home)
    line.cut()
    time.sleep(5)
    line.mend()
    if step == "loading":
        said = page.get_by_text(re.compile(f"Version {before + 1}: ")).first
        said.wait_for(timeout=120_000)
    else:
        if step == "upload":
            expect(page.get_by_text("Network Error").first).to_be_visible(timeout=60_000)
            page.get_by_role("button", name=f"Remove {file.name}").click()
            drag(page, file)
        go_on(page, before + 1)
    assert versions(server) == before + 1
    assert_nothing_is_left(server)
