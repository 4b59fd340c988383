"""A model is found by its name from every page, with the keyboard alone too."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.companies import ARABIC, BRACES, CHINESE, HOSTILE, MARKDOWN, SCRIPT
from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}
FIND = "Find a model"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def typed(page: Page, text: str) -> None:
    page.get_by_label(FIND).press_sequentially(text, delay=20)


@pytest.mark.parametrize("path", ["/", "/models", "/model?model=model-0001", "/sources", "/words"])
def test_a_name_is_found_from_every_page(page: Page, thousand: str, path: str) -> None:
    opened(page, thousand + path)
    address = page.url
    typed(page, "model 0123")
    matches = page.locator(".matches a")
    expect(matches).to_have_count(1)
    expect(matches).to_contain_text("Model 0123")
    expect(matches).to_contain_text("Meets what was agreed")
    assert page.url == address
    matches.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Model 0123")
    expect(page.get_by_label(FIND)).to_have_value("")
    expect(matches).to_have_count(0)


def test_at_most_eight_are_shown_and_the_list_has_the_rest(page: Page, thousand: str) -> None:
    opened(page, f"{thousand}/words")
    typed(page, "model 01")
    expect(page.locator(".matches a")).to_have_count(8)
    expect(page.get_by_text("The first 8 models")).to_be_visible()
    page.get_by_role("link", name="Show all of them in the list").click()
    expect(page.get_by_text("models found, 1 to 25 shown")).to_be_visible()


def test_the_keyboard_is_enough(page: Page, thousand: str) -> None:
    opened(page, f"{thousand}/words")
    page.get_by_label(FIND).focus()
    page.keyboard.type("model 0042", delay=20)
    match = page.locator(".matches a")
    expect(match).to_have_count(1)
    for _ in range(4):
        page.keyboard.press("Tab")
        if match.evaluate("e => e.getRootNode().activeElement === e"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Model 0042")


@pytest.mark.parametrize("name", [SCRIPT, MARKDOWN, BRACES, CHINESE, ARABIC])
def test_names_show_as_they_are(page: Page, thousand: str, name: str) -> None:
    assert name in HOSTILE
    opened(page, f"{thousand}/words")
    page.get_by_label(FIND).fill(name)
    expect(page.locator(".matches bdi").first).to_have_text(name)
    assert "owned" not in page.title()


def test_what_is_not_found_is_said_here_too(page: Page, thousand: str) -> None:
    opened(page, f"{thousand}/words")
    typed(page, "zzzz")
    expect(page.get_by_text("No model has this name, owner or unit.")).to_be_visible()


def test_on_a_phone_the_menu_gives_way_to_what_was_found(page: Page, thousand: str) -> None:
    page.set_viewport_size(PHONE)
    opened(page, f"{thousand}/words")
    page.get_by_test_id("stExpandSidebarButton").click()
    typed(page, "model 0007")
    page.locator(".matches a").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Model 0007")
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_box(page: Page, thousand: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened(page, f"{thousand}/words")
    typed(page, "model 00")
    expect(page.locator(".matches a")).to_have_count(8)
    assert found_by_axe(page) == []
