"""The page of sources: who answered, what was refused as it came, and asking for a check."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from data.connections import MlflowConnection, RowMapping, SqlConnection
from data.facts import Arrival, ReadContext, Refusal
from data.problems import Code, Problem, SourceFailed
from data.store import rounds
from data.store.engine import open_store, writing
from data.sync import sync
from tests.browser import companies
from tests.browser.companies import ARABIC, BRACES, HOSTILE, LONG, MARKDOWN, SCRIPT
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.browser.test_deciding import come

PHONE: ViewportSize = {"width": 360, "height": 740}
TABLE = SqlConnection("weekly results", "UNSET", "results", RowMapping(model="model"))
AWAY = MlflowConnection("insurance registry", "http://127.0.0.1:1")
PLAIN_ROWS = 29
# Pages ask the configuration for names only; how each is read is said to the sync below.
CONFIGURED = json.dumps(
    {"mlflow": [{"name": name, "url": AWAY.url} for name in ("registry", AWAY.name, TABLE.name)]}
)


def refused_rows() -> Iterator[Arrival]:
    share = Problem(Code.NOT_A_SHARE, {"field": "found", "found": "61"})
    for number in range(PLAIN_ROWS):
        yield Refusal(share, f"results, row {number:02}", {"model": "letters", "found": "61"})
    hostile = Problem(Code.UNKNOWN_MODEL, {"found": SCRIPT, "nearest": MARKDOWN})
    row = {SCRIPT: SCRIPT, "braces": BRACES, "marks": MARKDOWN, "arabic": ARABIC, "long": LONG * 3}
    formula = {"formula": '=HYPERLINK("http://evil.example")'}
    yield Refusal(hostile, HOSTILE[0], row | formula | {f"more {n}": str(n) for n in range(9)})


def away(_: ReadContext) -> Iterator[Arrival]:
    yield from ()
    inputs = {"source": AWAY.name, "address": "https://mlflow.insurance.example"}
    raise SourceFailed(Problem(Code.UNREACHABLE, inputs))


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a source that answers, one that is away, and one that sends nonsense."""
    folder = tmp_path_factory.mktemp("sources")
    url = companies.fill(folder, companies.REGISTRY, lambda _: companies.large(20))
    engine = open_store(url)
    sync(
        engine,
        [AWAY, TABLE],
        now=datetime.now(UTC),
        time_zone=companies.ZONE,
        base=folder,
        readers={
            MlflowConnection: lambda _connection, context: away(context),
            SqlConnection: lambda _connection, _context: refused_rows(),
        },
    )
    engine.dispose()
    return url


@pytest.fixture(scope="module")
def pages(database: str, free_port: Callable[[], int], chromium: Path) -> Iterator[str]:
    with serving(database, free_port(), CONFIGURED) as address:
        yield address


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def refused_of(page: Page, pages: str) -> None:
    opened(page, f"{pages}/sources")
    page.get_by_role("link", name="Look at 30 refused rows").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "30 rows of weekly results are refused."
    )


def test_every_source_says_how_it_does(page: Page, pages: str) -> None:
    opened(page, f"{pages}/sources")
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 3 sources answer.")
    cards = page.locator("ul.cards > li")
    expect(cards).to_have_count(3)
    failing = cards.filter(has_text="insurance registry")
    expect(failing).to_contain_text("Could not be read")
    expect(failing).to_contain_text("does not answer at https://mlflow.insurance.example.")
    expect(failing).to_contain_text("It has never answered")
    expect(cards.filter(has_text="weekly results")).to_contain_text(
        "30 values read, 0 kept, 30 refused"
    )


def test_refused_rows_show_as_they_came(page: Page, pages: str) -> None:
    refused_of(page, pages)
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text(f"No model is called “{SCRIPT}”.")
    expect(first).to_contain_text(MARKDOWN)
    expect(first).to_contain_text(BRACES)
    expect(first).to_contain_text("and 3 more fields")
    assert "owned" not in page.title()
    assert page.locator("table a, table script, table img").count() == 0


