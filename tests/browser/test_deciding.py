"""A manager decides on a model, and reads it first on Today and on the model's page after."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from data.sample import source as sample
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe

SILENT = "/model?model=branch-cash-forecast"
FORMS = ("decide", "look_into", "pause")


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """A pretend company of our own: what is decided here must not show to other tests."""
    folder = tmp_path_factory.mktemp("decided")
    store = companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))
    with serving(store, free_port()) as found:
        yield found


def come(page: Page, address: str, role: str, name: str = "Sofia Marín") -> None:
    page.goto(f"{address}/me")
    page.get_by_label("Your name").fill(name)
    page.locator(f"input[value={role}]").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name=f"You are {name}")).to_be_visible(timeout=20_000)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_forms_and_a_phone_shows_them_whole(
    page: Page, address: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    come(page, address, "manager")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + SILENT)
    for name in FORMS:
        page.locator(f"details.deed:has(form[data-does={name}]) > summary").first.click()
    expect(page.get_by_label("Use the fallback")).to_be_visible()
    assert found_by_axe(page) == []
    assert sideways(page) == []


def test_what_a_manager_decides_stands_first_on_the_model_and_on_today(
    page: Page, address: str
) -> None:
    come(page, address, "manager")
    page.goto(address + SILENT)
    expect(page.get_by_text("Nobody has decided yet")).to_be_visible(timeout=20_000)
    page.get_by_text("Decide whether to keep using it").click()
    form = page.locator("form[data-does=decide]")
    form.get_by_label("Use the fallback").check()
    until = datetime.now(UTC).date() + timedelta(days=20)
    form.get_by_label("It holds until the end of").fill(until.isoformat())
    form.get_by_label("Why?").fill("We count the notes by hand.")
    form.get_by_role("button", name="Save").click()
    expect(page.locator(".saved", has_text="Saved. It is entry")).to_be_visible(timeout=20_000)
    decided = page.locator(".decided").first
    expect(decided).to_contain_text("Sofia Marín decided on")
    expect(decided).to_contain_text("to use the fallback, until")
    expect(decided).to_contain_text("We count the notes by hand")
    page.goto(address)
    card = page.locator(".needs > li").filter(has_text="Branch cash forecast")
    expect(card.locator(".heading + *")).to_contain_text("Sofia Marín decided on", timeout=20_000)
    page.goto(address + SILENT)
    page.get_by_text("Take this decision back").click()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("Nobody has decided yet")).to_be_visible(timeout=20_000)


def test_one_thing_is_changed_for_all_models_that_are_ticked(page: Page, address: str) -> None:
    come(page, address, "manager")
    page.goto(f"{address}/people?view=models&unit=Parcels")
    boxes = page.locator("input[name=model]")
    expect(boxes.first).to_be_visible(timeout=20_000)
    form = page.locator("form[data-does=change_facts]")
    form.get_by_label("What to change").select_option("team")
    form.get_by_label("Value").fill("Sorting hall")
    form.get_by_role("button", name="Change it for those").click()
    expect(form.get_by_text("Please fill this in.")).to_be_visible()
    for box in (0, 1):
        boxes.nth(box).check()
    assert found_by_axe(page) == []
    form.get_by_role("button", name="Change it for those").click()
    expect(page.get_by_text("Saved. It is entry").first).to_be_visible(timeout=20_000)
    page.locator("table.charges a").first.click()
    expect(page.get_by_text("Sorting hall").first).to_be_visible(timeout=20_000)
