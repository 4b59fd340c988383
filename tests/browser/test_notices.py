"""Choosing what one is told, and following a link of a mail, behind a real sign-in."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from data.notices import About, Occasion
from data.store import wishes
from data.store.engine import open_store, reading
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.browser.test_sign_in import PATIENCE, Guarded, sign_in
from tests.oidc.provider import configured, provider

MAIL = {"host": "127.0.0.1", "sender": "rollcall@example.com", "security": "none"}


@pytest.fixture(scope="module")
def guarded(
    pretend_store: str, free_port: Callable[[], int], chromium: object
) -> Iterator[Guarded]:
    """The pretend company behind a sign-in, with a mail server configured."""
    own, port = free_port(), free_port()
    address = f"http://127.0.0.1:{own}"
    with provider(port, f"{address}/oauth2callback") as issuer:
        env = {
            **configured(issuer, address),
            "ROLLCALL_NOTICES": json.dumps({"mail": MAIL}),
        }
        engine = open_store(pretend_store)
        with serving(pretend_store, own, env=env):
            yield Guarded(address, engine, env)
        engine.dispose()


def test_a_link_of_a_mail_leads_to_what_is_recorded_through_the_sign_in(
    page: Page, guarded: Guarded
) -> None:
    page.set_viewport_size({"width": 1000, "height": 600})
    sign_in(page, guarded, "ana", "/model?model=claims-triage&part=facts")
    recorded = page.locator("#part-facts")
    expect(recorded).to_be_in_viewport(timeout=PATIENCE)
    expect(recorded.get_by_role("heading", level=2)).to_be_in_viewport()


def test_somebody_chooses_what_they_are_told(page: Page, guarded: Guarded) -> None:
    sign_in(page, guarded, "ana", "/me")
    chosen = page.locator("form[data-does=choose_notices]")
    expect(page.get_by_text("You have not chosen anything here yet.")).to_be_visible()
    chosen.get_by_label("When do you want to be told?").select_option("When a status changes")
    chosen.get_by_label("Of which models?").select_option("Those of one unit")
    chosen.get_by_role("button", name="Save").click()
    expect(chosen.get_by_text("Please fill this in.")).to_be_visible(timeout=PATIENCE)
    chosen.get_by_label("Which unit").select_option("Customer care")
    chosen.get_by_role("button", name="Save").click()
    expect(page.locator(".saved", has_text="Saved. It is entry")).to_be_visible(timeout=PATIENCE)
    with reading(guarded.engine) as conn:
        (wish,) = wishes.all_wishes(conn)
    assert (wish.occasions, wish.about, wish.unit) == (
        frozenset({Occasion.CHANGES}),
        About.UNIT,
        "Customer care",
    )
    page.reload()
    expect(chosen.get_by_label("Which unit")).to_have_value("Customer care", timeout=PATIENCE)
    assert found_by_axe(page) == []
