"""A real server on a free port with a store of its own, and a real browser that looks at it."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from data.sample import source as sample
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser import companies
from tests.browser.serving import QUIET, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport={"width": 1280, "height": 900}) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture(scope="session")
def pretend_store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with the pretend company; returns its address."""
    folder = tmp_path_factory.mktemp("pretend")
    read = partial(sample.read, companies.PRETEND)
    return companies.fill(folder, companies.PRETEND, read)


@pytest.fixture(scope="session")
def pretend(pretend_store: str, free_port: Callable[[], int], chromium: Path) -> Iterator[str]:
    """The pages of the pretend company."""
    with serving(pretend_store, free_port()) as address:
        yield address


@pytest.fixture(scope="session")
def thousand(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """The pages of a company with a thousand models, some with hostile names."""
    folder = tmp_path_factory.mktemp("thousand")
    database = companies.fill(folder, companies.REGISTRY, lambda _: companies.large(994))
    with serving(database, free_port()) as address:
        yield address


@pytest.fixture
def empty_store(tmp_path: Path) -> str:
    """A store that is ready and knows nothing; returns its address."""
    url = f"sqlite:///{tmp_path / 'rollcall.db'}"
    engine = open_store(url)
    upgrade(engine)
    engine.dispose()
    return url
