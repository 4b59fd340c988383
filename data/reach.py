"""HTTP for every source that speaks it: deadlines, retries, no redirects, strict answers.

What goes wrong leaves here as SourceFailed with one of our codes; errors of httpx stay inside.
The client runs in an event loop of its own thread, because only there can a deadline also end a
name look-up that hangs or headers that arrive one byte a second.
"""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import anyio
import httpx
from anyio.from_thread import BlockingPortal, start_blocking_portal
from tenacity import (
    AsyncRetrying,
    RetryCallState,
    retry_if_exception,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential_jitter,
)

from data.http_answers import (
    PACKINGS,
    code_of,
    may_explain,
    meaning,
    origin,
    retry_after,
)
from data.problems import Code, Problem, SourceFailed
from data.strict_json import Parsed, strict

CONNECT_SECONDS = 5.0
"""A server inside a company answers a connection in milliseconds; five seconds is a dead one."""

READ_SECONDS = 30.0
"""The longest silence inside one answer: a busy registry may take that long for a full page."""

MOST_BYTES = 64 * 1024 * 1024
"""The largest answer we unpack. A full page of runs is about 1 MB; this leaves room and an end."""

ATTEMPTS = 3
"""Once, and twice more: what three attempts do not mend is told, and the next sync tries again."""

_BUSY = (429, 502, 503, 504)
_ODD = Code.NOT_THE_EXPECTED_ANSWER

log = logging.getLogger(__name__)

_backing_off = wait_exponential_jitter(multiplier=0.4, max=5.0, jitter=0.2)

