"""The routes through which people change anything: who is heard, and in which words."""

import json
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import Engine, func, select, text
from starlette.applications import Starlette
from starlette.middleware import Middleware

from app import members
from app.deeds import LARGEST, LONGEST_NAME, deed_routes
from app.language.sentence import Speech
from app.members import COOKIE, Rules, member
from app.protection import Protection
from data.members import Role
from data.store import outlooks
from data.store.accounts import sign_ins
from data.store.engine import reading
from data.store.grounds import acknowledged
from tests.apart import run_apart
from tests.data.feeding import NOW, churn, feed_registry

SPEECH = Speech(now=NOW)
OURS = "http://127.0.0.1"
FORM = {
    "key": "0123456789abcdef",
    "fields": {"model": "churn", "next_update": "2026-12-04", "note": ""},
}


class Pages:
    """Our routes behind the protection they are served with."""

    def __init__(self, engine: Engine, rules: Rules, speech: Speech = SPEECH) -> None:
        self.app = Starlette(
            routes=deed_routes(engine, lambda: speech, rules),
            middleware=[
                Middleware(
                    Protection, hosts=(), wrong_host=lambda: "elsewhere", local=not rules.provider
                )
            ],
        )

    def post(
        self,
        path: str,
        *,
        token: str = "",
        origin: str | None = OURS,
        content: bytes | None = None,
        data: dict[str, str | list[str]] | None = None,
    ) -> httpx.Response:
        headers = {"origin": origin} if origin is not None else {}

        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            cookies = {COOKIE: token} if token else {}
            async with httpx.AsyncClient(
                transport=transport, base_url=OURS, cookies=cookies
            ) as client:
                return await client.post(path, headers=headers, content=content, data=data)

        return run_apart(ask())


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, churn())
    return engine


@pytest.fixture
def pages(store: Engine) -> Pages:
    return Pages(store, Rules())


def come(pages: Pages, name: str, *roles: Role) -> str:
    answer = pages.post("/come", data={"name": name, "role": [each.value for each in roles]})
    assert answer.status_code == 303
    return str(answer.cookies[COOKIE])


def sent(**changes: object) -> bytes:
    return json.dumps(FORM | changes).encode()


def kept(store: Engine) -> int:
    with reading(store) as conn:
        return conn.scalar(select(func.count()).select_from(acknowledged)) or 0


def test_whoever_says_who_they_are_may_do_what_their_role_allows(
    store: Engine, pages: Pages
) -> None:
    token = come(pages, "  Ana   Ruiz ", Role.EXPERT)
    who = member(store, token, NOW, Rules())
    assert who
    assert who.name == "Ana Ruiz"
    assert who.roles == {Role.VIEWER, Role.EXPERT}
    answer = pages.post("/do/look_into", token=token, content=sent())
    assert answer.status_code == 200
    assert answer.json() == {
        "say": "Saved. It is entry 1 of the record.",
        "wrong": {},
        "done": True,
    }
    assert kept(store) == 1


def test_what_was_changed_is_judged_at_once(store: Engine, pages: Pages) -> None:
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    pages.post("/do/look_into", token=token, content=sent())
    with reading(store) as conn:
        assert outlooks.one(conn, "churn", NOW)


@pytest.mark.parametrize("origin", [None, "", "null", "http://evil.example", "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/do/look_into", "/come", "/leave"])
def test_another_page_cannot_act_for_a_reader(
    store: Engine, pages: Pages, path: str, origin: str | None
) -> None:
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    answer = pages.post(path, token=token, origin=origin, content=sent())
    assert answer.status_code == 403
    assert kept(store) == 0
    assert member(store, token, NOW, Rules())


@pytest.mark.parametrize("token", ["", "guess"])
def test_nobody_changes_anything_unknown(store: Engine, pages: Pages, token: str) -> None:
    answer = pages.post("/do/look_into", token=token, content=sent())
    assert answer.status_code == 401
    assert "do not know who you are" in answer.json()["say"]
    assert kept(store) == 0


def test_whoever_left_is_unknown_with_every_copy_of_the_cookie(store: Engine, pages: Pages) -> None:
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    assert pages.post("/leave", token=token).headers["location"] == "/"
    assert pages.post("/do/look_into", token=token, content=sent()).status_code == 401
    assert kept(store) == 0


