"""The ASGI application: our pages with their routes, protection and warm-up."""

import importlib
import logging
import pkgutil
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from anyio import CapacityLimiter, create_task_group, move_on_after, to_thread
from sqlalchemy import Engine
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

import app.ui
from app.deeds import deed_routes
from app.door import Door
from app.downloads import download_routes
from app.front_page import front_routes
from app.garbage import set_aside, set_aside_again
from app.language.sentence import Speech
from app.language.terminal import page_failed, wrong_host
from app.last_look import LastLook
from app.list_routes import list_routes
from app.past_days import close_past_days
from app.protection import Protection
from app.readiness import Check, checks, unreachable
from app.session import speech_of
from app.settings import Settings
from app.sign_in import rules_of, streamlit_secrets
from app.ui import charts

MAIN = Path(__file__).parent / "main.py"
# A store that takes longer to answer three small questions is as good as away.
STORE_DEADLINE_SECONDS = 5.0

log = logging.getLogger(__name__)


def create_app(settings: Settings, engine: Engine, *, on_ready: Callable[[], None]) -> st.App:
    """Everything one process serves. ``on_ready`` is called once pages can be asked for."""
    speech = partial(_speech, settings)
    rules = rules_of(settings)
    return st.App(
        MAIN,
        routes=[
            Route("/livez", _alive),
            Route("/readyz", readiness_route(settings, engine)),
            *download_routes(engine, speech),
            *deed_routes(engine, speech, rules),
            *list_routes(engine, speech, rules),
            *front_routes(),
        ],
        middleware=_middleware(settings, engine, speech),
        secrets=streamlit_secrets(settings),
        lifespan=_lifespan(on_ready),
        on_script_error=lambda error: tell_failure(error, speech()),
    )


def _middleware(
    settings: Settings, engine: Engine, speech: Callable[[], Speech]
) -> list[Middleware]:
    sign_in, hosts = settings.sign_in, settings.serve.hosts
    if sign_in is None:
        return [_protection(hosts, speech, local=True), Middleware(LastLook, clock=_now)]
    own = urlsplit(sign_in.address).hostname or ""
    door = Middleware(
        Door,
        engine=engine,
        sign_in=sign_in,
        rules=rules_of(settings),
        cookie_secret=settings.cookie_secret,
        clock=_now,
    )
    protection = _protection((own, *hosts), speech, local=False)
    return [protection, door]


def _protection(hosts: tuple[str, ...], speech: Callable[[], Speech], *, local: bool) -> Middleware:
    return Middleware(Protection, hosts=hosts, wrong_host=lambda: wrong_host(speech()), local=local)


def _now() -> datetime:
    return datetime.now(UTC)


def _speech(settings: Settings) -> Speech:
    return speech_of(settings, _now())


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("alive")


def readiness_route(settings: Settings, engine: Engine) -> Callable[[Request], Any]:
    """The answer of ``/readyz``: every check by name, and 503 unless all are well."""
    # A store that hangs holds its threads; two of them, and never one that serves pages.
    threads = CapacityLimiter(2)
    names = tuple(each.name for each in settings.connections)

    async def ready(_request: Request) -> Response:
        found = unreachable()
        now, every = _now(), settings.sync.every
        ask = partial(checks, engine, now=now, every=every, sources=names)
        with move_on_after(STORE_DEADLINE_SECONDS):
            found = await to_thread.run_sync(ask, abandon_on_cancel=True, limiter=threads)
        is_ready = all(check is Check.OK for check in found.values())
        # Whoever is not signed in learns nothing but this one word.
        told = {"ready": is_ready} | ({} if settings.sign_in else {"checks": found})
        return JSONResponse(told, status_code=200 if is_ready else 503)

    return ready


def _lifespan(on_ready: Callable[[], None]) -> Callable[[st.App], Any]:
    @asynccontextmanager
    async def lifespan(_app: st.App) -> AsyncIterator[None]:
        warm_up()
        on_ready()
        try:
            async with create_task_group() as tasks:
                tasks.start_soon(set_aside_again)
                yield
                tasks.cancel_scope.cancel()
        finally:
            close_past_days()

    return lifespan


def warm_up() -> None:
    """Make ready what the first reader would wait for."""
    importlib.import_module("pandas")
    for part in pkgutil.iter_modules(app.ui.__path__, "app.ui."):
        importlib.import_module(part.name)
    charts.make_ready()
    set_aside()


def tell_failure(error: Exception, speech: Speech) -> bool:
    """Log what happened under a number and tell the reader only the number."""
    number = secrets.token_hex(4)
    log.error("a page failed", extra={"error_number": number}, exc_info=error)
    st.error(page_failed(number, speech))
    return True
