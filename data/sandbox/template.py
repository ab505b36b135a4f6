"""The process that readers are forked from: everything is imported, and no file of others is read.

    python -m data.sandbox.limits 0 0 data.sandbox.template

A line of standard input orders a fork: where its call lies, and its limits. Standard output says,
a JSON line each: ["begun"], ["progress", share, text] of the fork, ["ended", status], or
["failed", reason] where none could be made. So each call has a process that no other has touched,
and does not wait for the imports, nor for what the readers make at first use.
"""

import gc
import json
import os
import select
import sys
from pathlib import Path
from typing import Any, NoReturn

from data.sandbox import limits, worker
from data.sandbox.call import Order
from data.sandbox.codec import unpack

IDLE = 600
"""Seconds that it waits for a call."""
IN, OUT = 0, 1
MOST_TEXT = 300
"""Characters of a progress report: a line has to fit into the pipe at once."""


def main() -> None:
    limits.die_first()
    out = os.dup(OUT)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, OUT)
    is_warm = False
    while True:
        if not is_warm and not _has_call(0):
            is_warm = True
            worker.warm_up()
            gc.collect()
            gc.freeze()
        if not _has_call(IDLE) or not (line := sys.stdin.buffer.readline()):
            return
        _serve(unpack(Order, json.loads(line)), out, nowhere)


def _has_call(patience: float) -> bool:
    return bool(select.select([IN], [], [], patience)[0])


def _serve(order: Order, out: int, nowhere: int) -> None:
    """Fork for one call, and wait until the fork ends, or until the app is gone."""
    _send(out, "begun")
    alive, held = os.pipe()
    try:
        pid = os.fork()
    except OSError as error:
        _send(out, "failed", error.strerror)
        return
    if pid == 0:
        os.dup2(nowhere, IN)
        os.close(alive)
        _work(order, out)
    os.close(held)
    if alive not in select.select([alive, IN], [], [])[0]:
        os.kill(pid, 9)
    status = os.waitpid(pid, 0)[1]
    os.close(alive)
    _send(out, "ended", status)


def _work(order: Order, out: int) -> NoReturn:
    """Do the call and end: whatever happens, the fork must not go on as the template."""
    status = 1
    try:
        limits.bound(order.memory, order.seconds, order.file_bytes)
        status = worker.run(
            Path(order.folder), lambda share, text: _send(out, "progress", share, text[:MOST_TEXT])
        )
    finally:
        os._exit(status)


def _send(out: int, what: str, *about: Any) -> None:
    os.write(out, json.dumps([what, *about]).encode() + b"\n")


if __name__ == "__main__":
    main()
