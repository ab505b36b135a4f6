"""The inbox takes in what is whole, and says what became of the rest."""

import errno
import os
import threading
import time
from pathlib import Path

import pytest

from data.book import history
from data.keeping import inbox
from data.keeping.inbox import Inbox
from data.keeping.scheduler import Keeper
from data.warehouse import Warehouse
from tests.unit.keeping.books import HEADER, book_of, export, load


@pytest.fixture
def box(tmp_path: Path) -> Inbox:
    made = Inbox(book_of(tmp_path / "home"))
    made.prepare()
    return made


def put(box: Inbox, name: str, text: str) -> Path:
    path = box.folder / name
    path.write_text(text, encoding="utf-8")
    grow_old(path)
    return path


def grow_old(path: Path) -> None:
    long_ago = time.time() - 60
    os.utime(path, (long_ago, long_ago))


def rounds(box: Inbox, n: int = 2) -> None:
    for _round in range(n):
        box.look()


def versions(box: Inbox) -> int:
    return box._warehouse.version()


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


def test_a_whole_file_is_loaded_and_moved(box: Inbox) -> None:
    grow_old(export(box.folder, "2026-09"))
    box.look()
    assert versions(box) == 0  # seen once: it may still be growing
    box.look()
    assert versions(box) == 1
    assert names(box.folder) == []
    assert names(box.folder / "loaded") == ["sales-2026-09.csv"]
    assert history.versions(box._warehouse)["who"].tolist() == ["Octant (inbox)"]


def test_a_folder_of_the_inbox_names_the_source(box: Inbox) -> None:
    for source in ("erp", "shop"):
        (box.folder / source).mkdir()
        put(box, f"{source}/sales.csv", HEADER + f"{source},1,2026-09-01,A1,One,5\n")
    put(box, "shop/bad.csv", HEADER + "1,1,2026-09-01,A1,One,many\n")
    asks = put(box, "shop/asks.csv", HEADER + "1,1,03/04/2026,A1,One,5\n")
    put(box, ".hidden.csv", "x")
    rounds(box)
    assert history.versions(box._warehouse)["source"].tolist() == ["shop", "erp"]
    assert names(box.folder / "loaded" / "erp") == ["sales.csv"]
    assert names(box.folder / "loaded" / "shop") == ["sales.csv"]
    assert names(box.folder / "refused" / "shop") == ["bad.csv", "bad.csv.txt"]
    assert [(w.path, w.source) for w in box.waiting()] == [(asks, "shop")]
    rounds(box)
    assert versions(box) == 2, "what was loaded or refused is not taken in again"


def test_the_same_file_again_is_moved_and_not_loaded_twice(box: Inbox) -> None:
    for _again in range(2):
        grow_old(export(box.folder, "2026-09"))
        rounds(box)
    assert versions(box) == 1
    assert len(names(box.folder / "loaded")) == 2


def test_a_refused_file_lies_beside_its_reasons(box: Inbox) -> None:
    put(box, "bad.csv", HEADER + "1,1,2026-09-01,A1,One,many\n")
    rounds(box)
    assert versions(box) == 0
    assert names(box.folder / "refused") == ["bad.csv", "bad.csv.txt"]
    said = (box.folder / "refused" / "bad.csv.txt").read_text(encoding="utf-8")
    assert "nothing of it was stored" in said
    assert 'row 2 › column "amount"' in said


def test_what_needs_an_answer_waits_until_it_was_loaded_by_hand(box: Inbox) -> None:
    path = put(box, "asks.csv", HEADER + "1,1,03/04/2026,A1,One,5\n2,1,05/06/2026,A2,Two,6\n")
    rounds(box, 3)
    assert [(w.path, w.is_asked) for w in box.waiting()] == [(path, True)]
    assert versions(box) == 0
    load(box._warehouse, path, date_order="dmy")
    rounds(box)
    assert box.waiting() == []
    assert versions(box) == 1
    assert names(box.folder / "loaded") == ["asks.csv"]


