"""Makes the pictures of the README from the pretend company: ``python -m docs.make_screenshots``.

Needs what the browser tests need: the development packages and a Chromium.
"""

import shutil
import socket
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from data.sample import source as sample
from tests.browser import companies
from tests.browser.serving import QUIET, serving

PICTURES = Path(__file__).parent / "pictures"
WIDE: ViewportSize = {"width": 1280, "height": 860}
TALL: ViewportSize = {"width": 1280, "height": 1180}
PHONE: ViewportSize = {"width": 390, "height": 844}
Scheme = Literal["light", "dark"]
MODEL = "/model?model=retail-churn-propensity"
TAKEN: tuple[tuple[str, str, ViewportSize, Scheme], ...] = (
    ("today", "/", TALL, "light"),
    ("models", "/models", WIDE, "light"),
    ("models-dark", "/models", WIDE, "dark"),
    ("model", MODEL, TALL, "light"),
    ("model-phone", MODEL, PHONE, "light"),
)


def main() -> int:
    """Take every picture; returns the exit code."""
    browser = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if browser is None:
        print("No Chromium on this machine (Debian: apt-get install chromium).")  # noqa: T201 - a command speaks by printing
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        read = partial(sample.read, companies.PRETEND)
        store = companies.fill(Path(folder), companies.PRETEND, read)
        opened = play.chromium.launch(executable_path=browser, args=QUIET)
        with serving(store, free_port()) as address:
            for name, path, size, scheme in TAKEN:
                take(opened, name, address + path, size, scheme)
        opened.close()
    return 0


def take(browser: Browser, name: str, address: str, size: ViewportSize, scheme: Scheme) -> None:
    """One picture of what a reader sees without scrolling."""
    with browser.new_context(
        viewport=size, color_scheme=scheme, device_scale_factor=1.5, reduced_motion="reduce"
    ) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("heading", level=1).wait_for()
        # Streamlit fades its parts in and Vega draws a moment after the words stand.
        page.wait_for_timeout(2_000)
        page.screenshot(path=PICTURES / f"{name}.png")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
