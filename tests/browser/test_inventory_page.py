"""Somebody brings their own list, looks at what it would change, and takes it in."""

import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from data.sample import source as sample
from tests.browser import companies
from tests.browser.looking import sideways
from tests.browser.serving import serving
from tests.browser.test_access import found_by_axe
from tests.data.lists.workbooks import saved, workbook

HEADINGS = ("Model", "Chef", "Risk rating", "Type", "Purpose")
LONG = "Forecast-of-everything-" * 8
ROWS = [
    HEADINGS,
    ("claims-triage", "Someone Else", "low", "", "Which claims are looked at first"),
    ("Bureau score", "Ana Ruiz", "high", "vendor", "Who is lent money"),
    ("客户流失预测模型", "王小明", "medium", "Excel", "哪些客户会离开"),
    ("نموذج الأولوية", "ليلى", "high", "LLM", "ترتيب الرسائل"),
    (LONG, "Tom Field", "low", "rules", ""),
    ("Odd one", "Tom Field", "terrible", "rules", ""),
]
NEWER = ("Newer", LONG, "low", "rules", LONG * 5)


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, free_port: Callable[[], int], chromium: Path
) -> Iterator[str]:
    """A pretend company of our own: what is taken in here must not show to other tests."""
    folder = tmp_path_factory.mktemp("brought")
    database = companies.fill(folder, companies.PRETEND, partial(sample.read, companies.PRETEND))
    with serving(database, free_port()) as found:
        yield found


def come(page: Page, address: str, role: str = "expert") -> None:
    page.goto(f"{address}/me")
    page.get_by_label("Your name").fill("Sofia Marín")
    page.locator(f"input[value={role}]").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="You are Sofia Marín")).to_be_visible(timeout=20_000)


def bring(page: Page, address: str, name: str, content: bytes) -> None:
    page.goto(f"{address}/inventory")
    kind = "application/octet-stream"
    field = page.locator("input[type=file]")
    field.set_input_files({"name": name, "mimeType": kind, "buffer": content})
    page.get_by_role("button", name="Look at this list").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name, timeout=20_000)


def heading(page: Page, told: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(told, timeout=20_000)


def test_a_list_is_brought_looked_at_taken_in_and_then_changes_nothing(
    page: Page, address: str
) -> None:
    come(page, address)
    content = workbook(("Models", ROWS))
    bring(page, address, "models.xlsx", content)
    heading(page, "What “models.xlsx” would change")
    page.get_by_text("What the columns hold: 4 of 5 are read").click()
    page.get_by_label("What “Chef (column B)” holds").select_option("owner")
    page.get_by_role("button", name="Read the list in this way").click()
    expect(page.get_by_text("What the columns hold: 5 of 5 are read")).to_be_visible(timeout=20_000)
    expect(page.locator(".lead")).to_contain_text("4 models would be added")
    expect(page.locator("table.refused tbody tr")).to_contain_text("“terrible” in Risk rating")
    rows = page.locator("table.differing tbody tr")
    owner = rows.filter(has_text="Someone Else")
    expect(owner).to_contain_text("Li Wei")
    owner.get_by_role("checkbox").check()
    for scheme in ("light", "dark"):
        shown: Any = scheme
        page.emulate_media(color_scheme=shown, reduced_motion="reduce")
        assert found_by_axe(page) == []
    page.get_by_role("button", name="Take these in").click()
    expect(page.get_by_text("Saved. It is entry").first).to_be_visible(timeout=30_000)
    taken = page.locator("table.taken tbody tr").first
    expect(taken).to_contain_text("4 added", timeout=20_000)
    expect(taken).to_contain_text("1 overwritten")
    with page.expect_download() as download:
        taken.get_by_role("link", name="Download the refused rows").click()
    assert "terrible" in download.value.path().read_text(encoding="utf-8")
    bring(page, address, "models.xlsx", content)
    expect(page.get_by_text("What the columns hold: 5 of 5 are read")).to_be_visible()
    expect(rows.filter(has_text="Someone Else")).to_have_count(0)
    expect(rows.first).to_contain_text("a lot")
    page.goto(f"{address}/model?model=claims-triage")
    known = page.locator("#part-facts").get_by_text("Sofia Marín, models.xlsx, Models, row 2")
    expect(known.first).to_be_visible(timeout=20_000)


def test_what_is_downloaded_and_brought_back_changes_nothing_until_it_is_edited(
    page: Page, address: str, tmp_path: Path
) -> None:
    come(page, address)
    page.goto(f"{address}/inventory")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download everything recorded").click()
    file = tmp_path / "all.xlsx"
    download.value.save_as(file)
    bring(page, address, "all.xlsx", file.read_bytes())
    heading(page, "Nothing would change by “all.xlsx”")
    expect(page.get_by_role("button", name="Take these in")).to_have_count(0)
    book = openpyxl.load_workbook(file)
    for row in book.active.iter_rows():
        for cell in row:
            if cell.value == "Li Wei":
                cell.value = "Li Wei-Chen"
    bring(page, address, "edited.xlsx", saved(book))
    heading(page, "What “edited.xlsx” would change")
    rows = page.locator("table.differing tbody tr")
    expect(rows.first).to_contain_text("Li Wei-Chen")
    page.get_by_role("button", name="Put this list away").click()
    heading(page, "Bring the list of models that you have")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "a file of an old Excel (.xls)"),
        (b"PK\x03\x04 broken", "not an Excel file that we can open"),
        (b"Modell;Chef\nK\xfcndigung;Ana\n", "not UTF-8"),
    ],
)
def test_why_a_file_cannot_be_read_is_said(
    page: Page, address: str, content: bytes, told: str
) -> None:
    come(page, address)
    bring(page, address, "models.xls", content)
    heading(page, "“models.xls” could not be read")
    expect(page.locator(".lead")).to_contain_text(told)
    assert found_by_axe(page) == []


def test_where_no_column_names_models_the_page_asks_which_does(page: Page, address: str) -> None:
    come(page, address)
    bring(page, address, "odd.csv", b"Was,Chef\nclaims-triage,Ana\n")
    heading(page, "Which column of “odd.csv” names the models?")
    page.get_by_label("What “Was (column A)” holds").select_option("name")
    page.get_by_role("button", name="Read the list in this way").click()
    heading(page, "Nothing would change by “odd.csv”")


def test_a_model_is_added_by_hand(page: Page, address: str) -> None:
    come(page, address)
    page.goto(f"{address}/inventory")
    page.get_by_label("What sort of model it is").select_option("language")
    page.get_by_label("What it is called").fill("Letter writer")
    page.get_by_label("Who answers for it").fill("Ana Ruiz")
    page.get_by_role("button", name="Add this model").click()
    expect(page.get_by_text("Saved. It is entry").first).to_be_visible(timeout=30_000)
    page.goto(f"{address}/model?model=letter-writer")
    expect(page.get_by_role("heading", name=re.compile("Letter writer"))).to_be_visible()


def test_whoever_may_not_is_told_who_may(page: Page, address: str) -> None:
    come(page, address, "analyst")
    page.goto(f"{address}/inventory")
    expect(page.get_by_text("An expert, a manager or a risk officer can bring")).to_be_visible()
    expect(page.locator("input[type=file]")).to_have_count(0)


def test_a_phone_shows_it_whole(page: Page, address: str) -> None:
    come(page, address)
    bring(page, address, "models.xlsx", workbook(("Models", [*ROWS, NEWER])))
    page.set_viewport_size({"width": 360, "height": 800})
    for closed in page.locator(".page details.numbers > summary").all():
        closed.click()
    assert sideways(page) == []
    assert found_by_axe(page) == []
