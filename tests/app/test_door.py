"""What the door adds to Streamlit's answers, and whom it turns away."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from app import members
from app.door import BACK, LOGIN, USER, Door, claims_in
from app.members import COOKIE, Rules
from app.setting_sign_in import SignIn
from app.sign_in import CALLBACK
from data.members import Role
from data.store import accounts
from data.store.engine import open_store, reading, writing
from data.store.schema import upgrade
from tests.apart import run_apart

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SECRET = "0123456789abcdef0123456789abcdef"
ANA = {"iss": "https://login.example", "sub": "u1", "name": "Ana Ruiz", "groups": ["experts"]}
RULES = Rules(provider=True, groups={Role.EXPERT: ["experts"]})


@pytest.fixture
def engine(tmp_path: Any) -> Engine:
    opened = open_store(f"sqlite:///{tmp_path / 'rollcall.db'}")
    upgrade(opened)
    return opened


@dataclass
class Answer:
    """What a browser gets."""

    status: int = 0
    location: str = ""
    cookies: dict[str, str] = field(default_factory=dict)


def user_cookie(claims: object = ANA, secret: str = SECRET) -> str:
    signed = create_signed_value(secret, USER, json.dumps(claims)).decode()
    return f"{USER}={signed}; Path=/; HttpOnly; Max-Age=2592000; SameSite=lax"


def answers(*cookies: str, status: int = 302) -> Callable[[Scope, Receive, Send], Any]:
    """Streamlit, as far as the door sees it."""

    async def streamlit(_scope: Scope, _receive: Receive, send: Send) -> None:
        named = [(b"set-cookie", each.encode()) for each in cookies]
        headers = [(b"location", b"/"), *named]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})

    return streamlit


def ask(
    engine: Engine,
    path: str,
    streamlit: Callable[[Scope, Receive, Send], Any],
    address: str = "https://rollcall.example.com",
    **headers: str,
) -> Answer:
    sign_in = SignIn(provider="https://login.example", client_id="rollcall", address=address)
    door = Door(streamlit, engine, sign_in, RULES, SECRET, lambda: NOW)
    got = Answer()

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            got.status = message["status"]
            for name, value in message["headers"]:
                if name == b"location":
                    got.location = value.decode()
                if name == b"set-cookie":
                    got.cookies[value.decode().partition("=")[0]] = value.decode()

    async def receive() -> Message:
        return {"type": "http.request"}

    given = {"host": "rollcall.example.com"} | headers
    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    run_apart(door(scope, receive, send))
    return got


def token_of(answer: Answer) -> str:
    return answer.cookies[COOKIE].partition("=")[2].partition(";")[0]


def test_whoever_the_provider_names_is_let_in(engine: Engine) -> None:
    answer = ask(engine, CALLBACK, answers(user_cookie()), cookie=f"{BACK}=%2Fmodels")
    assert answer.location == "/models"
    who = members.member(engine, token_of(answer), NOW, RULES)
    assert who
    assert (who.subject, who.name) == ("u1", "Ana Ruiz")
    assert who.roles == {Role.EXPERT, Role.VIEWER}
    assert answer.cookies[COOKIE].endswith("Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure")
    assert "Max-Age=0" in answer.cookies[BACK]


def test_cookies_of_streamlit_are_shorter_lived_and_travel_over_https(engine: Engine) -> None:
    kept = ask(engine, CALLBACK, answers(user_cookie())).cookies[USER]
    assert "Max-Age=43200" in kept
    assert kept.endswith("; Secure")
    plain = ask(
        engine, CALLBACK, answers(user_cookie()), "http://localhost:8501", host="localhost:8501"
    )
    assert not any("Secure" in each for each in plain.cookies.values())


@pytest.mark.parametrize(
    "cookies",
    [
        (),
        (f"{USER}=; Max-Age=0; Path=/",),
        (user_cookie(secret="another secret"),),
        (user_cookie(ANA | {"sub": ""}),),
        (user_cookie([1, 2]),),
        ("rubbish",),
    ],
)
def test_without_a_word_of_the_provider_nobody_is_let_in(
    cookies: tuple[str, ...], engine: Engine
) -> None:
    assert COOKIE not in ask(engine, CALLBACK, answers(*cookies)).cookies
    with reading(engine) as conn:
        assert accounts.everybody(conn) == []


def test_each_sign_in_has_a_token_of_its_own_and_ends_the_one_before(engine: Engine) -> None:
    first = token_of(ask(engine, CALLBACK, answers(user_cookie())))
    second = token_of(ask(engine, CALLBACK, answers(user_cookie()), cookie=f"{COOKIE}={first}"))
    assert first != second
    assert members.member(engine, first, NOW, RULES) is None
    assert members.member(engine, second, NOW, RULES)


def test_a_token_somebody_planted_does_not_become_a_sign_in(engine: Engine) -> None:
    answer = ask(engine, CALLBACK, answers(user_cookie()), cookie=f"{COOKIE}=planted")
    assert token_of(answer) != "planted"
    assert members.member(engine, "planted", NOW, RULES) is None


def test_somebody_shut_out_is_not_let_in_by_the_provider(engine: Engine) -> None:
    ask(engine, CALLBACK, answers(user_cookie()))
    with writing(engine) as conn:
        accounts.shut_out(conn, accounts.everybody(conn)[0].id, NOW)
    token = token_of(ask(engine, CALLBACK, answers(user_cookie())))
    assert members.member(engine, token, NOW, RULES) is None


def test_the_page_before_is_remembered_while_a_reader_is_away(engine: Engine) -> None:
    came = "https://rollcall.example.com/model?model=churn"
    kept = ask(engine, LOGIN, answers(), referer=came).cookies[BACK]
    assert kept.startswith(f"{BACK}=%2Fmodel%3Fmodel%3Dchurn; Path={CALLBACK}; Max-Age=900;")
    evil = ask(engine, LOGIN, answers(), referer="https://evil.example/model").cookies[BACK]
    assert evil.startswith(f"{BACK}=%2F;")


def test_under_another_of_our_names_a_reader_is_led_to_the_one_the_provider_knows(
    engine: Engine,
) -> None:
    answer = ask(engine, LOGIN, answers(), host="10.1.2.3", referer="http://10.1.2.3/models")
    assert (answer.status, answer.location) == (302, "https://rollcall.example.com/models")
    assert answer.cookies == {}


@pytest.mark.parametrize("path", ["/export/models.csv", "/media/a.png", "/_stcore/upload_file/1/2"])
def test_data_is_for_those_who_are_let_in(path: str, engine: Engine) -> None:
    assert ask(engine, path, answers(status=200)).status == 401
    assert ask(engine, path, answers(status=200), cookie=f"{COOKIE}=made-up").status == 401
    token = token_of(ask(engine, CALLBACK, answers(user_cookie())))
    assert ask(engine, path, answers(status=200), cookie=f"{COOKIE}={token}").status == 200


def test_a_store_that_is_away_lets_nobody_in(tmp_path: Any) -> None:
    away = open_store(f"sqlite:///{tmp_path / 'nothing.db'}")
    assert COOKIE not in ask(away, CALLBACK, answers(user_cookie())).cookies
    assert ask(away, "/export/models.csv", answers(), cookie=f"{COOKIE}=x").status == 401


def test_cookies_in_pieces_are_read_whole() -> None:
    many = ANA | {"groups": ["a-rather-long-group-name"] * 300}
    text = json.dumps(many)
    pieces = [text[:3000], text[3000:6000], text[6000:]]
    named = {f"{USER}_{number}": piece for number, piece in enumerate(pieces, start=1)}
    whole = {USER: f"chunks-{len(pieces)}"} | named
    cookies = [
        f"{n}={create_signed_value(SECRET, n, v).decode()}; Path=/" for n, v in whole.items()
    ]
    assert claims_in(cookies, SECRET) == many