def test_refused_rows_come_page_by_page(page: Page, pages: str) -> None:
    refused_of(page, pages)
    expect(page.get_by_role("row")).to_have_count(26)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("Rows 26 to 30 of 30, newest first.")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(6)
    page.go_back()
    expect(page.get_by_text("Rows 1 to 25 of 30, newest first.")).to_be_visible()


def test_all_refused_rows_are_one_file_without_formulas(page: Page, pages: str) -> None:
    refused_of(page, pages)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download all of them as CSV").first.click()
    told = Path(download.value.path()).read_text(encoding="utf-8-sig")
    lines = list(csv.reader(io.StringIO(told, newline="")))
    assert sum("letters" in line for line in lines) == PLAIN_ROWS
    assert [cell for line in lines for cell in line if cell.startswith("=")] == []
    assert any(SCRIPT in cell for line in lines for cell in line)


@pytest.mark.parametrize("query", ["source=999", "source=nonsense", "source=-1"])
def test_an_unknown_source_says_so(page: Page, pages: str, query: str) -> None:
    opened(page, f"{pages}/sources?{query}")
    expect(page.get_by_role("heading", level=1)).to_have_text("We know no such source")
    page.get_by_role("link", name="To all sources").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 of 3 sources answer.")


def test_where_nobody_listens_nobody_can_be_asked(page: Page, pages: str) -> None:
    opened(page, f"{pages}/sources")
    expect(page.get_by_text("Nobody can ask for a check now")).to_be_visible()
    expect(page.get_by_role("button", name="Check now")).to_have_count(0)


def test_a_check_is_asked_for_and_followed(page: Page, pages: str, database: str) -> None:
    """The process beside the pages is played here, step by step, so that each can be seen."""
    engine = open_store(database)
    with writing(engine) as conn:
        rounds.listening(conn, datetime.now(UTC))
    opened(page, f"{pages}/sources")
    button = page.get_by_role("button", name="Check now")
    expect(page.get_by_text("can ask for a check now")).to_be_visible()
    expect(button).to_have_count(0)
    come(page, pages, "analyst")
    opened(page, f"{pages}/sources")
    button.click()
    expect(page.get_by_text("A check was asked for")).to_be_visible()
    expect(page.get_by_text("Saved. It is entry 1 of the record.")).to_be_visible()
    expect(button).to_have_count(0)
    with writing(engine) as conn:
        rounds.began(conn, datetime.now(UTC))
    expect(page.get_by_text("We are checking now")).to_be_visible(timeout=10_000)
    with writing(engine) as conn:
        rounds.ended(conn, datetime.now(UTC), datetime.now(UTC))
    expect(page.get_by_text("The next check begins any moment.")).to_be_visible(timeout=10_000)
    expect(button).to_be_enabled()
    expect(page.get_by_text("can ask for a check now")).to_have_count(0)
    with writing(engine) as conn:
        rounds.listening(conn, datetime(2026, 1, 1, tzinfo=UTC))
    engine.dispose()


def test_an_empty_store_says_that_nothing_is_known(
    page: Page, empty_store: str, free_port: Callable[[], int]
) -> None:
    with serving(empty_store, free_port()) as address:
        opened(page, f"{address}/sources")
        expect(page.get_by_role("heading", level=1)).to_have_text("We know nothing yet")
        assert found_by_axe(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_sources(page: Page, pages: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened(page, f"{pages}/sources")
    expect(page.locator("ul.cards > li")).to_have_count(3)
    assert found_by_axe(page) == []
    refused_of(page, pages)
    expect(page.get_by_role("row")).to_have_count(26)
    assert found_by_axe(page) == []


def test_a_phone_shows_sources_without_scrolling_sideways(page: Page, pages: str) -> None:
    page.set_viewport_size(PHONE)
    opened(page, f"{pages}/sources")
    expect(page.locator("ul.cards > li")).to_have_count(3)
    assert sideways(page) == []
    refused_of(page, pages)
    expect(page.get_by_text("and 3 more fields")).to_be_visible()
    assert sideways(page) == []
