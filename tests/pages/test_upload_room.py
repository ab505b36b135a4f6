"""Room for uploads: for each tab and in all, asked for before a byte is kept, freed with tabs."""

import asyncio
import errno
from collections.abc import Callable, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from data.refusal import Refused
from pages.exports.imports_tabs import tab_upload, upload_session
from pages.exports.imports_tabs.upload_session import UploadSession
from pages.parts import upload_box, upload_gate, upload_quota, uploads
from pages.parts.upload_gate import UploadGate, take_refusals
from pages.parts.upload_quota import DEFAULT, LEAST, PATIENCE, Quota, limit

MB = 1_000_000
TAB = "test session id"
"""The tab of a page that is opened without a browser."""
PATH = "/_stcore/upload_file/{tab}/f1"


@dataclass
class Tabs:
    """A server in small: tabs that are open, what is held of each, and a clock."""

    open: set[str] = field(default_factory=lambda: {"a", "b", "c"})
    held: dict[str, int] = field(default_factory=dict)
    now: float = 0.0
    storing: set[str] = field(default_factory=set)

    def sizes(self) -> dict[str, int]:
        return dict(self.held)

    def let_go(self, tab: str) -> None:
        if tab not in self.storing:
            self.held.pop(tab, None)


@pytest.fixture
def tabs(monkeypatch: pytest.MonkeyPatch) -> Tabs:
    monkeypatch.setenv("OCTANT_UPLOAD_LIMIT", "10MB")
    monkeypatch.setattr(upload_gate, "_refusals", {})
    return Tabs()


@pytest.fixture
def quota(tabs: Tabs) -> Quota:
    return Quota([tabs], lambda tab: tab in tabs.open, lambda: tabs.now)


def test_a_tab_has_half_the_room_and_no_more(quota: Quota, tabs: Tabs) -> None:
    quota.take("a", 3 * MB)
    with pytest.raises(Refused, match=r"may take 5 MB together\. Do: load or clear"):
        quota.take("a", 3 * MB)
    quota.give("a", 3 * MB)
    tabs.held["a"] = 3 * MB
    quota.take("a", 2 * MB)
    with pytest.raises(Refused):
        quota.take("a", 1)


def test_all_tabs_share_the_room(quota: Quota, tabs: Tabs) -> None:
    tabs.held = {"a": 5 * MB, "b": 4 * MB}
    with pytest.raises(Refused, match=r"uploads may take 10 MB together\. Do: try again"):
        quota.take("c", 2 * MB)
    quota.take("c", MB)
    with pytest.raises(Refused):
        quota.take("c", 1)
    quota.give("c", MB)
    tabs.held["a"] = 0
    quota.take("c", 5 * MB)


def test_what_a_closed_tab_holds_makes_way_at_once(quota: Quota, tabs: Tabs) -> None:
    tabs.held = {"a": 5 * MB, "b": 5 * MB}
    tabs.open.remove("a")
    quota.take("c", 5 * MB)
    assert tabs.held == {"b": 5 * MB}


def test_the_tab_that_went_first_makes_way_first(quota: Quota, tabs: Tabs) -> None:
    tabs.held = {"a": 4 * MB, "b": 4 * MB}
    tabs.open.remove("b")
    quota.sweep()
    tabs.now = 5
    tabs.open.remove("a")
    quota.sweep()
    quota.take("c", 4 * MB)
    assert tabs.held == {"a": 4 * MB}


def test_a_closed_tab_holds_nothing_after_a_while(quota: Quota, tabs: Tabs) -> None:
    """A connection that is lost for a moment loses no file."""
    tabs.held = {"a": MB, "b": MB}
    tabs.open.remove("a")
    quota.sweep()
    tabs.now = PATIENCE - 1
    tabs.open.add("a")
    quota.sweep()
    tabs.open.remove("a")
    quota.sweep()
    tabs.now += PATIENCE - 1
    quota.sweep()
    assert tabs.held == {"a": MB, "b": MB}
    tabs.now += 1
    quota.sweep()
    assert tabs.held == {"b": MB}


def test_what_is_being_stored_stays_until_it_is(quota: Quota, tabs: Tabs) -> None:
    tabs.held = {"a": 5 * MB, "b": 5 * MB}
    tabs.open.remove("a")
    tabs.storing.add("a")
    with pytest.raises(Refused):
        quota.take("c", MB)
    tabs.storing.clear()
    quota.take("c", MB)


SIZES = {
    "": DEFAULT,
    "1000000": MB,
    "500MB": 500 * MB,
    "500 mb": 500 * MB,
    "2GB": 2_000 * MB,
    "1.5 GB": 1_500 * MB,
    "64K": 64_000,
    "3m": 3 * MB,
    "7b": 7,
    "0": 0,
}


