"""The page about reading MLflow names every tag there is, and its example is read as it says."""

import re
from pathlib import Path

from app.settings import load
from data.connections import MlflowConnection
from data.facts import FieldName

PAGE = (Path(__file__).parents[3] / "docs" / "mlflow.md").read_text(encoding="utf-8")


def test_every_tag_is_documented_and_no_other() -> None:
    section = PAGE.split("## Tags with business facts")[1].split("##")[0]
    documented = re.findall(r"^\| `rollcall\.(\w+)`", section, flags=re.MULTILINE)
    assert documented == [each.value for each in FieldName]


def test_the_configuration_shown_can_be_used(tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", PAGE, flags=re.DOTALL)
    (tmp_path / "rollcall.toml").write_text(shown)
    (connection,) = load(tmp_path / "rollcall.toml").connections
    assert isinstance(connection, MlflowConnection)
    assert connection.measures["recall"].phrase.startswith("finds")


def test_the_defaults_told_are_the_defaults() -> None:
    plain = MlflowConnection("registry", "http://localhost")
    for value in (plain.live_alias, plain.live_tag):
        assert f"`{value}` unless you" in " ".join(PAGE.split())
