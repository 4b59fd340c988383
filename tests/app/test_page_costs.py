"""What one run of a page costs, counted and not timed: messages, bytes and questions to the store.

A page that grows beyond a limit is slower for everybody on every click. Raise a limit only together
with a measurement: ``python -m benchmarks.pages``.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, event
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from app.language.sentence import Speech
from app.ui import loading
from app.ui.address import Filters
from app.ui.changes_address import Asked as ChangesAsked
from app.ui.groups_address import Asked as GroupsAsked
from app.ui.impact_address import Asked as ImpactAsked
from app.ui.incidents_address import Asked
from app.ui.libraries_address import LibrariesAsked
from app.ui.loading import risks as loading_risks
from app.ui.loading.bring import bring
from app.ui.loading.changes import changes
from app.ui.loading.groups import groups
from app.ui.loading.impact import impact
from app.ui.loading.incidents import incidents
from app.ui.loading.inventory import inventory
from app.ui.loading.libraries import libraries
from app.ui.loading.people import answering, one_person
from app.ui.loading.pipelines import steps
from app.ui.loading.reviews import listing as reviews
from app.ui.loading.reviews import reviewing
from app.ui.people_address import PeopleAsked, View
from app.ui.pipelines_address import StepsAsked
from app.ui.reviews_address import Asked as ReviewsAsked
from app.ui.risks_address import RiskFilters
from app.ui.visit import Visit
from tests.browser import companies
from tests.browser.serving import serving

MODELS = 60


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with more models than one page of the list shows."""
    folder = tmp_path_factory.mktemp("costs")
    return companies.fill(folder, companies.REGISTRY, lambda _: companies.large(MODELS))


@pytest.fixture(scope="module")
def address(database: str, free_port: Callable[[], int]) -> Iterator[str]:
    with serving(database, free_port()) as running:
        yield running


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run sent to the browser."""

    messages: int
    size: int


def _opened(address: str, page: str, query: str) -> Cost:
    """Open a page as a browser does, and count what comes until it is finished."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    with connect(
        stream, origin=Origin(address), subprotocols=[Subprotocol("streamlit")], max_size=None
    ) as session:
        session.send(asked.SerializeToString())
        messages = size = 0
        while True:
            told = session.recv(timeout=30)
            assert isinstance(told, bytes)
            messages, size = messages + 1, size + len(told)
            message = ForwardMsg.FromString(told)
            assert message.delta.new_element.WhichOneof("type") not in ("exception", "alert")
            if message.WhichOneof("type") == "script_finished":
                return Cost(messages, size)


@pytest.mark.parametrize(
    ("page", "query", "messages", "size"),
    [
        ("", "", 13, 24_000),
        ("models", "", 11, 64_000),
        ("models", "status=below", 11, 42_000),
        ("impact", "", 11, 40_000),
        ("groups", "", 11, 40_000),
        ("incidents", "which=all", 11, 60_000),
        ("feedback", "", 11, 25_000),
        ("reviews", "", 11, 40_000),
        ("reviews", "model=model-0000", 12, 40_000),
        ("inventory", "", 11, 25_000),
        ("bring", "", 11, 25_000),
        ("pipelines", "", 11, 63_000),
        ("changes", "", 11, 60_000),
        ("changes", "library=pandas&version=3", 12, 45_000),
        ("model", "model=model-0000", 12, 47_000),
        ("risks", "", 11, 84_000),
        ("risks", "impact=high&likelihood=high", 11, 78_000),
        ("people", "", 11, 25_000),
        ("people", "view=models", 11, 40_000),
        ("people", "person=ana", 12, 43_000),
        ("models", "view=unmissed", 11, 42_000),
    ],
)
def test_a_page_sends_little(page: str, query: str, messages: int, size: int, address: str) -> None:
    cost = _opened(address, page, query)
    assert cost.messages <= messages
    assert cost.size <= size


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """Every statement that is sent to a store."""
    sent: list[str] = []

    def note(*arguments: object) -> None:
        sent.append(str(arguments[2]))

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


def _asked(ask: Callable[[], object], statements: list[str]) -> list[str]:
    """What a reader's second run asks the store; the first fills what is kept for a moment."""
    ask()
    statements.clear()
    ask()
    return [each for each in statements if not each.startswith("BEGIN")]


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda visit: loading.today(visit, None), 7),
        (lambda visit: loading.listing(visit, Filters()), 3),
        (lambda visit: impact(visit, ImpactAsked()), 11),
        (lambda visit: groups(visit, GroupsAsked()), 10),
        (lambda visit: incidents(visit, Asked()), 9),
        (lambda visit: steps(visit, StepsAsked()), 7),
        (lambda visit: loading_risks.risks(visit, RiskFilters()), 6),
        (lambda visit: changes(visit, ChangesAsked()), 12),
        (lambda visit: libraries(visit, LibrariesAsked(library="pandas", version="3")), 5),
        (lambda visit: libraries(visit, LibrariesAsked()), 7),
        (lambda visit: loading.record(visit, "model-0000"), 45),
        (inventory, 3),
        (bring, 3),
        (lambda visit: reviews(visit, ReviewsAsked()), 8),
        (lambda visit: reviewing(visit, "model-0000"), 40),
        (lambda visit: answering(visit, PeopleAsked()), 9),
        (lambda visit: answering(visit, PeopleAsked(View.MODELS)), 8),
        (lambda visit: one_person(visit, PeopleAsked(person="ana")), 8),
    ],
)
def test_a_page_asks_the_store_little(
    ask: Callable[[Visit], object], most: int, database: str, statements: list[str]
) -> None:
    visit = Visit(Speech(now=datetime.now(UTC)), database, timedelta(minutes=15), frozenset())
    asked = _asked(lambda: (loading.notice(visit), ask(visit)), statements)
    assert len(asked) <= most, asked
