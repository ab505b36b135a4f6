"""What others may lay into the inbox: taken as it was looked at, or said in words."""

import os
import socket
import time
from pathlib import Path

import pytest

from data.keeping import inbox, inbox_files
from data.keeping.inbox import Inbox
from data.keeping.inbox_files import opened
from data.refusal import Refused
from tests.unit.keeping.books import HEADER, book_of

ROWS = HEADER + "1,1,2026-09-01,A1,One,5\n"
SECRET = HEADER + "9,1,2026-09-09,S9,Secret,999\n"


@pytest.fixture
def box(tmp_path: Path) -> Inbox:
    made = Inbox(book_of(tmp_path / "home"))
    made.prepare()
    return made


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file somewhere else that whoever fills the inbox may not read."""
    return old(tmp_path / "secret.csv", SECRET)


def old(path: Path, text: str = ROWS) -> Path:
    path.write_text(text, encoding="utf-8")
    long_ago = time.time() - 60
    os.utime(path, (long_ago, long_ago))
    return path


def rounds(box: Inbox, n: int = 3) -> None:
    for _round in range(n):
        box.look()


def loaded(box: Inbox) -> list[str]:
    with box._warehouse.cursor() as cursor:
        rows = cursor.execute("select order_id from sales order by 1").fetchall()
    return [order for (order,) in rows]


def waiting(box: Inbox) -> dict[str, str]:
    return {one.path.name: one.why[0] for one in box.waiting()}


def test_links_are_named_and_never_followed(box: Inbox, secret: Path, tmp_path: Path) -> None:
    (box.folder / "link.csv").symlink_to(secret)
    (box.folder / "dangling.csv").symlink_to(tmp_path / "nowhere")
    (box.folder / "loop.csv").symlink_to(box.folder / "loop.csv")
    (tmp_path / "away").mkdir()
    old(tmp_path / "away" / "x.csv", SECRET)
    (box.folder / "erp").symlink_to(tmp_path / "away")
    (box.folder / "shop").mkdir()
    (box.folder / "shop" / "link.csv").symlink_to(secret)
    rounds(box)
    assert loaded(box) == []
    assert set(waiting(box)) == {"link.csv", "dangling.csv", "loop.csv", "erp"}
    assert all("links are not followed. Do:" in why for why in waiting(box).values())
    assert not any(one.is_file for one in box.waiting())
    assert secret.exists()


def test_pipes_sockets_and_devices_hold_up_nobody(box: Inbox) -> None:
    os.mkfifo(box.folder / "pipe.csv")
    with socket.socket(socket.AF_UNIX) as made:
        here = os.getcwd()
        os.chdir(box.folder)  # the address of a socket is short
        made.bind("s.csv")
        os.chdir(here)
        old(box.folder / "good.csv")
        rounds(box)
    assert loaded(box) == ["1"]
    assert set(waiting(box)) == {"pipe.csv", "s.csv"}
    assert all("pipe or a device. Do:" in why for why in waiting(box).values())


def test_a_folder_with_the_name_of_a_file_is_no_source(box: Inbox) -> None:
    (box.folder / "2026-09.csv").mkdir()
    old(box.folder / "2026-09.csv" / "inner.csv")
    (box.folder / "erp").mkdir()
    (box.folder / "erp" / "deep.xlsx").mkdir()
    rounds(box)
    assert loaded(box) == []
    assert set(waiting(box)) == {"2026-09.csv", "deep.xlsx"}
    assert all("a folder with the name of a file. Do:" in why for why in waiting(box).values())


def test_a_second_name_of_a_file_is_not_read(box: Inbox, secret: Path) -> None:
    os.link(secret, box.folder / "mine.csv")
    rounds(box)
    assert loaded(box) == []
    assert "another name somewhere else" in waiting(box)["mine.csv"]
    secret.unlink()
    box._tried.clear()
    rounds(box)
    assert loaded(box) == ["9"], "a file whose other name is gone is as good as any"


def _swapped(box: Inbox, path: Path, swap: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is exchanged between the last look at it and its opening."""
    real = inbox_files._descriptor

    def descriptor(at: Path, folder: Path) -> int:
        monkeypatch.setattr(inbox_files, "_descriptor", real)
        at.unlink()
        swap(at)  # type: ignore[operator]
        return real(at, folder)

    rounds(box, 1)
    monkeypatch.setattr(inbox_files, "_descriptor", descriptor)
    rounds(box, 1)


