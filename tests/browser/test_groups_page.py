"""The page about groups as a reader uses it: narrowed, with a picture and a table behind it."""

from playwright.sync_api import Page, expect

FAST = 20_000


def opened(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/groups{query}")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=3 * FAST)


def test_the_heading_answers_and_the_worst_stands_first(page: Page, pretend: str) -> None:
    opened(page, pretend)
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Groups are checked for 6 of 46 models; 1 treats a group clearly worse than agreed."
    )
    first = page.locator("article.measure").first
    expect(first).to_contain_text("Claims triage")
    expect(first.locator("li.tone-below")).to_contain_text("customers over 65")
    expect(page.get_by_role("heading", name="Nobody checks groups for these")).to_be_visible()


def test_a_dot_stands_where_its_value_is(page: Page, pretend: str) -> None:
    """Worse is further left, and the range lies around the dot."""
    opened(page, pretend, "?model=claims-triage")
    picture = page.locator(".alike").first
    below = picture.locator("li.tone-below")
    dot, agreed = below.locator(".plot b").bounding_box(), below.locator(".agreed").bounding_box()
    likely = below.locator(".plot i").bounding_box()
    assert dot
    assert agreed
    assert likely
    middle = dot["x"] + dot["width"] / 2
    assert middle < agreed["x"]
    assert likely["x"] <= middle <= likely["x"] + likely["width"]


def test_the_table_is_one_click_away(page: Page, pretend: str) -> None:
    opened(page, pretend, "?model=claims-triage")
    table = page.locator("table.groups").first
    expect(table).to_be_hidden()
    page.get_by_text("Show the numbers").first.click()
    expect(table).to_be_visible()
    expect(table).to_contain_text("Everybody together")


def test_a_choice_is_in_the_address(page: Page, pretend: str) -> None:
    opened(page, pretend)
    page.get_by_label("How groups stand").select_option("too_few")
    expect(page.locator("article.measure")).not_to_have_count(7, timeout=FAST)
    expect(page.get_by_text("questions sent by letter").first).to_be_visible()
    assert page.url.endswith("/groups?standing=too_few")


def test_a_models_page_shows_the_same_picture(page: Page, pretend: str) -> None:
    page.goto(f"{pretend}/model?model=claims-triage")
    expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=3 * FAST)
    expect(page.locator(".alike li.tone-below")).to_contain_text("customers over 65")
