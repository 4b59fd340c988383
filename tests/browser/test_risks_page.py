"""What could go wrong: numbers that narrow the list below them, and reasons one click away."""

import re

from playwright.sync_api import Page, expect

from tests.browser.looking import scrolled

ROWS = "table.risks tbody tr"


def opened(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"models could do real harm"), timeout=20_000
    )


def test_a_number_shows_its_models_and_stands_in_the_address(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/risks")
    number = page.get_by_role("link", name="a mistake matters somewhat, the chance is high")
    count = int(number.inner_text())
    number.click()
    expect(page.locator(ROWS)).to_have_count(count)
    expect(page.get_by_text("Narrowed to It matters: somewhat; Chance: high.")).to_be_in_viewport()
    assert page.url.endswith("/risks?impact=medium&likelihood=high")
    page.reload()
    expect(page.locator(ROWS)).to_have_count(count, timeout=20_000)
    number.click()
    expect(page.locator(ROWS)).to_have_count(25)
    assert page.url.endswith("/risks")


def test_back_returns_to_what_was_listed_before(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/risks")
    page.get_by_role("link", name="Bad for a group, Does not apply").click()
    expect(page.locator(ROWS)).to_have_count(1)
    assert scrolled(page) > 0
    page.go_back()
    expect(page.locator(ROWS)).to_have_count(25)


def test_who_said_that_it_does_not_apply_is_one_click_away(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/risks?worry=groups&watch=does_not_apply")
    reason = page.get_by_text(re.compile("said there is no need to ask whether"))
    expect(reason).to_be_hidden()
    page.get_by_text("Why, and what would help").click()
    expect(reason).to_be_visible()


def test_a_unit_narrows_tables_and_list_together(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/risks?likelihood=low")
    page.get_by_label("Unit").select_option("Insurance")
    expect(page).to_have_url(re.compile(r"/risks\?(?=.*unit=Insurance)(?=.*likelihood=low)"))
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("of 46")


def test_a_turned_page_begins_at_its_first_row(page: Page, pretend: str) -> None:
    opened(page, f"{pretend}/risks")
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("26 to 46 shown")).to_be_in_viewport()
    expect(page.locator(ROWS).first).to_be_in_viewport()