def test_a_viewer_is_told_that_the_role_does_not_allow_it(store: Engine, pages: Pages) -> None:
    answer = pages.post("/do/look_into", token=come(pages, "Vi"), content=sent())
    assert answer.status_code == 403
    assert answer.json()["say"] == "Not saved: your role does not allow this."
    assert kept(store) == 0


def test_what_is_wrong_is_said_at_its_field(pages: Pages) -> None:
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    fields = FORM["fields"] | {"next_update": "soon"}  # type: ignore[operator]  # it is a dict
    answer = pages.post("/do/look_into", token=token, content=sent(fields=fields))
    assert answer.status_code == 422
    assert answer.json()["wrong"] == {
        "next_update": "This is not a day we know. Please choose one, such as 2026-12-04."
    }


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        sent(key="short"),
        sent(key="x" * 65),
        sent(fields=[]),
        sent(fields={"model": {"a": 1}}),
        sent(more=1),
        sent(fields={"note": "x" * LARGEST}),
    ],
)
def test_what_none_of_our_forms_sends_is_refused(
    store: Engine, pages: Pages, content: bytes
) -> None:
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    answer = pages.post("/do/look_into", token=token, content=content)
    assert answer.status_code == 400
    assert "not one of ours" in answer.json()["say"]
    assert kept(store) == 0


@pytest.mark.parametrize("name", ["nothing", "__class__", "look_into%00"])
def test_an_action_that_does_not_exist_is_refused(pages: Pages, name: str) -> None:
    token = come(pages, "Ana Ruiz", *Role)
    assert pages.post(f"/do/{name}", token=token, content=sent()).status_code == 403


def test_where_the_store_is_away_nothing_is_lost(store: Engine, pages: Pages) -> None:
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    with store.begin() as conn:
        conn.execute(text("ALTER TABLE record_entries RENAME TO moved"))
    answer = pages.post("/do/look_into", token=token, content=sent())
    with store.begin() as conn:
        conn.execute(text("ALTER TABLE moved RENAME TO record_entries"))
    assert answer.status_code == 503
    assert "your text is kept here" in answer.json()["say"]
    assert kept(store) == 0
    assert pages.post("/do/look_into", token=token, content=sent()).status_code == 200


@pytest.mark.parametrize("name", ["", "   ", "\u200b"])
def test_somebody_needs_a_name(store: Engine, pages: Pages, name: str) -> None:
    answer = pages.post("/come", data={"name": name})
    assert COOKIE not in answer.cookies
    with reading(store) as conn:
        assert conn.scalar(select(func.count()).select_from(sign_ins)) == 0


def test_a_name_is_cut_and_kept_as_it_is(store: Engine, pages: Pages) -> None:
    who = member(store, come(pages, "<b>" + "名" * 500), NOW, Rules())
    assert who
    assert who.name == ("<b>" + "名" * 500)[:LONGEST_NAME]


def test_an_unknown_role_is_no_role(store: Engine, pages: Pages) -> None:
    answer = pages.post("/come", data={"name": "Ana", "role": ["king", "expert"]})
    who = member(store, str(answer.cookies[COOKIE]), NOW, Rules())
    assert who
    assert who.roles == {Role.VIEWER, Role.EXPERT}


def test_with_a_provider_nobody_comes_by_saying_a_name(store: Engine, pages: Pages) -> None:
    """Neither now, nor with what was said before there was one."""
    token = come(pages, "Ana Ruiz", Role.EXPERT)
    guarded = Rules(provider=True)
    assert Pages(store, guarded).post("/come", data={"name": "Ana"}).status_code == 404
    assert member(store, token, NOW, guarded) is None
    answer = Pages(store, guarded).post("/do/look_into", token=token, content=sent())
    assert answer.status_code == 401


def test_on_this_machine_a_sign_in_lasts_the_day(store: Engine, pages: Pages) -> None:
    token = come(pages, "Ana Ruiz")
    for hours, here in ((11, True), (12, False)):
        later = replace(SPEECH, now=NOW + timedelta(hours=hours))
        assert bool(member(store, token, later.now, Rules())) is here


def test_using_it_is_noted(store: Engine) -> None:
    token = members.come_as(store, "Ana Ruiz", [], NOW)
    assert member(store, token, NOW + timedelta(minutes=5), Rules())
    with reading(store) as conn:
        assert conn.scalar(select(sign_ins.c.used_at)) == NOW + timedelta(minutes=5)
