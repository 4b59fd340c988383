"""When a reader last looked at Today: kept with the account of whoever said who they are.

For everybody else the reader's own browser keeps it, in a cookie that names nobody. Both hold two
moments: up to when the reader had seen things before this visit, and when the page was last opened.
A visit more than half an hour after the one before moves the first moment; opening the page twice
in a morning does not.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from http.cookies import CookieError, SimpleCookie

from sqlalchemy import Engine
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.store import looks
from data.store.engine import reading, writing
from data.store.looks import Looks

COOKIE = "rollcall_looked"
SAME_VISIT = timedelta(minutes=30)
"""Whoever comes back sooner than this has not left."""
_KEPT = timedelta(days=400)
"""As long as browsers keep a cookie at most."""
_TODAY = "/"
_NOTED_EVERY = timedelta(minutes=1)
"""That a page is open is noted once a minute: a write for every run would be many."""


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
    opened = _opened(_moments(kept, now), now)
    return f"{_seconds(opened.seen_at)}.{_seconds(opened.opened_at)}"


def last_look(cookies: Mapping[str, str], now: datetime) -> datetime | None:
    """Up to when this reader had seen things before this visit; None on a first visit."""
    return _moments(cookies.get(COOKIE, ""), now).seen_at


def look(engine: Engine, account: int, now: datetime) -> datetime | None:
    """The same for whoever has an account and opens Today at ``now``, on whatever machine."""
    with reading(engine) as conn:
        kept = looks.looks_of(conn, account)
    before = Looks(_lately(kept.seen_at, now), _lately(kept.opened_at, now))
    after = _opened(before, now)
    if before.opened_at is None or now - before.opened_at >= _NOTED_EVERY:
        with writing(engine) as conn:
            looks.keep(conn, account, after)
    return after.seen_at


def _opened(before: Looks, now: datetime) -> Looks:
    """What is kept once the page is opened at ``now``."""
    seen = before.seen_at
    if before.opened_at is not None and now - before.opened_at > SAME_VISIT:
        seen = before.opened_at
    return Looks(seen, now)


def _moments(kept: str, now: datetime) -> Looks:
    """Both moments; None for what is missing, not ours, or not of the past year."""
    seen, _, opened = kept.partition(".")
    return Looks(_moment(seen, now), _moment(opened, now))


def _moment(text: str, now: datetime) -> datetime | None:
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else 0
    return _lately(datetime.fromtimestamp(seconds, UTC), now)


def _lately(at: datetime | None, now: datetime) -> datetime | None:
    """A moment of the past year; None for one from a clock that was ahead, too."""
    return at if at and now - _KEPT <= at <= now else None


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
