"""``rollcall serve``: the pages, and beside them one process that keeps reading and judging."""

import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import isodate
import typer
import uvicorn
from sqlalchemy import Engine

from app.keeper import Keeper
from app.language.sentence import Speech
from app.language.terminal import (
    address_not_ours,
    needs_sign_in,
    port_taken,
    serving,
    unsafe_option,
)
from app.logs import start_logging
from app.setting_values import is_loopback
from app.settings import Settings
from app.streamlit_options import configure, log_through_root

log = logging.getLogger(__name__)

ROOT = Path(__file__).parent.parent
# Readers' connections are cut after this; their browsers come back by themselves.
GOODBYE_SECONDS = 3


class CannotServe(Exception):
    """Nothing was started; the message says why and what to do."""


def serve_pages(settings: Settings, engine: Engine, speech: Speech, *, with_sync: bool) -> bool:
    """Serve until told to stop. False where it did not come up. Raises CannotServe."""
    place = settings.serve
    if settings.sign_in is None:
        for what in (place.address, *place.hosts):
            if not is_loopback(what):
                raise CannotServe(needs_sign_in(what, speech))
    for option in configure(place.address, place.port, settings.cookie_secret):
        raise CannotServe(unsafe_option(option.key, option.found, option.expected, speech))
    with listening(place.address, place.port, speech) as listener:
        start_logging(settings.secrets)
        log_through_root()
        server = _server(settings, engine, speech)
        with _stopped_by_signal(), _kept_up_to_date(settings, with_sync):
            server.run(sockets=[listener])
        log.info("stopped")
    return server.started


@contextmanager
def listening(address: str, port: int, speech: Speech) -> Iterator[socket.socket]:
    """The socket to serve from. Raises CannotServe."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    # Only a socket that names its protocol sends at once; else a page's words wait 40 ms in vain.
    with socket.socket(family, proto=socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((address, port))
            listener.listen(2048)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise CannotServe(port_taken(address, port, speech)) from None
            raise CannotServe(address_not_ours(address, speech)) from None
        yield listener


def _server(settings: Settings, engine: Engine, speech: Speech) -> uvicorn.Server:
    # Streamlit speaks while the pages' modules load; only now does it go through our log.
    from app.server import create_app

    def announce() -> None:
        log.info("serving", extra={"address": settings.serve.address, "port": settings.serve.port})
        for line in serving(_url(settings), settings.pretend, speech):
            typer.echo(line)

    return uvicorn.Server(
        uvicorn.Config(
            create_app(settings, engine, on_ready=announce),
            ws="websockets-sansio",
            lifespan="on",
            log_config=None,
            log_level="warning",
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
    )


def _url(settings: Settings) -> str:
    if settings.sign_in is not None:
        return settings.sign_in.address
    address, port = settings.serve.address, settings.serve.port
    return f"http://[{address}]:{port}" if ":" in address else f"http://{address}:{port}"


@contextmanager
def _stopped_by_signal() -> Iterator[None]:
    # uvicorn ends in good order and then raises the signal again; by default that would end this
    # process before it has stopped the one beside it.
    before = signal.signal(signal.SIGTERM, _leave)
    try:
        yield
    except KeyboardInterrupt:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)


def _leave(_number: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


@contextmanager
def _kept_up_to_date(settings: Settings, with_sync: bool) -> Iterator[None]:
    if not with_sync:
        yield
        return
    keeper = Keeper(_sync_command(settings), _sync_environment())
    keeper.start()
    try:
        yield
    finally:
        keeper.stop()


def _sync_command(settings: Settings) -> list[str]:
    # -P: a folder named app in the working folder must not stand in for ours.
    every = isodate.duration_isoformat(settings.sync.every)
    return [
        *(sys.executable, "-P", "-m", "app.cli"),
        *(["--config", str(settings.file)] if settings.file else []),
        *("sync", "--every", every, "--while-input-open"),
    ]


def _sync_environment() -> dict[str, str]:
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