def test_a_waiting_file_is_read_again_only_when_something_changed(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(box, "asks.csv", HEADER + "1,1,03/04/2026,A1,One,5\n2,1,05/06/2026,A2,Two,6\n")
    rounds(box)
    monkeypatch.setattr(inbox.intake, "propose", lambda *a, **k: pytest.fail("read again"))
    rounds(box, 3)


def test_a_file_that_is_being_written_is_left_alone(box: Inbox) -> None:
    path = export(box.folder, "2026-09")
    with path.open("a", encoding="utf-8"):
        grow_old(path)
        rounds(box, 3)
        assert versions(box) == 0
    rounds(box)
    assert versions(box) == 1


def test_half_files_links_folders_and_hidden_ones_are_no_files_of_the_inbox(
    box: Inbox, tmp_path: Path
) -> None:
    text = export(tmp_path / "other", "2026-09").read_text(encoding="utf-8")
    for name in ("a.csv.part", ".a.csv", "~$a.csv", "a.tmp"):
        put(box, name, text)
    (box.folder / "link.csv").symlink_to(tmp_path / "other" / "sales-2026-09.csv")
    (box.folder / "folder.csv").mkdir()
    rounds(box, 3)
    assert versions(box) == 0


def test_what_cannot_be_stored_now_waits_with_its_reason_and_is_tried_again(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow_old(export(box.folder, "2026-09"))
    monkeypatch.setattr("data.book.disk_space.free", lambda folder: 0)
    rounds(box)
    (waiting,) = box.waiting()
    assert "MB free" in waiting.why[0]
    assert not waiting.is_asked
    monkeypatch.undo()
    monkeypatch.setattr(inbox, "PATIENCE", 0.0)
    box._tried.clear()
    rounds(box)
    assert versions(box) == 1


def test_one_bad_surprise_does_not_stop_the_others(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    grow_old(export(box.folder, "2026-08"))
    grow_old(export(box.folder, "2026-09"))
    real = inbox.intake.propose

    def propose(book, files, options):  # type: ignore[no-untyped-def]
        if "08" in files[0].name:
            raise ZeroDivisionError
        return real(book, files, options)

    monkeypatch.setattr(inbox.intake, "propose", propose)
    rounds(box)
    assert names(box.folder / "loaded") == ["sales-2026-09.csv"]
    assert [w.path.name for w in box.waiting()] == ["sales-2026-08.csv"]


def test_a_source_on_another_disk_is_moved_and_one_that_stays_holds_up_nobody(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder of the inbox may be a share of another system, which may let us read only."""
    for source, month in (("erp", "2026-07"), ("fixed", "2026-08"), ("shop", "2026-09")):
        grow_old(export(box.folder / source, month, name="sales.csv"))
    rename = Path.rename
    refuses = {"erp": errno.EXDEV, "fixed": errno.EROFS}

    def renamed(path: Path, target: Path) -> Path:
        if code := refuses.get(path.parent.name if path.parent.parent == box.folder else ""):
            raise OSError(code, os.strerror(code))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renamed)
    rounds(box)
    assert versions(box) == 3
    assert [names(box.folder / source) for source in ("erp", "fixed", "shop")] == [
        [],
        ["sales.csv"],
        [],
    ]
    assert names(box.folder / "loaded" / "erp") == ["sales.csv"]
    (waiting,) = box.waiting()
    assert "moved away: Read-only file system. Do:" in waiting.why[0]
    del refuses["fixed"]
    monkeypatch.setattr(inbox.time, "monotonic", lambda: float("inf"))
    rounds(box)
    assert names(box.folder / "loaded" / "fixed") == ["sales.csv"]
    assert (versions(box), box.waiting()) == (3, [])


def test_the_import_of_somebody_else_comes_first(box: Inbox) -> None:
    grow_old(export(box.folder, "2026-09"))
    with box._warehouse.importing("ann"):
        rounds(box)
        assert versions(box) == 0
    rounds(box)
    assert versions(box) == 1


def test_reasons_are_in_the_language_of_the_system(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr("data.keeping.nightly.keep", lambda _book: None)
    monkeypatch.setattr("data.keeping.scheduler.ROUND", 0.05)
    put(box, "bad.csv", HEADER + "1,1,2026-13-01,A1,Ana,5\n")
    keeper = Keeper(lambda: (box._warehouse, box))
    reasons = box.folder / "refused" / "bad.csv.txt"
    for _wait in range(400):
        if reasons.exists() and reasons.read_text(encoding="utf-8"):
            break
        time.sleep(0.05)
    keeper.stop()
    text = reasons.read_text(encoding="utf-8")
    assert "实际为" in text
    assert "bad.csv › " in text
    assert ": " not in text


def test_files_in_folders_within_a_source_are_named(box: Inbox) -> None:
    grow_old(export(box.folder / "erp" / "deep", "2026-09"))
    rounds(box)
    (waiting,) = box.waiting()
    assert (waiting.path.name, waiting.source, waiting.is_asked) == (
        "sales-2026-09.csv",
        "erp",
        False,
    )
    assert "move the file into inbox/erp" in waiting.why[0]
    waiting.path.rename(box.folder / "erp" / waiting.path.name)
    rounds(box)
    assert (box.waiting(), versions(box)) == ([], 1)


def test_what_is_loaded_and_cannot_be_moved_is_not_loaded_again(
    box: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loaded, undone by hand: a folder that lets nothing out must not bring it back."""

    def refuse(_path: Path, _target: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(inbox, "PATIENCE", 0.0)
    path = put(box, "sep.csv", HEADER + "1,1,2026-09-01,A1,One,5\n")
    with monkeypatch.context() as shut:
        shut.setattr(inbox, "carry", refuse)
        rounds(box)
        history.undo(box._warehouse, 1, "ann")
        rounds(box, 3)
        assert versions(box) == 2
        (waiting,) = box.waiting()
        assert waiting.path == path
        assert "Permission denied" in waiting.why[0]
    rounds(box)
    assert (names(box.folder), names(box.folder / "loaded"), versions(box)) == ([], ["sep.csv"], 2)


def test_names_that_are_not_utf8_or_very_long_are_taken_in(box: Inbox) -> None:
    """An ERP that writes names in GB18030, and names as long as a folder takes."""
    spoken = box.folder / os.fsdecode("销售.csv".encode("gb18030"))
    put(box, spoken.name, HEADER + "1,1,2026-09-01,A1,One,5\n")
    put(box, f"{'x' * 251}.csv", HEADER + "1,1,2026-08-01,A1,One,many\n")
    rounds(box)
    put(box, f"{'x' * 251}.csv", HEADER + "1,1,2026-08-01,A1,One,none\n")
    rounds(box)
    with box._warehouse.cursor() as cursor:
        assert cursor.execute("select file_name from files").fetchall() == [("销售.csv",)]
    assert os.fsencode(spoken.name) in map(os.fsencode, names(box.folder / "loaded"))
    assert len(names(box.folder / "refused")) == 4
    assert (names(box.folder), box.waiting()) == ([], [])


def test_an_export_made_anew_that_says_the_same_waits_for_nobody(box: Inbox) -> None:
    """Every night the same month, with the time of the export above it."""
    for night in ("21", "22"):
        head = f"Exported 2026-11-{night}\n" + HEADER
        put(box, "sep.csv", head + "1,1,2026-09-01,A1,One,5\n2,1,2026-09-02,A2,Two,6\n")
        rounds(box)
    assert (versions(box), box.waiting()) == (1, [])
    assert len(names(box.folder / "loaded")) == 2


def test_what_fails_every_round_is_logged_once(
    box: Inbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("data.keeping.scheduler.ROUND", 0.01)
    rounds, is_enough = [0], threading.Event()

    def opened() -> tuple[Warehouse, Inbox]:
        rounds[0] += 1
        if rounds[0] > 20:
            is_enough.set()
        raise OSError(errno.EROFS, "Read-only file system")

    keeper = Keeper(opened)
    assert is_enough.wait(20)
    keeper.stop()
    told = [record.getMessage() for record in caplog.records]
    assert told == [
        f"the keeper could not {what}; it tries again every round"
        for what in ("ask", "look", "keep")
    ]
