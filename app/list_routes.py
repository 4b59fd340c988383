"""The routes by which somebody brings a list of models, and says what its columns hold.

Both prepare what ``take_in_list`` does, and change nothing that anybody else sees. They are forms
of the browser's own and answer with the page again. ``app.protection`` has seen to it that one of
our own pages sent them.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
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
from app.ui.inventory_address import Said, to_inventory
from data.facts import Kind
from data.lists.columns import Column, column_called
from data.members import Member
from data.problems import Rejected
from data.sheets import LARGEST_FILE, file_name
from data.sheets.grid import MOST_COLUMNS
from data.sources import inventory
from data.store import brought_lists
from data.store.engine import writing

LARGEST_SENT = 64 * 2**20
"""Bytes: of a larger file not even the name is read."""
LARGEST_FORM = 256 * 2**10
"""Bytes of what is said of a hundred columns, many times over."""
_AT_ONCE = 2
"""Lists that are read at once; the pages keep the rest of the machine."""

log = logging.getLogger(__name__)

Keeping = Callable[[Connection], None]


_TOO_LONG = "…", bytes(LARGEST_FILE + 1)


class TooLong(Exception):
    """More was sent than anybody has reason to send."""


def list_routes(engine: Engine, speech: Callable[[], Speech], rules: Rules) -> list[Route]:
    """``/list/bring``, ``/list/columns`` and ``/list/away``."""
    threads = CapacityLimiter(_AT_ONCE)

    def step(name: str, read: Callable[[Request, Member, datetime], Awaitable[Keeping]]) -> Route:
        async def answered(request: Request) -> Response:
            token, now = request.cookies.get(COOKIE, ""), speech().now
            found = partial(_whoever_may, engine, token, rules, now)
            who = await to_thread.run_sync(found, limiter=threads)
            said: Said | None = Said.NOT_YOU
            if who is not None:
                keeping = await read(request, who, now)
                said = await to_thread.run_sync(_kept, engine, keeping, limiter=threads)
            return RedirectResponse(to_inventory(said), status_code=303)

        return Route(f"/list/{name}", answered, methods=["POST"])

    async def bring(request: Request, who: Member, now: datetime) -> Keeping:
        name, content = await _file(request)
        read = partial(_brought, who, name, content, now)
        return await to_thread.run_sync(read, limiter=threads)

    return [step("bring", bring), step("columns", _columns), step("away", _away)]


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


async def _columns(request: Request, who: Member, _now: datetime) -> Keeping:
    try:
        async with _bounded(request, LARGEST_FORM).form(
            max_files=0, max_fields=MOST_COLUMNS + 5
        ) as form:
            sent = {name: value for name, value in form.items() if isinstance(value, str)}
    except TooLong:
        log.warning("what was said of columns is too long", extra={"account": who.account})
        sent = {}
    return partial(_map, who, sent)


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


async def _away(_request: Request, who: Member, _now: datetime) -> Keeping:
    return lambda conn: brought_lists.put_away(conn, who.account)


def _size(request: Request) -> int:
    """How long the body is, as its sender says; without a length, too long."""
    told = request.headers.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() else LARGEST_SENT + 1


def _whoever_may(engine: Engine, token: str, rules: Rules, now: datetime) -> Member | None:
    """Whoever is here, where their role lets them take a list in."""
    try:
        who = members.member(engine, token, now, rules)
    except SQLAlchemyError:
        log.exception("nobody can be let in")
        return None
    if who is None or not who.may(ACTIONS["take_in_list"].allowed):
        log.warning("a list was refused", extra={"account": who.account if who else 0})
        return None
    return who


def _kept(engine: Engine, keeping: Keeping) -> Said | None:
    """Keep what was sent; what the page says where that failed."""
    try:
        with writing(engine) as conn:
            keeping(conn)
    except SQLAlchemyError:
        log.exception("a list could not be kept")
        return Said.NOT_KEPT
    return None


def _brought(who: Member, name: str, content: bytes, now: datetime) -> Keeping:
    """Read the file before the store is asked for anything: that may take seconds."""
    try:
        found = inventory.read_apart(name, content)
    except Rejected as fault:
        file, why = file_name(name), fault.problem
        return lambda conn: brought_lists.bring_in_vain(conn, who.account, file, why, now)
    return lambda conn: brought_lists.bring(conn, who.account, found, now)


def _map(who: Member, sent: Mapping[str, str], conn: Connection) -> None:
    """What a form says of each column, called c0, c1 and so on; of two the same, the first."""
    mapping: dict[int, Column] = {}
    for place in range(MOST_COLUMNS):
        column = column_called(sent.get(f"c{place}", ""))
        if column is not None and column not in mapping.values():
            mapping[place] = column
    number, otherwise = sent.get("brought", ""), sent.get("otherwise", "")
    if number.isascii() and number.isdigit() and len(number) < 16:
        kind = otherwise if otherwise in set(Kind) else ""
        brought_lists.map_columns(conn, who.account, int(number), mapping, kind)
