"""What if we changed the software? Asked on the page about changes, answered at an address."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.looking import sideways
from tests.browser.test_access import found_by_axe

PHONE: ViewportSize = {"width": 360, "height": 740}
WAIT = 20_000


def test_a_question_asked_below_what_changed_becomes_an_address(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/changes")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_be_visible(timeout=WAIT)
    page.get_by_label("Software").select_option("pandas")
    expect(heading).to_have_text("33 models in use are built with pandas.", timeout=WAIT)
    version = page.get_by_label("Which version?")
    version.fill("3")
    version.press("Enter")
    expect(heading).to_contain_text("Upgrading pandas to 3 touches 33 models: 3 where")
    assert "library=pandas" in page.url
    assert "version=3" in page.url
    page.get_by_role("link", name="Its list does not allow it").click()
    expect(page.get_by_text("which does not allow 3.")).to_be_visible()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(2)
    page.go_back()
    expect(page.get_by_text("33 models found")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("query", ["show=libraries", "library=pandas&version=3"])
def test_axe_finds_nothing_and_a_phone_shows_it_all(
    page: Page, pretend: str, query: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(f"{pretend}/changes?{query}")
    expect(page.get_by_role("table")).to_be_visible(timeout=WAIT)
    assert found_by_axe(page) == []
    page.set_viewport_size(PHONE)
    assert sideways(page) == []
