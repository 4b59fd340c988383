"""Two people agree on what good means: one writes and signs it, another one countersigns."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from data.sample import source as sample
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.browser.test_deciding import come

PAGE = "/agreements?model=claims-triage&measure=urgent_found"


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """A pretend company of our own: what is agreed here must not show to other tests."""
    folder = tmp_path_factory.mktemp("agreed")
    store = companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))
    with serving(store, free_port()) as found:
        yield found


def of_the_model(page: Page, address: str) -> None:
    """The page about what good means for one of its measures."""
    page.goto(f"{address}{PAGE}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def test_what_matters_a_lot_counts_once_a_second_person_has_signed(
    page: Page, browser: Browser, address: str
) -> None:
    come(page, address, "expert", "Ana Ruiz")
    of_the_model(page, address)
    limit = page.locator("input[name=minimum]")
    before = limit.input_value(timeout=20_000)
    limit.fill(f"{float(before) + 1:g}")
    expect(page.get_by_text("alert").last).to_be_visible(timeout=20_000)
    assert found_by_axe(page) == []
    until = datetime.now(UTC).date() + timedelta(days=180)
    page.get_by_label("To be looked at again by").fill(until.isoformat())
    page.get_by_role("button", name="Sign this").click()
    expect(page.get_by_text("Saved. It is entry").first).to_be_visible(timeout=20_000)
    of_the_model(page, address)
    expect(page.get_by_text("You signed first, so somebody else has to sign.")).to_be_visible()
    with browser.new_context() as another:
        second = another.new_page()
        come(second, address, "manager", "Ben Li")
        of_the_model(second, address)
        expect(second.get_by_text("A second person has to sign.").first).to_be_visible()
        second.get_by_text("Sign it as the second person").click()
        second.locator("form[data-does=sign_agreement]").get_by_role("button").click()
        expect(second.get_by_text("Saved. It is entry").first).to_be_visible(timeout=20_000)
        of_the_model(second, address)
        expect(second.locator(f'input[name=minimum][value="{before}"]')).to_have_count(0)
        expect(second.get_by_text("A second person has to sign.")).to_have_count(0)
        second.set_viewport_size({"width": 360, "height": 740})
        assert sideways(second) == []
