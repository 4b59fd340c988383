"""docs/openlineage.md: what it shows to configure and to set is what works."""

import re
from pathlib import Path

import pytest
from openlineage.client import OpenLineageClient
from openlineage.client.event_v2 import Job, Run, RunEvent, RunState

from app.settings import load
from data.connections import OpenLineageConnection
from data.facts import Pipeline, PipelineRun, ReadContext
from data.sources import openlineage
from tests.data.feeding import NOW

PAGE = (Path(__file__).parents[2] / "docs" / "openlineage.md").read_text(encoding="utf-8")


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_what_is_shown_is_what_has_to_be_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lineage").mkdir()
    for name, value in re.findall(r"export (\w+)=(\S+)", block("sh")):
        monkeypatch.setenv(name, value.replace("/srv/rollcall", str(tmp_path)))
    run = Run(runId="01a22020-cf1d-72d9-8cd4-7452002bd68f")
    OpenLineageClient().emit(
        RunEvent(
            eventType=RunState.COMPLETE,
            eventTime=NOW.isoformat(),
            run=run,
            job=Job(namespace="nightly", name="churn.features"),
            producer="https://example.com/tests",
        )
    )
    (tmp_path / "rollcall.toml").write_text(block("toml"), encoding="utf-8")
    (connection,) = load(tmp_path / "rollcall.toml").connections
    assert isinstance(connection, OpenLineageConnection)
    step, ran, _ = openlineage.read(connection, ReadContext(NOW, NOW))
    assert isinstance(step, Pipeline)
    assert (step.name, step.every) == ("churn.features", "P1D")
    assert isinstance(ran, PipelineRun)
