"""The links under the list of models bring files, and the reader stays where they were."""

from pathlib import Path

import pytest
from playwright.sync_api import Page


@pytest.mark.parametrize(("name", "kind"), [("Excel", "xlsx"), ("CSV", "csv")])
def test_a_link_brings_the_list_as_a_file(
    name: str, kind: str, page: Page, pretend: str, tmp_path: Path
) -> None:
    page.goto(f"{pretend}/models?status=below")
    with page.expect_download() as started:
        page.get_by_role("link", name=name, exact=True).click()
    file = tmp_path / "list"
    started.value.save_as(file)
    assert started.value.suggested_filename.startswith("rollcall-models-")
    assert started.value.suggested_filename.endswith(f".{kind}")
    assert file.read_bytes().startswith(b"PK" if kind == "xlsx" else b"\xef\xbb\xbf")
    assert page.url == f"{pretend}/models?status=below"
    if kind == "csv":
        told = file.read_text(encoding="utf-8-sig")
        assert "pretend company" in told
        assert "Below what was agreed" in told
