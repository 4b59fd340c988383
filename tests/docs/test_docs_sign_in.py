"""docs/sign-in.md does what it says: its configuration loads, and it names every key and role."""

import re
from pathlib import Path

import pytest

from app.setting_sign_in import SignIn
from app.settings import load
from data.members import Role

PAGE = (Path(__file__).parents[2] / "docs" / "sign-in.md").read_text(encoding="utf-8")


def test_the_configuration_it_shows_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (block,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "rollcall.toml"
    file.write_text(block)
    monkeypatch.setenv("ROLLCALL_CLIENT_SECRET", "hunter2-very-secret")
    monkeypatch.setenv("ROLLCALL_COOKIE_SECRET", "0123456789abcdef0123456789abcdef")
    found = load(file).sign_in
    assert found
    assert set(found.roles.by_role()) == set(Role) - {Role.VIEWER}


def test_it_tells_every_key_and_every_role() -> None:
    rows = set(re.findall(r"^\| `?([a-z_]+)`? \|", PAGE, re.MULTILINE))
    assert set(SignIn.model_fields) <= rows
    assert {role.value for role in Role} <= rows
