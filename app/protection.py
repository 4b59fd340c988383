"""What stands around every page and route: who may ask, what is not answered, safe headers."""

import base64
import hashlib
import re
from collections.abc import Callable, Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.front_page import front_page

# Streamlit answers these without asking who is there.
_NOT_ANSWERED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_READING = ("GET", "HEAD", "OPTIONS")
# Their names hold a hash of their content, so a copy never grows old.
_KEPT_BY_BROWSERS = ("/static/", "/parts/")


class Protection:
    """ASGI middleware. ``hosts`` are the names we answer to besides IP addresses and localhost.

    ``local`` is True where this machine alone is served; no other address is answered to then.
    """

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], wrong_host: Callable[[], str], *, local: bool
    ) -> None:
        self._app = app
        self._local = local
        self._hosts = {"localhost", *hosts}
        self._wrong_host = wrong_host
        self._headers = _safe_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        # Browsers always send Origin; whoever leaves it out, or comes from another page, is not
        # a reader who opened ours.
        if self._is_ours(host) and _page_of(headers.get("origin", "")) == host:
            await self._app(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self._headers)
                if not scope["path"].startswith(_KEPT_BY_BROWSERS):
                    headers["cache-control"] = "no-store"
            await send(message)

        answer: ASGIApp = self._app
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._is_ours(host):
            answer = PlainTextResponse(self._wrong_host(), status_code=421)
        elif scope["method"] not in _READING and _page_of(headers.get("origin", "")) != host:
            # Browsers say which page sends a form; another site's page must not act for a reader.
            answer = PlainTextResponse("", status_code=403)
        elif scope["path"].startswith(_NOT_ANSWERED):
            answer = PlainTextResponse("", status_code=404)
        await answer(scope, receive, send_safely)

    def _is_ours(self, host: str) -> bool:
        """A name somebody else points at us could make a browser send them our pages."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        return name.rstrip(".") in self._hosts or _is_address(name, self._local)


def _page_of(origin: str) -> str:
    """The host of the page that asks, with its port; empty where no web page does."""
    try:
        parts = urlsplit(origin)
    except ValueError:
        return ""
    return parts.netloc if parts.scheme in ("http", "https") else ""


def _is_address(name: str, local: bool) -> bool:
    try:
        return ip_address(name).is_loopback or not local
    except ValueError:
        return False


def _safe_headers() -> dict[str, str]:
    return {
        "content-security-policy": content_policy(front_page()),
        "x-frame-options": "DENY",
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


def content_policy(index: str) -> str:
    """What a browser may load and run. Of inline scripts only those of our front page."""
    inline = re.findall(r"<script>(.*?)</script>", index, re.DOTALL)
    hashes = " ".join(f"'sha256-{_digest(script)}'" for script in inline)
    rules = {
        "default-src": "'none'",
        # Streamlit hands the script of app/ui/view.py to the browser as a blob; only a script that
        # already runs can make one.
        "script-src": f"'self' blob: {hashes} 'wasm-unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self' blob:",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
