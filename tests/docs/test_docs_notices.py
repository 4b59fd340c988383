"""docs/notices.md does what it says: its configuration loads, and it names every key."""

import re
from pathlib import Path

import pytest

from app.notice_commands import commands
from app.setting_notices import Mail, Notices, Security, Told
from app.settings import load
from data.notices import Occasion

PAGE = (Path(__file__).parents[2] / "docs" / "notices.md").read_text(encoding="utf-8")


def test_the_configuration_it_shows_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "rollcall.toml"
    file.write_text(block)
    found = load(file).notices
    assert [each.name for each in found.to] == ["Retention, Slack", "Heads"]
    assert found.owners == (Occasion.CHANGES, Occasion.CONFIRM)


@pytest.mark.parametrize("shape", [Mail, Notices, Told])
def test_it_tells_every_key(shape: type[Mail | Notices | Told]) -> None:
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", PAGE, re.MULTILINE))
    assert set(shape.model_fields) <= rows


def test_it_names_every_way_and_command() -> None:
    assert all(f"`{each.value}`" in PAGE for each in Security)
    for each in commands.registered_commands:
        assert f"rollcall {each.name}" in PAGE
