"""Reading in a child process: the same readings, and whatever becomes of the child, words."""

import errno
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import locales
from data.catalogue import KINDS
from data.ingest import error_column_file
from data.ingest.inspect import inspect
from data.ingest.model import InputFile, Reading, ReadOptions, UnknownChoice
from data.ingest.pipeline import read
from data.ingest.values import currency_names
from data.refusal import Refused
from data.sandbox import following, reader, warm_worker, worker
from data.sandbox.reader import inspect_file, read_files
from tests.unit.intake.book import Book

HEADER = "order_id,order_date,account_id,amount,note\n"
BEGUN = "print('[\"begun\"]', flush=True)\n"
DAMAGE = {
    "dies": "import os; os.kill(os.getpid(), 9)",
    "hangs": "import time; time.sleep(60)",
    "turns in a circle": "while True: pass",
    "says the same again and again": 'while True: print(\'["progress", 0.1, "a"]\', flush=True)',
    "stops": "import sys; sys.exit(3)",
    "says nothing": "pass",
}


def _file(folder: Path, lines: str, name: str = "a.csv") -> InputFile:
    path = folder / name
    path.write_text(HEADER + lines, encoding="utf-8")
    return InputFile(name, path)


def _content(reading: Reading) -> dict[str, Any]:
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
    readings = read_files(files, ReadOptions(), tmp_path, lambda share, _text: steps.append(share))
    assert [_content(r) for r in readings] == [_content(r) for r in read(files, ReadOptions())]
    assert steps == sorted(steps)
    assert not list(tmp_path.glob("read-*"))


def test_each_call_has_a_fork_of_the_template_that_runs(tmp_path: Path) -> None:
    """One that has ended meanwhile, or ends while it is asked, is started again."""
    files = [_file(tmp_path, "A1,2026-03-01,C1,12.50,x\n")]
    expected = [_content(r) for r in read(files, ReadOptions())]
    for _call in range(3):
        assert [_content(r) for r in read_files(files, ReadOptions(), tmp_path)] == expected
    template = warm_worker._kept.child
    assert template is not None
    assert [_content(r) for r in read_files(files, ReadOptions(), tmp_path)] == expected
    assert warm_worker._kept.child is template
    template.kill()
    assert [_content(r) for r in read_files(files, ReadOptions(), tmp_path)] == expected
    assert warm_worker._kept.child is not template


def test_a_fork_has_the_bounds_of_its_call() -> None:
    code = (
        "import resource as r; from data.sandbox.limits import bound; bound(1 << 32, 9, 1 << 20);"
        "print([r.getrlimit(of) for of in (r.RLIMIT_AS, r.RLIMIT_CPU, r.RLIMIT_FSIZE)])"
    )
    bounds = [(1 << 32, 1 << 32), (9, 11), (1 << 20, 1 << 20)]
    assert _output(code) == str(bounds)


def test_the_settings_of_a_call_are_those_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The template has been started with others."""
    file = _file(tmp_path, "A1,2026-03-01,C1,12.50,x\n")
    read_files([file], ReadOptions(), tmp_path)
    monkeypatch.setenv("OCTANT_CURRENCY", "SEK")
    here, there = inspect(file, {}), inspect_file(file, {})
    assert there.report == here.report
    token = locales._language.set("zh_CN")
    [reading] = read_files([_file(tmp_path, "A1,n/a,C1,1,x\n")], ReadOptions(), tmp_path)
    locales._language.reset(token)
    assert "日" in reading.report.errors[0].expected


def test_any_table_is_inspected_as_at_home(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    text = 'Report\ncity;visits;by\nUlm;3;"x\ny"\nBonn;4;"say ""z"""\nKiel;5\n'
    path.write_text(text, encoding="utf-8")
    file = InputFile("x.csv", path)
    here, there = inspect(file, {}), inspect_file(file, {})
    assert list(there.records()) == list(here.records())
    assert list(there.records()) == [["Ulm", "3", "x\ny"], ["Bonn", "4", 'say "z"']]
    assert there.to_json() == here.to_json()
    assert there.header == ("city", "visits", "by")


def test_a_refused_file_comes_back_marked_as_at_home(tmp_path: Path) -> None:
    file = _file(tmp_path, "A1,2026-03-01,C1,n/a,x\nA2,2026-03-01,C2,7,y\n")
    [reading] = read_files([file], ReadOptions(), tmp_path)
    text = reader.marked(file, reading.report)
    assert text == error_column_file.marked(file, reading.report)
    assert b"found" in text.splitlines()[1]


