"""A manager reviews a model: signs what stands there, and is told where it is no longer so."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from app.actions.everything import ask
from app.judging import judge_all
from data.members import Outcome, Role
from data.sample import source as sample
from data.store.engine import open_store
from tests.app.actions.people import somebody
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe

NEW = "seasonal-helper-return"
TRIAGE = "/reviews?model=claims-triage"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, chromium: Path) -> str:
    """A pretend company of our own: what is signed here must not show to other tests."""
    folder = tmp_path_factory.mktemp("reviewed")
    return companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))


@pytest.fixture(scope="module")
def address(database: str, free_port: Callable[[], int]) -> Iterator[str]:
    with serving(database, free_port()) as found:
        yield found


def come(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/me")
    page.get_by_label("Your name").fill(name)
    page.locator("input[value=manager]").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name=f"You are {name}")).to_be_visible(timeout=20_000)


def opened(page: Page, address: str, path: str) -> None:
    page.goto(address + path)
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def test_the_list_leads_with_what_is_overdue_and_to_each_model(page: Page, address: str) -> None:
    opened(page, address, "/reviews")
    expect(page.get_by_role("heading", name="43 of 46 models have been reviewed in time"))
    rows = page.locator("table.reviews tbody tr")
    expect(rows.first).to_contain_text("Overdue")
    page.get_by_label("How its review stands").select_option("never")
    expect(page).to_have_url(re.compile("state=never"))
    expect(rows).to_have_count(1)
    rows.first.get_by_role("link").click()
    expect(
        page.get_by_role("heading", name="Review of Helpers for the busy season")
    ).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_shows_it_whole(
    page: Page, address: str, scheme: Any
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    come(page, address, "Sofia Marín")
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, address, TRIAGE)
    expect(page.locator("form[data-does=sign_review]")).to_be_visible()
    for closed in page.get_by_test_id("stMain").locator("summary:visible").all():
        closed.click()
    assert found_by_axe(page) == []
    assert sideways(page) == []


def test_whoever_built_it_is_told_that_somebody_else_has_to_sign(page: Page, address: str) -> None:
    come(page, address, "Kwame Boateng")
    opened(page, address, TRIAGE)
    expect(page.get_by_text("You built it, as the registry says")).to_be_visible()
    expect(page.locator("form[data-does=sign_review]")).to_have_count(0)


def test_what_changed_meanwhile_is_not_signed_and_the_text_stays_for_the_second_try(
    page: Page, address: str, database: str
) -> None:
    come(page, address, "Sofia Marín")
    opened(page, address, f"/reviews?model={NEW}")
    page.get_by_label("Go on using it", exact=True).check()
    page.get_by_label("What leads you to this?").fill("Its first weeks look right.")
    _somebody_speaks(database)
    page.get_by_role("button", name="Sign the review").click()
    expect(page.locator(".saved", has_text="this changed: what people say")).to_be_visible(
        timeout=20_000
    )
    expect(page.get_by_text("It named the wrong week.")).to_be_visible()
    why = page.get_by_label("What leads you to this?")
    expect(why).to_have_value("Its first weeks look right.")
    page.get_by_role("button", name="Sign the review").click()
    expect(page.locator(".saved", has_text="Saved. It is entry")).to_be_visible(timeout=20_000)
    expect(page.locator(".lead")).to_contain_text("Sofia Marín reviewed it")
    page.get_by_role("link", name=re.compile("Open the review of")).click()
    expect(page.get_by_role("heading", name="What was looked at, as it was")).to_be_visible()
    expect(page.get_by_text("It named the wrong week.")).to_be_visible()
    assert found_by_axe(page) == []


def _somebody_speaks(database: str) -> None:
    engine, now = open_store(database), datetime.now(UTC)
    who = somebody(engine, now, [Role.ANALYST], "Uma")
    said = {"model": NEW, "kind": "wrong", "text": "It named the wrong week."}
    key = "u" * 24
    answer = ask(engine, "raise_feedback", said, who, key=key, now=now, time_zone=companies.ZONE)
    assert answer.outcome is Outcome.DONE
    judge_all(engine, now=now, time_zone=companies.ZONE)
    engine.dispose()
