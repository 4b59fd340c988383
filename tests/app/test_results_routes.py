"""The routes by which results are brought: who is heard, and what is kept of what they say."""

from functools import partial

import httpx
import pytest
from sqlalchemy import Engine
from starlette.applications import Starlette

from app import members
from app.language.sentence import Speech
from app.members import COOKIE, Rules
from app.results_routes import results_routes
from data.connections import MeasureShape
from data.members import Role
from data.problems import Unreadable
from data.store import brought_files
from data.store.brought_files import Waiting
from data.store.brought_tables import What
from data.store.engine import reading
from tests.apart import run_apart
from tests.data.feeding import NOW, churn, feed_registry
from tests.data.lists.workbooks import workbook

OURS = "http://127.0.0.1"
ROWS = [("Model", "Week ending", "Recall", "Saved"), ("churn", "2026-11-15", 0.61, 5)]


@pytest.fixture
def store(engine: Engine) -> Engine:
    feed_registry(engine, churn())
    return engine


def post(store: Engine, path: str, token: str, **sent: object) -> str:
    """Where the answer leads."""
    described = {"saved": MeasureShape()}
    app = Starlette(routes=results_routes(store, lambda: Speech(now=NOW), Rules(), described))

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app)
        cookies = {COOKIE: token}
        async with httpx.AsyncClient(transport=transport, base_url=OURS, cookies=cookies) as client:
            return await client.post(path, **sent)  # type: ignore[arg-type]

    return run_apart(ask()).headers["location"]


def waiting(store: Engine) -> Waiting | None:
    with reading(store) as conn:
        return brought_files.waiting(conn, 1, What.RESULTS, NOW)


def test_a_file_waits_is_said_to_be_otherwise_and_is_put_away(store: Engine) -> None:
    token = members.come_as(store, "Ana Ruiz", [Role.ANALYST], NOW)
    send = partial(post, store, token=token)
    file = ("a/x.xlsx", workbook(("Results", ROWS)))
    assert send("/results/bring", files={"file": file}) == "/bring"
    found = waiting(store)
    assert found
    holds = {"0": "model", "1": "end", "2": "measure:recall", "3": "measure:saved"}
    assert found.said["columns"] == holds
    assert list(found.said["measures"]) == ["saved"]
    said = {"brought": str(found.id), "c0": "model", "c1": "start", "c7": "x\0", "period": "P7D"}
    send("/results/columns", data={**said, "evil": "x", "dates": ""})
    changed = waiting(store)
    assert changed
    assert changed.said["columns"] == {"0": "model", "1": "start", "7": "x\ufffd"}
    assert changed.said["answers"] == {"period": "P7D"}
    assert changed.said["measures"] == found.said["measures"]
    send("/results/columns", data={"brought": "77", "c0": "end"})
    assert waiting(store) == changed
    send("/results/away")
    assert waiting(store) is None


def test_why_a_file_could_not_be_read_waits_too(store: Engine) -> None:
    token = members.come_as(store, "Ana Ruiz", [Role.EXPERT], NOW)
    two = b"model,end,recall,recall\nchurn,2026-11-15,1,1\n"
    for content, why in ((two, Unreadable.COLUMNS_REPEAT), (b"model,end\n", Unreadable.NO_ROWS)):
        post(store, "/results/bring", token, files={"file": ("x.csv", content)})
        found = waiting(store)
        assert found
        assert found.problem
        assert found.problem.inputs["why"] == why


@pytest.mark.parametrize("path", ["/results/bring", "/results/columns", "/results/away"])
def test_only_analysts_and_experts_are_heard(store: Engine, path: str) -> None:
    others = set(Role) - {Role.ANALYST, Role.EXPERT}
    token = members.come_as(store, "Ben", sorted(others), NOW)
    assert post(store, path, token, files={"file": ("x.csv", b"a,b\n1,2\n")}) == (
        "/bring?said=not-you"
    )
    assert waiting(store) is None
