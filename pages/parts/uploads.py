"""What the server holds of uploads: in Streamlit's memory, and on disk until they are confirmed."""

import threading
from collections.abc import Mapping
from typing import Protocol

from streamlit import runtime
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from pages.parts import upload_gate
from pages.parts.upload_quota import LEAST, Quota


class Kept(Protocol):
    """Files of a tab on disk."""

    def size(self) -> int:
        """Bytes that they count."""

    def let_go(self) -> bool:
        """Throw them away; False while they are being stored."""


class _Memory:
    """Files that Streamlit keeps until a page has taken them."""

    def sizes(self) -> Mapping[str, int]:
        manager = _manager()
        if manager is None:
            return {}
        held = [(tab, list(files.values())) for tab, files in list(manager.file_storage.items())]
        return {
            tab: sum(max(LEAST, len(file.data) + len(file.name)) for file in files)
            for tab, files in held
            if files
        }

    def let_go(self, tab: str) -> None:
        manager = _manager()
        if manager is not None:
            manager.remove_session_files(tab)


class _OnDisk:
    """Files that a page has taken and nobody has confirmed yet."""

    def __init__(self) -> None:
        self._kept: dict[str, Kept] = {}
        self._lock = threading.Lock()

    def put(self, tab: str, kept: Kept) -> None:
        with self._lock:
            for other in [t for t, one in self._kept.items() if not (one.size() or _is_open(t))]:
                del self._kept[other]
            self._kept[tab] = kept

    def sizes(self) -> Mapping[str, int]:
        with self._lock:
            kept = dict(self._kept)
        return {tab: size for tab, one in kept.items() if (size := one.size())}

    def let_go(self, tab: str) -> None:
        with self._lock:
            kept = self._kept.get(tab)
        if kept is not None and kept.let_go():
            with self._lock:
                self._kept.pop(tab, None)


def _manager() -> MemoryUploadedFileManager | None:
    if not runtime.exists():
        return None
    manager = runtime.get_instance().uploaded_file_mgr
    return manager if isinstance(manager, MemoryUploadedFileManager) else None


def _is_open(tab: str) -> bool:
    return runtime.exists() and runtime.get_instance().is_active_session(tab)


_on_disk = _OnDisk()
QUOTA = Quota([_Memory(), _on_disk], _is_open)
"""The room for uploads of this server."""


def tab() -> str:
    """The tab for which a page is being drawn."""
    context = get_script_run_ctx()
    return context.session_id if context is not None else ""


def put_session(upload: Kept) -> None:
    """Count the upload of this tab."""
    _on_disk.put(tab(), upload)


def refusals() -> list[str]:
    """Why uploads of this tab were refused since it was last asked."""
    return upload_gate.take_refusals(tab())
