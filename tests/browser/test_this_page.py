"""Beside every page: naming what it shows, and saying which sentence was not clear."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.sample import source as sample
from tests.browser import companies
from tests.browser.looking import in_the_page, sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.browser.test_deciding import come

ASK = "Was this clear?"
CALLED = "What others should find it by"
HEADLINE = "31 of 46 models do what was agreed"


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """A pretend company of our own: what is said here must not show to other tests."""
    folder = tmp_path_factory.mktemp("named")
    store = companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))
    with serving(store, free_port()) as found:
        yield found


def opened(page: Page, where: str) -> None:
    page.goto(where)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def choose(page: Page) -> None:
    """Ask about the headline, which is the first sentence that can be chosen below the banner."""
    page.get_by_role("button", name=ASK).click()
    in_the_page(page).locator("h1 .sayable").click()
    expect(page.get_by_role("dialog", name=ASK)).to_be_visible()


def test_a_named_view_leads_others_to_what_it_showed(page: Page, address: str) -> None:
    come(page, address, "expert")
    opened(page, f"{address}/models?status=below&unit=Insurance")
    page.get_by_text("Name this view").click()
    page.get_by_label(CALLED).fill("Below in Insurance")
    page.get_by_label(CALLED).press("Enter")
    expect(in_the_page(page).get_by_text("Saved. It is entry")).to_be_visible(timeout=20_000)
    opened(page, f"{address}/views")
    in_the_page(page).get_by_role("link", name="Below in Insurance").click()
    expect(page).to_have_url(f"{address}/models?status=below&unit=Insurance")


def test_what_cannot_be_named_says_so_and_keeps_the_letters(page: Page, address: str) -> None:
    come(page, address, "expert")
    for told in ("Saved. It is entry", "Something else is called so already"):
        opened(page, f"{address}/risks")
        page.get_by_text("Name this view").click()
        page.get_by_label(CALLED).fill("Risks")
        page.get_by_label(CALLED).press("Enter")
        expect(page.get_by_text(told).last).to_be_visible(timeout=20_000)
    expect(page.get_by_label(CALLED)).to_have_value("Risks")


def test_a_sentence_that_was_not_clear_stands_among_the_words(page: Page, address: str) -> None:
    come(page, address, "analyst")
    opened(page, address)
    choose(page)
    dialog = page.get_by_role("dialog", name=ASK)
    expect(dialog).to_contain_text(HEADLINE)
    dialog.get_by_label("No", exact=True).check()
    dialog.get_by_label("What was not clear").fill("Agreed by whom?")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.get_by_text("Saved. It is entry")).to_be_visible(timeout=20_000)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    opened(page, f"{address}/words")
    told = in_the_page(page).locator(".words > div").last
    expect(told).to_contain_text("{meets} of {total} models do what was agreed")
    expect(told).to_contain_text("Sofia Marín: Agreed by whom?")


def test_the_keyboard_chooses_and_gives_up(page: Page, address: str) -> None:
    come(page, address, "analyst")
    opened(page, address)
    button = page.get_by_role("button", name=ASK)
    button.press("Enter")
    expect(page.locator(".sayable").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".sayable")).to_have_count(0)
    button.press("Enter")
    page.locator("h1 .sayable").press("Enter")
    expect(page.get_by_role("dialog", name=ASK)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name=ASK)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_shows_it_whole(
    page: Page, address: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    come(page, address, "analyst")
    opened(page, address)
    page.get_by_text("Name this view").click()
    assert found_by_axe(page) == []
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, address)
    page.get_by_test_id("stExpandSidebarButton").click()
    choose(page)
    assert found_by_axe(page) == []
    assert sideways(page) == []
