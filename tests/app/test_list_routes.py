"""The routes by which a list is brought: who is heard, what is kept, and what is refused."""

from dataclasses import dataclass

import httpx
import pytest
from sqlalchemy import Engine, func, select
from starlette.applications import Starlette
from starlette.middleware import Middleware

from app import bringing_routes, list_routes, members
from app.bringing_routes import LARGEST_SENT
from app.language.sentence import Speech
from app.members import COOKIE, Rules
from app.protection import Protection
from data.facts import FieldName, Kind
from data.lists.columns import Key
from data.members import Role
from data.problems import Unreadable
from data.sheets import LARGEST_FILE
from data.sources import inventory
from data.store import brought_lists
from data.store.brought_lists import Brought
from data.store.brought_tables import brought_lists as table
from data.store.engine import reading, writing
from tests.apart import run_apart
from tests.data.feeding import NOW, churn, feed_registry
from tests.data.lists.workbooks import workbook

SPEECH = Speech(now=NOW)
OURS = "http://127.0.0.1"
LIST = workbook(("Models", [("Name", "Responsible", "Colour"), ("churn", "Tom", "red")]))
MAY = {Role.EXPERT, Role.MANAGER, Role.RISK_OFFICER}


@dataclass
class Pages:
    """Our routes behind the protection they are served with."""

    engine: Engine

    def __post_init__(self) -> None:
        protection = Middleware(Protection, hosts=(), wrong_host=lambda: "elsewhere", local=True)
        routes = list_routes.list_routes(self.engine, lambda: SPEECH, Rules())
        self.app = Starlette(routes=routes, middleware=[protection])

    def post(
        self,
        path: str,
        token: str = "",
        *,
        origin: str = OURS,
        file: tuple[str, bytes] | None = None,
        data: dict[str, str] | None = None,
        headers: dict[str, str] | None = None,
    ) -> httpx.Response:
        async def ask() -> httpx.Response:
            cookies = {COOKIE: token} if token else {}
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=OURS, cookies=cookies
            ) as client:
                told = {"origin": origin} | (headers or {})
                files = {"file": file} if file else None
                return await client.post(path, headers=told, files=files, data=data)

        return run_apart(ask())

    def come(self, *roles: Role, name: str = "Ana Ruiz") -> str:
        return members.come_as(self.engine, name, roles, NOW)

    def waiting(self, account: int = 1) -> Brought | None:
        with reading(self.engine) as conn:
            return brought_lists.waiting(conn, account, NOW)

    def kept(self) -> int:
        with reading(self.engine) as conn:
            return conn.scalar(select(func.count()).select_from(table)) or 0


@pytest.fixture
def pages(engine: Engine) -> Pages:
    feed_registry(engine, churn())
    return Pages(engine)


def test_a_list_that_is_brought_waits_and_the_page_is_shown_again(pages: Pages) -> None:
    answer = pages.post("/list/bring", pages.come(Role.EXPERT), file=("a/models.xlsx", LIST))
    assert (answer.status_code, answer.headers["location"]) == (303, "/inventory")
    found = pages.waiting()
    assert found
    assert found.grid.file == "models.xlsx"
    assert dict(found.mapping) == {0: Key.NAME, 1: FieldName.OWNER}
    assert found.problem is None


@pytest.mark.parametrize("path", ["/list/bring", "/list/columns", "/list/away"])
@pytest.mark.parametrize("role", [None, *Role])
def test_who_may_take_a_list_in_may_bring_one_and_nobody_else(
    pages: Pages, path: str, role: Role | None
) -> None:
    token = pages.come(role) if role else ""
    file = ("models.xlsx", LIST) if path == "/list/bring" else None
    answer = pages.post(path, token, file=file)
    refused = answer.headers["location"] == "/inventory?said=not-you"
    assert refused is (role not in MAY)
    assert pages.kept() == (path == "/list/bring" and role in MAY)


@pytest.mark.parametrize("origin", ["", "null", "http://evil.example"])
def test_another_page_brings_nothing(pages: Pages, origin: str) -> None:
    token = pages.come(Role.EXPERT)
    answer = pages.post("/list/bring", token, origin=origin, file=("models.xlsx", LIST))
    assert answer.status_code == 403
    assert pages.kept() == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Unreadable.EMPTY),
        (b"\xd0\xcf\x11\xe0" + bytes(100), Unreadable.OLD_EXCEL),
        (b"PK\x03\x04 broken", Unreadable.NOT_EXCEL),
        (b"x" * (LARGEST_FILE + 1), Unreadable.TOO_LARGE),
    ],
)
def test_why_a_file_could_not_be_read_waits_too(
    pages: Pages, content: bytes, why: Unreadable
) -> None:
    pages.post("/list/bring", pages.come(Role.EXPERT), file=("models.xlsx", content))
    found = pages.waiting()
    assert found
    assert found.problem
    assert found.problem.inputs["why"] == why
    assert found.grid.file == "models.xlsx"