def test_progress_is_told_by_bytes_then_by_records(tmp_path: Path) -> None:
    """Two files with four columns of ours, of two records and one."""
    two = _file(tmp_path, "A1,2026-03-01,C1,12.5,x\nA2,2026-03-02,C2,1,y\n")
    one = _file(tmp_path, "B1,2026-03-03,C1,3,z\n", "b.csv")
    told: list[tuple[float, str]] = []
    read_files([two, one], ReadOptions(), tmp_path, lambda share, text: told.append((share, text)))
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
        read_files(files, ReadOptions(answers={"date_order": "ydm"}), tmp_path)
    assert (told.value.key, told.value.said) == ("date_order", "ydm")
    with pytest.raises(ValueError, match="kind=invoices"):
        read_files(files, ReadOptions(kind="invoices"), tmp_path)


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_reader_that_fails_costs_a_message(
    damage: str, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F7: the app goes on, and says in words what became of the file."""
    monkeypatch.setattr(warm_worker, "CHILD", ("-c", BEGUN + DAMAGE[damage]))
    monkeypatch.setattr(following, "PATIENCE", 1.0)
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
    monkeypatch.setattr(following, "PATIENCE", 1.0)
    slow = "import time\nfor _ in range(15): time.sleep(0.2); open('/dev/zero').read(1 << 20)"
    monkeypatch.setattr(warm_worker, "CHILD", ("-c", BEGUN + slow))
    [reading] = read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)
    assert "ends its reader" in reading.report.errors[0].found


FORK = """
import sys
from data.sandbox import template, worker
worker.run = {}
template.main()
"""
"""A template whose forks do something else than to read."""


def _forks_that(do: str) -> tuple[str, str]:
    return ("-c", FORK.format(f"lambda folder, progress: {do}"))


@pytest.mark.parametrize(
    ("do", "why"),
    [
        ("exec('while True: pass')", "no end"),
        ("[bytes(1 << 26) for _n in range(99)]", "ends its reader"),
        ("bytearray(1 << 40)", "ends its reader"),
        ("open(folder / 'x', 'wb').write(bytes(1 << 21))", "ends its reader"),
        ("__import__('os').abort()", "ends its reader"),
        ("__import__('ctypes').string_at(0)", "ends its reader"),
        ("3", "ends its reader"),
        ("0", "ends its reader"),
    ],
)
def test_what_a_fork_does_beyond_its_bounds_costs_a_message(
    do: str, why: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its template stays, and forks for the next call."""
    monkeypatch.setattr(warm_worker, "CHILD", _forks_that(do))
    monkeypatch.setattr(warm_worker, "SECONDS", 1)
    monkeypatch.setattr(warm_worker, "MEMORY", 1 << 30)
    monkeypatch.setattr(warm_worker, "FILE_BYTES", 1 << 20)
    for _call in range(2):
        [reading] = read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)
        assert why in reading.report.errors[0].found
    assert warm_worker._kept.child is not None
    assert warm_worker._kept.child.poll() is None


def test_an_answer_too_long_to_take_costs_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "MOST_RESULT", 100)
    [reading] = read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)
    assert "ends its reader" in reading.report.errors[0].found


def test_a_full_disk_is_no_fault_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_worker, "CHILD", _forks_that(f"{errno.ENOSPC}"))
    with pytest.raises(Refused, match="is full"):
        read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)


def test_what_nobody_expected_is_in_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fails = "(folder / 'trace.txt').write_text('Traceback: of the reader') * 0 + 1"
    monkeypatch.setattr(warm_worker, "CHILD", _forks_that(fails))
    [reading] = read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)
    assert reading.report.status == "refused"
    assert "Traceback: of the reader" in caplog.text


@pytest.mark.parametrize("child", [("-c", ""), ("-c", 'print(\'["failed", "no room"]\')')])
def test_where_no_process_can_be_started_that_is_said_and_no_file_blamed(
    child: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warm_worker, "CHILD", child)
    with pytest.raises(Refused, match=r"process of its own.*Do: "):
        read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)
    monkeypatch.undo()
    monkeypatch.setattr(warm_worker.sys, "executable", f"{tmp_path}/no/python")
    with pytest.raises(Refused, match=r"No such file.*Do: "):
        read_files([_file(tmp_path, "")], ReadOptions(), tmp_path)
    warm_worker.make_ready()
    assert not list(tmp_path.glob("read-*"))


def test_a_reader_without_memory_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault F6: what a file takes beyond its limit is refused."""
    monkeypatch.setattr(warm_worker, "MEMORY", 100 << 20)
    [reading] = read_files(
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

    monkeypatch.setattr(warm_worker, "CHILD", ("-c", BEGUN + DAMAGE["hangs"]))
    begun = time.monotonic()
    with pytest.raises(Cancelled):
        read_files([_file(tmp_path, "")], ReadOptions(), tmp_path, cancel)
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


def _output(code: str, *arguments: str) -> str:
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, cwd=warm_worker.ROOT, capture_output=True, text=True
    ).stdout.strip()


def test_a_reader_has_no_network() -> None:
    """Neither Python nor, where the system grants that, any other code of it gets out."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert _output(CONNECT, f"{port}") == "refused"
        assert _output(BY_HAND, f"{port}") in ("granted refused", "not granted reached")


def test_a_template_has_what_readers_make_at_first_use(monkeypatch: pytest.MonkeyPatch) -> None:
    """Our example of every kind is read, as this reader and as the first one reads it."""
    readings: list[Reading] = []

    def noted(files: list[InputFile], options: ReadOptions) -> list[Reading]:
        readings.extend(read(files, options))
        return readings

    monkeypatch.setattr(worker, "read", noted)
    worker.warm_up()
    kinds = [reading.report.kind for reading in readings]
    assert kinds == [kind for kind in KINDS for _level in range(2)]
    assert currency_names._display_names.cache_info().currsize == 1
