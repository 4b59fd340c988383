"""Signing in with a real provider in a real browser: who is shown what, and until when."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Cookie,
    Page,
    expect,
)
from sqlalchemy import Engine, select, update
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from app.door import USER
from app.members import COOKIE
from data.store import accounts, record
from data.store.accounts import sign_ins
from data.store.engine import open_store, reading, writing
from data.store.tables import models
from data.store.who_is_who import people_at
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.oidc.provider import configured, provider
from tests.rollcall_process import COMMAND, ROOT, environment

WITHIN_A_MINUTE = 60_000
PATIENCE = 20_000
PARTS = 3
"""Parts of the page of sources that run by themselves: the box to find, the round, the watch."""


@dataclass(frozen=True, slots=True)
class Guarded:
    """A Rollcall behind a sign-in: its address, its store, and what configures it."""

    address: str
    engine: Engine
    env: dict[str, str]

    def people(self, *arguments: str) -> str:
        """``rollcall people`` as whoever runs this Rollcall types it."""
        done = subprocess.run(
            [*COMMAND, "people", *arguments],
            cwd=ROOT,
            env=environment(self.env),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def guarded(
    pretend_store: str, free_port: Callable[[], int], chromium: object
) -> Iterator[Guarded]:
    """The pretend company behind a sign-in."""
    own, port = free_port(), free_port()
    address = f"http://127.0.0.1:{own}"
    with provider(port, f"{address}/oauth2callback") as issuer:
        env = dict(configured(issuer, address))
        engine = open_store(pretend_store)
        with serving(pretend_store, own, env=env):
            yield Guarded(address, engine, env | {"ROLLCALL_DATABASE_URL": pretend_store})
        engine.dispose()


@pytest.fixture(autouse=True)
def everybody_is_let_in(guarded: Guarded) -> Iterator[None]:
    """No test finds what another one decided about people."""
    yield
    with writing(guarded.engine) as conn:
        for each in accounts.everybody(conn):
            accounts.let_in(conn, each.id)
            for role in each.granted:
                accounts.decide_role(conn, each.id, role, granted=None)


@pytest.fixture
def another(browser: Browser) -> Iterator[BrowserContext]:
    """A second browser."""
    with browser.new_context() as opened:
        yield opened


def sign_in(page: Page, guarded: Guarded, who: str, path: str = "/") -> None:
    """Go somewhere, sign in there as one of the provider's people, and wait to be let in."""
    page.goto(guarded.address + path)
    page.get_by_role("button", name="Sign in").click(timeout=PATIENCE)
    page.locator("input[name=login]").fill(who)
    page.locator("input[name=password]").fill("anything")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("nav.menu")).to_be_visible(timeout=PATIENCE)


def expect_shut(page: Page, timeout: int = PATIENCE) -> None:
    """The screen that asks for a sign-in, and nothing else."""
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=timeout)
    expect(page.get_by_role("heading", level=1)).to_have_text("Rollcall")
    expect(page.locator("nav.menu")).to_have_count(0)
    expect(page.get_by_role("heading")).to_have_count(1)


def heard(guarded: Guarded, page: str, query: str, cookie: str = "") -> bytes:
    """All that the server says to a browser that opens a page."""
    with opened(guarded, cookie) as session:
        return b"".join(told for told, _ in run(session, page, query))


def opened(guarded: Guarded, cookie: str) -> ClientConnection:
    """What a browser opens with a page, with this cookie alone."""
    return connect(
        guarded.address.replace("http", "ws") + "/_stcore/stream",
        origin=Origin(guarded.address),
        subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookie} if cookie else None,
        max_size=None,
    )


def run(
    session: ClientConnection, page: str, query: str = "", fragment: str = ""
) -> Iterator[tuple[bytes, ForwardMsg]]:
    """Ask for a page, or for a part of it, and hear what comes until it is whole."""
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    asked.rerun_script.fragment_id = fragment
    session.send(asked.SerializeToString())
    while True:
        told = session.recv(timeout=30)
        assert isinstance(told, bytes)
        message = ForwardMsg.FromString(told)
        yield told, message
        ended = message.WhichOneof("type") == "script_finished"
        if ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return


def canaries(guarded: Guarded) -> set[bytes]:
    """Every name of a model, a person, a unit or a page that only readers may see."""
    with reading(guarded.engine) as conn:
        named = {each.name for each in people_at(conn, datetime.now(UTC)).values()}
        slugs = set(conn.scalars(select(models.c.slug)))
    return {each.encode() for each in named | slugs if len(each) > 4}


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("", ""),
        ("models", ""),
        ("model", "model=claims-triage"),
        ("people", "person=li-wei"),
        ("me", ""),
        ("sources", ""),
        ("words", ""),
        ("nowhere", ""),
    ],
)
def test_a_fresh_server_tells_nothing_to_whoever_is_not_signed_in(
    page: str, query: str, guarded: Guarded
) -> None:
    for cookie in ("", f"{COOKIE}=made-up", f"{USER}=made-up"):
        said = heard(guarded, page, query, cookie)
        assert b"Sign in" in said
        assert [each for each in canaries(guarded) if each in said] == []
        assert b"pretend" not in said


