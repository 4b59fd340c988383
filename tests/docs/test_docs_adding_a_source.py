"""docs/adding-a-source.md names files that are there and what each kind of source has in them."""

import re
from pathlib import Path

import pytest

from data.store.tables import SourceKind

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "adding-a-source.md").read_text(encoding="utf-8")
STEPS = PAGE.partition("## The files")[2].partition("## The tests")[0]
BY_HAND = (
    SourceKind.COMPANY_FILE,
    SourceKind.PEOPLE,
    SourceKind.BROUGHT,
    SourceKind.REPORTED,
    SourceKind.SAMPLE,
)
CONFIGURED = [kind for kind in SourceKind if kind not in BY_HAND]


def test_every_file_that_is_named_is_there() -> None:
    named = set(re.findall(r"`((?:app|data|tests)/[\w/]+(?:\.\w+)?)`", PAGE))
    assert len(named) > 20
    assert [each for each in sorted(named) if not (ROOT / each).exists()] == []
    for each in re.findall(
        r"tests/[\w/]+(?:\.py)?", PAGE.partition("```sh")[2].partition("```")[0]
    ):
        assert (ROOT / each).exists(), each


@pytest.mark.parametrize("kind", CONFIGURED)
def test_the_steps_name_every_file_that_knows_a_source_by_its_name(kind: SourceKind) -> None:
    """Whoever follows the page touches each file in which the sources there are have a line."""
    knows = re.compile(rf"\b{kind.value}(Connection|Source)\b", re.IGNORECASE)
    ours = [path for top in ("app", "data") for path in (ROOT / top).rglob("*.py")]
    found = {
        path.relative_to(ROOT)
        for path in ours
        if "sources" not in path.parts and knows.search(path.read_text(encoding="utf-8"))
    }
    assert len(found) >= 4
    assert [str(path) for path in sorted(found) if f"`{path}`" not in STEPS] == []
