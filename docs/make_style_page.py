"""Makes docs/style.md and its pictures: ``python -m docs.make_style_page``.

Needs what the browser tests need: the development packages and a Chromium. To look at the page
itself, run ``streamlit run docs/style_app.py`` with ROLLCALL_DATABASE_URL naming a store that
holds the pretend company (`rollcall init` and `rollcall sync` make one).
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize

from docs.camera import PICTURES, Scheme, chromium, free_port, opened, pretend_company
from docs.style_parts import CHAPTERS
from docs.style_text import PAGE, text
from tests.browser.serving import ROOT, wait_for

WIDE: ViewportSize = {"width": 1240, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
LOOKS: tuple[tuple[str, ViewportSize, Scheme], ...] = (
    ("light", WIDE, "light"),
    ("dark", WIDE, "dark"),
    ("phone", PHONE, "light"),
)
COLOURS = 224
"""A flat drawing needs no more, and the files stay small."""
_ADD_PIXELS = """() => {
  const box = document.querySelector("[data-testid=stMain]");
  return box.scrollHeight - box.clientHeight;
}"""


def main() -> int:
    """Write the text and take every picture; returns the exit code."""
    PICTURES.mkdir(exist_ok=True)
    PAGE.write_text(text(), encoding="utf-8")
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        serving(pretend_company(Path(folder))) as address,
    ):
        for chapter, (look, size, scheme) in product(CHAPTERS, LOOKS):
            asked = f"{address}/?chapter={chapter.key}"
            with opened(browser, asked, size, scheme, 1) as page:
                take(page, PICTURES / f"style-{chapter.key}-{look}.png")
    return 0


@contextmanager
def serving(database: str) -> Iterator[str]:
    """The style page on its own; yields its address."""
    port = str(free_port())
    with subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [sys.executable, "-m", "streamlit", "run", "docs/style_app.py", "--server.port", port],
        cwd=ROOT,
        env=os.environ | {"ROLLCALL_DATABASE_URL": database},
        stdout=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def take(page: Page, path: Path) -> None:
    """The whole page on one picture, from its heading to its end."""
    size = page.viewport_size
    assert size is not None
    for closed in page.locator(".st-key-drawn-Receipt summary").all():
        closed.click()
    # What scrolls is a box of Streamlit's, so the window grows until nothing scrolls.
    page.set_viewport_size(
        {"width": size["width"], "height": size["height"] + page.evaluate(_ADD_PIXELS)}
    )
    page.wait_for_timeout(1_000)
    shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
    shot.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
