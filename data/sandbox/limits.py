"""A module run where it can do no harm: bounded, and without a network.

    python -m data.sandbox.limits MEMORY SECONDS MODULE ARGUMENTS…

MEMORY is bytes of address space, SECONDS of processor time; both within what the parent has itself,
0: no less than it has. Nothing of Octant is imported before the limits hold.
"""

import ctypes
import os
import resource
import runpy
import sys
from contextlib import suppress

NEW_USER, NEW_NET = 0x10000000, 0x40000000
"""CLONE_NEWUSER and CLONE_NEWNET of Linux."""
LEFT_OUT = ("pandas",)
"""Libraries that no reader uses. Arrow would load pandas at its first array, which takes longer
than the reading of a small file."""
SOCKETS = ("socket.", "urllib.Request", "http.client.", "ftplib.", "smtplib.")
GRACE = 2
"""Seconds between the signal that time is up, by which its end is known, and the end of it all."""


def confine(memory: int, seconds: int) -> None:
    """Bound this process and all it starts, for good."""
    bound(memory, seconds)
    _limit(resource.RLIMIT_CORE, 0)
    leave_network()


def bound(memory: int, seconds: int, file_bytes: int = 0) -> None:
    """Bound the memory, the processor time and each file that is written; 0: as they are."""
    if memory:
        _limit(resource.RLIMIT_AS, memory)
    if seconds:
        _limit(resource.RLIMIT_CPU, seconds, GRACE)
    if file_bytes:
        _limit(resource.RLIMIT_FSIZE, file_bytes)


def _limit(what: int, most: int, grace: int = 0) -> None:
    _soft, hard = resource.getrlimit(what)
    within = [most, most + grace]
    if hard != resource.RLIM_INFINITY:
        within = [min(each, hard) for each in within]
    resource.setrlimit(what, (within[0], within[1]))


def die_first() -> None:
    """Where the machine runs out of memory, the system ends this process before the app."""
    with suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("900")


def leave_network() -> bool:
    """Move to a network of our own, where nothing is; and let Python open no socket either.

    Gives whether the system granted the first. Where it does not (containers may forbid it) the
    second still holds for all Python code; our parsers in other languages open no sockets.
    """
    granted = False
    with suppress(OSError, AttributeError):
        _unshare()
        granted = True
    sys.addaudithook(_refuse_sockets)
    return granted


def _unshare() -> None:
    """Linux: an empty network. Raises OSError where that is not permitted."""
    user, group = os.getuid(), os.getgid()
    library = ctypes.CDLL(None, use_errno=True)
    if library.unshare(NEW_NET) == 0:
        return
    if library.unshare(NEW_USER | NEW_NET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    # Without a map the process is nobody, and could not make a file.
    for name, text in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1")):
        _write_to_proc(name, text)
    _write_to_proc("gid_map", f"{group} {group} 1")


def _write_to_proc(name: str, text: str) -> None:
    with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
        file.write(text)


def _refuse_sockets(event: str, _arguments: object) -> None:
    if event.startswith(SOCKETS):
        raise PermissionError(f"{event}: readers of files have no network")


class _LeftOut:
    """Finds nothing, so that what can do without these libraries does."""

    @staticmethod
    def find_spec(name: str, _path: object, _target: object = None) -> None:
        if name in LEFT_OUT:
            raise ModuleNotFoundError(name)


def main() -> None:
    """Confine this process, then be the module."""
    memory, seconds, module = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    confine(memory, seconds)
    sys.meta_path.insert(0, _LeftOut)
    sys.argv[:] = [module, *sys.argv[4:]]
    runpy.run_module(module, run_name="__main__")


if __name__ == "__main__":
    main()
