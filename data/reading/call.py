"""One call: all files at once."""

from collections.abc import Callable, Sequence

from data.reading.seam import Incoming, Reading, Wish

Progress = Callable[[float, str], None]


def read(
    files: Sequence[Incoming], wish: Wish, progress: Progress | None = None
) -> list[Reading]:
    """A reading for each file, in order."""
    raise NotImplementedError
