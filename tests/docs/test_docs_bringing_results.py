"""docs/bringing-results.md does what it says: its file gives its results, its limits are ours."""

import re
from datetime import timedelta
from pathlib import Path

from app.actions.bringing_results import take_in_results
from app.actions.everything import ACTIONS
from data.connections import MeasureShape
from data.facts import ModelRef, Reading, Refusal, Unit
from data.members import Role
from data.results import columns, reading
from data.results.columns import HEADINGS, Said
from data.results.known import KnownModel, KnownModels
from data.results.reading import MOST
from data.results.understanding import understood
from data.rows.proposals import Known
from data.sheets import LARGEST_FILE, read
from data.sheets.grid import MOST_COLUMNS, MOST_ROWS
from tests.data.feeding import NOW

PAGE = (Path(__file__).parents[2] / "docs" / "bringing-results.md").read_text(encoding="utf-8")
SHAPES = {"recall": MeasureShape(), "false_alarms": MeasureShape(unit=Unit.COUNT)}
MODELS = KnownModels(
    (KnownModel("churn", ModelRef("churn", "registry"), "Renewal letters"),), SHAPES
)
KNOWN = Known(set(MODELS.names()), SHAPES, "UTC")


def block(kind: str, number: int = 0) -> str:
    found: list[str] = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    return found[number]


def told(one: Reading | Refusal) -> str:
    if isinstance(one, Refusal):
        return f"refused: {one.place}: {one.problem.code}: {one.problem.inputs['found']}"
    first, last = one.start.date(), (one.end - timedelta(days=1)).date()
    return f"added: {one.ref.name}, {one.measure}: {one.value} of {one.count}, {first} to {last}"


def test_the_file_of_the_page_gives_what_the_page_says() -> None:
    grid = read("november.csv", block("csv").encode(), HEADINGS)
    said = columns.proposed(grid, KNOWN)
    asked = understood(grid, said, KNOWN)
    assert [f"asked: {each.key}: {each.example}" for each in asked.open] == [block("text").strip()]
    found = understood(grid, Said(said.columns, {"dates": "day first"}), KNOWN)
    assert found.is_ready
    results = reading.read(grid, found.mapping, MODELS, NOW, "UTC")
    lines = [told(each) for each in results.told if "churm" not in str(each)]
    lines += ["refused: november.csv, row 4: unknown_model: churm"] * 2
    assert [*lines, f"empty: {results.empty}"] == block("text", 1).splitlines()


def test_the_limits_and_the_roles_are_ours() -> None:
    numbers = f"{LARGEST_FILE // 2**20} MB, {MOST_ROWS:,} rows, {MOST_COLUMNS} columns and {MOST:,}"
    assert numbers in PAGE.replace("\n", " ")
    assert ACTIONS["take_in_results"].do is take_in_results
    assert ACTIONS["take_in_results"].allowed == {Role.ANALYST, Role.EXPERT}
    assert "An analyst or an expert may do that" in PAGE