@pytest.mark.parametrize("kind", ["link", "pipe", "hard link", "other file", "device", "folder"])
def test_what_is_put_in_its_place_before_it_is_opened_is_not_read(
    box: Inbox, secret: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    swaps = {
        "link": lambda at: at.symlink_to(secret),
        "pipe": os.mkfifo,
        "hard link": lambda at: os.link(secret, at),
        "other file": lambda at: old(at, SECRET),
        "device": lambda at: at.symlink_to("/dev/zero"),
        "folder": lambda at: at.mkdir(),
    }
    path = old(box.folder / "x.csv")
    _swapped(box, path, swaps[kind], monkeypatch)
    assert loaded(box) == []
    assert not [*(box.folder / "loaded").iterdir()]
    assert not [*(box._warehouse.home / "tmp").glob("inbox-*")]


def test_a_source_s_folder_that_becomes_a_link_is_not_followed(
    box: Inbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (box.folder / "erp").mkdir()
    path = old(box.folder / "erp" / "x.csv")
    rounds(box, 1)
    path.rename(away / "x.csv")
    (box.folder / "erp").rmdir()
    (box.folder / "erp").symlink_to(away)
    with pytest.raises(Refused, match="links are not followed"), opened(path, box.folder):
        pass
    rounds(box)
    assert loaded(box) == []
    assert (away / "x.csv").exists()


def test_a_file_that_grows_while_it_is_copied_waits(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old(box.folder / "x.csv")
    real = inbox_files._copy

    def slow(file, target):  # type: ignore[no-untyped-def]
        real(file, target)
        with path.open("a", encoding="utf-8") as more:
            more.write("2,1,2026-09-02,A2,Two,6\n")

    monkeypatch.setattr(inbox_files, "_copy", slow)
    rounds(box)
    assert loaded(box) == []
    monkeypatch.undo()
    old(path, path.read_text(encoding="utf-8"))
    rounds(box)
    assert loaded(box) == ["1", "2"]


def test_what_is_put_there_while_it_is_read_stays_and_is_read_next(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was looked at is loaded; the other file does not pass for it."""
    path = old(box.folder / "x.csv")
    real = inbox.intake.confirm

    def confirm(*given):  # type: ignore[no-untyped-def]
        monkeypatch.setattr(inbox.intake, "confirm", real)
        path.unlink()
        old(path, SECRET.replace("2026-09", "2026-08"))
        return real(*given)

    monkeypatch.setattr(inbox.intake, "confirm", confirm)
    rounds(box, 2)
    assert loaded(box) == ["1"]
    assert path.exists()
    rounds(box, 2)
    assert loaded(box) == ["1", "9"]


def test_what_is_put_there_in_the_last_moment_is_put_back(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = old(box.folder / "x.csv")
    real = inbox.carry

    def carry(at: Path, target: Path) -> object:
        at.unlink()
        old(at, SECRET.replace("2026-09", "2026-08"))
        return real(at, target)

    monkeypatch.setattr(inbox, "carry", carry)
    rounds(box, 2)
    assert (loaded(box), path.exists()) == (["1"], True)
    assert not [*(box.folder / "loaded").iterdir()]
    monkeypatch.setattr(inbox, "carry", real)
    rounds(box, 3)
    assert loaded(box) == ["1", "9"]


def test_a_file_of_holes_is_held_against_the_disk(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = box.folder / "holes.csv"
    with path.open("wb") as file:
        file.truncate(1 << 42)
    os.utime(path, (time.time() - 60, time.time() - 60))
    monkeypatch.setattr("data.book.disk_space.free", lambda _folder: 1 << 35)
    rounds(box)
    assert "MB are needed" in waiting(box)["holes.csv"]


def test_what_was_laid_out_for_our_own_files_is_not_written_to(box: Inbox, tmp_path: Path) -> None:
    """A link in the place of the reasons, and of a file that is moved."""
    victim = old(tmp_path / "victim", "mine")
    refused = box.folder / "refused"
    (refused / "bad.csv.txt").symlink_to(victim)
    (refused / "bad.csv").symlink_to(victim)
    (box.folder / "loaded" / "good.csv").symlink_to(victim)
    old(box.folder / "bad.csv", HEADER + "1,1,2026-09-01,A1,One,many\n")
    old(box.folder / "good.csv")
    rounds(box)
    assert victim.read_text(encoding="utf-8") == "mine"
    assert loaded(box) == ["1"]
    reasons = [path for path in refused.glob("bad*.txt") if not path.is_symlink()]
    assert "nothing of it was stored" in reasons[0].read_text(encoding="utf-8")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_folder_of_ours_that_somebody_else_made_a_link_is_not_used(
    box: Inbox, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    away.mkdir()
    (box.folder / "loaded").rmdir()
    (box.folder / "loaded").symlink_to(away)
    os.lchown(box.folder / "loaded", 1234, 1234)
    old(box.folder / "x.csv")
    rounds(box)
    assert [*away.iterdir()] == []
    assert "moved away" in waiting(box)["x.csv"]
    os.lchown(box.folder / "loaded", os.geteuid(), os.getegid())
    box._tried.clear()
    rounds(box)
    assert [path.name for path in away.iterdir()] == ["x.csv"], "one that its owner made is used"


def test_files_are_for_their_owner_alone_once_they_are_ours(box: Inbox) -> None:
    for name, text in (("good.csv", ROWS), ("bad.csv", HEADER + "1,1,2026-09-01,A1,One,many\n")):
        old(box.folder / name, text).chmod(0o666)
    rounds(box)
    kept = [path for path in box.folder.rglob("*") if path.is_file()]
    assert len(kept) == 3
    assert {path.stat().st_mode & 0o777 for path in kept} == {0o600}