Params = Mapping[str, str | int]
Explains = Callable[[Parsed], bool]
"""Whether JSON that comes with a failure is the server's own word on it, and not a gateway's."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """How we sign in: a bearer token, or else a user name and password, or else not at all."""

    username: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    def headers(self) -> dict[bytes, bytes]:
        """The header that carries the token, if there is one."""
        return {b"Authorization": b"Bearer " + self.token.encode()} if self.token else {}

    def auth(self) -> httpx.BasicAuth | None:
        """User name and password as httpx wants them, if there is no token."""
        wanted = self.username and not self.token
        return httpx.BasicAuth(self.username, self.password) if wanted else None


class _Busy(SourceFailed):
    """The server asks to come back later, or one of its own parts is away."""

    def __init__(self, problem: Problem, retry_after: float | None) -> None:
        super().__init__(problem)
        self.retry_after = retry_after


class Server:
    """One HTTP server being read. Made by ``connected``; every method may raise SourceFailed."""

    def __init__(
        self,
        named: Mapping[str, str],
        client: httpx.AsyncClient,
        portal: BlockingPortal,
        deadline_seconds: float,
        explains: Explains | None,
    ) -> None:
        self._explains = explains
        self._named = named
        self._client = client
        self._portal = portal
        self._deadline = self._left = deadline_seconds

    def get(self, path: str, params: Params) -> Parsed:
        """The JSON object behind a GET."""
        return self._object(self._ask("GET", path, params, None, MOST_BYTES))

    def search(self, path: str, body: Mapping[str, object]) -> Parsed:
        """The JSON object behind a POST that only asks, and so may be asked twice."""
        return self._object(self._ask("POST", path, {}, body, MOST_BYTES))

    def text(self, path: str, params: Params, most_bytes: int) -> str:
        """A small text file in UTF-8, at most ``most_bytes`` long."""
        try:
            return self._ask("GET", path, params, None, most_bytes).decode()
        except UnicodeDecodeError as error:
            raise self.failed(_ODD, expected="UTF-8") from error

    def carry(self, token: str) -> None:
        """Sign in with this bearer token from now on; an empty one changes nothing."""
        if token:
            self._client.headers["Authorization"] = f"Bearer {token}"

    def failed(self, code: Code, **inputs: str | float) -> SourceFailed:
        """A failure of this server, naming the source and its address, never a secret."""
        return SourceFailed(Problem(code, {**self._named, **inputs}))

    def _object(self, content: bytes) -> Parsed:
        try:
            return strict(content)
        except (ValueError, RecursionError) as error:
            raise self.failed(_ODD, expected="JSON") from error

    def _ask(
        self,
        method: str,
        path: str,
        params: Params,
        body: Mapping[str, object] | None,
        most_bytes: int,
    ) -> bytes:
        """Only the time spent waiting for the server counts against its deadline."""
        began = time.monotonic()
        try:
            request = self._client.build_request(method, path, params=dict(params), json=body)
            return self._portal.call(self._within_deadline, request, most_bytes)
        except TimeoutError as error:
            raise self.failed(Code.TIMED_OUT, seconds=self._deadline) from error
        except httpx.TimeoutException as error:
            waited = CONNECT_SECONDS if isinstance(error, httpx.ConnectTimeout) else READ_SECONDS
            raise self.failed(Code.TIMED_OUT, seconds=waited) from error
        except httpx.DecodingError as error:
            raise self.failed(_ODD, expected="gzip") from error
        except httpx.HTTPError as error:
            # The message of some of these repeats a header, and so may hold the secret in it.
            log.warning("%s at %s: %s", *self._named.values(), type(error).__name__)
            raise self.failed(code_of(error)) from None
        finally:
            self._left -= time.monotonic() - began

    async def _within_deadline(self, request: httpx.Request, most_bytes: int) -> bytes:
        with anyio.fail_after(max(self._left, 0.0)):
            return await AsyncRetrying(
                retry=retry_if_exception(_worth_another_try),
                wait=_wait,
                stop=stop_after_attempt(ATTEMPTS) | stop_before_delay(self._left),
                reraise=True,
            )(self._once, request, most_bytes)

    async def _once(self, request: httpx.Request, most_bytes: int) -> bytes:
        response = await self._client.send(request, stream=True)
        try:
            explanation = await self._explanation(response, most_bytes)
            if explanation:
                return explanation
            self._check(response)
            return await self._body(response, most_bytes)
        finally:
            await response.aclose()

    async def _explanation(self, response: httpx.Response, most_bytes: int) -> bytes:
        """What the server itself says of its failure; empty where it says nothing."""
        if self._explains is None or not may_explain(response):
            return b""
        content = await self._body(response, most_bytes)
        try:
            return content if self._explains(strict(content)) else b""
        except (ValueError, RecursionError):
            return b""

    async def _body(self, response: httpx.Response, most_bytes: int) -> bytes:
        content = bytearray()
        async for piece in response.aiter_bytes():
            content += piece
            if len(content) > most_bytes:
                raise self.failed(Code.ANSWER_TOO_LARGE, limit=most_bytes)
        return bytes(content)

    def _check(self, response: httpx.Response) -> None:
        """Let pass a plain answer, packed at most once with gzip: nested packing is a bomb."""
        status = response.status_code
        packing = response.headers.get("content-encoding", "identity")
        code = meaning(status) if packing in PACKINGS else _ODD
        if code is Code.REDIRECTED:
            raise self.failed(code, to=origin(response))
        if code is _ODD:
            raise self.failed(code, expected="JSON")
        if code is not None:
            failure = self.failed(code, status=status)
            raise _Busy(failure.problem, retry_after(response)) if status in _BUSY else failure


@contextmanager
def connected(
    source: str,
    url: str,
    credentials: Credentials,
    deadline_seconds: float,
    *,
    explains: Explains | None = None,
) -> Iterator[Server]:
    """A server to read, until the block ends.

    ``deadline_seconds`` bounds all waiting for this server together. A user or password inside
    ``url`` signs in but is never repeated. JSON that comes with a failure and that ``explains`` it
    is an answer too, for the caller to look at. Raises SourceFailed where the address is none.
    """
    named = {"source": source, "address": _without_secrets(source, url)}
    client = httpx.AsyncClient(
        base_url=url,
        auth=credentials.auth(),
        headers={b"Accept-Encoding": b"gzip", **credentials.headers()},
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=False,
    )
    with start_blocking_portal(name=f"reach {source}") as portal:
        try:
            yield Server(named, client, portal, deadline_seconds, explains)
        finally:
            portal.call(client.aclose)


def _without_secrets(source: str, url: str) -> str:
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        parts = httpx.URL("")
    if parts.scheme not in ("http", "https") or not parts.host:
        problem = Problem(Code.WRONG_ADDRESS, {"source": source, "address": "", "status": 0})
        raise SourceFailed(problem)
    return str(parts.copy_with(userinfo=b"", query=None, fragment=None))


def _worth_another_try(error: BaseException) -> bool:
    if isinstance(error, httpx.TransportError):
        lost = isinstance(error, httpx.NetworkError | httpx.RemoteProtocolError)
        return lost and code_of(error) is Code.UNREACHABLE
    return isinstance(error, _Busy)


def _wait(state: RetryCallState) -> float:
    """What the server asked for, or else a growing pause."""
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, _Busy) and error.retry_after is not None:
        return error.retry_after
    return _backing_off(state)
