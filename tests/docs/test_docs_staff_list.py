"""docs/staff-list.md does what it says: its configuration loads and its list gives its results."""

import re
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path

from app.settings import load
from data.connections import StaffColumns, StaffConnection
from data.facts import Person, ReadContext, Refusal
from data.sources.staff import read

PAGE = (Path(__file__).parents[2] / "docs" / "staff-list.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def line(told: Person | Refusal) -> str:
    """What came, as the page tells it."""
    if isinstance(told, Refusal):
        inputs = told.problem.inputs
        why = f"{inputs['field']} is {inputs['found']}"
        return f"refused: {told.place}: {told.problem.code.value}: {why}"
    left = f"left on {told.left_on}" if told.left_on else ""
    return f"{told.key}: " + ", ".join(filter(None, (told.name, told.email, told.unit, left)))


def test_the_list_gives_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "rollcall.toml").write_text(block("toml"), encoding="utf-8")
    (tmp_path / "staff").mkdir()
    (tmp_path / "staff" / "people.csv").write_text(block("csv"), encoding="utf-8")
    (connection,) = load(tmp_path / "rollcall.toml").connections
    assert isinstance(connection, StaffConnection)
    came = read(connection, ReadContext(NOW, NOW, "Europe/London"))
    assert sorted(map(line, came)) == sorted(block("text").splitlines())


def test_every_column_is_told_and_the_needed_one_is_bold() -> None:
    assert set(re.findall(r"\*\*`(\w+)`\*\*", PAGE)) == {"name"}
    for each in fields(StaffColumns):
        assert f"`{each.name}`" in PAGE
        assert f"{each.name} = " in block("toml")
