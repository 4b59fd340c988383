"""docs/inventory-list.md does what it says: its list gives its results, its headings are known."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.language.own_list import column_words
from app.language.sentence import Speech
from data.facts import FieldName
from data.lists.columns import COLUMNS, understood
from data.lists.comparison import Comparison, Recorded
from data.lists.entries import entries
from data.lists.matching import compare
from data.sheets import LARGEST_FILE
from data.sheets.excel import MOST_EMPTY
from data.sheets.grid import MOST_COLUMNS, MOST_ROWS, Grid
from data.sources.inventory import read
from tests.data.feeding import NOW

PAGE = (Path(__file__).parents[2] / "docs" / "inventory-list.md").read_text(encoding="utf-8")
CHURN = Recorded("churn", "churn", "registry", True, {FieldName.OWNER: "ana"})


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def lines(grid: Grid, found: Comparison) -> Iterator[str]:
    """What came of the list, as the page tells it."""
    mapping = understood(grid.headings)
    left = [each for place, each in enumerate(grid.headings) if place not in mapping]
    yield f"not read: {', '.join(left)}"
    for refused in found.refused:
        inputs = refused.problem.inputs
        why = f"{inputs['field']} is {inputs['found']}"
        yield f"refused: {refused.place}: {refused.problem.code.value}: {why}"
    for new in found.new:
        yield f"new: {new.name} ({new.kind.value})"
    for matched in found.matched:
        filled = ", ".join(sorted(each.value for each in matched.fills))
        yield f"filled in: {matched.model.slug}: {filled}"
        for one in matched.differences:
            said = f"{one.recorded} here, {one.listed} in the list"
            yield f"they disagree: {one.slug}: {one.field.value}: {said}"


def test_the_list_gives_what_the_page_says() -> None:
    grid = read("models.csv", block("csv").encode())
    mapping = understood(grid.headings)
    found = compare(grid, mapping, entries(grid, mapping), [CHURN], str.casefold, None)
    assert list(lines(grid, found)) == block("text").splitlines()


def test_every_column_stands_there_with_headings_that_are_understood() -> None:
    rows = re.findall(r"^\| ([^|*]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
    told = {name: headings.split(";")[0].split(":")[0] for name, headings in rows}
    for column in COLUMNS:
        named = told[column_words(column, Speech(now=NOW))]
        for heading in named.split(","):
            assert understood([heading]) == {0: column}, heading


def test_the_limits_are_those_that_hold() -> None:
    assert f"{LARGEST_FILE // 2**20} MB, {MOST_ROWS:,} rows or {MOST_COLUMNS} columns" in PAGE
    assert f"{MOST_EMPTY:,} empty" in PAGE
