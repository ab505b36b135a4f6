"""Time, processor time and memory of the runs of a benchmark, and the time of its steps."""

import os
import resource
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from benchmarks.held import held

Step = tuple[str, Any, str]
"""What a step is called, and the module and name of the function that does it."""
Steps = dict[str, list[float]]
"""Seconds of each step, a figure a run."""


@dataclass
class Taken:
    """Seconds of the runs of one way."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def run(self, work: Callable[[], object]) -> None:
        begun, used = time.perf_counter(), _processor()
        work()
        self.wall.append(time.perf_counter() - begun)
        self.processor.append(_processor() - used)


@contextmanager
def timed(of: Sequence[Step], steps: Steps, beside: Collection[str] = ()) -> Iterator[None]:
    """Note how long each step takes, and all the rest; those `beside` others take no time of it."""
    kept = [(module, name, getattr(module, name)) for _step, module, name in of]
    taken = {step: 0.0 for step, _module, _name in of}

    def noting(step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            begun = time.perf_counter()
            try:
                return work(*given, **named)
            finally:
                taken[step] += time.perf_counter() - begun

        return run

    for (step, module, name), (_module, _name, work) in zip(of, kept, strict=True):
        setattr(module, name, noting(step, work))
    begun = time.perf_counter()
    try:
        yield
    finally:
        whole = time.perf_counter() - begun
        for module, name, work in kept:
            setattr(module, name, work)
        taken["the rest"] = whole - sum(s for step, s in taken.items() if step not in beside)
        for step, seconds in taken.items():
            steps.setdefault(step, []).append(seconds)


@contextmanager
def watched(peaks: list[float]) -> Iterator[None]:
    """Note the most memory, in MB, that this process and its children hold together."""
    done, most = threading.Event(), 0.0

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, held(os.getpid()).all)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        peaks.append(most)


def _processor() -> float:
    """Seconds of processor time of this process and the children that have ended."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(r.ru_utime + r.ru_stime for r in map(resource.getrusage, kinds))
