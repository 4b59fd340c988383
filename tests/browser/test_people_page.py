"""Who answers for what, as a reader walks it: from everybody to one person and to the models."""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.looking import sideways
from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}


def open_people(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/people{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def test_the_heading_agrees_with_the_care_line_of_today(page: Page, pretend: str) -> None:
    open_people(page, pretend)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "44 of 46 models have somebody who answers for them; 5 need care."
    )
    page.goto(f"{pretend}/")
    expect(page.get_by_text("5 need care").first).to_be_visible(timeout=20_000)


def test_from_everybody_to_one_person_to_a_model_and_back(page: Page, pretend: str) -> None:
    open_people(page, pretend)
    page.get_by_role("link", name="Mei-Ling Koh").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("When Mei-Ling Koh leaves on")
    expect(page.get_by_text("Nobody else is named as expert.")).to_be_visible()
    page.get_by_role("link", name="Shop rota", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shop rota")
    expect(page.get_by_text("Rotas on the staff app").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mei-Ling Koh")


def test_people_are_found_while_typing_and_the_address_keeps_it(page: Page, pretend: str) -> None:
    open_people(page, pretend)
    page.get_by_role("searchbox", name="Search by name").fill("maria")
    expect(page.get_by_text("1 person found.")).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=maria"))
    page.reload()
    expect(page.get_by_role("link", name="Maria Silva")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize(
    ("way", "said"),
    [("By model", "46 models found"), ("What stops without it?", "Drivers' handhelds")],
)
def test_each_way_of_looking_is_one_click_away(
    page: Page, pretend: str, way: str, said: str
) -> None:
    open_people(page, pretend)
    page.get_by_role("link", name=way).click()
    expect(page.get_by_text(said).first).to_be_visible()


def test_the_list_to_hand_over_is_a_file(page: Page, pretend: str) -> None:
    open_people(page, pretend, "?person=Maria+Silva")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="CSV").click()
    text = waiting.value.path().read_text(encoding="utf-8-sig")
    assert waiting.value.suggested_filename.startswith("rollcall-handover-")
    assert "Parcel arrival times" in text
    assert "Who could take it over" in text


def test_models_nobody_would_miss_are_a_view_of_the_list(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/models")
    page.get_by_role("link", name="Which models would nobody miss?").click(timeout=20_000)
    expect(page.get_by_text("not a verdict")).to_be_visible()
    first = page.locator("table tbody tr").first
    expect(first).to_contain_text("Training suggestions")
    expect(first).to_contain_text("3 signs")
    page.get_by_role("combobox", name="Unit").select_option("Finance")
    expect(page).to_have_url(re.compile(r"view=unmissed"))


@pytest.mark.parametrize(
    "path",
    ["/people?view=models", "/people?view=uses", "/people?person=ana", "/models?view=unmissed"],
)
@pytest.mark.parametrize("company", ["pretend", "thousand"])
def test_axe_and_a_phone_find_nothing_on_what_stands_behind_the_page(
    page: Page, path: str, company: str, request: pytest.FixtureRequest
) -> None:
    page.goto(f"{request.getfixturevalue(company)}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)
    assert found_by_axe(page) == []
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
