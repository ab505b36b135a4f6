"""A line between a browser and a server that can be cut, and mended."""

import selectors
import socket
import threading
from contextlib import suppress


class Line:
    """Passes bytes on between a port of its own and a server's; `sent` counts those to it."""

    def __init__(self, url: str) -> None:
        host, port = url.removeprefix("http://").split(":")
        self._server = (host, int(port))
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._door.getsockname()[1]}"
        self.sent = 0
        self._ends: set[socket.socket] = set()
        self._is_cut = False
        self._holds_at: int | None = None
        self._may_go = threading.Event()
        threading.Thread(target=self._welcome, daemon=True).start()

    def cut(self) -> None:
        """Ends every connection, and takes no new one."""
        self._is_cut = True
        self._may_go.set()
        for end in list(self._ends):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        """Connections pass again."""
        self._is_cut = False

    def hold_after(self, more: int) -> None:
        """Lets so many bytes more to the server, then no further ones until it is cut."""
        self._may_go.clear()
        self._holds_at = self.sent + more

    def is_holding(self) -> bool:
        """Whether as many bytes went through as were let."""
        return self._holds_at is not None and self.sent >= self._holds_at

    def close(self) -> None:
        """Takes nothing any more."""
        self.cut()
        self._door.close()

    def _welcome(self) -> None:
        with suppress(OSError):
            while True:
                browser, _address = self._door.accept()
                threading.Thread(target=self._pass, args=(browser,), daemon=True).start()

    def _pass(self, browser: socket.socket) -> None:
        with browser, suppress(OSError):
            if self._is_cut:
                return
            with socket.create_connection(self._server) as server:
                self._ends |= {browser, server}
                try:
                    self._carry(browser, server)
                finally:
                    self._ends -= {browser, server}

    def _carry(self, browser: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as ready:
            ready.register(browser, selectors.EVENT_READ, server)
            ready.register(server, selectors.EVENT_READ, browser)
            while not self._is_cut:
                for key, _events in ready.select(1):
                    assert isinstance(key.fileobj, socket.socket)
                    got = key.fileobj.recv(1 << 16)
                    if not got:
                        return
                    if key.fileobj is browser:
                        self.sent += len(got)
                        if self.is_holding():
                            self._may_go.wait()
                            self._holds_at = None
                    key.data.sendall(got)
