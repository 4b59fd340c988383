"""The routes through which people change anything, and through which they say who they are.

A form is sent to ``/do/{action}`` and answered in words; the page keeps what was typed until the
answer says that it is saved. ``app.protection`` has seen to it that one of our own pages sent it.
"""

import logging
from collections.abc import Callable
from functools import partial
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from markupsafe import Markup
from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from app import members
from app.actions.doing import Answer
from app.actions.everything import ACTIONS, ask
from app.health.review_seal import Part
from app.judging import judge_all
from app.language import deeds as words
from app.language.reviews import not_as_seen
from app.language.sentence import Speech
from app.language.signing_in import SignInLabel
from app.language.translating import text
from app.members import COOKIE, Rules
from data.members import Outcome, Role
from data.problems import SourceFailed

LARGEST = 200_000
"""Bytes of one form: far more than the longest text that any field takes."""
LONGEST_NAME = 200
_STATUS = {
    Outcome.DONE: 200,
    Outcome.NOT_ALLOWED: 403,
    Outcome.NOT_FILLED_IN: 422,
    Outcome.NOT_AS_SHOWN: 409,
    Outcome.SAME_PERSON: 403,
    Outcome.ANOTHERS: 403,
}

LOGOUT = "/auth/logout"
"""Streamlit's way to the provider's end of a sign-in."""
_MOVES_ON = Markup(
    '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url={0}">'
    '<title>{1}</title><p><a href="{0}">{1}</a></p>'
)

log = logging.getLogger(__name__)


class Sent(BaseModel):
    """What our script sends of a form. ``key`` is made anew for every form."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Annotated[str, StringConstraints(min_length=16, max_length=64)]
    fields: dict[str, str | list[str]]


def deed_routes(engine: Engine, speech: Callable[[], Speech], rules: Rules) -> list[Route]:
    """``/do/{action}``, ``/leave``, and where there is no provider ``/come``."""
    # The pages keep their threads; on SQLite one writes at a time anyway.
    threads = CapacityLimiter(4)

    async def do(request: Request) -> Response:
        body, name = await _body(request), request.path_params["name"]
        token = request.cookies.get(COOKIE, "")
        doing = partial(_done, engine, name, body, token, rules, speech())
        return await to_thread.run_sync(doing, limiter=threads)

    async def leave(request: Request) -> Response:
        token = request.cookies.get(COOKIE, "")
        await to_thread.run_sync(members.leave, engine, token, speech().now, limiter=threads)
        answer = _gone(rules, speech())
        answer.delete_cookie(COOKIE, path="/")
        return answer

    async def come(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=20) as form:
            name = str(form.get("name", ""))
            roles = [str(each) for each in form.getlist("role")]
        coming = partial(_come, engine, name, roles, speech())
        return await to_thread.run_sync(coming, limiter=threads)

    routes = [
        Route("/do/{name}", do, methods=["POST"]),
        Route("/leave", leave, methods=["POST"]),
    ]
    return routes if rules.provider else [*routes, Route("/come", come, methods=["POST"])]


def _gone(rules: Rules, speech: Speech) -> Response:
    """To the first page; where there is a provider, by way of its own end of the sign-in."""
    if not rules.provider:
        return RedirectResponse("/", status_code=303)
    # A browser follows a form to our own addresses only, a page that moves on to any.
    return HTMLResponse(_MOVES_ON.format(LOGOUT, text(SignInLabel.SIGNED_OUT.value, speech)))


async def _body(request: Request) -> bytes:
    """What was sent, cut off where it is longer than any of our forms."""
    body = b""
    async for some in request.stream():
        body += some
        if len(body) > LARGEST:
            break
    return body[:LARGEST]


def _done(
    engine: Engine, name: str, body: bytes, token: str, rules: Rules, speech: Speech
) -> Response:
    """Do what was asked and judge again what it changed; the answer is words for the form."""
    try:
        sent = Sent.model_validate_json(body)
        who = members.member(engine, token, speech.now, rules)
        if who is None or name not in ACTIONS:
            told = words.not_here(speech) if who is None else words.not_ours(speech)
            return _say(told, 401 if who is None else 403)
        zone = speech.time_zone
        answer = ask(engine, name, sent.fields, who, key=sent.key, now=speech.now, time_zone=zone)
    except ValidationError:
        return _say(words.not_ours(speech), 400)
    except SQLAlchemyError:
        log.exception("something could not be saved", extra={"action": name})
        return _say(words.not_saved(speech), 503)
    if answer.outcome is Outcome.DONE:
        log.info("something was done", extra={"action": name, "entry": answer.number})
        _judge(engine, speech)
    return _told(answer, speech)


def _judge(engine: Engine, speech: Speech) -> None:
    """What was changed shows at once; where that cannot be, it shows with the next round."""
    try:
        zone, currency = speech.time_zone, speech.currency
        judge_all(engine, now=speech.now, time_zone=zone, currency=currency)
    except (SourceFailed, SQLAlchemyError):
        log.info("judged with the next round", exc_info=True)


def _told(answer: Answer, speech: Speech) -> Response:
    wrong = {field: words.wrong(each, speech) for field, each in answer.wrong.items()}
    told = words.outcome(answer.outcome, answer.number, answer.by, answer.at, speech)
    if answer.parts:
        told = not_as_seen([Part(each) for each in answer.parts], speech)
    content = {"say": told, "wrong": wrong, "done": answer.outcome is Outcome.DONE}
    return JSONResponse(content, status_code=_STATUS[answer.outcome])


def _say(told: str, status: int) -> Response:
    return JSONResponse({"say": told, "wrong": {}, "done": False}, status_code=status)


def _come(engine: Engine, name: str, roles: list[str], speech: Speech) -> Response:
    """Be somebody on this machine, and go on to the first page."""
    called = " ".join(name.split())[:LONGEST_NAME]
    known = [role for role in Role if role.value in roles]
    answer = RedirectResponse("/me", status_code=303)
    # A name of spaces alone, of whichever kind, names nobody.
    if any(each.isalnum() for each in called):
        token = members.come_as(engine, called, known, speech.now)
        answer.set_cookie(COOKIE, token, path="/", httponly=True, samesite="lax")
    return answer
