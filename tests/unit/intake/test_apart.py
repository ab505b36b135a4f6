"""Reading in a child process: the same readings, and whatever becomes of the child, words."""

import resource
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.ingest.pipeline import read
from data.sandbox import reader, warm_worker
from data.sandbox.reader import read_apart
from tests.unit.intake.book import Book

HEADER = "order_id,order_date,account_id,amount,note\n"
DAMAGE = {
    "dies": "import os; os.kill(os.getpid(), 9)",
    "hangs": "import time; time.sleep(60)",
    "turns in a circle": "while True: pass",
    "says the same again and again": "while True: print('[0.1, \"a\"]', flush=True)",
    "stops": "import sys; sys.exit(3)",
    "says nothing": "pass",
}


@pytest.fixture(autouse=True)
def _always_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "SMALL", 0)


def _file(folder: Path, lines: str, name: str = "a.csv") -> InputFile:
    path = folder / name
    path.write_text(HEADER + lines, encoding="utf-8")
    return InputFile(name, path)


def _told(reading: Reading) -> dict[str, Any]:
    parts = dict(vars(reading))
    table = parts.pop("table")
    return parts | {"rows": table and (table.schema, table.to_pylist())}


@pytest.mark.parametrize(
    "lines",
    [
        "A1,2026-03-01,C1,12.50,x\nA2,2026-03-02,C2,0.12345,\n",
        "A1,2026-03-01,C1,n/a,x\nA2,2026-03-99,C2,7,\nA3,2026-03-02,C3\n",
        "A1,03/04/2026,C1,1.5,x\nA1,03/04/2026,C1,1.5,x\n",
        "A1,2026-03-01,C1,12.50,北京\nTotal,,,12.50,\n\nPrinted by Ana on 2026-03-31,,,,\n",
        "",
    ],
)
def test_a_child_reads_what_the_parent_would(lines: str, tmp_path: Path) -> None:
    files = [_file(tmp_path, lines), _file(tmp_path, lines.replace("C1", "C9"), "b.csv")]
    steps: list[float] = []
    (tmp_path / "read-0-left-by-a-crash").mkdir()
    apart_readings = read_apart(
        files, ReadOptions(), tmp_path, lambda share, _text: steps.append(share)
    )
    assert [_told(r) for r in apart_readings] == [_told(r) for r in read(files, ReadOptions())]
    assert steps == sorted(steps)
    assert not list(tmp_path.glob("read-*"))


