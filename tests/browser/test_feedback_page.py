"""What people say, as two people walk it: raised, answered, agreed to be closed."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from data.sample import source as sample
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}
FAST = 20_000
SAID = "The members of the north get two letters.\n<b>Twice</b> last week."


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """The pretend company in a store of its own: what is said here must not reach other tests."""
    read = partial(sample.read, companies.PRETEND)
    store = companies.fill(tmp_path_factory.mktemp("said"), companies.PRETEND, read)
    with serving(store, free_port()) as running:
        yield running


def opened(page: Page, address: str, path: str) -> None:
    page.goto(f"{address}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=3 * FAST)


def somebody(browser: Browser, address: str, name: str, *roles: str) -> Page:
    """A browser of somebody who said who they are."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    opened(page, address, "/me")
    page.get_by_label("Your name").fill(name)
    for role in roles:
        page.get_by_role("checkbox", name=re.compile(role)).check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"You are {name}", timeout=FAST)
    return page


def sent(page: Page, summary: str, button: str = "Save", **fields: str) -> None:
    """Open the form behind a line, fill it in and send it."""
    form = page.locator("details.deed", has=page.get_by_text(summary, exact=True)).last
    if form.get_attribute("open") is None:
        form.locator("summary").click()
    for label, value in fields.items():
        form.locator(f"[name={label}]").fill(value)
    form.get_by_role("button", name=button).click()


def number_of(page: Page) -> str:
    """The number of what was said last about the model whose page this is."""
    link = page.get_by_role("link", name=re.compile(r"^#\d+$")).first
    return link.inner_text().removeprefix("#")


def test_from_raised_to_answered_to_agreed(browser: Browser, address: str) -> None:
    vic = somebody(browser, address, "Vic Stone")
    opened(vic, address, "/model?model=retail-churn-propensity")
    sent(vic, "Say something about this model", text=SAID)
    expect(vic.get_by_text("Saved.").first).to_be_visible(timeout=FAST)
    expect(vic.get_by_text("<b>Twice</b> last week.")).to_be_visible(timeout=FAST)
    one = f"/feedback?one={number_of(vic)}"

    ana = somebody(browser, address, "Ana Ruiz")
    opened(ana, address, one)
    expect(ana.get_by_text("Ana Ruiz answers by")).to_be_visible()
    sent(ana, "Answer", answer="Two lists held them.", changed="The lists are one now.")
    expect(ana.get_by_text("Ana Ruiz answered on")).to_be_visible(timeout=FAST)
    expect(ana.get_by_text("I agree, close it")).to_have_count(0)

    opened(vic, address, one)
    expect(vic.get_by_text("The lists are one now.").first).to_be_visible()
    sent(vic, "I agree, close it")
    expect(vic.get_by_text("Vic Stone agreed to close it on")).to_be_visible(timeout=FAST)
    opened(vic, address, "/feedback?state=closed&model=retail-churn-propensity")
    expect(vic.get_by_text("Two lists held them.")).to_be_visible()


def test_the_second_of_two_sees_who_was_faster_and_keeps_the_text(
    browser: Browser, address: str
) -> None:
    uma = somebody(browser, address, "Uma North", "Analyst")
    mo = somebody(browser, address, "Mo South", "Expert")
    opened(uma, address, "/model?model=parcel-eta")
    sent(uma, "Say something about this model", text="It rounds up.")
    expect(uma.get_by_text("It rounds up.").first).to_be_visible(timeout=FAST)
    one = f"/feedback?one={number_of(uma)}"
    for page in (uma, mo):
        opened(page, address, one)
    sent(uma, "Answer", answer="It does.", changed="It rounds down now.")
    expect(uma.get_by_text("Uma North answered on")).to_be_visible(timeout=FAST)
    sent(mo, "Answer", answer="It does not.", changed="Nothing, because it is right.")
    expect(mo.get_by_text("Not saved: Uma North changed this on").first).to_be_visible(timeout=FAST)
    expect(mo.get_by_text("It rounds down now.").first).to_be_visible(timeout=FAST)
    form = mo.locator("form[data-does=answer_feedback]")
    expect(form.locator("[name=answer]")).to_have_value("It does not.")
    # Having seen what changed, sending again replaces it knowingly.
    form.get_by_role("button", name="Save").click()
    expect(mo.get_by_text("Mo South answered on")).to_be_visible(timeout=FAST)


def test_an_analyst_ticks_many_and_gives_them_a_theme(browser: Browser, address: str) -> None:
    page = somebody(browser, address, "Uma North", "Analyst")
    opened(page, address, "/feedback")
    boxes = page.get_by_role("checkbox", name=re.compile("Tick number"))
    for at in range(2):
        boxes.nth(at).check()
    page.locator("form.wide [name=theme]").fill("Autumn")
    page.get_by_role("button", name="Give them this theme").click()
    expect(page.get_by_text("Saved.").first).to_be_visible(timeout=FAST)
    expect(page.get_by_text("Theme: Autumn")).to_have_count(2, timeout=FAST)
    page.get_by_label("Theme", exact=True).first.select_option("Autumn")
    expect(page).to_have_url(re.compile("theme=Autumn"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_with_every_form_open(
    browser: Browser, address: str, scheme: Any
) -> None:
    page = somebody(browser, address, "Uma North", "Analyst", "Manager")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    for path in (
        "/feedback?state=all",
        "/feedback?view=disagree",
        "/feedback?one=3",
        "/model?model=site-search-ranking",
    ):
        opened(page, address, path)
        for closed in page.locator("details.deed > summary").all():
            closed.click()
        assert found_by_axe(page) == []
    page.set_viewport_size(PHONE)
    for path in ("/feedback?state=all", "/feedback?one=3", "/model?model=site-search-ranking"):
        opened(page, address, path)
        # The menu, with forms of its own, lies outside a phone's screen until it is asked for.
        for closed in page.get_by_test_id("stMain").locator("details.deed > summary").all():
            closed.click()
        assert sideways(page) == []


def test_a_past_day_shows_what_was_said_by_then(page: Page, address: str) -> None:
    opened(page, address, "/feedback?state=all")
    now = page.locator("table.said > tbody > tr")
    expect(now.nth(4)).to_be_visible()
    day = page.evaluate("new Date(Date.now() - 72 * 86400000).toISOString().slice(0, 10)")
    opened(page, address, f"/feedback?state=all&day={day}")
    expect(page.get_by_text("You are looking at")).to_be_visible(timeout=3 * FAST)
    expect(page.locator("table.said > tbody > tr")).to_have_count(2, timeout=3 * FAST)
    expect(page.get_by_text("Jonas Weber answers by")).to_be_visible()
    expect(page.get_by_text("You are right")).to_have_count(0)
