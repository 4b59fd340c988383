"""A real server on a free port with a store of its own, and a real browser that looks at it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from data.connections import SampleConnection
from data.sample import source as sample
from data.store.engine import open_store
from data.store.schema import upgrade
from tests.browser import companies

ROOT = Path(__file__).parent.parent.parent
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""Chromium must not look for hosts of its own: a test counts what leaves the page."""
STARTS_WITHIN_SECONDS = 60.0
SERVE = "from app.cli import main; main()"

Serve = Callable[[str], Iterator[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@contextmanager
def serving(database: str, port: int) -> Iterator[str]:
    """``rollcall serve`` on its own; yields the address of its pages."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLLCALL_")}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE, "serve", "--no-sync", "--port", str(port)],
        cwd=ROOT,
        env=kept | {"ROLLCALL_DATABASE_URL": database},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/livez")
            yield address
        finally:
            process.terminate()


def wait_for(address: str) -> None:
    """Return once something answers at ``address``."""
    until = time.monotonic() + STARTS_WITHIN_SECONDS
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"nothing answered at {address} within {STARTS_WITHIN_SECONDS:.0f} seconds")


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
def pretend(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """The pages of the pretend company."""
    folder = tmp_path_factory.mktemp("pretend")
    read = lambda context: sample.read(SampleConnection(), context)  # noqa: E731 - one line of glue
    with serving(companies.fill(folder, companies.PRETEND, read), free_port()) as address:
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