def test_a_child_that_waits_takes_the_call_and_its_bounds(tmp_path: Path) -> None:
    """It has the bounds of its own call; one that has ended meanwhile is not asked."""
    files = [_file(tmp_path, "A1,2026-03-01,C1,12.50,x\n")]
    warm_worker.make_ready()
    warm_worker.make_ready()
    child = warm_worker.called(tmp_path / "nowhere", 1 << 20)
    bounds = [resource.prlimit(child.pid, of) for of in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    assert bounds == [(most, most) for most in warm_worker.limits(1 << 20)]
    warm_worker.end(child)
    warm_worker.make_ready()
    assert warm_worker._bench.waits is not None
    warm_worker._bench.waits[0].kill()
    warm_worker._bench.waits[0].wait()
    assert [_told(r) for r in read_apart(files, ReadOptions(), tmp_path)] == [
        _told(r) for r in read(files, ReadOptions())
    ]


def test_progress_is_told_by_bytes_then_by_records(tmp_path: Path) -> None:
    """Two files with four columns of ours, of two records and one."""
    two = _file(tmp_path, "A1,2026-03-01,C1,12.5,x\nA2,2026-03-02,C2,1,y\n")
    one = _file(tmp_path, "B1,2026-03-03,C1,3,z\n", "b.csv")
    told: list[tuple[float, str]] = []
    read_apart([two, one], ReadOptions(), tmp_path, lambda share, text: told.append((share, text)))
    shares = [share for share, _text in told]
    assert shares == sorted(shares)
    texts = list(dict.fromkeys(text for _share, text in told))
    begun = texts.index("Comparing 3 records")
    assert any("MB of" in text for text in texts[:begun])
    assert [text for text in texts[begun + 1 :] if text][-3:] == [
        "3 records: column 8 of 8",
        "a.csv: 2 records of 3 records",
        "b.csv: 3 records of 3 records",
    ]


def test_a_wrong_answer_is_told_as_at_home(tmp_path: Path) -> None:
    files = [_file(tmp_path, "A1,03/04/2026,C1,1.5,x\n")]
    with pytest.raises(UnknownChoice) as told:
        read_apart(files, ReadOptions(answers={"date_order": "ydm"}), tmp_path)
    assert (told.value.key, told.value.said) == ("date_order", "ydm")
    with pytest.raises(ValueError, match="kind=invoices"):
        read_apart(files, ReadOptions(kind="invoices"), tmp_path)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_reader_that_fails_costs_a_message(
    damage: str, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F7: the app goes on, and says in words what became of the file."""
    monkeypatch.setattr(warm_worker, "CHILD", ("-c", DAMAGE[damage]))
    monkeypatch.setattr(reader, "PATIENCE", 1.0)
    begun = time.monotonic()
    file = _file(book.desk, "A1,2026-03-01,C1,12.50,x\n")
    proposal = book.propose(file)
    assert time.monotonic() - begun < 30
    [report] = proposal.reports
    assert report.status == "refused"
    assert "reader" in report.errors[0].found or "no end" in report.errors[0].found
    assert not proposal.ready
    assert not list((book.home / "tmp").glob("read-*"))
    monkeypatch.undo()
    assert book.load(file)[0].status == "loaded"


def test_a_slow_reader_that_gets_on_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It takes three times our patience, tells nothing, and reads on: only its end is judged."""
    monkeypatch.setattr(reader, "PATIENCE", 1.0)
    slow = "import time\nfor _ in range(15): time.sleep(0.2); open('/dev/zero').read(1 << 20)"
    monkeypatch.setattr(warm_worker, "CHILD", ("-c", slow))
    [reading] = read_apart([_file(tmp_path, "")], ReadOptions(), tmp_path)
    assert "ends its reader" in reading.report.errors[0].found


def test_a_reader_has_only_so_much_processor_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spins = "from data.sandbox.limits import confine; confine(1 << 32, 1)\nwhile True: pass"
    monkeypatch.setattr(warm_worker, "CHILD", ("-c", spins))
    [reading] = read_apart([_file(tmp_path, "")], ReadOptions(), tmp_path)
    assert "ends its reader" in reading.report.errors[0].found


def test_a_reader_without_memory_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F6: what a file takes beyond its limit is refused."""
    monkeypatch.setattr(warm_worker, "MEMORY", 200 << 20)
    [reading] = read_apart(
        [_file(tmp_path, "A1,2026-03-01,C1,1,x\n" * 20_000)], ReadOptions(), tmp_path
    )
    assert reading.report.status == "refused"
    assert reading.table is None


def test_a_cancelled_reading_ends_its_child(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cancelled(Exception):  # noqa: N818
        """Somebody has pressed the button."""

    def cancel(_share: float, _text: str) -> None:
        raise Cancelled

    monkeypatch.setattr(warm_worker, "CHILD", ("-c", DAMAGE["hangs"]))
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        read_apart([_file(tmp_path, "")], ReadOptions(), tmp_path, cancel)
    assert time.monotonic() - begun < 10
    assert not list(tmp_path.glob("read-*"))


CONNECT = """
import ctypes, socket, sys
from data.sandbox.limits import confine
confine(1 << 32, 10)
place = ("127.0.0.1", int(sys.argv[1]))
try:
    socket.create_connection(place)
except PermissionError:
    print("refused")
"""
BY_HAND = """
import ctypes, struct, sys
from data.sandbox.limits import leave_network
granted = leave_network()
c = ctypes.CDLL(None)
place = struct.pack("=H", 2) + struct.pack(">H4B", int(sys.argv[1]), 127, 0, 0, 1) + bytes(8)
reached = c.connect(c.socket(2, 1, 0), place, len(place)) == 0
print("granted" if granted else "not granted", "reached" if reached else "refused")
"""


def _asked(code: str, port: int) -> str:
    command = [sys.executable, "-c", code, f"{port}"]
    return subprocess.run(
        command, cwd=warm_worker.ROOT, capture_output=True, text=True
    ).stdout.strip()


def test_a_reader_has_no_network() -> None:
    """Neither Python nor, where the system grants that, any other code of it gets out."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert _asked(CONNECT, port) == "refused"
        assert _asked(BY_HAND, port) in ("granted refused", "not granted reached")
