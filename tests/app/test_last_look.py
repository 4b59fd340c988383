"""When a reader last looked: moved by a new visit, not by a reload, and never by nonsense."""

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlalchemy import Engine
from starlette.types import Receive, Scope, Send

from app.last_look import COOKIE, SAME_VISIT, LastLook, last_look, look, moved
from data.members import Role
from tests.apart import run_apart
from tests.app.actions.people import somebody

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def seen(kept: str, now: datetime) -> datetime | None:
    return last_look({COOKIE: kept}, now)


def test_a_first_visit_has_no_last_look() -> None:
    assert last_look({}, NOW) is None
    assert seen(moved("", NOW), NOW) is None


def test_opening_again_within_the_visit_moves_nothing() -> None:
    kept = moved(moved("", NOW), NOW + timedelta(days=1))
    assert seen(kept, NOW + timedelta(days=1)) == NOW
    at = NOW + timedelta(days=1)
    for _ in range(20):
        at += SAME_VISIT
        kept = moved(kept, at)
        assert seen(kept, at) == NOW


def test_a_visit_half_an_hour_later_moves_the_mark() -> None:
    kept = moved("", NOW)
    later = NOW + SAME_VISIT + MINUTE
    assert seen(moved(kept, later), later) == NOW


@pytest.mark.parametrize(
    "kept",
    ["", ".", "x.y", "-5.-5", "1e9.1e9", "9" * 50, "²³.²", "1.2.3", "99999999999.99999999999"],
)
def test_nonsense_is_a_first_visit(kept: str) -> None:
    assert seen(kept, NOW) is None
    assert seen(moved(kept, NOW), NOW) is None


def test_a_look_from_the_future_or_long_ago_does_not_count() -> None:
    for far in (timedelta(days=1), -timedelta(days=500)):
        kept = f"{int((NOW + far).timestamp())}.{int((NOW + far).timestamp())}"
        assert seen(moved(kept, NOW), NOW) is None


async def answers(scope: Scope, receive: Receive, send: Send) -> None:
    status = 404 if scope["path"] == "/gone" else 200
    headers = [(b"set-cookie", b"other=1")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def ask(
    path: str = "/",
    now: datetime = NOW,
    *,
    cookie: str = "",
    method: str = "GET",
    address: str = "http://test",
) -> list[str]:
    """The cookies an answer sets."""

    async def asked() -> httpx.Response:
        transport = httpx.ASGITransport(LastLook(answers, lambda: now))
        async with httpx.AsyncClient(transport=transport, base_url=address) as client:
            return await client.request(method, path, headers={"cookie": cookie} if cookie else {})

    return run_apart(asked()).headers.get_list("set-cookie")


def test_the_browser_keeps_it_and_no_script_can_read_it() -> None:
    other, ours = ask()
    assert other == "other=1"
    assert ours.startswith(f"{COOKIE}=0.{int(NOW.timestamp())}; Path=/; Max-Age=")
    assert ours.endswith("HttpOnly; SameSite=Lax")
    assert ask(address="https://test")[1].endswith("Secure")


def test_coming_back_the_next_day_tells_when_one_looked() -> None:
    kept = ask()[1].split(";")[0]
    tomorrow = NOW + timedelta(days=1)
    ours = ask(now=tomorrow, cookie=f"theme=dark; {kept}")[1].split(";")[0]
    assert seen(ours.removeprefix(f"{COOKIE}="), tomorrow) == NOW


@pytest.mark.parametrize("path", ["/models", "/livez", "/static/a.js", "/gone"])
def test_other_addresses_leave_it_alone(path: str) -> None:
    assert ask(path) == ["other=1"]


def test_what_is_no_plain_question_leaves_it_alone() -> None:
    assert ask(method="POST") == ["other=1"]


def test_cookies_nobody_can_read_are_none() -> None:
    assert ask(cookie="a=b; [=;;; rollcall_looked")[1].startswith(f"{COOKIE}=0.")


def test_people_are_told_from_their_own_last_look_on_any_machine(engine: Engine) -> None:
    ana, ben = (somebody(engine, NOW, [Role.EXPERT], name).account for name in ("Ana", "Ben"))
    assert look(engine, ana, NOW) is None
    assert look(engine, ana, NOW + SAME_VISIT) is None
    tomorrow = NOW + timedelta(days=1)
    assert look(engine, ana, tomorrow) == NOW + SAME_VISIT
    assert look(engine, ana, tomorrow + MINUTE) == NOW + SAME_VISIT
    assert look(engine, ben, tomorrow) is None


def test_a_page_that_stays_open_is_one_visit(engine: Engine) -> None:
    ana = somebody(engine, NOW, [Role.EXPERT]).account
    look(engine, ana, NOW)
    at = NOW + timedelta(days=1)
    for _ in range(20):
        at += MINUTE * 10
        assert look(engine, ana, at) == NOW


@pytest.mark.parametrize("far", [timedelta(days=2), -timedelta(days=500)])
def test_a_look_by_a_wrong_clock_does_not_count(engine: Engine, far: timedelta) -> None:
    ana = somebody(engine, NOW, [Role.EXPERT]).account
    look(engine, ana, NOW + far)
    assert look(engine, ana, NOW) is None
    assert look(engine, ana, NOW + timedelta(hours=1)) == NOW
