"""Somebody brings results of their own, answers what is asked, and takes them in."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.sample import source as sample
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.browser.test_inventory_page import come

HEADING = "Modell;von;bis;addresses_right;Fälle"
FILE = f"""{HEADING}
address-cleaner;01/02/2024;07/02/2024;0,61;400
Address check;08/02/2024;12/02/2024;0,64;380
{"x" * 200};08/02/2024;12/02/2024;0,64;380
"""


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """A pretend company of our own: what is taken in here must not show to other tests."""
    folder = tmp_path_factory.mktemp("results")
    database = companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))
    with serving(database, free_port()) as found:
        yield found


def bring(page: Page, address: str, content: str, told: str) -> None:
    page.goto(f"{address}/sources")
    page.get_by_role("link", name="Bring a file of results").click()
    field = page.locator("input[type=file]")
    field.set_input_files({"name": "Q1.csv", "mimeType": "text/csv", "buffer": content.encode()})
    page.get_by_role("button", name="Look at this file").click()
    heading(page, told)


def heading(page: Page, told: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(told, timeout=20_000)


def test_results_are_brought_asked_about_once_and_taken_in(page: Page, address: str) -> None:
    come(page, address, "analyst")
    bring(page, address, FILE, "What does “Q1.csv” say?")
    page.get_by_label("Which comes first").select_option("day first")
    page.get_by_role("button", name="Read the file in this way").click()
    heading(page, "What “Q1.csv” would change")
    expect(page.locator(".lead")).to_contain_text("2 results would be added.")
    expect(page.locator("table.looked tbody tr").first).to_contain_text("the week to 7 February")
    expect(page.locator("table.refused")).to_contain_text("No model is called “xxx")
    for scheme in ("light", "dark"):
        shown: Any = scheme
        page.emulate_media(color_scheme=shown, reduced_motion="reduce")
        assert found_by_axe(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    assert sideways(page) == []
    page.get_by_role("button", name="Take these results in").click()
    expect(page.get_by_text("Saved. It is entry").first).to_be_visible(timeout=30_000)
    expect(page.locator("table.taken tbody tr").first).to_contain_text("2 added", timeout=20_000)
    page.set_viewport_size({"width": 1280, "height": 800})
    bring(page, address, FILE, "Nothing would change by “Q1.csv”")
    again = FILE.replace("0,61", "0,7")
    bring(page, address, again, "What “Q1.csv” would change")
    expect(page.locator(".lead")).to_contain_text("1 result would replace an earlier one")
    bring(page, address, f"{HEADING}\n", "“Q1.csv” could not be read")
