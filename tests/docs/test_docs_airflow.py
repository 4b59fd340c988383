"""docs/airflow.md: what it shows to configure and to set is what works."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.settings import load
from data.connections import AirflowConnection
from data.facts import Pipeline, PipelineRun, ReadContext
from data.sources import airflow
from tests.airflow_twin import PASSWORD, Twin, dag, run
from tests.loopback import serving

PAGE = (Path(__file__).parents[2] / "docs" / "airflow.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 28, 7, tzinfo=UTC)


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_what_is_shown_is_what_has_to_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "airflow-password"
    secret.write_text(f"{PASSWORD}\n")
    for name, value in re.findall(r"export (\w+)=(\S+)", blocks("sh")[0]):
        monkeypatch.setenv(name, value.replace("/etc/rollcall/airflow-password", str(secret)))
    (tags,) = re.findall(r"tags=\[\"(.*?)\"\]", blocks("python")[0])
    twin = Twin([dag("churn_features", tags=[{"name": tags}])], [run(27, "churn_features")])
    with serving(twin.answer) as url:
        text = "".join(blocks("toml")).replace("https://airflow.example.com", url)
        (tmp_path / "rollcall.toml").write_text(text, encoding="utf-8")
        (connection,) = load(tmp_path / "rollcall.toml").connections
        assert isinstance(connection, AirflowConnection)
        step, ran = airflow.read(connection, ReadContext(NOW, NOW))
    assert isinstance(step, Pipeline)
    assert (step.ref.name, step.name, step.every) == ("customer-churn", "churn_features", "P1D")
    assert isinstance(ran, PipelineRun)
