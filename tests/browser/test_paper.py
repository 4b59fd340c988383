"""What a printed page leaves out and keeps."""

import re

from playwright.sync_api import Page, expect

MODEL = "/model?model=retail-churn-propensity"


def open_printed(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    page.emulate_media(media="print")


def test_a_printed_model_has_its_headline_and_no_menu(page: Page, pretend: str) -> None:
    open_printed(page, pretend + MODEL)
    expect(page.get_by_role("heading", level=1)).to_have_text("Renewal letters")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    expect(page.locator(".chart").first).to_be_visible()
    expect(page.locator("ul.cards > li").first).to_have_css("break-inside", "avoid")


def test_a_printed_list_has_no_controls_and_a_path_for_each_model(page: Page, pretend: str) -> None:
    open_printed(page, f"{pretend}/models")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    expect(page.locator("form.filters")).to_have_count(1)
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.get_by_text("Download:")).to_be_hidden()


def test_a_page_is_printed_from_its_beginning_to_its_end(page: Page, pretend: str) -> None:
    page.goto(pretend + MODEL)
    expect(page.get_by_text("What we know, and how")).to_be_visible(timeout=20_000)
    pages = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert 2 <= len(pages) <= 7


def test_what_is_printed_from_a_dark_screen_is_dark_on_white(page: Page, pretend: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_printed(page, pretend + MODEL)
    expect(page.locator("p.lead")).to_have_css("color", "rgb(28, 39, 51)")
