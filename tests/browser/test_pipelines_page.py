"""Where does it come from? The picture is drawn for whoever asks for it, and for nobody else."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}
PICTURE = "[data-testid=stPlotlyChart]"
WAIT = 20_000


def open_steps(page: Page, address: str, query: str = "") -> list[str]:
    """Open the page; returns the scripts the browser loads, then and later."""
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(f"{address}/pipelines{query}")
    expect(page.locator("table.list")).to_be_visible(timeout=WAIT)
    return loaded


def test_the_picture_and_its_script_come_when_they_are_asked_for(page: Page, pretend: str) -> None:
    loaded = open_steps(page, pretend)
    expect(page.locator("table.list tbody tr")).to_have_count(15)
    assert not [each for each in loaded if "Plotly" in each]
    page.get_by_role("link", name="Show it as a picture").click()
    expect(page.locator(f"{PICTURE} .sankey-node")).not_to_have_count(0, timeout=WAIT)
    assert [each for each in loaded if "Plotly" in each]
    told = page.get_by_role("figure", name="Which data goes through 15 steps to")
    expect(told).to_be_visible()
    expect(page.get_by_role("link", name="Branch counters")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_picture_and_on_a_step(
    page: Page, pretend: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_steps(page, pretend, "?picture=yes")
    expect(page.locator(f"{PICTURE} .sankey-node")).not_to_have_count(0, timeout=WAIT)
    assert found_by_axe(page) == []
    page.get_by_role("link", name="Member history").click()
    expect(page.get_by_role("heading", name="Models it feeds")).to_be_visible()
    assert found_by_axe(page) == []


def test_a_narrowed_picture_is_an_address(page: Page, pretend: str) -> None:
    open_steps(page, pretend, "?picture=yes&state=failed")
    labels = page.locator(f"{PICTURE} .sankey .node-label")
    expect(labels.filter(has_text="Branch counters")).to_have_count(1, timeout=WAIT)
    expect(labels.filter(has_text="Tills overnight")).to_have_count(0)


def test_a_phone_shows_the_list_and_says_why(page: Page, pretend: str) -> None:
    page.set_viewport_size(PHONE)
    open_steps(page, pretend)
    expect(page.get_by_role("link", name="Show it as a picture")).to_be_hidden()
    open_steps(page, pretend, "?picture=yes")
    expect(page.get_by_text("The picture needs a wider screen")).to_be_visible()
    expect(page.locator(PICTURE)).to_be_hidden()


def test_a_step_is_one_click_away_and_leads_to_its_models(page: Page, pretend: str) -> None:
    open_steps(page, pretend)
    page.get_by_role("link", name="Refunds overnight").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("What Refunds overnight brought failed its checks.")
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(15)
    page.get_by_role("link", name="Refund requests").click()
    expect(heading).to_have_text("Refund requests", timeout=WAIT)
    expect(page.get_by_role("heading", name="Where its data comes from")).to_be_visible()
