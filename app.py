"""The server: `streamlit run app.py` serves Octant on http://127.0.0.1:8501.

It opens the warehouse before the first visitor comes, takes what commands hand over and what lies
in the inbox, answers /healthz by asking the warehouse itself (Streamlit's own health page says ok
while the database is dead), and leaves every page to pages/frame.py.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, NoReturn

import duckdb
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from analytics.background_refresh import Follower
from data import backup
from data.commands.listener import Listener
from data.home import home, keep_private
from data.keeping import health
from data.keeping.inbox import Inbox
from data.keeping.scheduler import Keeper
from data.refusal import Damaged, Refused
from data.warehouse import Warehouse
from locales import _
from pages.exports.imports_tabs.upload_session import clear_all
from pages.parts import handed_over, open_books, upload_quota, uploads
from pages.parts.upload_gate import UploadGate

SWEEP = 10.0
"""Seconds between two looks at what closed tabs hold."""


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Holds the warehouse while the server runs; a second server says so in plain words."""
    try:
        await run_in_threadpool(open_books.current)
    except Damaged as damaged:  # the pages say so, and offer what brings the book back
        print(damaged, file=sys.stderr, flush=True)
    except Refused as refused:
        _give_up(str(refused))
    except (duckdb.Error, OSError) as error:
        _give_up(
            _(
                "The book in {folder} cannot be opened: {reason}. Do: see that the folder can be "
                "written to, or run `python -m data verify`."
            ).format(folder=home(), reason=str(error).splitlines()[0])
        )
    try:
        upload_quota.limit()
    except Refused as refused:
        _give_up(str(refused))
    sweeping = asyncio.create_task(_sweep_uploads())
    try:
        with _keeping():
            yield {}
    finally:
        sweeping.cancel()
        open_books.close()


async def _sweep_uploads() -> None:
    """Now and then lets go of what closed tabs hold."""
    while True:
        await asyncio.sleep(SWEEP)
        await run_in_threadpool(uploads.QUOTA.sweep)


@contextmanager
def _keeping() -> Iterator[None]:
    """Goes the rounds and takes commands while the server runs."""
    backup.sweep(home())
    clear_all(home())
    listener = Listener(home(), handed_over.perform)
    keeper = Keeper(_opened)
    follower = Follower(lambda: open_books.current().shown())
    try:
        yield
    finally:
        follower.stop()
        keeper.stop()
        listener.close()


def _opened() -> tuple[Warehouse, Inbox]:
    now = open_books.current()
    return now.company_book, now.inbox


def _give_up(sentence: str) -> NoReturn:
    """Ends the server with a sentence; an exception here would end it with a traceback."""
    print(sentence, file=sys.stderr, flush=True)
    os._exit(1)


async def healthz(_request: Request) -> JSONResponse:
    """200 while the book can be relied on, else 503; what was looked at, in words."""
    return await run_in_threadpool(_health)


def _health() -> JSONResponse:
    try:
        open_books.ping()
        now = open_books.current()
    except (duckdb.Error, OSError, Refused):
        return JSONResponse({"status": _("The warehouse does not answer.")}, status_code=503)
    if now.is_making():
        return JSONResponse({"status": "the made-up company is being made"}, status_code=503)
    findings = health.readiness(now.company_book)
    bad = [finding.sentence for finding in findings if finding.state == health.BAD]
    checks = {f.what: {"state": f.state, "says": f.sentence} for f in findings}
    status = bad[0] if bad else "ok"
    return JSONResponse({"status": status, "checks": checks}, status_code=503 if bad else 200)


def tell(error: Exception) -> bool:
    """Says in a sentence what the frame could not: an error in a widget's callback, or its own."""
    from pages.parts import layout  # its caches want the running server

    return layout.tell(error)


keep_private()
app = st.App(
    "pages/frame.py",
    middleware=[Middleware(UploadGate, quota=uploads.QUOTA)],
    lifespan=lifespan,
    routes=[Route("/healthz", healthz)],
    on_script_error=tell,
)
