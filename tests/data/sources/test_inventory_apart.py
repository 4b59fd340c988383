"""Files read in a process of their own: the same lists, the same refusals, and bounded harm."""

import time

import pytest

from data.problems import Code, Problem, Rejected, Unreadable
from data.sheets.apart import MOST_WAIT
from data.sources import inventory
from tests.data.lists.workbooks import repacked, workbook

LIST = workbook(("Models", [("Name", "Owner"), ("churn 客户 é", "=1+"), ("", "Tom")]))
CELLS = 20_000_000


def problem(content: bytes) -> Problem:
    with pytest.raises(Rejected) as refused:
        inventory.read_apart("../models.xlsx", content)
    return refused.value.problem


@pytest.mark.parametrize("content", [LIST, b"Name,Owner\nchurn,=1+1\n"])
def test_the_list_is_the_same(content: bytes) -> None:
    assert inventory.read_apart("models.xlsx", content) == inventory.read("models.xlsx", content)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b'Name\n"open'])
def test_the_refusal_is_the_same(content: bytes) -> None:
    with pytest.raises(Rejected) as refused:
        inventory.read("../models.xlsx", content)
    assert problem(content) == refused.value.problem


def _a_row_without_end(part: str, content: bytes) -> bytes:
    if part != "xl/worksheets/sheet1.xml":
        return content
    before, _, after = content.partition(b"<sheetData>")
    return before + b"<sheetData><row>" + b"<c/>" * CELLS + b"</row>" + after


@pytest.mark.parametrize(
    "bomb", [repacked(LIST, _a_row_without_end), b"a\n" * 3_000_000], ids=["Excel", "CSV"]
)
def test_a_file_that_needs_gigabytes_is_too_large_and_over_soon(bomb: bytes) -> None:
    began = time.monotonic()
    found = problem(bomb)
    assert (found.code, found.inputs["why"]) == (Code.FILE_UNREADABLE, Unreadable.TOO_LARGE)
    assert time.monotonic() - began < MOST_WAIT + 10
