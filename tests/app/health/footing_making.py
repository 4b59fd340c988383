"""Short ways to write what a model stands on: software, runs of a pipeline, data."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from data.facts import (
    Case,
    DataUse,
    FieldName,
    Kind,
    Library,
    LiveSpell,
    Pipeline,
    PipelineRun,
    RunEnd,
    RunsWith,
)
from tests.app.health.case_making import REF, case

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
"""A Monday."""


def listed(name: str, pinned: str = "", **changes: Any) -> Library:
    requirement = f"{name}=={pinned}" if pinned else name
    standard: dict[str, Any] = {"version": "3", "file": "requirements.txt"}
    return Library(REF, name=name, requirement=requirement, pinned=pinned, **(standard | changes))


def runs(name: str, installed: str, place: str = "installed.csv") -> RunsWith:
    return RunsWith(REF, name, installed, place)


def pipeline(name: str = "daily sales", **changes: Any) -> Pipeline:
    return Pipeline(REF, name, **({"every": "P1D", "place": "company.toml"} | changes))


def run(
    days_ago: float,
    outcome: RunEnd = RunEnd.SUCCEEDED,
    rows: int | None = None,
    name: str = "daily sales",
) -> PipelineRun:
    return PipelineRun(REF, name, NOW - timedelta(days=days_ago), outcome, rows, "runs.csv")


def data(name: str = "sales", until: date | None = None, **changes: Any) -> DataUse:
    standard: dict[str, Any] = {
        "approved_by": "ana",
        "approved_on": date(2025, 3, 1),
        "place": "company.toml",
    }
    return DataUse(REF, name, until=until, **(standard | changes))


def live(version: str, start: datetime, end: datetime | None = None) -> LiveSpell:
    return LiveSpell(REF, version, start, end)


def sound(**changes: Any) -> Case:
    """A registry model of which everything is known and nothing is wrong."""
    facts = {FieldName.KIND: Kind.REGISTRY.value} | changes.pop("facts", {})
    standard: dict[str, Any] = {
        "tested_with": (listed("scikit-learn", "1.5.2"), listed("numpy", "2.3.1")),
        "runs_with": (runs("scikit-learn", "1.5.2"), runs("numpy", "2.3.4")),
        "pipelines": (pipeline(),),
        "pipeline_runs": tuple(run(days) for days in range(3)),
        "data_uses": (data(),),
    }
    return case(facts=facts, **(standard | changes))
