"""What every page of the menu owes its readers, whatever the company: each is walked.

A page that is added to the menu is walked without a line here.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from app.ui.places import PLACES
from data.connections import MlflowConnection
from data.facts import Arrival, ReadContext
from data.problems import Code, Problem, SourceFailed
from data.store.engine import open_store
from data.sync import sync
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}
PATHS = {each.key: each.path for each in PLACES if each.drawing}
AWAY = "the registry of the other side"


def opened(page: Page, address: str, path: str) -> None:
    """The page stands there, says what it is about, and did not fail."""
    page.goto(f"{address}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=60_000)
    expect(page.get_by_test_id("stAlert")).to_have_count(0)
    expect(page.get_by_test_id("stException")).to_have_count(0)


def looked_at(page: Page, address: str, path: str, *schemes: Any) -> None:
    """What axe finds is nothing, and a phone need not scroll sideways."""
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        opened(page, address, path)
        assert found_by_axe(page) == []
    page.set_viewport_size(PHONE)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert sideways(page) == []


@pytest.mark.parametrize("key", PATHS)
def test_the_pretend_company(page: Page, pretend: str, key: str) -> None:
    looked_at(page, pretend, PATHS[key], "light", "dark")


@pytest.mark.parametrize("key", PATHS)
def test_a_past_day(page: Page, pretend: str, key: str) -> None:
    day = (datetime.now(UTC) - timedelta(days=75)).date()
    opened(page, pretend, f"{PATHS[key]}?day={day}")
    expect(page.get_by_text("You are looking at")).to_be_visible(timeout=60_000)
    here = page.locator("nav.menu a[aria-current]")
    expect(here).to_have_attribute("href", f"{PATHS[key]}?day={day}")


@pytest.mark.parametrize("key", PATHS)
def test_a_thousand_models_with_names_of_every_kind(page: Page, thousand: str, key: str) -> None:
    # The parts are those of the pretend company, whose colours were looked at in the dark, too.
    looked_at(page, thousand, PATHS[key], "light")
    assert page.title() != "owned"


@pytest.fixture(scope="module")
def nothing(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """The pages of a company of which nothing is known."""
    folder = tmp_path_factory.mktemp("nothing")
    database = companies.fill(folder, companies.REGISTRY, lambda _: iter(()))
    with serving(database, free_port()) as address:
        yield address


@pytest.mark.parametrize("key", PATHS)
def test_nothing_is_known(page: Page, nothing: str, key: str) -> None:
    looked_at(page, nothing, PATHS[key], "light", "dark")
    # These tell of ourselves and of people, of which something is always known; and a list of
    # one's own is brought where nothing is known yet.
    if key not in ("sources", "words", "record", "me", "views", "inventory", "bring"):
        expect(page.get_by_role("heading", level=1)).to_have_text("We know nothing yet")


def away(_: ReadContext) -> Iterator[Arrival]:
    yield from ()
    raise SourceFailed(Problem(Code.UNREACHABLE, {"source": AWAY, "address": "https://x.example"}))


@pytest.fixture(scope="module")
def troubled(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """The pages of a company with one model, whose second source has never answered."""
    folder = tmp_path_factory.mktemp("troubled")
    database = companies.fill(folder, companies.REGISTRY, lambda _: companies.large(1))
    engine = open_store(database)
    sync(
        engine,
        [MlflowConnection(AWAY, "http://127.0.0.1:1")],
        now=datetime.now(UTC),
        time_zone=companies.ZONE,
        base=folder,
        readers={MlflowConnection: lambda _connection, context: away(context)},
    )
    engine.dispose()
    named = f'{{"mlflow": [{{"name": "{AWAY}", "url": "http://127.0.0.1:1"}}]}}'
    with serving(database, free_port(), named) as address:
        yield address


@pytest.mark.parametrize("key", PATHS)
def test_a_source_that_is_away_is_told_everywhere(page: Page, troubled: str, key: str) -> None:
    opened(page, troubled, PATHS[key])
    expect(page.get_by_text(AWAY).first).to_be_visible()


def test_the_menu_leads_everywhere_by_keyboard(page: Page, pretend: str) -> None:
    opened(page, pretend, "/")
    for place in [each for each in PLACES if each.drawing]:
        link = page.locator(f'nav.menu a[href="{place.path}"]')
        link.focus()
        page.keyboard.press("Enter")
        expect(link).to_have_attribute("aria-current", "page")
        expect(page).to_have_url(f"{pretend}{place.path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
