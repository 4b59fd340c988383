"""The page of one model as a reader meets it, on the pretend company."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, ViewportSize, expect

from tests.browser.looking import sideways
from tests.browser.serving import serving

PHONE: ViewportSize = {"width": 360, "height": 740}
BELOW = "retail-churn-propensity"
SILENT = "branch-cash-forecast"
GROUPS = "claims-triage"
CANDIDATE = "late-payment-risk"
SHARED = "site-search-ranking"
QUESTIONS = (
    "Is it running?",
    "Is it reporting?",
    "Is it getting things right?",
    "Does it treat groups alike?",
    "Is the world still as it learned it?",
    "Is it paying off?",
    "Is it on solid ground?",
    "Does somebody answer for it?",
)


def open_model(page: Page, address: str, slug: str) -> None:
    page.goto(f"{address}/model?model={slug}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def test_the_first_visitor_of_a_server_may_come_by_a_deep_link(
    page: Page, pretend_store: str, free_port: Callable[[], int]
) -> None:
    with serving(pretend_store, free_port()) as address:
        open_model(page, address, BELOW)
        expect(page.get_by_role("heading", level=1)).to_have_text("Renewal letters")
        expect(page.get_by_text("This is a pretend company")).to_be_visible()
        expect(page).to_have_title("Renewal letters · Rollcall")


def test_it_says_what_is_so_who_looks_after_it_and_what_to_do(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    for said in (
        "Below what was agreed",
        "Looked after",
        "of the customers who leave; at least 70 was agreed.",
        "Ask the owner what is being done.",
        "Ana Ruiz",
        "Priya Nair",
        "Chooses which members get a letter before their membership ends.",
    ):
        expect(page.get_by_text(said).first).to_be_visible()


def test_all_eight_questions_stand_in_their_order(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    cards = page.locator("ul.cards > li")
    expect(cards).to_have_count(8)
    for card, question in zip(cards.all(), QUESTIONS, strict=True):
        expect(card.get_by_role("heading")).to_contain_text(question)


def test_the_numbers_are_one_click_away(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    card = page.locator("ul.cards > li", has_text="Is it getting things right?")
    expect(card.get_by_text("Rule")).to_be_hidden()
    card.get_by_text("Show the numbers").click()
    expect(card.get_by_text("Each result against what was agreed, version")).to_be_visible()
    expect(card.get_by_text("Amara Okafor")).to_be_visible()


def test_the_chart_says_in_words_what_it_shows(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    chart = page.locator(".chart").first
    expect(chart).to_be_visible()
    told = chart.get_attribute("aria-label") or ""
    assert "agreed: at least 70 in 100" in told
    assert "lie clearly beyond the agreed limit" in told
    expect(page.get_by_text("lie clearly beyond the agreed limit").first).to_be_visible()


def test_the_pointer_shows_what_stands_at_a_point(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    chart = page.locator(".chart").first
    chart.locator(".tone-below [data-told]").last.hover(force=True)
    expect(chart.locator(".tip")).to_contain_text("clearly beyond the limit")
    page.get_by_role("heading", level=1).hover()
    expect(page.locator(".tip")).to_have_count(0)


def test_both_questions_about_its_behaviour_stand_below_the_chart(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    chart = page.locator(".chart").first
    expect(chart).to_be_visible()
    told = chart.get_attribute("aria-label") or ""
    assert "It has been getting worse since" in told
    below = page.locator("dl.answers").first
    expect(below.get_by_text("Is it changing?")).to_be_visible()
    expect(below.get_by_text("Will it meet what was agreed?")).to_be_visible()
    expect(page.get_by_text("Usual range").first).to_be_visible()


def test_the_technical_detail_opens_by_keyboard(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    detail = page.locator("details", has_text="The technical detail").first
    expect(detail.get_by_text("XmR chart")).to_be_hidden()
    detail.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(detail.get_by_text("XmR chart")).to_be_visible()


def groups_of(page: Page) -> Locator:
    """The table of groups, which stands one click below their picture."""
    table = page.locator("table.groups").first
    page.locator("details", has=table).first.locator("summary").first.click()
    return table


def test_each_group_stands_beside_everybody_with_a_word(page: Page, pretend: str) -> None:
    open_model(page, pretend, GROUPS)
    table = groups_of(page)
    expect(table.get_by_role("row").nth(1)).to_contain_text("Everybody together")
    row = table.get_by_role("row", name="customers over 65")
    expect(row.get_by_role("rowheader")).to_contain_text("customers over 65")
    expect(row).to_contain_text("Beyond the limit")


def test_a_group_with_too_few_cases_says_so(page: Page, pretend: str) -> None:
    open_model(page, pretend, "travel-cover-assistant")
    table = groups_of(page)
    few = table.get_by_role("row", name="questions sent by letter")
    expect(few).to_contain_text("Too few cases")


def test_what_went_wrong_says_when_it_was_noticed(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    incidents = page.locator("table.incidents").first
    expect(incidents.get_by_role("columnheader", name="Noticed")).to_be_visible()
    expect(incidents.get_by_role("row").nth(1)).to_contain_text("Still open")
    expect(page.get_by_text("Had it failed the day after its last report")).to_be_visible()


def test_the_risk_has_its_reason_and_its_steps(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    risk = page.locator("section", has=page.get_by_role("heading", name="What could go wrong"))
    expect(risk.get_by_text("The reason given:")).to_be_visible()
    expect(risk.get_by_role("listitem").first).to_be_visible()


def test_a_candidate_that_hides_a_loss_is_told(page: Page, pretend: str) -> None:
    open_model(page, pretend, CANDIDATE)
    expect(page.get_by_text("It is better for everybody together and worse for")).to_be_visible()
    row = page.locator("table.differences").get_by_role("row", name="sole traders")
    expect(row).to_contain_text("Worse")


def test_a_shared_event_leads_to_the_others(page: Page, pretend: str) -> None:
    open_model(page, pretend, SHARED)
    expect(page.get_by_text("This does not show the cause.")).to_be_visible(timeout=20_000)
    other = page.locator("ul.models a").first
    named = other.inner_text()
    other.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(named)


def test_every_result_can_be_read_as_a_table(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    page.get_by_text("Show every result").first.click()
    table = page.get_by_role("table").first
    expect(table.get_by_role("columnheader").first).to_have_text("Period")
    expect(table.get_by_role("row").nth(1)).to_contain_text("clearly beyond the limit")


def test_silence_is_told_and_the_line_ends(page: Page, pretend: str) -> None:
    open_model(page, pretend, SILENT)
    expect(page.get_by_text("No recent results").first).to_be_visible()
    expect(page.get_by_text("Nobody owns it").first).to_be_visible()
    expect(page.get_by_text("nothing newer is known").first).to_be_visible()


def test_versions_and_the_origin_of_each_fact_are_listed(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    versions = page.get_by_role("table").filter(has_text="Registered on")
    expect(versions).to_contain_text("until now")
    facts = page.get_by_role("table").filter(has_text="How we know")
    expect(facts).to_contain_text("retail.toml")


def test_the_unit_above_the_name_leads_to_its_models(page: Page, pretend: str) -> None:
    open_model(page, pretend, BELOW)
    page.get_by_role("link", name="Retail").click()
    expect(page.get_by_text("models found.")).to_be_visible()
    assert page.url.endswith("/models?unit=Retail")


@pytest.mark.parametrize(
    "slug", ["no-such-model", "<script>alert(1)</script>", "../../etc", "%00x"]
)
def test_an_unknown_model_is_told_in_words_with_a_way_back(
    page: Page, pretend: str, slug: str
) -> None:
    open_model(page, pretend, slug)
    expect(page.get_by_role("heading", level=1)).to_contain_text("We know no model called")
    page.get_by_role("link", name="To all models").click()
    expect(page.get_by_text("models found")).to_be_visible()


def test_an_address_without_a_model_leads_back_too(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/model")
    expect(page.get_by_role("heading", name="No model is chosen")).to_be_visible(timeout=20_000)


def test_a_model_of_every_status_can_be_opened(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/models")
    page.get_by_role("row").nth(1).wait_for()
    statuses = [link.get_attribute("href") for link in page.locator(".legend a").all()]
    assert len(statuses) == 10
    for status in statuses:
        page.goto(f"{pretend}{status}")
        model = page.locator("table.list .name a").first
        wanted = model.inner_text()
        model.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(wanted)
        expect(page.get_by_text("could not be shown")).to_have_count(0)


@pytest.mark.parametrize("slug", [BELOW, GROUPS, CANDIDATE, SHARED])
def test_a_phone_shows_it_without_a_sideways_scroll(page: Page, pretend: str, slug: str) -> None:
    page.set_viewport_size(PHONE)
    open_model(page, pretend, slug)
    expect(page.locator(".chart").first).to_be_visible()
    for closed in page.locator("summary").all():
        closed.click()
    assert sideways(page) == []


def test_nothing_foreign_is_asked_for(context: BrowserContext, page: Page, pretend: str) -> None:
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    open_model(page, pretend, BELOW)
    expect(page.locator(".chart").first).to_be_visible()
    own = (pretend, pretend.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_it_prints_with_its_chart_and_its_questions(
    page: Page, pretend: str, tmp_path: Path
) -> None:
    open_model(page, pretend, BELOW)
    expect(page.locator(".chart").first).to_be_visible()
    page.emulate_media(media="print")
    for question in QUESTIONS:
        expect(page.get_by_role("heading", name=question).last).to_be_visible()
    assert len(page.pdf(format="A4")) > 20_000