def test_what_is_looked_for_above_would_be_found(
    page: Page, guarded: Guarded, context: BrowserContext
) -> None:
    sign_in(page, guarded, "ana")
    said = heard(guarded, "models", "", f"{COOKIE}={_cookie(context, COOKIE)}")
    assert len([each for each in canaries(guarded) if each in said]) > 10


def test_a_connection_left_open_tells_nothing_more_once_the_sign_in_ended(
    page: Page, guarded: Guarded, context: BrowserContext
) -> None:
    """Parts of a page run without its front door: a forged message may ask for them."""
    sign_in(page, guarded, "ana")
    page.close()
    token = _cookie(context, COOKIE)
    with ExitStack() as all_open:
        # The first part that finds nobody there any more takes the others away: one each.
        sessions = [
            all_open.enter_context(opened(guarded, f"{COOKIE}={token}")) for _ in range(PARTS)
        ]
        told = [[message for _, message in run(each, "sources")] for each in sessions]
        parts = [sorted({each.delta.fragment_id for each in told_one} - {""}) for told_one in told]
        assert {len(each) for each in parts} == {PARTS}
        with writing(guarded.engine) as conn:
            accounts.end(conn, token, datetime.now(UTC))
        for number, session in enumerate(sessions):
            part = parts[number][number]
            said = b"".join(told for told, _ in run(session, "sources", fragment=part))
            assert b"Sign in" in said
            assert [each for each in canaries(guarded) if each in said] == []


@pytest.mark.parametrize(
    "path", ["/export/models.csv", "/export/people.xlsx", "/export/", "/media/0.csv"]
)
def test_data_is_refused_without_a_sign_in(path: str, guarded: Guarded) -> None:
    answer = httpx.get(guarded.address + path)
    assert (answer.status_code, answer.text) == (401, "")
    assert answer.headers["x-frame-options"] == "DENY"


def test_the_probes_say_one_word(guarded: Guarded) -> None:
    assert httpx.get(f"{guarded.address}/livez").text == "alive"
    assert set(httpx.get(f"{guarded.address}/readyz").json()) == {"ready"}


def test_nobody_says_who_they_are_where_a_provider_does(guarded: Guarded) -> None:
    asking = {"origin": guarded.address}
    said = {"name": "Eve", "role": "administrator"}
    answer = httpx.post(f"{guarded.address}/come", data=said, headers=asking)
    assert answer.status_code in (404, 405)
    assert "set-cookie" not in answer.headers
    done = httpx.post(f"{guarded.address}/do/look_into", json={}, headers=asking)
    assert done.status_code in (400, 401)


def test_a_deep_link_survives_the_sign_in_and_files_are_given(
    page: Page, guarded: Guarded, context: BrowserContext
) -> None:
    sign_in(page, guarded, "ana", "/model?model=claims-triage")
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims triage", timeout=PATIENCE)
    assert page.url == f"{guarded.address}/model?model=claims-triage"
    assert "Ana Ruiz" in page.locator("nav.menu").inner_text()
    answer = context.request.get(f"{guarded.address}/export/models.csv")
    assert answer.status == 200
    assert "Claims triage" in answer.text()


def test_the_cookies_are_out_of_reach_of_scripts_and_end_with_the_day(
    page: Page, guarded: Guarded, context: BrowserContext
) -> None:
    sign_in(page, guarded, "ana")
    latest = datetime.now(UTC).timestamp() + timedelta(hours=12).total_seconds()
    ours = [each for each in context.cookies() if each["name"] in (COOKIE, USER)]
    assert len(ours) == 2
    for each in ours:
        assert each["httpOnly"]
        assert each["sameSite"] == "Lax"
        assert each["expires"] <= latest + 5


def test_a_copy_of_the_cookies_opens_nothing_after_signing_out(
    page: Page, guarded: Guarded, context: BrowserContext, another: BrowserContext
) -> None:
    sign_in(page, guarded, "ana", "/me")
    copied = context.cookies()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Yes, sign me out").click()
    page.wait_for_url(f"{guarded.address}/")
    expect_shut(page)
    another.add_cookies([_to_set(each) for each in copied])
    copy = another.new_page()
    copy.goto(f"{guarded.address}/models")
    expect_shut(copy)
    assert another.request.get(f"{guarded.address}/export/models.csv").status == 401


def test_the_cookie_of_streamlit_alone_opens_nothing_and_changes_nobody(
    page: Page, guarded: Guarded, context: BrowserContext, another: BrowserContext
) -> None:
    sign_in(page, guarded, "ana")
    stolen = [each for each in context.cookies() if each["name"].startswith("_streamlit")]
    thief = another.new_page()
    another.add_cookies([_to_set(each) for each in stolen])
    thief.goto(f"{guarded.address}/models")
    expect_shut(thief)
    another.clear_cookies()
    sign_in(thief, guarded, "ana2")
    another.add_cookies([_to_set(each) for each in stolen])
    thief.goto(f"{guarded.address}/me")
    expect(thief.get_by_role("heading", level=1)).to_have_text("You are Ana Sol", timeout=PATIENCE)


