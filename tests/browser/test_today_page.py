"""Today as a reader meets it: the first page, its links, its memory of the last look."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from app.last_look import COOKIE
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}


def open_today(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def test_the_first_page_says_how_many_and_which_first(page: Page, pretend: str) -> None:
    open_today(page, pretend)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "31 of 46 models do what was agreed, on recent results."
    )
    cards = page.locator("ol.needs > li")
    expect(cards).to_have_count(3)
    expect(cards.nth(0)).to_contain_text("Claims triage")
    expect(cards.nth(0)).to_contain_text("For customers over 65")
    expect(cards.nth(0)).to_contain_text("Li Wei is the owner.")
    expect(cards.nth(0)).to_contain_text("(12) × a mistake matters a lot (3)")
    expect(page.get_by_role("heading", name="What models were worth in")).to_be_visible()
    expect(page.get_by_role("heading", name="What we can answer")).to_be_visible()


def test_what_somebody_is_checking_steps_back_and_stays_red(page: Page, pretend: str) -> None:
    open_today(page, pretend)
    expect(page.locator("ol.needs")).not_to_contain_text("Renewal letters")
    page.goto(f"{pretend}/model?model=retail-churn-propensity")
    expect(page.get_by_role("heading", level=1)).to_have_text("Renewal letters", timeout=20_000)
    expect(page.locator(".title")).to_contain_text("Below what was agreed")
    expect(page.get_by_text("Ana Ruiz is checking; next update")).to_be_visible()


def test_a_card_leads_to_its_model_and_back(page: Page, pretend: str) -> None:
    open_today(page, pretend)
    page.get_by_role("link", name="Claims triage").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims triage")
    page.go_back()
    expect(page.get_by_role("heading", name="What needs somebody")).to_be_visible()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("28 do what was agreed and need nothing", "28 models found"),
        ("1 waits for more cases", "1 model found"),
        ("4 more need care", "4 models found"),
        # The three cards above belong to those that need somebody.
        ("10 others need somebody", "13 models found"),
    ],
)
def test_every_count_leads_to_the_models_it_counts(
    page: Page, pretend: str, said: str, found: str
) -> None:
    open_today(page, pretend)
    page.get_by_role("link", name=said).click()
    expect(page.get_by_text(found)).to_be_visible()


def test_a_status_of_the_bar_leads_to_the_list(page: Page, pretend: str) -> None:
    open_today(page, pretend)
    page.get_by_role("link", name="5 Below what was agreed").click()
    expect(page.get_by_text("5 models found")).to_be_visible()
    assert page.url.endswith("/models?status=below")


def test_changes_of_four_weeks_hold_good_news_too(page: Page, pretend: str) -> None:
    open_today(page, pretend)
    page.get_by_role("link", name="The last 4 weeks").click()
    expect(page.get_by_text("Parcel arrival times meets what was agreed again.")).to_be_visible()
    assert "?since=" in page.url
    address = page.url
    page.goto("about:blank")
    page.goto(address)
    news = page.get_by_text("Parcel arrival times meets what was agreed again.")
    expect(news).to_be_visible(timeout=20_000)


def test_a_second_visit_tells_what_changed_since_the_first(
    page: Page, context: BrowserContext, pretend: str
) -> None:
    open_today(page, pretend)
    expect(page.get_by_text("you last looked")).to_have_count(0)
    # The browser has kept the moment; half an hour is too long to wait for.
    before = datetime.now(UTC) - timedelta(days=9)
    kept = next(each for each in context.cookies() if each["name"] == COOKIE)
    assert kept["httpOnly"]
    context.add_cookies([{"name": COOKIE, "value": f"0.{int(before.timestamp())}", "url": pretend}])
    open_today(page, pretend)
    expect(page.get_by_role("heading", name="What changed since you last looked")).to_be_visible()
    expect(page.locator("ul.news li").first).to_be_visible()


@pytest.mark.parametrize("query", ["?since=yesterday", "?since=2026-13-45", "?since=<script>"])
def test_a_day_nobody_understands_shows_the_usual(page: Page, pretend: str, query: str) -> None:
    open_today(page, pretend, query)
    expect(page.get_by_text("Part of this address was not understood")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["", "?since=2020-01-01"])
def test_axe_finds_nothing_on_today(page: Page, pretend: str, query: str, scheme: Any) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_today(page, pretend, query)
    for closed in page.get_by_text("Show 1 more change").all():
        closed.click()
    assert found_by_axe(page) == []


def test_a_phone_never_scrolls_today_sideways(page: Page, pretend: str) -> None:
    page.set_viewport_size(PHONE)
    open_today(page, pretend, "?since=2020-01-01")
    expect(page.get_by_role("heading", name="What we can answer")).to_be_visible()
    assert sideways(page) == []


def test_a_thousand_models_and_hostile_names_fit(page: Page, thousand: str) -> None:
    for size in (PHONE, ViewportSize(width=1280, height=900)):
        page.set_viewport_size(size)
        open_today(page, thousand)
        expect(page.get_by_role("heading", level=1)).to_have_text(
            "794 of 1,000 models do what was agreed, on recent results."
        )
        expect(page.locator("ol.needs > li")).to_have_count(3)
        assert sideways(page) == []


def test_an_empty_store_says_what_to_do_today(
    page: Page, free_port: Callable[[], int], empty_store: str
) -> None:
    with serving(empty_store, free_port()) as address:
        open_today(page, address)
        expect(page.get_by_role("heading", level=1)).to_have_text("We know nothing yet")
        expect(page.get_by_text("rollcall sync")).to_be_visible()
        expect(page.get_by_text("Nothing changed")).to_have_count(0)
