"""How long pages take to open, in a real browser: ``python -m benchmarks.pages``.

In one run on one machine with the same models: an empty Streamlit page, MLflow's own list of
models, and Rollcall's pages. Measured is the time from opening the link to the full content, in a
browser that has been there before; pages take turns in an order that is drawn anew every round.
"""

import argparse
import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from benchmarks.company import names
from benchmarks.servers import all_of_them

MODELS = 1_000
ROUNDS = 15
# What Chromium loads behind its own address bar in every new tab takes a core from the page.
FLAGS = (
    "--no-sandbox",
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
LONGEST = "60_000"
"""Milliseconds, as JavaScript has them; a page that takes longer is broken."""

# Notes the moment at which everything asked for is drawn; it looks into our own parts, too.
_WATCH = """
(() => {
  const find = (selector, root = document) => {
    const found = [...root.querySelectorAll(selector)];
    for (const each of root.querySelectorAll("*")) {
      if (each.shadowRoot) found.push(...find(selector, each.shadowRoot));
    }
    return found;
  };
  const full = () => {FULL};
  window.fullAt = new Promise((tell, refuse) => {
    const look = () => {
      if (document.body && full()) {
        requestAnimationFrame(() => tell(performance.now()));
      } else if (performance.now() > LONGEST) {
        refuse(new Error("not full in time: " + location.href));
      } else {
        requestAnimationFrame(look);
      }
    };
    look();
  });
})();
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One page. ``full`` is JavaScript that is true once everything stands there."""

    name: str
    server: str
    path: str
    full: str
    at_most: float | None = None


_ROWS = 'find("table.list tbody tr").length >= {rows}'
_FILTERS = 'find("form.filters select").length >= 2'
_FIELDS = 'find("form.filters select").length >= 1'
_HEAD = 'find("h1").length'
_SEARCH = 'find("form.find input").length'
_PARTS = 'find("section").length >= 3'
PAGES = (
    Measured(
        "Empty Streamlit page",
        "empty",
        "/",
        'find("[data-testid=stMarkdownContainer]").some(each => each.innerText === "Ready")',
    ),
    Measured(
        "MLflow, list of models",
        "mlflow",
        "/#/models",
        'find("a[href*=\\"/models/\\"]").filter(each => each.innerText.startsWith("model-")).length'
        " >= {rows}",
    ),
    Measured("Rollcall, Today", "rollcall", "/", f"{_HEAD} && {_SEARCH} && {_PARTS}", 1.3),
    Measured("Rollcall, Models", "rollcall", "/models", f"{_ROWS} && {_FILTERS}", 1.4),
    Measured(
        "Rollcall, Is it paying off?",
        "rollcall",
        "/impact",
        f'{_HEAD} && find("table.payoffs tbody tr").length >= {{rows}}',
        1.6,
    ),
    Measured(
        "Rollcall, Does it treat groups alike",
        "rollcall",
        "/groups",
        f"{_HEAD} && {_FILTERS}",
        1.6,
    ),
    Measured(
        "Rollcall, What went wrong",
        "rollcall",
        "/incidents?which=all",
        f"{_HEAD} && {_FILTERS} && "
        'find("table.incidents tbody tr").length && find("table.months").length',
        1.6,
    ),
    Measured(
        "Rollcall, Where does it come from?",
        "rollcall",
        "/pipelines",
        f"{_ROWS} && {_FIELDS}",
        1.6,
    ),
    Measured(
        "Rollcall, What could go wrong?",
        "rollcall",
        "/risks",
        'find("table.risks tbody tr").length >= {rows} && find("table.places").length == 2',
        1.6,
    ),
    Measured(
        "Rollcall, Model",
        "rollcall",
        "/model?model={model}",
        f'{_HEAD} && find(".chart polyline").length && find("table.plain").length >= 2',
        1.5,
    ),
    Measured(
        "Rollcall, What changed?",
        "rollcall",
        "/changes",
        f'{_HEAD} && find("table.live tbody tr").length',
        1.6,
    ),
    Measured(
        "Rollcall, Reviews",
        "rollcall",
        "/reviews",
        f'{_HEAD} && {_FILTERS} && find("table.reviews tbody tr").length >= {{rows}}',
        1.6,
    ),
    Measured(
        "Rollcall, Who answers for what?",
        "rollcall",
        "/people",
        f'{_HEAD} && {_SEARCH} && find("table.carers tbody tr").length',
        1.6,
    ),
)


def main() -> int:
    """Measure and print; returns the exit code."""
    asked = _asked()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        _say("No Chromium on this machine (Debian: apt-get install chromium).")
        return 1
    # Told to end, it ends what it started, too; without this its servers would outlive it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with (
        tempfile.TemporaryDirectory(prefix="rollcall-pages-") as folder,
        all_of_them(Path(folder), asked.models) as servers,
        sync_playwright() as play,
        play.chromium.launch(executable_path=browser, args=[*FLAGS]) as opened,
    ):
        times = measure(opened, servers, asked.models, asked.rounds)
    for line in table(times):
        _say(line)
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("--models", type=int, default=MODELS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    return parser.parse_args()


def measure(
    browser: Browser, servers: Mapping[str, str], models: int, rounds: int
) -> dict[Measured, list[float]]:
    """Milliseconds of every opening, by page."""
    times: dict[Measured, list[float]] = {page: [] for page in PAGES}
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        for page in PAGES:
            # Once to fill the browser's and the server's caches, once for code that is made ready.
            _open(context, page, servers, models)
            _open(context, page, servers, models)
        for _ in range(rounds):
            for page in random.sample(PAGES, len(PAGES)):
                times[page].append(_open(context, page, servers, models))
    return times


def _open(
    context: BrowserContext, page: Measured, servers: Mapping[str, str], models: int
) -> float:
    slots = {"{rows}": str(min(models, 25)), "{model}": names(models)[0]}
    path, full = page.path, page.full
    for slot, value in slots.items():
        path, full = path.replace(slot, value), full.replace(slot, value)
    tab = context.new_page()
    tab.add_init_script(_WATCH.replace("LONGEST", LONGEST).replace("FULL", f"return {full};"))
    tab.goto(servers[page.server] + path, wait_until="commit")
    took: float = tab.evaluate("window.fullAt")
    tab.close()
    return took


def table(times: Mapping[Measured, list[float]]) -> list[str]:
    """The result as a Markdown table: medians, and how they stand to the empty page."""
    least = statistics.median(times[PAGES[0]])
    lines = [
        f"{os.cpu_count()} cores, {len(times[PAGES[0]])} rounds, median of each:",
        "",
        "| page | milliseconds | to the empty page | at most |",
        "|---|--:|--:|--:|",
    ]
    for page, taken in times.items():
        middle = statistics.median(taken)
        limit = f"{page.at_most}" if page.at_most else ""
        lines.append(f"| {page.name} | {middle:,.0f} | {middle / least:.2f} | {limit} |")
    return lines


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
