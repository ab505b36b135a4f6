"""The way by which uploads come to the server: bounded before a byte of them is kept.

Streamlit checks the size of each file and nothing else, and an upload's address is bound to no
box of a page: any tab may send as many files as it likes. So each one asks for room first.
"""

import asyncio
import errno
from contextvars import copy_context

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import locales
from data.home import home
from data.refusal import Refused
from locales import _
from pages.parts.upload_quota import LEAST, Quota

ROUTE = "/_stcore/upload_file/"
STALLED = 60.0
"""Seconds after which an upload that sends nothing more is given up."""
TOO_LARGE, NO_ROOM, TOO_SLOW = 413, 507, 408
KEPT, TABS = 5, 1_000
"""So many different sentences of refusals are kept for a tab, and for so many tabs."""

_refusals: dict[str, list[str]] = {}


class _Refusal(Exception):  # noqa: N818
    """An upload that ends here, with the status and the sentence of the answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, sentence


class UploadGate:
    """Lets uploads through that there is room for; the others are answered in words."""

    def __init__(self, app: ASGIApp, quota: Quota) -> None:
        self.app, self.quota = app, quota

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        tab = _tab_of(scope)
        if tab is None or not self.quota.is_open(tab):
            await self.app(scope, receive, send)
            return
        upload = _Upload(self.quota, tab, receive, send)
        context = copy_context()
        context.run(locales.use, _language(scope))
        try:
            context.run(upload.declare, Headers(scope=scope).get("content-length", ""))
            await self.app(scope, upload.receive, upload.send)
        except (_Refusal, Refused, OSError) as error:
            refusal = context.run(_refusal, error)
            if refusal is None or upload.is_answered:
                raise
            keep_refusal(tab, refusal.sentence)
            answer = PlainTextResponse(refusal.sentence, refusal.status, {"connection": "close"})
            await answer(scope, receive, send)
        finally:
            upload.end()


class _Upload:
    """One file on its way: what was counted for it, and what has come."""

    def __init__(self, quota: Quota, tab: str, receive: Receive, send: Send) -> None:
        self._quota, self._tab = quota, tab
        self._receive, self._send = receive, send
        self._counted = self._come = 0
        self.is_answered = False

    def declare(self, length: str) -> None:
        """Count what the request says it brings, at once: several come at the same time."""
        declared = int(length) if length.isascii() and length.isdigit() and len(length) < 16 else 0
        self._count(max(declared, LEAST))

    def _count(self, size: int) -> None:
        self._quota.take(self._tab, size)
        self._counted += size

    async def receive(self) -> Message:
        """The next piece; more than was declared is counted as it comes."""
        try:
            message = await asyncio.wait_for(self._receive(), STALLED)
        except TimeoutError:
            raise _Refusal(TOO_SLOW, "") from None
        self._come += len(message.get("body", b""))
        if self._come > self._counted:
            self._count(max(self._come - self._counted, LEAST))
        return message

    async def send(self, message: Message) -> None:
        """The answer: by then the file is held by the server, or dropped."""
        self.is_answered = True
        self.end()
        await self._send(message)

    def end(self) -> None:
        """Nothing is on its way any more."""
        self._quota.give(self._tab, self._counted)
        self._counted = 0


def keep_refusal(tab: str, sentence: str) -> None:
    """Keep why an upload of a tab was refused, for its page to say."""
    kept = [text for text in _refusals.pop(tab, []) if text != sentence]
    _refusals[tab] = [*kept, sentence][-KEPT:]
    for oldest in list(_refusals)[:-TABS]:
        _refusals.pop(oldest, None)


def take_refusals(tab: str) -> list[str]:
    """Why uploads of a tab were refused since it was last asked."""
    return _refusals.pop(tab, [])


def _refusal(error: Exception) -> _Refusal | None:
    """What an upload that failed is answered with; None where nobody foresaw it."""
    if isinstance(error, _Refusal):
        sentence = _("The upload came to a halt and was given up. Do: drop the file again.")
        return _Refusal(error.status, sentence)
    if isinstance(error, Refused):
        return _Refusal(TOO_LARGE, str(error))
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _Refusal(NO_ROOM, full_disk())
    return None


def full_disk() -> str:
    """What is said of an upload that the disk had no room for."""
    return _(
        "The disk that holds {folder} is full: nothing of what was dropped was kept. "
        "Do: free some space and drop it again."
    ).format(folder=home())


def _tab_of(scope: Scope) -> str | None:
    """The tab whose upload a request is; None for other requests."""
    if scope["type"] != "http" or scope["method"] != "PUT":
        return None
    _before, route, rest = str(scope["path"]).partition(ROUTE)
    return rest.split("/")[0] if route else None


def _language(scope: Scope) -> str:
    asked = Headers(scope=scope).get("accept-language", "")
    return "zh_CN" if asked.lower().startswith("zh") else "en"