@pytest.mark.parametrize("text", SIZES)
def test_the_room_is_set_in_bytes_or_larger_units(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OCTANT_UPLOAD_LIMIT", text)
    assert limit() == SIZES[text]


@pytest.mark.parametrize(
    "text", ["much", "-1", "1e9", "10 TB", "MB", "1.2.3", "١", "1 000", "5MBMB"]
)
def test_what_is_no_size_is_said(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OCTANT_UPLOAD_LIMIT", text)
    with pytest.raises(Refused, match=r"is no size\. Do: write it in bytes"):
        limit()
    assert "no size" in upload_box.css("en"), "the page says it too, and stands"


Messages = list[dict[str, Any]]


def put(
    quota: Quota,
    body: Iterable[bytes],
    tab: str = "a",
    headers: dict[str, str] | None = None,
    app: Callable[..., Any] | None = None,
    method: str = "PUT",
) -> tuple[int, str]:
    """Send a file through the gate to a server that reads it all; status and body of the answer."""
    pieces, sent = list(body), []
    read: list[int] = []

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(0)
        piece = pieces.pop(0) if pieces else b""
        if piece == b"HALT":
            await asyncio.sleep(60)
        return {"type": "http.request", "body": piece, "more_body": bool(pieces)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    async def server(_scope: Any, receive: Any, send: Any) -> None:
        more = True
        while more:
            message = await receive()
            read.append(len(message["body"]))
            more = message["more_body"]
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    scope = {
        "type": "http",
        "method": method,
        "path": PATH.format(tab=tab),
        "headers": [(k.encode(), v.encode()) for k, v in (headers or {}).items()],
    }
    gate = UploadGate(app or server, quota)
    run(gate(scope, receive, send))
    answer = b"".join(message.get("body", b"") for message in sent)
    return sent[0]["status"], answer.decode()


def run(work: Coroutine[Any, Any, None]) -> None:
    """Do it in a thread of its own: where browsers were driven before, a loop runs in this one."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, work).result()


def is_idle(quota: Quota) -> bool:
    return quota._coming == {}


def test_an_upload_that_fits_passes(quota: Quota) -> None:
    assert put(quota, [b"x" * MB, b"y"], headers={"content-length": "1000001"}) == (204, "")
    assert is_idle(quota)
    assert take_refusals("a") == []


def test_one_that_says_it_is_too_large_is_refused_before_it_comes(quota: Quota) -> None:
    unread = [b"x" * MB] * 6
    status, text = put(quota, unread, headers={"content-length": str(6 * MB)})
    assert (status, "may take 5 MB together" in text) == (413, True)
    assert is_idle(quota)
    assert take_refusals("a") == [text]
    assert take_refusals("a") == [], "it is said once"


@pytest.mark.parametrize("length", [None, "10", "x", "-1", "9" * 50])
def test_one_that_says_nothing_or_lies_is_refused_as_it_comes(
    quota: Quota, length: str | None
) -> None:
    headers = {} if length is None else {"content-length": length}
    status, _text = put(quota, [b"x" * MB] * 6, headers=headers)
    assert status == 413
    assert is_idle(quota)


def test_many_at_once_are_counted_together(quota: Quota) -> None:
    """Each of them would fit; the first four do."""
    reached: list[int] = []

    async def server(_scope: Any, receive: Any, send: Any) -> None:
        reached.append(1)
        await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def one(number: int) -> None:
        scope = {
            "type": "http",
            "method": "PUT",
            "path": f"/_stcore/upload_file/a/{number}",
            "headers": [(b"content-length", str(MB).encode())],
        }

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(_message: Any) -> None:
            pass

        await UploadGate(server, quota)(scope, receive, send)

    async def all_of_them() -> None:
        await asyncio.gather(*(one(number) for number in range(20)))

    run(all_of_them())
    assert len(reached) == 5
    assert is_idle(quota)


def test_endless_empty_files_take_room_too(quota: Quota, tabs: Tabs) -> None:
    taken = 0
    while put(quota, [b""], headers={"content-length": "0"})[0] == 204:
        taken += 1
        tabs.held["a"] = taken * LEAST
    assert taken == 5 * MB // LEAST


def test_one_that_comes_to_a_halt_is_given_up(
    quota: Quota, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upload_gate, "STALLED", 0.05)
    status, text = put(quota, [b"x", b"HALT", b"x"], headers={"content-length": "100"})
    assert (status, "came to a halt" in text) == (408, True)
    assert is_idle(quota)


def test_a_full_disk_is_said(quota: Quota) -> None:
    async def full(*_given: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    status, text = put(quota, [b"x"], app=full)
    assert (status, "is full" in text, "Do: free some space" in text) == (507, True, True)
    assert is_idle(quota)


def test_what_nobody_foresaw_is_raised_and_counts_nothing(quota: Quota) -> None:
    async def broken(*_given: Any) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        put(quota, [b"x"], app=broken)
    assert is_idle(quota)


def test_the_answer_is_in_the_reader_s_language(quota: Quota, tabs: Tabs) -> None:
    tabs.held["a"] = 5 * MB
    english = put(quota, [b"x"])[1]
    assert english.startswith("There is no room")
    put(quota, [b"x"], headers={"accept-language": "zh-CN,zh;q=0.9"})
    assert len(take_refusals("a")) >= 1


def test_other_requests_and_unknown_tabs_are_none_of_its_business(quota: Quota, tabs: Tabs) -> None:
    tabs.held = {"a": 5 * MB, "b": 5 * MB}
    assert put(quota, [b"x"], method="DELETE")[0] == 204
    assert put(quota, [b"x"], tab="nobody")[0] == 204, "the server itself says that it is none"


def test_refusals_are_kept_for_so_many_tabs_only(tabs: Tabs) -> None:
    for number in range(upload_gate.TABS + 50):
        for sentence in "abcdefg":
            upload_gate.keep_refusal(f"tab {number}", sentence)
    assert len(upload_gate._refusals) == upload_gate.TABS
    assert take_refusals(f"tab {number}") == list("cdefg")


class Full:
    """An upload that the disk has no room for."""

    def __init__(self, pieces: int) -> None:
        self.left = pieces

    def read(self, _size: int) -> bytes:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return b"x" * 1000


def test_a_disk_that_fills_up_keeps_nothing_half(tmp_path: Path) -> None:
    """The first file was whole and the second half when the disk was full."""
    upload = UploadSession.below(tmp_path)
    (tmp_path / "good.csv").write_bytes(b"a,b\n1,2\n")
    with (tmp_path / "good.csv").open("rb") as good:
        tab_upload.take(upload, [("good.csv", good)])
    before = sorted(upload.folder.iterdir())
    with (tmp_path / "good.csv").open("rb") as good:
        tab_upload.take(upload, [("again.csv", good), ("big.csv", Full(3))])  # type: ignore[list-item]
    assert [file.name for file in upload.files] == ["good.csv"]
    assert sorted(upload.folder.iterdir()) == before
    (sentence,) = upload.refused
    assert "is full: nothing of what was dropped was kept. Do: free some space" in sentence
    assert upload.round == 2, "the box is empty again"
    with (tmp_path / "good.csv").open("rb") as good:
        tab_upload.take(upload, [("again.csv", good)])
    assert upload.refused == []


def test_other_troubles_of_the_disk_are_not_taken_for_a_full_one(tmp_path: Path) -> None:
    class Broken:
        def read(self, _size: int) -> bytes:
            raise OSError(errno.EIO, "Input/output error")

    upload = UploadSession.below(tmp_path)
    with pytest.raises(OSError, match="Input/output"):
        tab_upload.take(upload, [("x.csv", Broken())])  # type: ignore[list-item]
    assert not [*upload.folder.iterdir()]


def test_what_was_taken_counts_and_goes_with_its_tab(tmp_path: Path) -> None:
    upload = UploadSession.below(tmp_path)
    (tmp_path / "x.csv").write_bytes(b"x" * 200_000)
    for _again in range(2):
        with (tmp_path / "x.csv").open("rb") as file:
            upload.take([("x.csv", file)])
    with (tmp_path / "x.csv").open("rb") as file:
        file.seek(199_999)
        upload.take([("tiny.csv", file)])
    assert upload.size() == 400_000 + LEAST
    assert upload.let_go()
    assert (upload.size(), upload.files, upload.folder.exists()) == (0, [], False)
    assert "let go while this page was away" in upload.refused[0]


def test_uploads_of_a_server_that_is_no_more_are_cleared(tmp_path: Path) -> None:
    upload = UploadSession.below(tmp_path)
    (tmp_path / "x.csv").write_bytes(b"x")
    with (tmp_path / "x.csv").open("rb") as file:
        upload.take([("x.csv", file)])
    upload_session.clear_all(tmp_path)
    assert not upload.folder.exists()
    upload_session.clear_all(tmp_path)


def test_a_page_says_why_files_were_not_taken(
    own_home: Path, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    at = open_page("exports/imports.py")
    assert at.warning == []
    upload_gate.keep_refusal(TAB, "No room here.")
    at.run()
    assert [box.value for box in at.warning] == ["No room here\\."]
    at.run()
    assert [box.value for box in at.warning] == ["No room here\\."], "until others are dropped"
    at.file_uploader[0].upload("x.csv", b"a,b\n1,2\n", "text/csv").run()
    assert at.warning == []


def test_a_disk_that_is_full_is_said_on_the_page(
    own_home: Path, open_page: Callable[..., AppTest], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_content: object, path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    at = open_page("exports/imports.py")
    with monkeypatch.context() as patched:
        patched.setattr(upload_session, "_spool", full)
        at.file_uploader[0].upload("x.csv", b"a,b\n1,2\n", "text/csv").run()
    assert not at.exception
    (warning,) = at.warning
    assert "is full" in warning.value
    assert not [path for path in (own_home / "uploads" / "incoming").rglob("*") if path.is_file()]


def test_the_room_of_this_server_is_asked_of_its_holders() -> None:
    assert isinstance(uploads.QUOTA, Quota)
    assert uploads.QUOTA.holders[0].sizes() == {}
    assert upload_quota.TABS == 2
