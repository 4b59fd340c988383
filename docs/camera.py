"""What every command that takes pictures for these documents needs.

That is what the browser tests need too: the development packages and a Chromium.
"""

import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from data.sample import source as sample
from tests.browser import companies
from tests.browser.serving import QUIET

PICTURES = Path(__file__).parent / "pictures"
Scheme = Literal["light", "dark"]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser; where there is none the command ends and says what to install."""
    found = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if found is None:
        sys.exit("No Chromium on this machine (Debian: apt-get install chromium).")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


def pretend_company(folder: Path) -> str:
    """A store with the pretend company, made in ``folder``; returns its address."""
    return companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))


@contextmanager
def opened(
    browser: Browser, address: str, size: ViewportSize, scheme: Scheme, scale: float
) -> Iterator[Page]:
    """A page as a reader sees it; ``scale`` is the pixels of the screen per pixel of ``size``."""
    with browser.new_context(
        viewport=size, color_scheme=scheme, device_scale_factor=scale, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", level=1).first.wait_for()
        # Streamlit fades its parts in.
        page.wait_for_timeout(2_000)
        yield page


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