def test_a_sign_in_nobody_uses_ends_in_an_open_tab_too(page: Page, guarded: Guarded) -> None:
    sign_in(page, guarded, "ana", "/models")
    long_ago = datetime.now(UTC) - timedelta(minutes=31)
    with writing(guarded.engine) as conn:
        aged = update(sign_ins).where(sign_ins.c.ended_at.is_(None))
        conn.execute(aged.values(used_at=long_ago, began_at=long_ago))
    expect_shut(page, WITHIN_A_MINUTE)


def test_an_open_tab_alone_keeps_no_sign_in_alive(page: Page, guarded: Guarded) -> None:
    sign_in(page, guarded, "ana", "/models")
    some = datetime.now(UTC) - timedelta(minutes=10)
    with writing(guarded.engine) as conn:
        aged = update(sign_ins).where(sign_ins.c.ended_at.is_(None))
        conn.execute(aged.values(used_at=some, began_at=some))
    page.wait_for_timeout(25_000)
    with reading(guarded.engine) as conn:
        used = set(conn.scalars(select(sign_ins.c.used_at).where(sign_ins.c.ended_at.is_(None))))
    assert used == {some}


def test_somebody_shut_out_is_out_within_a_minute_without_a_click(
    page: Page, guarded: Guarded, context: BrowserContext
) -> None:
    sign_in(page, guarded, "ben", "/models")
    assert "shut out since" in guarded.people("ben@example.com", "--shut-out")
    expect_shut(page, WITHIN_A_MINUTE)
    assert context.request.get(f"{guarded.address}/export/models.csv").status == 401


def test_a_role_withheld_is_gone_within_a_minute_without_a_click(
    page: Page, guarded: Guarded
) -> None:
    sign_in(page, guarded, "ana", "/me")
    expect(page.get_by_text("says what good means and signs it")).to_be_visible()
    assert "withheld: Expert" in guarded.people("ana", "--withhold", "expert")
    expect(page.get_by_text("says what good means and signs it")).to_have_count(
        0, timeout=WITHIN_A_MINUTE
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("You are Ana Ruiz")
    with reading(guarded.engine) as conn:
        entry = record.newest(conn, record.Choice())[0][0]
    assert entry.action == "withhold_role"
    assert entry.said
    assert entry.said["who"]["issuer"] == "command line"
    assert (entry.said["before"]["granted"], entry.said["after"]["granted"]) == (None, False)


def test_two_people_with_one_address_stay_two(
    page: Page, guarded: Guarded, another: BrowserContext
) -> None:
    sign_in(page, guarded, "ana", "/me")
    other = another.new_page()
    sign_in(other, guarded, "ana2", "/me")
    expect(page.get_by_text("says what good means and signs it")).to_be_visible()
    expect(other.get_by_role("heading", level=1)).to_have_text("You are Ana Sol")
    expect(other.get_by_text("says what good means and signs it")).to_have_count(0)
    told = guarded.people("ANA@example.com", "--grant", "administrator")
    assert "2 people go by" in told
    assert "subject ana2 of" in told
    assert "Administrator" not in told
    assert "roles: Viewer, Administrator" in guarded.people("ana2", "--grant", "administrator")


def test_many_groups_and_a_hostile_name_are_no_trouble(page: Page, guarded: Guarded) -> None:
    sign_in(page, guarded, "ben", "/me")
    expect(page.get_by_role("heading", level=1)).to_have_text("You are Ben <b>Öz</b>")


def test_one_may_end_all_ones_own_sign_ins(
    page: Page, guarded: Guarded, another: BrowserContext
) -> None:
    sign_in(page, guarded, "ana", "/me")
    other = another.new_page()
    sign_in(other, guarded, "ana", "/models")
    page.get_by_role("button", name="End all my sign-ins").click()
    expect_shut(page)
    expect_shut(other, WITHIN_A_MINUTE)


def test_the_screen_that_asks_is_for_everybody(page: Page, guarded: Guarded) -> None:
    page.goto(f"{guarded.address}/models")
    expect_shut(page)
    assert found_by_axe(page) == []
    page.keyboard.press("Tab")
    expect(page).to_have_title("Rollcall")
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.get_by_role("button", name="Sign in")).to_be_in_viewport()


def _cookie(context: BrowserContext, name: str) -> str:
    return next(each["value"] for each in context.cookies() if each["name"] == name)


def _to_set(cookie: Cookie) -> SetCookieParam:
    return {
        "name": cookie["name"],
        "value": cookie["value"],
        "domain": cookie["domain"],
        "path": cookie["path"],
    }
