"""What is common to all routes by which somebody brings a file and says what its columns hold.

They prepare what an action does, and change nothing that anybody else sees. They are forms of the
browser's own and answer with the page again. ``app.protection`` has seen to it that one of our own
pages sent them.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from anyio import CapacityLimiter, to_thread
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import Message

from app import members
from app.actions.everything import ACTIONS
from app.language.sentence import Speech
from app.members import COOKIE, Rules
from app.ui.brought_said import Said
from data.members import Member
from data.sheets import LARGEST_FILE
from data.sheets.grid import MOST_COLUMNS
from data.store import brought_files
from data.store.brought_tables import What
from data.store.engine import writing

LARGEST_SENT = 64 * 2**20
"""Bytes: of a larger file not even the name is read."""
LARGEST_FORM = 256 * 2**10
"""Bytes of what is said of a hundred columns, many times over."""
MOST_ASKED = 10
"""Fields of a form beside one for each column."""
_AT_ONCE = 2
"""Files of one sort that are read at once; the pages keep the rest of the machine."""

log = logging.getLogger(__name__)

Keeping = Callable[[Connection], None]

_TOO_LONG = "…", bytes(LARGEST_FILE + 1)


class TooLong(Exception):
    """More was sent than anybody has reason to send."""


@dataclass(frozen=True, slots=True)
class Bringing:
    """One sort of file that people bring.

    ``path`` begins the addresses of its forms, ``action`` takes it in, ``back`` is the page.
    ``read`` makes of a file, by its name and content, what is to be kept, and ``said`` does of what
    a form says of its columns.
    """

    what: What
    path: str
    action: str
    back: Callable[[Said | None], str]
    read: Callable[[Member, str, bytes, datetime], Keeping]
    said: Callable[[Member, Mapping[str, str]], Keeping]


def bringing_routes(
    engine: Engine, speech: Callable[[], Speech], rules: Rules, sort: Bringing
) -> list[Route]:
    """``/…/bring``, ``/…/columns`` and ``/…/away``."""
    threads = CapacityLimiter(_AT_ONCE)

    def step(name: str, read: Callable[[Request, Member, datetime], Awaitable[Keeping]]) -> Route:
        async def answered(request: Request) -> Response:
            token, now = request.cookies.get(COOKIE, ""), speech().now
            found = partial(_whoever_may, engine, token, rules, now, sort.action)
            who = await to_thread.run_sync(found, limiter=threads)
            said: Said | None = Said.NOT_YOU
            if who is not None:
                keeping = await read(request, who, now)
                said = await to_thread.run_sync(_kept, engine, keeping, limiter=threads)
            return RedirectResponse(sort.back(said), status_code=303)

        return Route(f"/{sort.path}/{name}", answered, methods=["POST"])

    async def bring(request: Request, who: Member, now: datetime) -> Keeping:
        name, content = await _file(request)
        read = partial(sort.read, who, name, content, now)
        return await to_thread.run_sync(read, limiter=threads)

    async def columns(request: Request, who: Member, _now: datetime) -> Keeping:
        return sort.said(who, await _fields(request, who))

    async def away(_request: Request, who: Member, _now: datetime) -> Keeping:
        return lambda conn: brought_files.put_away(conn, who.account, sort.what)

    return [step("bring", bring), step("columns", columns), step("away", away)]


def number_sent(sent: Mapping[str, str]) -> int:
    """The number of the file that a form speaks of; 0 where it names none."""
    number = sent.get("brought", "")
    return int(number) if number.isascii() and number.isdigit() and len(number) < 16 else 0


async def _file(request: Request) -> tuple[str, bytes]:
    """The name and the content of the file that was sent, one byte longer than is read at most."""
    if _size(request) > LARGEST_SENT:
        return _TOO_LONG
    try:
        async with _bounded(request, LARGEST_SENT).form(max_files=1, max_fields=2) as form:
            file = form.get("file")
            if not isinstance(file, UploadFile):
                return "", b""
            return file.filename or "", await file.read(LARGEST_FILE + 1)
    except TooLong:
        return _TOO_LONG


async def _fields(request: Request, who: Member) -> Mapping[str, str]:
    try:
        async with _bounded(request, LARGEST_FORM).form(
            max_files=0, max_fields=MOST_COLUMNS + MOST_ASKED
        ) as form:
            return {name: value for name, value in form.items() if isinstance(value, str)}
    except TooLong:
        log.warning("what was said of columns is too long", extra={"account": who.account})
        return {}


def _bounded(request: Request, most: int) -> Request:
    """The request, whose body raises TooLong once more has come: a sender may say any length."""
    left = most

    async def receive() -> Message:
        nonlocal left
        message = await request.receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise TooLong
        return message

    return Request(request.scope, receive)


def _size(request: Request) -> int:
    """How long the body is, as its sender says; without a length, too long."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else LARGEST_SENT + 1


def _whoever_may(
    engine: Engine, token: str, rules: Rules, now: datetime, action: str
) -> Member | None:
    """Whoever is here, where their role lets them take such a file in."""
    try:
        who = members.member(engine, token, now, rules)
    except SQLAlchemyError:
        log.exception("nobody can be let in")
        return None
    if who is None or not who.may(ACTIONS[action].allowed):
        refused = {"account": who.account if who else 0, "action": action}
        log.warning("a file was refused", extra=refused)
        return None
    return who


def _kept(engine: Engine, keeping: Keeping) -> Said | None:
    """Keep what was sent; what the page says where that failed."""
    try:
        with writing(engine) as conn:
            keeping(conn)
    except SQLAlchemyError:
        log.exception("a file could not be kept")
        return Said.NOT_KEPT
    return None
