"""A registry changed at random keeps its meaning or is refused by name; no number is made up."""

import json
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from random import Random
from typing import Any

import pytest

from app.language.problems import problem_words
from data.connections import MeasureShape, MetricMapping, MlflowConnection
from data.facts import Arrival, ExamResult, Fact, Model, ReadContext, Reading, Refusal, Version
from data.problems import Problem, SourceFailed
from data.sources.mlflow import read
from data.sources.mlflow.answers import API
from tests.app.language.plausible import SPEECH
from tests.mlflow_twin import pairs, run
from tests.mutations import ODD, Straight, as_json, every, plainly

NOW = datetime(2026, 3, 15, 12, tzinfo=UTC)
CONTEXT = ReadContext(NOW, NOW, "UTC")
WEEK = {"model": "churn", "period_start": "2026-03-02", "period_end": "2026-03-08"}
NAMES = ("name", "version", "key", "value", "run_id", "metrics", "aliases", "x")
KEYS = ("registered_models", "model_versions", "runs")


def whole() -> dict[str, Any]:
    """What MLflow answers to each list it is asked for."""
    model = {
        "name": "churn",
        "creation_timestamp": 1_770_000_000_000,
        "description": "Finds leavers.",
        "tags": pairs({"rollcall.owner": "ana", "rollcall.impact": "high"}),
        "aliases": [{"alias": "champion", "version": "2"}],
    }
    versions = [
        {"name": "churn", "version": str(number), "current_stage": "None", "run_id": f"r{number}"}
        for number in (1, 2)
    ]
    runs = [run(WEEK, {"accuracy": 0.5 + number / 10, "cases": 40}, number) for number in (1, 2)]
    found = ([model, {"name": "fraud"}], versions, runs)
    return {key: {key: rows} for key, rows in zip(KEYS, found, strict=True)}


class Registry:
    """What the registry answers, which a test changes while it is asked."""

    lists: dict[str, bytes]

    def answer(self, path: str, _body: Any) -> bytes | None:
        others = {
            f"{API}/experiments/get-by-name": b'{"experiment": {"experiment_id": "7"}}',
            f"{API}/runs/get": b"{}",
        }
        name = path.removeprefix(f"{API}/").removesuffix("/search").replace("-", "_")
        return self.lists.get(name, others.get(path))


@pytest.fixture
def reached(monkeypatch: pytest.MonkeyPatch) -> tuple[Registry, MlflowConnection]:
    """A registry that is asked without a network."""
    registry = Registry()
    line = Straight(registry.answer)
    monkeypatch.setattr("data.sources.mlflow.connected", lambda *_, **__: nullcontext(line))
    connection = MlflowConnection(
        "twin",
        "http://twin",
        experiments=("monitoring",),
        readings=(MetricMapping("accuracy", "accuracy", "cases"),),
        measures={"accuracy": MeasureShape()},
    )
    return registry, connection


def sent(payload: Any, chance: Random) -> dict[str, bytes]:
    """Each list as it is sent."""
    listed = payload if isinstance(payload, dict) else {}
    return {key: as_json(listed.get(key, {}), chance) for key in KEYS}


def test_a_changed_registry_means_the_same_or_is_refused_by_name(
    reached: tuple[Registry, MlflowConnection],
) -> None:
    registry, connection = reached
    kept = 0
    for chance, payload in every(lambda _: whole(), NAMES, ODD):
        registry.lists = sent(payload, chance)
        told = {key: plainly(content) for key, content in registry.lists.items()}
        for each in taken(connection):
            check(each, told)
            kept += isinstance(each, Reading)
    assert kept > 0


def taken(connection: MlflowConnection) -> list[Arrival]:
    """What came; a source that failed as a refusal of the whole."""
    found: list[Arrival] = []
    try:
        found.extend(read(connection, CONTEXT))
    except SourceFailed as failure:
        found.append(Refusal(failure.problem, "", {}))
    return found


def check(arrival: Arrival, told: dict[str, Any]) -> None:
    text = json.dumps(told, ensure_ascii=False).replace("\\u0000", "")  # No store keeps NUL.
    match arrival:
        case Refusal():
            assert says_where(arrival.problem), arrival
            assert all("\0" not in each for each in arrival.row.values())
        case Reading():
            assert (arrival.value, arrival.count) in list(measured(told["runs"]))
            assert arrival.ref.name == "churn" or arrival.ref.name in text
        case Model() | Version():
            assert arrival.created_at is None or arrival.created_at.timestamp() * 1000 in moments(
                text
            )
        case Fact():
            assert arrival.value.casefold() in text.casefold() or arrival.value in ("yes", "no")
        case _:
            assert not isinstance(arrival, ExamResult)


def says_where(problem: Problem) -> bool:
    where = {"field", "key", "found", "first", "expected", "file"}
    return bool(where & problem.inputs.keys()) and str(problem_words(problem, SPEECH)).endswith(".")


def measured(runs: Any) -> Iterator[tuple[float, int | None]]:
    """Each pair of numbers a run has, read as simply as can be."""
    for row in runs["runs"]:
        try:
            numbers = {each["key"]: each["value"] for each in row["data"]["metrics"]}
        except (KeyError, TypeError):
            numbers = readable(row)
        yield numbers.get("accuracy"), numbers.get("cases")  # type: ignore[misc]


def readable(row: Any) -> dict[str, Any]:
    """The metrics of a run of which some cannot be read."""
    data = row.get("data") if isinstance(row, dict) else None
    metrics = data.get("metrics") if isinstance(data, dict) else None
    listed = metrics if isinstance(metrics, list) else []
    return {
        each["key"]: each.get("value")
        for each in listed
        if isinstance(each, dict) and isinstance(each.get("key"), str)
    }


def moments(text: str) -> set[float]:
    """Every number that is written anywhere."""
    return {
        float(each) for each in text.replace('"', " ").replace(",", " ").split() if each.isdigit()
    }
