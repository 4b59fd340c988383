"""The door to everything we know, where a provider says who people are.

Streamlit speaks with the provider and keeps what it answers in a cookie of 30 days that nobody can
take back. So that cookie opens nothing here. In the very answer that sets it we read whose it is,
begin a sign-in in our own store, and give the browser a token of that sign-in.
"""

import json
import logging
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from http.cookies import CookieError, SimpleCookie
from typing import Any

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from app import members, way_back
from app.claims import claimed
from app.members import COOKIE, Rules
from app.setting_sign_in import SignIn
from app.sign_in import CALLBACK
from data.store.accounts import LONGEST

LOGIN = "/auth/login"
USER = "_streamlit_user"
"""Streamlit's cookie with what the provider said of somebody."""
BACK = "rollcall_back"
"""Our cookie with the page a reader came from, while they are with the provider."""
_AWAY = timedelta(minutes=15)
_CLOSED = ("/export", "/media", "/_stcore/upload_file")
_MAX_AGE = re.compile(r"max-age=(\d+)", re.IGNORECASE)

log = logging.getLogger(__name__)


class Door:
    """ASGI middleware. ``clock`` gives the moment of a request."""

    def __init__(
        self,
        app: ASGIApp,
        engine: Engine,
        sign_in: SignIn,
        rules: Rules,
        cookie_secret: str,
        clock: Callable[[], datetime],
    ) -> None:
        self._app = app
        self._engine = engine
        self._sign_in = sign_in
        self._rules = rules
        self._secret = cookie_secret
        self._clock = clock
        self._threads = CapacityLimiter(4)
        self._secure = sign_in.address.startswith("https:")
        self._host = sign_in.address.partition("//")[2]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        if scope["path"].startswith(_CLOSED) and not await self._is_here(request):
            await PlainTextResponse("", status_code=401)(scope, receive, send)
        elif scope["path"] == LOGIN and request.headers.get("host", "") != self._host:
            # What the provider answers goes to the one address it knows of us.
            back = self._sign_in.address + _came_from(request)
            await RedirectResponse(back, status_code=302)(scope, receive, send)
        else:
            await self._app(scope, receive, partial(self._answer, request, send))

    async def _answer(self, request: Request, send: Send, message: Message) -> None:
        """Streamlit's answer, with our cookies beside its own."""
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            if request.url.path == LOGIN:
                headers.append("set-cookie", self._remembered(_came_from(request)))
            elif request.url.path == CALLBACK:
                await self._come_in(request, headers)
            self._shorten_cookies(message)
        await send(message)

    async def _is_here(self, request: Request) -> bool:
        token = request.cookies.get(COOKIE, "")
        ask = partial(members.member, self._engine, token, self._clock(), self._rules)
        try:
            return await to_thread.run_sync(ask, limiter=self._threads) is not None
        except SQLAlchemyError:
            log.exception("the store could not be read")
            return False

    async def _come_in(self, request: Request, headers: MutableHeaders) -> None:
        """Begin a sign-in where the provider just said who it is, and go back to the page."""
        claims = claims_in(headers.getlist("set-cookie"), self._secret)
        if claims is None:
            return
        old = request.cookies.get(COOKIE, "")
        begin = partial(self._begin, claims, old, self._clock())
        token = await to_thread.run_sync(begin, limiter=self._threads)
        headers.append("set-cookie", self._cookie(BACK, "", CALLBACK, timedelta(0)))
        headers["location"] = way_back.found(request.cookies.get(BACK, ""))
        if token:
            headers.append("set-cookie", self._cookie(COOKIE, token, "/", LONGEST))

    def _begin(self, claims: Mapping[str, Any], old: str, now: datetime) -> str:
        who = claimed(claims, self._sign_in.groups_claim)
        if who is None:
            log.error("the provider did not say who signed in")
            return ""
        try:
            token = members.sign_in(self._engine, who, old, now)
        except SQLAlchemyError:
            log.exception("a sign-in could not be kept")
            return ""
        log.info("somebody signed in", extra={"issuer": who.issuer, "subject": who.subject})
        return token

    def _remembered(self, place: str) -> str:
        return self._cookie(BACK, way_back.kept(place), CALLBACK, _AWAY)

    def _cookie(self, name: str, value: str, path: str, kept: timedelta) -> str:
        age = int(kept.total_seconds())
        parts = [f"{name}={value}", f"Path={path}", f"Max-Age={age}", "HttpOnly", "SameSite=Lax"]
        return "; ".join([*parts, "Secure"] if self._secure else parts)

    def _shorten_cookies(self, message: Message) -> None:
        """Streamlit's cookies last no longer than a sign-in, and travel over https alone."""
        message["headers"] = [
            (name, self._shortened(value.decode("latin-1")).encode("latin-1"))
            if name.lower() == b"set-cookie"
            else (name, value)
            for name, value in message["headers"]
        ]

    def _shortened(self, cookie: str) -> str:
        if cookie.startswith("_streamlit"):
            most = int(LONGEST.total_seconds())
            cookie = _MAX_AGE.sub(lambda age: f"Max-Age={min(int(age[1]), most)}", cookie)
        if self._secure and "; secure" not in cookie.lower():
            cookie += "; Secure"
        return cookie


def _came_from(request: Request) -> str:
    host = request.headers.get("host", "")
    return way_back.page_of(request.headers.get("referer", ""), host)


def claims_in(set_cookies: list[str], secret: str) -> Mapping[str, Any] | None:
    """What the provider said, from the cookies that Streamlit sets; None where it sets none."""
    signed = dict(_cookies(set_cookies))

    def read(name: str) -> bytes | None:
        return decode_signed_value(secret, name, signed.get(name, ""))

    whole = get_cookie_with_chunks(read, USER)
    found = json.loads(whole) if whole else None
    return found if isinstance(found, dict) else None


def _cookies(set_cookies: list[str]) -> Iterator[tuple[str, str]]:
    for each in set_cookies:
        try:
            yield from ((name, morsel.value) for name, morsel in SimpleCookie(each).items())
        except CookieError:
            continue
