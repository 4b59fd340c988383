"""A past day from anywhere: chosen beside the page, kept by every link, left by one click."""

from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page, expect

from tests.browser.test_access import found_by_axe

DAY = (datetime.now(UTC) - timedelta(days=120)).date()


def looked_back(page: Page, pretend: str, path: str) -> None:
    page.goto(f"{pretend}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    page.get_by_label("Look at a past day").fill(DAY.isoformat())
    expect(page.get_by_text("You are looking at")).to_be_visible(timeout=60_000)


def test_a_past_day_is_chosen_and_every_link_keeps_it(page: Page, pretend: str) -> None:
    looked_back(page, pretend, "/")
    expect(page).to_have_url(f"{pretend}/?day={DAY}")
    expect(page.get_by_text("(120 days ago)").first).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Models").click()
    expect(page).to_have_url(f"{pretend}/models?day={DAY}")
    expect(page.get_by_text("You are looking at")).to_be_visible()
    page.locator("table.list tbody a").first.click()
    expect(page.get_by_role("heading", name="The eight questions")).to_be_visible()
    assert f"day={DAY}" in page.url
    expect(page.get_by_text("You are looking at")).to_be_visible()


def test_a_page_keeps_what_else_was_asked(page: Page, pretend: str) -> None:
    looked_back(page, pretend, "/models?unit=Retail")
    assert f"unit=Retail&day={DAY}" in page.url
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_text("You are looking at")).to_be_hidden()
    expect(page).to_have_url(f"{pretend}/")


def test_searching_stays_in_the_past(page: Page, pretend: str) -> None:
    looked_back(page, pretend, "/")
    box = page.get_by_role("searchbox", name="Find a model")
    box.fill("claims")
    page.get_by_role("link", name="Claims triage").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims triage")
    assert f"day={DAY}" in page.url


def test_a_day_that_cannot_be_is_left_out_and_said(page: Page, pretend: str) -> None:
    for asked in ("9999-99-99", "tomorrow", "2999-01-01", "1066-10-14"):
        page.goto(f"{pretend}/?day={asked}")
        expect(page.get_by_text("Part of this address was not understood")).to_be_visible()
        expect(page.get_by_text("You are looking at")).to_be_hidden()


def test_a_day_before_anything_was_known_says_so(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/?day=2010-05-05")
    expect(page.get_by_role("heading", name="Nothing was known by then")).to_be_visible(
        timeout=60_000
    )
    assert found_by_axe(page) == []
