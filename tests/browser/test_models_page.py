"""The list of models as a reader meets it: found, narrowed, linked, never bent by a name."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, ViewportSize, expect

from tests.browser.companies import BRACES, CHINESE, HOSTILE, SCRIPT
from tests.browser.looking import scrolled, sideways
from tests.browser.serving import serving

SEARCH = "Search by name, owner or unit"
ROWS = "table.list tbody tr"
PHONE: ViewportSize = {"width": 360, "height": 740}


def open_list(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/models{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=20_000)


def names(page: Page) -> list[str]:
    page.locator("table.list").wait_for()
    return page.locator("table.list .name a").all_inner_texts()


def test_the_list_opens_with_the_headline_and_the_worst_first(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "794 of 1,000 models do what was agreed, on recent results."
    )
    rows = page.locator(ROWS)
    expect(rows).to_have_count(25)
    expect(rows.first).to_contain_text("Below what was agreed")
    expect(rows.last).to_contain_text("agreed: at least 70")
    expect(page.get_by_text("1,000 models found, 1 to 25 shown, worst first.")).to_be_visible()


def test_the_menu_leads_from_today_to_the_list(page: Page, thousand: str) -> None:
    page.goto(thousand)
    page.get_by_role("link", name="Models", exact=True).click(timeout=20_000)
    expect(page.locator(ROWS).nth(19)).to_be_visible()


def test_searching_narrows_the_list_and_stands_in_the_address(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    page.get_by_label(SEARCH).press_sequentially("model 0123", delay=30)
    expect(page.get_by_text("1 model found.")).to_be_visible()
    assert names(page) == ["Model 0123"]
    assert page.url.endswith("/models?q=model+0123")
    page.reload()
    expect(page.get_by_text("1 model found.")).to_be_visible(timeout=20_000)
    expect(page.get_by_label(SEARCH)).to_have_value("model 0123")


def test_what_is_typed_while_the_page_answers_stays(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    box = page.get_by_label(SEARCH)
    # A pause longer than the wait for the next letter, so that a run begins in the middle.
    box.press_sequentially("model ", delay=30)
    page.wait_for_timeout(450)
    box.press_sequentially("0042", delay=60)
    expect(page.get_by_text("1 model found.")).to_be_visible()
    expect(box).to_have_value("model 0042")


def test_a_status_of_the_legend_narrows_and_widens(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    legend = page.get_by_role("list", name="Show one status")
    legend.get_by_role("link", name="100 No recent results").click()
    expect(page.get_by_text("100 models found, 1 to 25 shown, worst first.")).to_be_visible()
    assert page.url.endswith("/models?status=silent")
    expect(page.locator(ROWS).first).to_contain_text("It has sent nothing since")
    page.get_by_role("link", name="Show all models").click()
    expect(page.get_by_text("1,000 models found")).to_be_visible()
    assert page.url.endswith("/models")


def test_a_pasted_link_shows_the_same(page: Page, context: BrowserContext, thousand: str) -> None:
    open_list(page, thousand, "?status=below&unit=Retail&page=2")
    expect(page.get_by_text("34 models found, 26 to 34 shown, worst first.")).to_be_visible()
    shown = names(page)
    assert len(shown) == 9
    expect(page.get_by_text("Page 2 of 2")).to_be_visible()
    other = context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("34 models found, 26 to 34 shown")).to_be_visible(timeout=20_000)
    assert names(other) == shown


def test_a_chosen_unit_stands_in_the_address(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    page.get_by_role("combobox", name="Unit").select_option("Insurance")
    expect(page.get_by_text("331 models found, 1 to 25 shown, worst first.")).to_be_visible()
    assert page.url.endswith("/models?unit=Insurance")


def test_several_statuses_are_ticked_without_losing_the_place(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    choice = page.locator("details.choice")
    choice.locator("summary").click()
    choice.get_by_label("No recent results").check()
    expect(page.get_by_text("100 models found, 1 to 25 shown, worst first.")).to_be_visible()
    expect(choice.get_by_label("No recent results")).to_be_focused()
    choice.get_by_label("Below what was agreed").check()
    expect(choice.locator("summary")).to_contain_text("Below what was agreed, No recent results")
    assert page.url.endswith("/models?status=below&status=silent")
    page.keyboard.press("Escape")
    expect(choice.get_by_label("No recent results")).to_be_hidden()
    page.go_back()
    expect(page.get_by_text("100 models found, 1 to 25 shown, worst first.")).to_be_visible()
    assert page.url.endswith("/models?status=silent")


def test_back_leaves_a_search_as_a_whole(page: Page, thousand: str) -> None:
    open_list(page, thousand, "?unit=Retail")
    box = page.get_by_label(SEARCH)
    for part in ("model", " 01", "2"):
        box.press_sequentially(part, delay=20)
        page.wait_for_timeout(600)
    expect(page).to_have_url(re.compile(r"q=model\+012&unit=Retail$"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"/models\?unit=Retail$"))
    expect(box).to_have_value("")


def test_pages_can_be_turned(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    first = names(page)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("26 to 50 shown")).to_be_visible()
    assert page.url.endswith("/models?page=2")
    assert not set(names(page)) & set(first)
    open_list(page, thousand, "?page=40")
    expect(page.get_by_text("976 to 1,000 shown")).to_be_visible()
    expect(page.get_by_role("link", name="Next page")).to_have_count(0)


def test_back_returns_to_the_narrowed_list(page: Page, thousand: str) -> None:
    open_list(page, thousand, "?status=silent&page=2")
    wanted = names(page)[3]
    page.get_by_role("link", name=wanted).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted)
    assert "/model?model=" in page.url
    page.go_back()
    expect(page.get_by_text("100 models found, 26 to 50 shown")).to_be_visible()
    assert page.url.endswith("/models?status=silent&page=2")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text(wanted)


def test_the_reader_starts_at_the_top_and_returns_to_the_place_left(
    page: Page, thousand: str
) -> None:
    open_list(page, thousand)
    far_down = page.get_by_role("link", name=names(page)[22])
    far_down.scroll_into_view_if_needed()
    left = scrolled(page)
    assert left > 900
    far_down.click()
    expect(page.get_by_role("heading", name="The eight questions")).to_be_visible()
    assert scrolled(page) == 0
    page.go_back()
    expect(far_down).to_be_in_viewport()
    assert abs(scrolled(page) - left) < 100


def test_a_turned_page_begins_at_its_first_row(page: Page, thousand: str) -> None:
    open_list(page, thousand)
    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text("26 to 50 shown")).to_be_in_viewport()
    expect(page.locator(ROWS).first).to_be_in_viewport()


def test_a_link_opens_in_a_new_tab_as_any_link(
    page: Page, context: BrowserContext, thousand: str
) -> None:
    open_list(page, thousand)
    with context.expect_page() as opened:
        page.get_by_role("link", name="Model 0000").click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Model 0000", timeout=20_000)
    assert page.url.endswith("/models")


def test_the_keyboard_reaches_a_model(page: Page, thousand: str) -> None:
    open_list(page, thousand, "?q=model+0042")
    page.get_by_label(SEARCH).focus()
    for _ in range(15):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.shadowRoot?.activeElement?.textContent") == (
            "Model 0042"
        ):
            break
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Model 0042")
    expect(heading).to_be_focused()


def test_nothing_found_says_so_and_leads_on(page: Page, thousand: str) -> None:
    open_list(page, thousand, "?q=zzzz")
    expect(page.get_by_role("heading", name="No model matches")).to_be_visible()
    page.get_by_role("link", name="Show all models").click()
    expect(page.get_by_text("1,000 models found")).to_be_visible()


@pytest.mark.parametrize(
    "query",
    [
        "?status=excellent",
        "?page=-1",
        "?page=99999999999999999999",
        "?care=<script>",
        "?status=below&status='; drop table models; --&page=1",
    ],
)
def test_an_address_nobody_understands_shows_the_rest(
    page: Page, thousand: str, query: str
) -> None:
    open_list(page, thousand, query)
    expect(page.get_by_text("Part of this address was not understood")).to_be_visible()
    expect(page.locator(ROWS)).to_have_count(25)


def test_a_page_beyond_the_last_says_that_nothing_is_there(page: Page, thousand: str) -> None:
    open_list(page, thousand, "?page=500&status=below")
    expect(page.get_by_role("heading", name="No model matches")).to_be_visible()


def test_names_are_shown_as_they_are_and_do_nothing(page: Page, thousand: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    shown: set[str] = set()
    for query in ("?q=script", "?q=bold", "?q=value", "?q=客户", "?q=www", "?q=نموذج"):
        open_list(page, thousand, query)
        expect(page.locator(ROWS).first).to_be_visible()
        shown |= set(page.locator("table.list .name a").all_text_contents())
    assert shown >= set(HOSTILE)
    assert page.title() == "Rollcall"
    assert page.locator("table.list").locator("script, img").count() == 0
    own = (thousand, thousand.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def test_a_hostile_name_keeps_still_on_its_own_page(page: Page, thousand: str) -> None:
    open_list(page, thousand, "?q=script")
    page.get_by_role("link", name=SCRIPT).click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(SCRIPT)
    expect(page).to_have_title(re.compile(re.escape(SCRIPT)))
    open_list(page, thousand, "?q=value")
    page.get_by_role("link", name=BRACES).click()
    expect(heading).to_have_text(BRACES)


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_phone_never_scrolls_sideways(page: Page, thousand: str, number: int) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{thousand}/model?model=hostile-{number}")
    expect(page.get_by_role("heading", name="The eight questions")).to_be_visible(timeout=20_000)
    assert sideways(page) == []


def test_the_list_on_a_phone_is_cards_without_a_sideways_scroll(page: Page, thousand: str) -> None:
    page.set_viewport_size(PHONE)
    open_list(page, thousand, "?q=w")
    expect(page.locator(ROWS).first).to_be_visible()
    assert sideways(page) == []
    status = page.locator("table.list td.status").first.bounding_box()
    model = page.locator("table.list td.model").first.bounding_box()
    assert status is not None
    assert model is not None
    assert model["y"] >= status["y"] + status["height"]


def test_the_page_speaks_the_language_of_the_company(page: Page, thousand: str) -> None:
    open_list(page, thousand, f"?q={CHINESE[:3]}")
    assert page.locator("html").get_attribute("lang") == "en"


def test_dark_is_dark(context: BrowserContext, page: Page, thousand: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_list(page, thousand)
    colour = page.get_by_role("heading", level=1).evaluate("e => getComputedStyle(e).color")
    assert colour == "rgb(230, 235, 240)"


def test_an_empty_store_says_what_to_do(
    page: Page, tmp_path: Path, free_port: Callable[[], int], empty_store: str
) -> None:
    with serving(empty_store, free_port()) as address:
        open_list(page, address)
        expect(page.get_by_role("heading", level=1)).to_have_text("We know nothing yet")
        expect(page.get_by_text("rollcall sync")).to_be_visible()
        expect(page.get_by_text("do what was agreed")).to_have_count(0)


def test_a_store_that_cannot_be_read_is_told_in_words(
    page: Page, tmp_path: Path, free_port: Callable[[], int]
) -> None:
    with serving(f"sqlite:///{tmp_path / 'nothing.db'}", free_port()) as address:
        open_list(page, address)
        expect(page.get_by_role("heading", level=1)).to_have_text("We cannot read our records")
        assert "sqlite" not in page.content().lower()
