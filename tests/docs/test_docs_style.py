"""docs/style.md is what the colours and parts say, and leaves out nothing pages share."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.health.verdict import Care, Status
from app.ui.theme import DARK, LIGHT, Palette
from docs.contrast import contrast
from docs.style_parts import CHAPTERS, WHOLE_PAGES
from docs.style_text import PAGE, text

ROOT = Path(__file__).parents[2]
STYLE_PAGE = ROOT / "docs" / "style_page.py"
TEXT = 4.5
"""WCAG 2.2, 1.4.3."""
LARGEST_PICTURE = 300_000
PALETTES = [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]


def parts() -> Iterator[str]:
    """Every public function of app/ui that draws: it returns Markup, or is called ``show``."""
    for path in sorted((ROOT / "app" / "ui").glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef) or node.name.startswith("_"):
                continue
            returns = ast.unparse(node.returns) if node.returns else ""
            if returns == "Markup" or node.name.startswith("show"):
                yield f"{path.stem}.{node.name}"


SEVERAL = 3
"""What so many modules of app/ui draw with is a part; what fewer do belongs to their page."""


def users() -> dict[str, set[str]]:
    """Which other modules of app/ui use which function, by ``module.function``."""
    found: dict[str, set[str]] = {part: set() for part in parts()}
    for path in (ROOT / "app" / "ui").glob("*.py"):
        for used in uses(ast.parse(path.read_text(encoding="utf-8"))):
            if used in found:
                found[used].add(path.stem)
    return found


def uses(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("app.ui."):
            yield from (f"{str(node.module).split('.')[-1]}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"


PARTS = list(parts())
SHARED = sorted(part for part, by in users().items() if len(by) >= SEVERAL)
DRAWN_BY = [each for chapter in CHAPTERS for part in chapter.parts for each in part.drawn_by]


def test_the_walk_finds_the_parts() -> None:
    assert {"marks.status_mark", "history.chart", "states.store_away", "today.page"} <= set(PARTS)
    assert {"tables.section", "heads.head", "paging.paging"} <= set(SHARED)


@pytest.mark.parametrize("part", SHARED)
def test_every_part_is_named(part: str) -> None:
    assert f"`{part}`" in PAGE.read_text(encoding="utf-8"), (
        f"{part} is new: put it into docs/style_parts.py and docs/style_page.py,"
        " then python -m docs.make_style_page"
    )


def test_no_part_is_named_that_is_gone() -> None:
    assert sorted({*DRAWN_BY, *WHOLE_PAGES} - set(PARTS)) == []


def test_every_part_stands_on_the_style_page() -> None:
    tree = ast.parse(STYLE_PAGE.read_text(encoding="utf-8"))
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert sorted(set(DRAWN_BY) - called) == []


def test_the_text_is_the_one_the_command_writes() -> None:
    assert PAGE.read_text(encoding="utf-8") == text(), "run python -m docs.make_style_page"


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("told", [*Status, *Care])
def test_the_words_of_every_tone_can_be_read(told: Status | Care, palette: Palette) -> None:
    tone = palette.tones[told] if isinstance(told, Status) else palette.care[told]
    for ground in (tone.ground, palette.page):
        assert contrast(tone.ink, ground) >= TEXT


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
@pytest.mark.parametrize("chapter", [each.key for each in CHAPTERS])
def test_every_chapter_has_its_small_pictures(chapter: str, look: str) -> None:
    picture = PAGE.parent / "pictures" / f"style-{chapter}-{look}.png"
    assert f"pictures/{picture.name}" in PAGE.read_text(encoding="utf-8")
    assert picture.stat().st_size < LARGEST_PICTURE
