"""The page about changes in a browser: both of its lists are narrowed by one address."""

import re

from playwright.sync_api import Page, expect


def open_changes(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/changes{query}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("changed in the last")


def test_what_is_chosen_stands_in_the_address_and_each_form_keeps_the_other(
    page: Page, pretend: str
) -> None:
    open_changes(page, pretend)
    page.get_by_role("combobox", name="How far back").select_option("365")
    expect(page.get_by_role("heading", level=1)).to_contain_text("in the last 365 days")
    page.get_by_role("combobox", name="What it is about").select_option("version")
    expect(page).to_have_url(re.compile(r"/changes\?(?=.*kind=version)(?=.*span=365)"))
    expect(page.locator(".happened").first).to_contain_text("went into use")
    page.get_by_label("Name, owner or unit").fill("letter reader")
    expect(page.get_by_text("1 version in use.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"(?=.*kind=version)(?=.*span=365)(?=.*q=letter)"))
    page.reload()
    expect(page.get_by_text("1 version in use.")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("combobox", name="What it is about")).to_have_value("version")


def test_a_model_s_own_page_leads_to_its_whole_time_line(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/model?model=letter-reader-vision")
    page.get_by_role("link", name="Everything that happened to it").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Letter reader: ")
    expect(page.get_by_text("It happened 1 day before results fell")).to_be_visible()
    expect(page.get_by_role("combobox", name="Unit")).to_have_count(0)


def test_the_day_looked_at_tells_what_was_in_use_then(page: Page, pretend: str) -> None:
    open_changes(page, pretend, "?q=letter+reader")
    expect(page.locator("table.live tbody td").first).to_have_text("8")
    open_day = page.evaluate("new Date(Date.now() - 60 * 864e5).toISOString().slice(0, 10)")
    page.goto(f"{pretend}/changes?q=letter+reader&day={open_day}")
    expect(page.locator("table.live tbody td").first).to_have_text("7", timeout=60_000)
