"""A process that does jobs on a book, one fork a job, so that faults are cheap to try.

Reads one JSON job a line; answers one JSON line a job: {"exit": code or -signal, "steps": [...],
"seen": calls counted, "said": error or null, "type": its class or null}. Job:
  home, files, deed: import | undo N | checkpoint (import, then force one) | backup FOLDER
    | read while importing (each is followed by a close) | open | rebuild | restore FILE
  arm: arguments of Shim.arm as numbers, from: the step at which it is armed, to: where it ends
  kill: [step, seconds]: SIGKILL that long after the step was logged
  record: path of a log of all writes
  then: retry (the deed again, in the same process, once the fault is over) | linger (don't close)
"""

import json
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from data import backup, intake, ledger
from data.book import archive, commit, history, upgrade
from data.intake import InputFile, ReadOptions
from data.keeping.rebuild import rebuild
from data.keeping.restore import restore
from data.warehouse import Warehouse
from tests.faults.shim import Call, How, Shim

Job = dict[str, Any]
LIMIT = 30.0
"""Seconds that a job may take."""


class Steps:
    """The fsynced log of the steps that a job has reached, and what waits for one of them."""

    def __init__(self, log: Path, pipe: int) -> None:
        self._file = log.open("ab")
        self._pipe = pipe
        self.at: dict[str, Callable[[], None]] = {}

    def reach(self, step: str) -> None:
        self._file.write(step.encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
        os.write(self._pipe, step.encode() + b"\n")
        self.at.pop(step, lambda: None)()

    def pause(self, step: str) -> None:
        """Reach a step and stay there for the moment that a kill takes to arrive."""
        self.reach(step)
        time.sleep(0.05)


def watch(steps: Steps) -> None:
    """Say each step of an import: read, archive, intent, commit, done, checkpoint."""

    def before(step: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def told(*args: Any, **named: Any) -> Any:
            steps.reach(step)
            return real(*args, **named)

        return told

    append = ledger.append

    def appended(home: Path, event: ledger.Event) -> str:
        if event["event"] == "intent":
            steps.reach("intent")
        else:
            steps.reach("committed")
        digest = append(home, event)
        steps.reach("commit" if event["event"] == "intent" else "done")
        return digest

    ledger.append = appended
    intake.propose = before("read", intake.propose)
    archive.keep = before("archive", archive.keep)
    intake.apply_import = before("rows", intake.apply_import)
    history.apply_undo = before("rows", history.apply_undo)
    commit.settle = before("settle", commit.settle)
    Warehouse.close = before("checkpoint", Warehouse.close)  # type: ignore[method-assign]


def watch_upgrade(steps: Steps) -> None:
    """Say each statement of a change of tables before it is done, and its end."""
    real, number = upgrade.do, iter(range(1000))

    def told(connection: Any, step: str) -> None:
        steps.pause(f"statement {next(number)}")
        real(connection, step)

    upgrade.do = told


def deed(warehouse: Warehouse, job: Job, steps: Steps) -> None:
    """What the job is about."""
    name, *arguments = job["deed"]
    if name == "checkpoint":
        deed(warehouse, {**job, "deed": ["import"]}, steps)
        steps.reach("forced")
        with warehouse.cursor() as cursor:
            cursor.execute("force checkpoint")
    elif name == "import":
        files = [InputFile(Path(path).name, Path(path)) for path in job["files"]]
        intake.confirm(warehouse, intake.propose(warehouse, files, ReadOptions()), "ben")
    elif name == "undo":
        history.undo(warehouse, arguments[0], "ben")
    elif name == "backup":
        backup.back_up(warehouse, Path(arguments[0]))


def read_while_importing(warehouse: Warehouse, job: Job, steps: Steps) -> None:
    """Ask for the version again and again while a thread imports; say how long the longest took."""
    plain = {**job, "deed": ["import"]}
    importing = threading.Thread(target=deed, args=(warehouse, plain, steps))
    importing.start()
    longest = 0.0
    while importing.is_alive():
        start = time.monotonic()
        warehouse.version()
        longest = max(longest, time.monotonic() - start)
        time.sleep(0.01)
    steps.reach(f"slowest {longest * 1000:.0f}")


def make_anew(home: Path, job: Job, steps: Steps) -> None:
    """Open a new book, rebuild, restore a backup: deeds that open the book themselves."""
    if shim := Shim(os.environ["OCTANT_SHIM"]) if job.get("arm") else None:
        how, at, error, calls, seconds = job["arm"]
        shim.arm(home, How(how), at, error, Call(calls), seconds)
    if job.get("kill"):
        watch_upgrade(steps)
    steps.reach("begun")
    if job["deed"][0] == "open":
        Warehouse.open(home).close()
    elif job["deed"][0] == "rebuild":
        rebuild(home)
    else:
        restore(home, Path(job["deed"][1]))
    steps.reach("acknowledged")


def work(job: Job, steps: Steps) -> None:
    """Do a job in this process."""
    shim = Shim(os.environ["OCTANT_SHIM"]) if "OCTANT_SHIM" in os.environ else None
    home = Path(job["home"])
    if job["deed"][0] in ("open", "rebuild", "restore"):
        make_anew(home, job, steps)
        return
    warehouse = Warehouse.open(home)
    watch(steps)
    if shim and job.get("record"):
        shim.record(Path(job["record"]))
    if shim and job.get("arm"):
        how, at, error, calls, seconds = job["arm"]
        arm = lambda: shim.arm(home, How(how), at, error, Call(calls), seconds)  # noqa: E731
        if "from" in job:
            steps.at[job["from"]] = arm
        else:
            arm()
        if "to" in job:
            steps.at[job["to"]] = lambda: steps.reach(f"seen {shim.disarm()}")
    try:
        if job["deed"][0] == "read while importing":
            read_while_importing(warehouse, job, steps)
        deed(warehouse, job, steps)
        steps.reach("acknowledged")
        if job.get("then") == "linger":
            time.sleep(LIMIT)
        if job.get("then") != "retry":
            warehouse.close()
    finally:
        if shim:
            steps.reach(f"seen {shim.disarm()}")
        if job.get("then") == "retry":
            retry(warehouse, job, steps)


def retry(warehouse: Warehouse, job: Job, steps: Steps) -> None:
    """Once the disk is well again, the same process reads and loads without a restart."""
    warehouse.version()
    steps.reach("reads")
    deed(warehouse, job, steps)
    steps.reach("acknowledged")
    warehouse.close()
    steps.reach("retried")


def child(job: Job, pipe: int) -> None:
    steps = Steps(Path(job["log"]), pipe)
    try:
        work(job, steps)
    except Exception as error:  # noqa: BLE001 - told to the test, which judges it
        text = json.dumps({"said": str(error), "type": type(error).__name__})
        os.write(pipe, f"={text}\n".encode())
        os._exit(3)
    os._exit(0)


def run(job: Job) -> dict[str, Any]:
    """Fork, look on, kill where the job says so."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reading)
        child(job, writing)
    os.close(writing)
    steps, buffer, end, is_hung = [], b"", time.monotonic() + LIMIT, False
    due = None
    while True:
        now = time.monotonic()
        if (due is not None and now >= due) or now > end:
            is_hung = now > end
            os.kill(pid, signal.SIGKILL)
            due, end = None, now + LIMIT
        wait = min(end, due if due is not None else end) - now
        if not select.select([reading], [], [], max(0.0, wait))[0]:
            continue
        got = os.read(reading, 1 << 16)
        if not got:
            break
        buffer += got
        *whole, buffer = buffer.split(b"\n")
        steps += [line.decode() for line in whole]
        if job.get("kill") and due is None and job["kill"][0] in steps:
            due = time.monotonic() + job.pop("kill")[1]
    os.close(reading)
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    error = next((json.loads(s[1:]) for s in steps if s.startswith("=")), {})
    seen = [int(s.split()[1]) for s in steps if s.startswith("seen ")]
    plain = [s for s in steps if not s.startswith(("=", "seen "))]
    return {
        "exit": status,
        "steps": plain,
        "seen": max(seen, default=0),
        "said": error.get("said"),
        "type": error.get("type"),
        "is_hung": is_hung,
    }


def main() -> None:
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
