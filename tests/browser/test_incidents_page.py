"""The page of incidents as a reader uses it: narrowed, turned, followed to a model and back."""

import re

from playwright.sync_api import Page, expect

FAST = 20_000


def opened(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/incidents{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=3 * FAST)


def test_the_heading_answers_how_many_and_how_fast(page: Page, pretend: str) -> None:
    opened(page, pretend)
    heading = re.compile(r"^\d+ things are wrong now; we usually notice within \d+ (days|weeks)\.$")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    wrong = re.match(r"\d+", page.get_by_role("heading", level=1).inner_text())
    assert wrong
    expect(page.locator("table.incidents > tbody > tr")).to_have_count(int(wrong[0]))
    expect(page.locator("table.months > tbody > tr")).to_have_count(12)


def test_a_choice_is_in_the_address_and_back_undoes_it(page: Page, pretend: str) -> None:
    opened(page, pretend)
    page.get_by_label("Wrong now or before?").select_option("past")
    expect(page.get_by_role("heading", name="Over")).to_be_visible(timeout=FAST)
    page.get_by_label("Unit").select_option("Retail")
    expect(page.get_by_text("This counts Retail alone.")).to_be_visible(timeout=FAST)
    assert page.url.endswith("/incidents?which=past&unit=Retail")
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Wrong now")).to_be_visible(timeout=FAST)


def test_an_incident_leads_to_its_model(page: Page, pretend: str) -> None:
    opened(page, pretend, "?kind=silent")
    page.get_by_role("link", name="Branch cash forecast").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Branch cash forecast", timeout=FAST)
    expect(page.get_by_text("No results came.")).to_be_visible()


def test_every_model_that_would_go_unnoticed_is_one_click_away(page: Page, pretend: str) -> None:
    opened(page, pretend)
    page.get_by_role("link", name="Show all 46 models").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Some models could fail and we would never know.", timeout=FAST)
    expect(page.locator("table.unnoticed > tbody > tr")).to_have_count(25)
    page.get_by_role("link", name="Next page").click()
    expect(page.locator("table.unnoticed > tbody > tr")).to_have_count(21, timeout=FAST)
