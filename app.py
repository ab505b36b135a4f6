"""The server: `streamlit run app.py` serves Octant on http://127.0.0.1:8501.

It opens the warehouse before the first visitor comes, answers /healthz by asking the warehouse
itself (Streamlit's own health page says ok while the database is dead), and leaves every page to
pages/frame.py.
"""

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NoReturn

import duckdb
import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from data.home import home
from data.warehouse import Busy
from locales import _
from pages.parts import house


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Holds the warehouse while the server runs; a second server says so in plain words."""
    try:
        await run_in_threadpool(house.current)
    except Busy as busy:
        _give_up(str(busy))
    except (duckdb.Error, OSError) as error:
        _give_up(
            _(
                "The book in {folder} cannot be opened: {reason}. Do: see that the folder can be "
                "written to, or run `python -m data verify`."
            ).format(folder=home(), reason=str(error).splitlines()[0])
        )
    try:
        yield {}
    finally:
        house.close()


def _give_up(sentence: str) -> NoReturn:
    """Ends the server with a sentence; an exception here would end it with a traceback."""
    print(sentence, file=sys.stderr, flush=True)
    os._exit(1)


async def healthz(_request: Request) -> JSONResponse:
    """200 while the warehouse answers a query, else 503."""
    try:
        await run_in_threadpool(house.ping)
    except (duckdb.Error, OSError):
        return JSONResponse({"status": "the warehouse does not answer"}, status_code=503)
    if house.current().is_making():
        return JSONResponse({"status": "the made-up company is being made"}, status_code=503)
    return JSONResponse({"status": "ok"})


def tell(error: Exception) -> bool:
    """Says in a sentence what the frame could not: an error in a widget's callback, or its own."""
    from pages.parts import layout  # its caches want the running server

    return layout.tell(error)


app = st.App(
    "pages/frame.py",
    lifespan=lifespan,
    routes=[Route("/healthz", healthz)],
    on_script_error=tell,
)
