"""Work that outlives a click.

A second click, another page or a closed browser ends the script run that started the work, in the
middle of whatever it was doing. An import must not end there, so it runs in a thread of its own;
a page only looks on, and the next run of the page looks on again.
"""

import threading
from collections.abc import Callable
from contextvars import copy_context
from typing import Generic, TypeVar

T = TypeVar("T")
Progress = Callable[[float, str], None]


class Cancelled(Exception):  # noqa: N818
    """Somebody pressed the button: the work ended at its next step."""


class Job(Generic[T]):
    """A piece of work with its progress: a share from 0 to 1 and what is being done."""

    def __init__(self, work: Callable[[Progress], T]) -> None:
        self.share = 0.0
        self.text = ""
        self._is_cancelled = False
        self._result: T | None = None
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=copy_context().run, args=(self._run, work))
        self._thread.start()

    def _run(self, work: Callable[[Progress], T]) -> None:
        try:
            self._result = work(self._note)
        except BaseException as error:  # noqa: BLE001 - raised again where the page looks on
            self._error = error

    def _note(self, share: float, text: str) -> None:
        if self._is_cancelled:
            raise Cancelled
        self.share, self.text = min(max(share, 0.0), 1.0), text

    def cancel(self) -> None:
        """End the work at its next step; `wait` then raises Cancelled, if that step came."""
        self._is_cancelled = True

    def lasts(self, seconds: float) -> bool:
        """Whether the work is still going on after so many seconds."""
        self._thread.join(seconds)
        return self._thread.is_alive()

    def wait(self, show: Progress) -> T:
        """The result, or what the work raised; until it is there, `show` is told the progress."""
        while self._thread.is_alive():
            show(self.share, self.text)
            self._thread.join(0.1)
        if self._error is not None:
            raise self._error
        return self._result  # type: ignore[return-value]
