"""When a reader last looked at Today: kept by the reader's own browser and by nobody else.

A cookie holds two moments: up to when the reader had seen things before this visit, and when the
page was last opened. It names nobody. A visit more than half an hour after the one before moves
the first moment; opening the page twice in a morning does not.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "rollcall_looked"
SAME_VISIT = timedelta(minutes=30)
"""Whoever comes back sooner than this has not left."""
_KEPT = timedelta(days=400)
"""As long as browsers keep a cookie at most."""
_TODAY = "/"


class LastLook:
    """ASGI middleware. ``clock`` gives the moment of a request."""

    def __init__(self, app: ASGIApp, clock: Callable[[], datetime]) -> None:
        self._app = app
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] != _TODAY or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        kept = moved(_cookies(scope).get(COOKIE, ""), self._clock())

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                headers.append("set-cookie", _set_cookie(kept, scope["scheme"] == "https"))
            await send(message)

        await self._app(scope, receive, send_with_cookie)


def moved(kept: str, now: datetime) -> str:
    """What the cookie holds once the page is opened at ``now``."""
    seen, opened = _moments(kept, now)
    if opened is not None and now - opened > SAME_VISIT:
        seen = opened
    return f"{_seconds(seen)}.{_seconds(now)}"


def last_look(cookies: Mapping[str, str], now: datetime) -> datetime | None:
    """Up to when this reader had seen things before this visit; None on a first visit."""
    return _moments(cookies.get(COOKIE, ""), now)[0]


def _moments(kept: str, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Both moments; None for what is missing, not ours, or not of the past year."""
    seen, _, opened = kept.partition(".")
    return _moment(seen, now), _moment(opened, now)


def _moment(text: str, now: datetime) -> datetime | None:
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    at = datetime.fromtimestamp(seconds, UTC)
    return at if now - _KEPT <= at <= now else None


def _seconds(at: datetime | None) -> int:
    return int(at.timestamp()) if at else 0


def _cookies(scope: Scope) -> dict[str, str]:
    try:
        found = SimpleCookie(Headers(scope=scope).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def _set_cookie(value: str, secure: bool) -> str:
    age = int(_KEPT.total_seconds())
    parts = [f"{COOKIE}={value}", "Path=/", f"Max-Age={age}", "HttpOnly", "SameSite=Lax"]
    return "; ".join([*parts, "Secure"] if secure else parts)