def test_of_what_is_far_too_large_nothing_is_read(pages: Pages) -> None:
    told = {"content-length": str(LARGEST_SENT + 1), "content-type": "multipart/form-data"}
    pages.post("/list/bring", pages.come(Role.EXPERT), headers=told)
    found = pages.waiting()
    assert found
    assert found.problem
    assert found.problem.inputs["why"] == Unreadable.TOO_LARGE


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> int:
    """So much is the most that anybody may send during the test, in bytes."""
    monkeypatch.setattr(bringing_routes, "LARGEST_SENT", 2_000)
    monkeypatch.setattr(bringing_routes, "LARGEST_FORM", 2_000)
    return 2_000


def test_whoever_sends_more_than_they_said_is_cut_off(pages: Pages, short: int) -> None:
    told = {"content-length": "10"}
    file = ("models.xlsx", b"x" * short)
    pages.post("/list/bring", pages.come(Role.EXPERT), headers=told, file=file)
    found = pages.waiting()
    assert found
    assert found.problem
    assert found.problem.inputs["why"] == Unreadable.TOO_LARGE


def test_what_is_said_of_columns_is_not_endless(pages: Pages, short: int) -> None:
    token = pages.come(Role.EXPERT)
    with writing(pages.engine) as conn:
        brought_lists.bring(conn, 1, inventory.read("models.xlsx", LIST), NOW)
    sent = {"brought": "1", "c0": "owner", "c1": "x" * short}
    assert pages.post("/list/columns", token, data=sent).status_code == 303
    found = pages.waiting()
    assert found
    assert dict(found.mapping) == {0: Key.NAME, 1: FieldName.OWNER}


def test_columns_the_list_does_not_have_are_left_out(pages: Pages) -> None:
    token = pages.come(Role.EXPERT)
    pages.post("/list/bring", token, file=("models.xlsx", LIST))
    found = pages.waiting()
    assert found
    pages.post(
        "/list/columns", token, data={"brought": str(found.id), "c0": "name", "c99": "owner"}
    )
    changed = pages.waiting()
    assert changed
    assert dict(changed.mapping) == {0: Key.NAME}


def test_what_columns_hold_can_be_said_and_only_of_ones_own_list(pages: Pages) -> None:
    token = pages.come(Role.EXPERT)
    pages.post("/list/bring", token, file=("models.xlsx", LIST))
    found = pages.waiting()
    assert found
    sent = {"brought": str(found.id), "c0": "name", "c1": "name", "c2": "team", "c3": "colour"}
    pages.post("/list/columns", pages.come(Role.EXPERT, name="Ben"), data=sent)
    unchanged = pages.waiting()
    assert unchanged
    assert dict(unchanged.mapping) == dict(found.mapping)
    pages.post("/list/columns", token, data=sent | {"otherwise": "rules"})
    changed = pages.waiting()
    assert changed
    assert dict(changed.mapping) == {0: Key.NAME, 2: FieldName.TEAM}
    assert changed.otherwise is Kind.RULES


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"brought": "x"},
        {"brought": "9" * 40},
        {"brought": "-1", "c0": "owner", "otherwise": "everything"},
    ],
)
def test_what_no_form_of_ours_sends_changes_nothing(pages: Pages, sent: dict[str, str]) -> None:
    token = pages.come(Role.EXPERT)
    pages.post("/list/bring", token, file=("models.xlsx", LIST))
    assert pages.post("/list/columns", token, data=sent).status_code == 303
    found = pages.waiting()
    assert found
    assert dict(found.mapping) == {0: Key.NAME, 1: FieldName.OWNER}
    assert found.otherwise is None


def test_a_list_can_be_put_away(pages: Pages) -> None:
    token = pages.come(Role.EXPERT)
    pages.post("/list/bring", token, file=("models.xlsx", LIST))
    pages.post("/list/away", token)
    assert pages.waiting() is None


def test_where_the_store_is_away_the_page_says_so(pages: Pages) -> None:
    token = pages.come(Role.EXPERT)
    with pages.engine.begin() as conn:
        table.drop(conn)
    try:
        answer = pages.post("/list/bring", token, file=("models.xlsx", LIST))
    finally:
        with pages.engine.begin() as conn:
            table.create(conn)
    assert answer.headers["location"] == "/inventory?said=not-kept"
