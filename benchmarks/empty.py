"""An empty Streamlit page behind the same server, options and warm-up as ours."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from app.protection import Protection
from app.server import warm_up
from app.streamlit_options import configure

PAGE = Path(__file__).parent / "empty_page.py"


async def _alive(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("alive")


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    warm_up()
    yield


def main(port: int) -> None:
    """Serve until stopped."""
    configure("127.0.0.1", port)
    page = st.App(
        PAGE,
        routes=[Route("/livez", _alive)],
        middleware=[Middleware(Protection, hosts=(), wrong_host=str, local=True)],
        lifespan=_lifespan,
    )
    uvicorn.run(
        page,
        host="127.0.0.1",
        port=port,
        ws="websockets-sansio",
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
