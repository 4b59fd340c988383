"""Plain words: read through, searched, and opened at one word from wherever it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.companies import HOSTILE
from tests.browser.looking import in_the_page, sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe

BOX = "Find a word, a status or a rule"
PHONE: ViewportSize = {"width": 360, "height": 740}


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def test_every_shelf_stands_on_the_page(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/words")
    expect(in_the_page(page).get_by_role("heading", level=2)).to_have_text(
        [
            "What results say, worst first",
            "Who looks after it, beside the status",
            "The eight questions",
            "Single words",
        ]
    )
    expect(page.locator(".words .mark")).to_have_count(11)


def test_searching_narrows_the_words_and_stands_in_the_address(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/words")
    page.get_by_label(BOX).press_sequentially("stop line", delay=30)
    words = page.locator(".words > div")
    expect(words).to_have_count(2)
    expect(words.first).to_contain_text("Below what was agreed")
    assert page.url.endswith("/words?q=stop+line")
    page.reload()
    expect(words).to_have_count(2, timeout=20_000)
    expect(page.get_by_label(BOX)).to_have_value("stop line")
    page.get_by_role("link", name="Show all words").click()
    expect(in_the_page(page).get_by_role("heading", level=2)).to_have_count(4)


@pytest.mark.parametrize("typed", ["zzzz", *HOSTILE])
def test_what_is_not_found_is_said(page: Page, pretend: str, typed: str) -> None:
    opened(page, f"{pretend}/words")
    page.get_by_label(BOX).fill(typed)
    expect(page.get_by_role("heading", name="No word matches")).to_be_visible()
    assert "owned" not in page.title()


def test_a_link_opens_one_word(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/words?term=silent")
    expect(page.locator(".words > div")).to_have_count(1)
    expect(page.get_by_text("We cannot say whether it works.")).to_be_visible()


def test_a_link_to_an_unknown_word_shows_all(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/words?term=%3Cscript%3E")
    expect(in_the_page(page).get_by_role("heading", level=2)).to_have_count(4)


def test_status_and_questions_of_a_model_lead_to_their_words(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/model?model=branch-cash-forecast")
    page.get_by_role("link", name="No recent results").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plain words")
    expect(page.locator(".words > div")).to_have_count(1)
    page.go_back()
    in_the_page(page).get_by_role("link", name="Is it paying off?").click()
    expect(page.get_by_text("Numbers can be good without any benefit.")).to_be_visible()


def test_the_legend_leads_to_the_words(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/models")
    page.get_by_role("link", name="What do these words mean?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Plain words")


def test_words_need_no_models(page: Page, empty_store: str, free_port: Callable[[], int]) -> None:
    with serving(empty_store, free_port()) as address:
        opened(page, f"{address}/words")
        expect(page.locator(".words .mark")).to_have_count(11)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?term=below", "?q=zzzz"])
def test_axe_finds_nothing_on_words(page: Page, pretend: str, query: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    opened(page, f"{pretend}/words{query}")
    expect(page.locator(".words, .state").first).to_be_visible()
    assert found_by_axe(page) == []


def test_a_phone_shows_words_without_scrolling_sideways(page: Page, pretend: str) -> None:
    page.set_viewport_size(PHONE)
    opened(page, f"{pretend}/words")
    expect(page.locator(".words .mark")).to_have_count(11)
    assert sideways(page) == []
