"""docs/evidently.md does what it says: its configuration reads real reports as it tells."""

import re
from dataclasses import fields
from pathlib import Path
from shutil import copytree

from app.settings import load
from data.connections import EvidentlyConnection
from data.facts import Arrival, Reading
from data.sources.evidently import LARGEST_FILE, read
from data.sources.evidently.days import END, START
from data.sources.evidently.results import MOST_COLUMNS, asked_for
from tests.evidently_reports import CONTEXT, WORKSPACE

PAGE = (Path(__file__).parents[2] / "docs" / "evidently.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def line(told: Arrival) -> str:
    """What came, as the page tells it."""
    assert isinstance(told, Reading)
    cases = f" on {told.count} cases" if told.count else ""
    columns = f", found in: {told.columns}" if told.columns else ""
    day, value = told.start.date(), round(told.value, 3)
    return f"{told.ref.name}, {day}: {told.measure} {value}{cases}{columns}"


def test_the_reports_give_what_the_page_says(tmp_path: Path) -> None:
    (tmp_path / "rollcall.toml").write_text(block("toml"), encoding="utf-8")
    project = next(WORKSPACE.glob("01a22026-8b8f*"))
    copytree(project, tmp_path / "workspace" / project.name)
    (connection,) = load(tmp_path / "rollcall.toml").connections
    assert isinstance(connection, EvidentlyConnection)
    came = [each for each in read(connection, CONTEXT) if isinstance(each, Reading)]
    assert list(map(line, came)) == block("text").splitlines()


def test_every_key_is_told_and_the_needed_ones_are_bold() -> None:
    assert set(re.findall(r"\*\*`(\w+)`\*\*", PAGE)) == {"name", "path", "results"}
    for each in fields(EvidentlyConnection):
        assert each.name == "measures" or f"| `{each.name}`" in PAGE.replace("*", "")


def test_the_results_the_page_names_are_names() -> None:
    named = re.findall(r"`([A-Z]\w+(?:\([^)`]*\))?(?:\.\w+)?)`", PAGE)
    assert len(named) > 8
    assert all(map(asked_for, named))


def test_bounds_and_keys_are_as_the_page_says() -> None:
    assert f"{LARGEST_FILE // 2**20} MiB" in PAGE
    assert (MOST_COLUMNS, START in PAGE, END in PAGE) == (10, True, True)
    assert "ten at most" in PAGE
