"""Makes the pictures of the README from the pretend company: ``python -m docs.make_screenshots``.

Needs what the browser tests need: the development packages and a Chromium.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import ViewportSize

from docs.camera import PICTURES, Scheme, chromium, free_port, opened, pretend_company
from tests.browser.serving import serving

WIDE: ViewportSize = {"width": 1280, "height": 860}
TALL: ViewportSize = {"width": 1280, "height": 1180}
PHONE: ViewportSize = {"width": 390, "height": 844}
SCALE = 1.5
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
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        store = pretend_company(Path(folder))
        with serving(store, free_port()) as address:
            for name, path, size, scheme in TAKEN:
                with opened(browser, address + path, size, scheme, SCALE) as page:
                    page.screenshot(path=PICTURES / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
